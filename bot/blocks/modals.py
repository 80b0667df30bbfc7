"""What opens when a button or a shortcut is used. Every modal only shows what is stored: it opens within a second."""

from collections.abc import Sequence

from bot.answers import Citation
from bot.blocks.records import Passage, View, Why
from bot.checking import Check
from bot.links import Links

ASK_CALLBACK = "onrecord:ask"
QUESTION_BLOCK, QUESTION_INPUT = "question", "text"  # view.state.values[QUESTION_BLOCK][QUESTION_INPUT].value


def context_modal(passage: Passage, *, links: Links) -> View:
    """The passage as the article has it, the cited sentence in bold."""
    raise NotImplementedError


def more_modal(question: str, further: Sequence[Citation], *, links: Links) -> View:
    """The next hits behind the ones that were shown."""
    raise NotImplementedError


def why_modal(why: Why) -> View:
    """Terms and where they matched, with shares; filters and dates; the confidence and the bar it was held against."""
    raise NotImplementedError


def check_modal(check: Check, *, links: Links) -> View:
    """What the record says to each sentence of a message; numbers and names that differ are marked."""
    raise NotImplementedError


def ask_modal(*, initial: str = "", metadata: str = "") -> View:
    """The global shortcut's one question; the answer comes as a direct message."""
    raise NotImplementedError


def notice_modal(text: str) -> View:
    """One line of `bot.messages`: the answer is gone, the bot is still looking, this is not allowed."""
    raise NotImplementedError
