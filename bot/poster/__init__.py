"""Everything the bot says in Slack goes out here, once, with its previews off, and every refusal ends in a sentence.

`Poster` is what the desk and the listeners use; `calls` makes one call and names what became of it; `remedies` knows
what each of Slack's refusals means.
"""

from bot.poster.finding import Mark, answer_mark
from bot.poster.poster import Poster
from bot.poster.remedies import Meaning
from bot.poster.results import Done, Later, Result, Undone

__all__ = ["Done", "Later", "Mark", "Meaning", "Poster", "Result", "Undone", "answer_mark"]
