"""Starter packs: lists of well-known outlets' feeds that ship with the bot, as OPML."""

from importlib.resources import files

NAMES = ("world", "politics", "business", "science")


def read_pack(name: str) -> bytes | None:
    """The OPML file of a pack; None when there is none of that name."""
    return (files("config") / "packs" / f"{name}.opml").read_bytes() if name in NAMES else None
