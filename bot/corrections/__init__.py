"""What the bot quoted and an article no longer says: found by the index log, marked in the post, told once."""

from bot.corrections.comparing import still_says
from bot.corrections.detecting import Detecting
from bot.corrections.mending import AnswerShelf, Mending, Shelf

__all__ = ["AnswerShelf", "Detecting", "Mending", "Shelf", "still_says"]
