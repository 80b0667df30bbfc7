"""Buttons and what they carry: the id of an answer and the number of a citation, nothing that anyone wrote."""

import json
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """The ``action_id`` of every button."""

    CONTEXT = "onrecord:context"
    MORE = "onrecord:more"
    WHY = "onrecord:why"
    FEEDBACK = "onrecord:feedback"
    DELETE = "onrecord:delete"
    SHARE = "onrecord:share"
    QUIET = "onrecord:quiet"
    CHOOSE = "onrecord:choose"  # a reading of an ambiguous question; ``n`` counts `Answer.choices` from 1
    SETTINGS = "onrecord:settings"  # Home: open the channel settings; the value is the channel's id as ``answer_id``
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
    except ValueError:
        return None
    if not isinstance(parts, dict) or not isinstance(parts.get("a"), str):
        return None
    n, good = parts.get("n"), parts.get("g")
    return ButtonValue(
        answer_id=parts["a"],
        n=n if isinstance(n, int) and not isinstance(n, bool) else None,
        good=good if isinstance(good, bool) else None,
    )
