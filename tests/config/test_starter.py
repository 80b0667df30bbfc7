"""The starter packs can be read, and say where each address was found."""

from pathlib import Path

import pytest

from config.starter import NAMES, read_pack
from retrieval.feeds import read_opml


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_lists_feeds_and_where_they_were_found(name: str) -> None:
    pack = read_pack(name)
    assert pack is not None
    outlines = read_opml(pack)
    assert len(outlines) >= 8
    for outline in outlines:
        assert outline.url.startswith("https://")
        assert outline.home is not None
        assert "https://" in (outline.note or "")
        assert outline.category == name.capitalize()
    assert b"could be tried" in pack


def test_every_pack_is_named() -> None:
    folder = Path(__file__).parents[2] / "config" / "packs"
    assert {path.stem for path in folder.iterdir()} == set(NAMES)
    assert read_pack("../settings") is None
    assert read_pack("sports") is None
