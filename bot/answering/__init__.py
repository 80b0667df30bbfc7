"""The path from a question to an answer. The terminal, Slack and the benchmarks all come this way.

`answering.py` spells it out once; each kind of question has a file with one function from intent to `Told`.
"""

from bot.answering.answering import Answering
from bot.answering.shape import Told, ambiguous, by_bearing
from bot.answering.tools import READ

__all__ = ["READ", "Answering", "Told", "ambiguous", "by_bearing"]
