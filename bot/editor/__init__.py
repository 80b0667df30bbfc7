"""The desk of digests: editions put together, posted once each, and what became of them.

`editor` brings one run to its end, `rounds` looks for those that are due, `lines` tells how each digest does.
"""

from bot.editor.editor import Editor, Outcome
from bot.editor.lines import lines_of
from bot.editor.rounds import Rounds

__all__ = ["Editor", "Outcome", "Rounds", "lines_of"]
