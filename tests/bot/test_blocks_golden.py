"""How everything looks, pinned as JSON in golden/ and checked by slack_sdk's own models.

After a wanted change: ``ONRECORD_WRITE_GOLDEN=1 pytest tests/bot/test_blocks_golden.py``, then read the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.blocks import Message
from tests.bot.looks import Pieces, blocks_of, everything

GOLDEN = Path(__file__).parent / "golden"
LOOKS = everything(Pieces())


@pytest.mark.parametrize("name", LOOKS)
def test_looks_are_as_pinned(name: str) -> None:
    look = LOOKS[name]
    shown: Any = {"text": look.text, "blocks": list(look.blocks)} if isinstance(look, Message) else look
    path = GOLDEN / f"{name}.json"
    if os.environ.get("ONRECORD_WRITE_GOLDEN"):
        path.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n")
    assert shown == json.loads(path.read_text())


def test_nothing_pinned_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(LOOKS)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_slack_s_own_models_take_every_block(path: Path) -> None:
    for block in json.loads(path.read_text())["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        assert parsed.to_dict() == block


@pytest.mark.parametrize("name", [name for name, look in LOOKS.items() if not isinstance(look, Message)])
def test_slack_s_own_models_take_every_view(name: str) -> None:
    view = json.loads(json.dumps(LOOKS[name]))
    assert View(**view).to_dict() == view


def test_every_message_has_a_fallback_that_says_something() -> None:
    for name, look in LOOKS.items():
        if isinstance(look, Message):
            assert len(look.text) > 20, name
            assert blocks_of(look)
