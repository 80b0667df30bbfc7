"""What stands in a form that was sent. One that an earlier version of the bot made may have other fields."""

import json
from collections.abc import Mapping
from typing import Any


class OutOfDate(Exception):
    """The form is not one of this version's: it is to be opened anew."""


def field(view: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    """What is filled in there. Raises OutOfDate when the form has no such field."""
    values = (view.get("state") or {}).get("values") or {}
    found = (values.get(block) or {}).get(action)
    if found is None:
        raise OutOfDate
    return dict(found)


def chosen(view: Mapping[str, Any], block: str, action: str) -> str:
    """The value of the option that is chosen there. Raises OutOfDate when the form has no such field."""
    return str((field(view, block, action).get("selected_option") or {}).get("value") or "")


def metadata(view: Mapping[str, Any]) -> dict[str, Any]:
    """What the bot wrote into the form. Raises OutOfDate when it wrote something else."""
    try:
        told = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        raise OutOfDate from None
    if not isinstance(told, dict):
        raise OutOfDate
    return told
