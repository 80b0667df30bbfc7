"""An Answer as a Slack message."""

from bot.answers import Answer
from bot.blocks.records import Held, Message
from bot.links import Links


def answer_message(
    answer: Answer,
    *,
    answer_id: str,
    links: Links,
    held: Held,
    asker: str | None = None,
    private: bool = False,
    unasked: bool = False,
    more: bool = True,
) -> Message:
    """The answer in bold and its numbered citations; a decline with the nearest sentences and what was searched.

    ``private`` (by response_url) offers Share; ``unasked`` (a follow-up without a mention) offers Quiet; without an
    ``asker`` (Slack's user id) there is no Delete; ``more`` False where no further hits are kept.
    """
    raise NotImplementedError


def shared_message(
    answer: Answer, *, answer_id: str, links: Links, held: Held, sharer: str, fixed: bool = False
) -> Message:
    """A private answer as a post for everyone, with its question and who shared it (Slack's user id).

    ``fixed``: it goes by response_url and says that it cannot be updated.
    """
    raise NotImplementedError


def withdrawn_message() -> Message:
    """What stands in an answer's place when its question was deleted and the post cannot be."""
    raise NotImplementedError
