"""The pieces of a vocabulary that English news needs: the rest would be a thirtieth of the package."""

import json
import unicodedata
from typing import Any

FIXED = 104  # the first ones keep their places: the marks are among them
_MARKS = "PSN"  # Unicode's punctuation, symbols and numbers


def needed(piece: str) -> bool:
    """Whether a piece is Latin letters, numbers or signs, not another script's nor a place left free."""
    if piece.startswith("[unused"):
        return False
    return all(
        c.isascii() or unicodedata.category(c)[0] in _MARKS or unicodedata.name(c, "").startswith("LATIN")
        for c in piece.removeprefix("##")
    )


def kept(vocabulary: dict[str, int]) -> list[str]:
    """The pieces that stay, in their order."""
    ordered = sorted(vocabulary, key=vocabulary.__getitem__)
    return [piece for place, piece in enumerate(ordered) if place < FIXED or needed(piece)]


def narrowed(tokenizer: str, pieces: list[str]) -> str:
    """A tokenizer's file with just these pieces, without padding and truncation."""
    whole: dict[str, Any] = json.loads(tokenizer)
    whole["model"]["vocab"] = {piece: place for place, piece in enumerate(pieces)}
    whole["padding"] = whole["truncation"] = None
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
