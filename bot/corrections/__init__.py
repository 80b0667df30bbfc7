"""What the bot quoted and an article no longer says: found by the index log, marked in the post, told once."""

from bot.corrections.detecting import Detecting, outdated
from bot.corrections.editions import EditionShelf
from bot.corrections.mending import AnswerShelf, Mending, Shelf

__all__ = ["AnswerShelf", "Detecting", "EditionShelf", "Mending", "Shelf", "outdated"]
