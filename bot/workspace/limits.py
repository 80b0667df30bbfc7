"""Slack's limits on texts, blocks and views. slack_sdk's own models are asked first; then what they let through."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from bot.workspace.errors import SlackError
from bot.workspace.records import JSON

TEXT = 40_000
EDITED_TEXT = 4_000
PRIVATE_TEXT = 3_000
BLOCKS = 50
VIEW_BLOCKS = 100
ALL_BLOCKS = 13_200  # characters of all blocks of a message as JSON; nowhere documented, seen by many
VIEW_BYTES = 250_000
TITLE, BUTTON, METADATA, CALLBACK = 24, 24, 3_000, 255
MODAL_ONLY = frozenset({"alert"})
RICH = frozenset({"text", "link", "user", "usergroup", "channel", "emoji", "date", "broadcast", "color", "team"})
RICH_BOXES = frozenset({"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"})


def check_message(arguments: JSON, *, text_limit: int) -> tuple[JSON, ...]:
    """The blocks of a message within Slack's limits. Raises SlackError."""
    text, blocks = arguments.get("text") or "", blocks_of(arguments)
    if not text.strip() and not blocks and not arguments.get("attachments"):
        raise SlackError("no_text")
    if len(text) > text_limit:
        raise SlackError("msg_too_long")
    if len(blocks) > BLOCKS:
        raise _invalid(f"no more than {BLOCKS} items allowed [json-pointer:/blocks]")
    for number, block in enumerate(blocks):
        if block.get("type") in MODAL_ONLY:
            raise _invalid(f"unsupported type: {block.get('type')} [json-pointer:/blocks/{number}/type]")
    check_blocks(blocks)
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > ALL_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return blocks


def check_view(view: JSON) -> None:
    """A modal or Home within Slack's limits. Raises SlackError."""
    problems = []
    if view.get("type") not in {"modal", "home"}:
        problems.append("unsupported type [json-pointer:/type]")
    if view.get("type") == "modal" and not _plain(view.get("title"), TITLE):
        problems.append(f"title: plain_text of 1 to {TITLE} characters [json-pointer:/title]")
    for name in ("submit", "close"):
        if view.get(name) is not None and not _plain(view[name], BUTTON):
            problems.append(f"{name}: plain_text of 1 to {BUTTON} characters [json-pointer:/{name}]")
    if len(view.get("private_metadata") or "") > METADATA:
        problems.append(f"must be less than {METADATA + 1} characters [json-pointer:/private_metadata]")
    if len(view.get("callback_id") or "") > CALLBACK:
        problems.append(f"must be less than {CALLBACK + 1} characters [json-pointer:/callback_id]")
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        problems.append("missing required field: blocks [json-pointer:/blocks]")
        blocks = []
    if len(blocks) > VIEW_BLOCKS:
        problems.append(f"no more than {VIEW_BLOCKS} items allowed [json-pointer:/blocks]")
    if view.get("type") == "modal" and not view.get("submit") and any(b.get("type") == "input" for b in blocks):
        problems.append("missing required field: submit [json-pointer:/]")
    if problems:
        raise SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {p}" for p in problems]})
    check_blocks(blocks)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise SlackError("view_too_large")


def check_blocks(blocks: Iterable[JSON]) -> None:
    """Every block as Slack would accept it. Raises SlackError: invalid_blocks, with where and why."""
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        where = f"[json-pointer:/blocks/{number}]"
        identity = block.get("block_id")
        if identity is not None and identity in seen:
            raise _invalid(f"duplicate block_id {identity} {where}")
        seen.add(identity or "")
        try:
            parsed = Block.parse(block)
            if parsed is None:
                raise _invalid(f"unsupported type: {block.get('type')} {where}")
            parsed.to_dict()
        except SlackObjectFormationError as error:
            raise _invalid(f"{error} {where}") from error
        except (TypeError, AttributeError, KeyError, ValueError) as error:
            raise _invalid(f"malformed block: {error} {where}") from error
        for problem in _let_through(block):
            raise _invalid(f"{problem} {where}")


def blocks_of(arguments: JSON) -> tuple[JSON, ...]:
    """The blocks of a call, given as JSON or as text of it. Raises SlackError."""
    given = arguments.get("blocks")
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise SlackError("invalid_blocks_format") from error
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(block, dict) for block in given):
        raise SlackError("invalid_blocks_format")
    return tuple(given)


def _let_through(block: JSON) -> Iterator[str]:
    """What slack_sdk's models accept and Slack does not."""
    kind = block.get("type")
    if kind == "rich_text":
        yield from _rich_problems(block)
        return
    for thing in _objects(block):
        if thing.get("type") in {"mrkdwn", "plain_text"} and not thing.get("text"):
            yield "text: must be more than 0 characters"
    if kind == "markdown" and not block.get("text"):
        yield "text: must be more than 0 characters"
    actions = [thing["action_id"] for thing in _objects(block) if isinstance(thing.get("action_id"), str)]
    if len(actions) != len(set(actions)):
        yield "action_id: must be unique within a block"
    if kind == "actions":
        for element in block.get("elements", []):
            if not isinstance(element, dict) or not element.get("type"):
                yield "elements: unsupported element"
    fields = block.get("fields") or []
    if any(len(item.get("text", "")) > 2000 for item in fields):
        yield "fields: must be less than 2001 characters"


def _rich_problems(block: JSON) -> Iterator[str]:
    if not block.get("elements"):
        yield "elements: must not be empty"
    for box in block.get("elements", []):
        if box.get("type") not in RICH_BOXES:
            yield f"unsupported rich text element: {box.get('type')}"
        inner = box.get("elements", [])
        sections = inner if box.get("type") == "rich_text_list" else [box]
        for section in sections:
            for piece in section.get("elements", []):
                if piece.get("type") not in RICH:
                    yield f"unsupported rich text element: {piece.get('type')}"
                if piece.get("type") == "text" and not piece.get("text"):
                    yield "text: must be more than 0 characters"
                if piece.get("type") == "link" and not piece.get("url"):
                    yield "url: missing"


def _objects(value: Any) -> Iterator[JSON]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _objects(inner)


def _plain(value: Any, limit: int) -> bool:
    return isinstance(value, dict) and value.get("type") == "plain_text" and 0 < len(value.get("text") or "") <= limit


def _invalid(problem: str) -> SlackError:
    return SlackError("invalid_blocks", errors=[problem], response_metadata={"messages": [f"[ERROR] {problem}"]})
