"""Fields of modals: an input with its label, and the options of what is chosen from."""

from typing import Any

from bot.blocks import parts
from bot.blocks.records import Block


def option(value: str, label: str) -> dict[str, Any]:
    return {"text": parts.plain_text(label, parts.LABEL_LIMIT), "value": value}


def field(block: str, label: str, element: dict[str, Any], *, hint: str = "", optional: bool = False) -> Block:
    made: Block = {
        "type": "input",
        "block_id": block,
        "label": parts.plain_text(label, 200),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": parts.plain_text(hint, 200)} if hint else made
