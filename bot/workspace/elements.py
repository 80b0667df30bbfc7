"""Buttons, selects and inputs inside blocks: found by action id, and what pressing or filling them sends."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.workspace.records import JSON

Chosen = str | tuple[str, ...] | list[str] | None

# The key of an element's choice in payloads, by element type.
SELECTED = {
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "external_select": "selected_option",
    "multi_static_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})


def elements(blocks: Iterable[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every block with each of its interactive elements."""
    for block in blocks:
        inner: list[Any] = (
            list(block.get("elements") or []) if block.get("type") in {"actions", "context_actions"} else []
        )
        inner += [block[name] for name in ("accessory", "element") if isinstance(block.get(name), dict)]
        for element in inner:
            if element.get("action_id"):
                yield block, element
        yield from elements(block.get("child_blocks") or [])


def find(blocks: Iterable[JSON], action_id: str, nth: int = 0) -> tuple[JSON, JSON]:
    """The block and element of that action id; the nth where several blocks have one. Raises LookupError."""
    blocks = tuple(blocks)
    found = [pair for pair in elements(blocks) if pair[1]["action_id"] == action_id]
    if nth >= len(found):
        there = ", ".join(sorted({element["action_id"] for _, element in elements(blocks)})) or "none"
        raise LookupError(f"no element {action_id!r} (number {nth}); there are: {there}")
    return found[nth]


def action(block: JSON, element: JSON, *, chosen: Chosen, action_ts: str) -> JSON:
    """The entry of ``actions`` that using the element sends."""
    kind = element["type"]
    entry: JSON = {
        "type": "button" if kind == "icon_button" else kind,
        "action_id": element["action_id"],
        "block_id": block.get("block_id", ""),
        "action_ts": action_ts,
    }
    if kind == "feedback_buttons":
        button = element["negative_button" if chosen == "negative" else "positive_button"]
        return entry | {"text": button["text"], "value": button.get("value", "")}
    if kind in {"button", "icon_button", "workflow_button"}:
        return entry | {"text": element.get("text"), "value": element.get("value", "")}
    return entry | state(element, chosen)


def state(element: JSON, chosen: Chosen) -> JSON:
    """What an element holds once ``chosen`` was typed or picked."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": chosen if chosen not in ("", None) else None}
    key = SELECTED.get(kind)
    if key is None:
        return {"type": kind}
    if key == "selected_option":
        return {"type": kind, key: _option(element, chosen) if isinstance(chosen, str) and chosen else None}
    if key == "selected_options":
        picked = [chosen] if isinstance(chosen, str) else list(chosen or ())
        return {"type": kind, key: [_option(element, value) for value in picked]}
    if key.endswith("s"):
        return {"type": kind, key: [chosen] if isinstance(chosen, str) else list(chosen or ())}
    return {"type": kind, key: chosen or None}


def initial(element: JSON) -> Chosen:
    """What an element holds before anyone touched it."""
    for name in (
        "initial_value",
        "initial_user",
        "initial_conversation",
        "initial_channel",
        "initial_date",
        "initial_time",
    ):
        if element.get(name):
            return str(element[name])
    if element.get("initial_option"):
        return str(element["initial_option"]["value"])
    if element.get("initial_options"):
        return tuple(str(option["value"]) for option in element["initial_options"])
    for name in ("initial_users", "initial_conversations", "initial_channels"):
        if element.get(name):
            return tuple(element[name])
    return None


def values(blocks: Iterable[JSON], given: Mapping[str, Chosen]) -> JSON:
    """``view.state.values``: by block and action id, what was given or stood there before."""
    found: JSON = {}
    for block, element in elements(blocks):
        if element["type"] in TYPED or element["type"] in SELECTED:
            chosen = given[element["action_id"]] if element["action_id"] in given else initial(element)
            found.setdefault(block.get("block_id", ""), {})[element["action_id"]] = state(element, chosen)
    return found


def filled(blocks: Iterable[JSON], given: Mapping[str, Chosen]) -> list[JSON]:
    """The blocks as they look once that was typed and picked: what stands there now is what they begin with."""
    blocks = list(blocks)
    there = standing(blocks, given)
    return [
        {**block, "element": _holding(element, there[element["action_id"]])}
        if isinstance(element := block.get("element"), dict) and element.get("action_id") in there
        else block
        for block in blocks
    ]


def standing(blocks: Iterable[JSON], given: Mapping[str, Chosen]) -> dict[str, Chosen]:
    """Of what was typed and picked what these blocks still have a place for: they may be others by now."""
    found: dict[str, Chosen] = {}
    for _, element in elements(blocks):
        if element["action_id"] in given:
            try:
                state(element, given[element["action_id"]])
            except LookupError:
                continue
            found[element["action_id"]] = given[element["action_id"]]
    return found


def _holding(element: JSON, chosen: Chosen) -> JSON:
    bare = {name: value for name, value in element.items() if not name.startswith("initial_")}
    for name, value in state(element, chosen).items():
        if name != "type" and value:
            bare[f"initial_{name.removeprefix('selected_')}"] = value
    return bare


def missing(blocks: Iterable[JSON], given: Mapping[str, Chosen]) -> dict[str, str]:
    """By block id, what a person must still fill in before their Slack submits the modal."""
    found = {}
    for block in blocks:
        element = block.get("element")
        if block.get("type") == "input" and not block.get("optional") and isinstance(element, dict):
            key = element.get("action_id", "")
            if not (given[key] if key in given else initial(element)):
                found[block.get("block_id", "")] = "Please complete this required field."
    return found


def options(element: JSON) -> Iterator[JSON]:
    yield from element.get("options") or []
    for group in element.get("option_groups") or []:
        yield from group.get("options") or []


def _option(element: JSON, value: str) -> JSON:
    for option in options(element):
        if option.get("value") == value:
            return option
    raise LookupError(f"no option {value!r}; there are: {', '.join(str(o.get('value')) for o in options(element))}")
