"""Buttons and what they carry: the id of an answer and the number of a citation, nothing that anyone wrote."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot import messages
from bot.blocks import parts
from bot.blocks.records import Block


class Action(StrEnum):
    """The ``action_id`` of every button."""

    CONTEXT = "onrecord:context"
    MORE = "onrecord:more"
    WHY = "onrecord:why"
    FEEDBACK = "onrecord:feedback"
    NOT_RIGHT = "onrecord:not-right"  # its other half where it is two plain buttons
    DELETE = "onrecord:delete"
    SHARE = "onrecord:share"
    QUIET = "onrecord:quiet"
    CHOOSE = "onrecord:choose"  # a reading of an ambiguous question; ``n`` counts `Answer.choices` from 1
    SETTINGS = "onrecord:settings"  # Home: open the channel settings; the value is the channel's id as ``answer_id``
    MANAGE = "onrecord:manage"  # Home: open the settings of the workspace
    ADD_SOURCE = "onrecord:add-source"  # Home: open the modal that takes an address
    SOURCE = "onrecord:source"  # Home: open one source; the value is its number as ``answer_id``
    ASK_ABOUT = "onrecord:ask-about"  # a story of an edition; the value is the run's id, ``n`` counts stories from 1
    MORE_STORIES = "onrecord:more-stories"  # the value is the run's id
    STORY = "onrecord:story"  # why its sentence; the value is the run's id and ``n``
    SPLIT_STORY = "onrecord:split-story"  # for managers, likewise
    SAME_STORY = "onrecord:same-story"  # for managers, likewise
    DIGEST = "onrecord:digest"  # open one; the value is its id
    ADD_DIGEST = "onrecord:add-digest"  # the value is the channel's or person's id
    PREVIEW = "onrecord:preview"  # inside the form
    POST_NOW = "onrecord:post-now"  # inside the form
    REMOVE_DIGEST = "onrecord:remove-digest"  # inside the form
    FOLLOW = "onrecord:follow"  # the question of an answer
    FOLLOW_STORY = "follow_story"  # the value is the story's number as ``answer_id``
    UNFOLLOW = "onrecord:unfollow"  # the value is the follow's number as ``answer_id``
    ASK = "onrecord:ask"  # Home: open the ask modal
    LINK = "onrecord:link"  # Slack tells us of clicks on link buttons; only acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonValue:
    """What a button carries back. ``good`` is only set by feedback."""

    answer_id: str
    n: int | None = None
    good: bool | None = None


def value_of(value: ButtonValue) -> str:
    """Compact JSON, under Slack's 2,000 characters."""
    parts = {"a": value.answer_id, "n": value.n, "g": value.good}
    return json.dumps({key: part for key, part in parts.items() if part is not None}, separators=(",", ":"))


def read_value(text: str) -> ButtonValue | None:
    """The value back; None for anything we did not write."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(parts, dict) or not isinstance(parts.get("a"), str):
        return None
    n, good = parts.get("n"), parts.get("g")
    return ButtonValue(
        answer_id=parts["a"],
        n=n if isinstance(n, int) and not isinstance(n, bool) else None,
        good=good if isinstance(good, bool) else None,
    )


def button(label: str, action: Action, value: ButtonValue, **more: Any) -> dict[str, Any]:
    """A button element."""
    return {
        "type": "button",
        "text": parts.plain_text(label, parts.LABEL_LIMIT),
        "action_id": action.value,
        "value": value_of(value),
        **more,
    }


def delete_button(answer_id: str) -> dict[str, Any]:
    """Delete, with Slack's own question whether it is meant."""
    sure = {
        "title": parts.plain_text(messages.DELETE_SURE, 100),
        "text": parts.plain_text(messages.DELETE_WHAT, 300),
        "confirm": parts.plain_text(messages.DELETE, 30),
        "deny": parts.plain_text(messages.KEEP, 30),
        "style": "danger",
    }
    return button(messages.DELETE, Action.DELETE, ButtonValue(answer_id=answer_id), confirm=sure)


def plain_feedback(answer_id: str) -> list[dict[str, Any]]:
    """The same as two plain buttons, for what only one person sees: Slack does not say that thumbs work there."""
    return [
        button(messages.GOOD, Action.FEEDBACK, ButtonValue(answer_id=answer_id, good=True)),
        button(messages.BAD, Action.NOT_RIGHT, ButtonValue(answer_id=answer_id, good=False)),
    ]


def feedback(answer_id: str) -> Block:
    """Slack's own pair of thumbs. It is a toggle: only the last one pressed counts."""
    sides = (("positive_button", messages.GOOD, True), ("negative_button", messages.BAD, False))
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": Action.FEEDBACK.value,
                **{
                    side: {
                        "text": parts.plain_text(label, parts.LABEL_LIMIT),
                        "value": value_of(ButtonValue(answer_id=answer_id, good=good)),
                        "accessibility_label": label,
                    }
                    for side, label, good in sides
                },
            }
        ],
    }
