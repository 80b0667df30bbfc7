"""An Answer as a Slack message."""

from typing import Any

from bot import messages
from bot.answers import Answer, Status
from bot.blocks import escape, limits, parts
from bot.blocks.buttons import Action, ButtonValue, button, delete_button, feedback, plain_feedback
from bot.blocks.found import UNCHANGED, Corrections, found_message, remark
from bot.blocks.notes import help_message, line_message
from bot.blocks.records import Block, Held, Message
from bot.links import Links

_LONGEST_QUESTION = 300  # in a post that shares an answer


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
    follow: int | None = None,
    corrections: Corrections = UNCHANGED,
) -> Message:
    """The answer in bold and its numbered citations; a decline with the nearest sentences and what was searched.

    ``private`` (by response_url) offers Share; ``unasked`` (a follow-up without a mention) offers Quiet; without an
    ``asker`` (Slack's user id) there is no Delete; ``more`` False where no further hits are kept. ``follow`` is the
    number of the follow that tells this; ``corrections`` are of citations, by their numbers.
    """
    if answer.intent == "help":
        return help_message()
    shown = answer.citations or answer.nearest
    if not (shown or answer.entries or answer.choices or answer.answer) and answer.status is Status.ANSWERED:
        return line_message(remark(answer))
    value = ButtonValue(answer_id=answer_id)
    elements: list[dict[str, Any]] = []
    if shown:
        elements.append(button(messages.CONTEXT, Action.CONTEXT, value))
        if more:
            elements.append(button(messages.MORE, Action.MORE, value))
        elements.append(button(messages.WHY, Action.WHY, value))
        elements.append(_follow_button(value, follow))
    if private and answer.status is Status.ANSWERED:
        elements.append(button(messages.SHARE, Action.SHARE, value))
    if shown and private:
        elements += plain_feedback(answer_id)
    if unasked:
        elements.append(button(messages.QUIET, Action.QUIET, value))
    if asker is not None:
        elements.append(delete_button(answer_id))
    tail: list[Block] = [{"type": "actions", "elements": elements}] if elements else []
    if shown and not private:
        tail.append(feedback(answer_id))
    return found_message(answer, answer_id, links, held, [], tail, corrections)


def shared_message(
    answer: Answer,
    *,
    answer_id: str,
    links: Links,
    held: Held,
    sharer: str,
    fixed: bool = False,
    corrections: Corrections = UNCHANGED,
) -> Message:
    """A private answer as a post for everyone, with its question and who shared it (Slack's user id).

    ``fixed``: it goes by response_url and says that it cannot be updated.
    """
    question = parts.text(escape.shortened(escape.one_line(answer.question), _LONGEST_QUESTION) or "–")
    who = parts.user(sharer)
    head = [parts.rich(parts.section(*([who, parts.text(messages.SHARED_ASKED)] if who else []), question))]
    if fixed:
        return found_message(answer, answer_id, links, held, head, [parts.small(messages.FIXED_COPY)])
    value = ButtonValue(answer_id=answer_id)
    named = (messages.CONTEXT, Action.CONTEXT), (messages.MORE, Action.MORE), (messages.WHY, Action.WHY)
    elements = [button(label, action, value) for label, action in named]
    elements.append(_follow_button(value, None))
    tail: list[Block] = [{"type": "actions", "elements": [*elements, delete_button(answer_id)]}, feedback(answer_id)]
    return found_message(answer, answer_id, links, held, head, tail, corrections)


def withdrawn_message() -> Message:
    """What stands in an answer's place when its question was deleted and the post cannot be."""
    return line_message(messages.WITHDRAWN)


def repeated_message(message: Message) -> Message:
    """The same once more, where nobody can look whether it stands already; said once, however often it is sent."""
    note = parts.small(messages.MAYBE_TWICE)
    if note in message.blocks:
        return message
    blocks = limits.in_message([note], [[block] for block in message.blocks])
    return Message(text=message.text, blocks=blocks)


def without_pictures(message: Message) -> Message:
    """The same without what Slack has to fetch: it refuses a message whose picture it cannot get."""
    return Message(text=message.text, blocks=tuple(block for block in message.blocks if block["type"] != "image"))


def _follow_button(value: ButtonValue, follow: int | None) -> dict[str, Any]:
    if follow is None:
        return button(messages.FOLLOW, Action.FOLLOW, value)
    return button(messages.UNFOLLOW, Action.UNFOLLOW, ButtonValue(answer_id=str(follow)))
