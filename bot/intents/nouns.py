"""What kinds of thing a noun names: "governor" is a leader, a person; "ship" is a vessel, a vehicle."""

import lzma
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Noun -> kinds, narrowest first; an irregular plural -> ("=men's singular",). Read from package data once."""
    text = lzma.decompress(resources.files("bot.intents").joinpath("nouns.txt.xz").read_bytes()).decode()
    table: dict[str, tuple[str, ...]] = {}
    for line in text.split("\n"):
        kinds, _, nouns = line.partition("\t")
        shared = tuple(kinds.split(" "))
        for noun in nouns.split(" "):
            if noun not in table or kinds.startswith("="):
                table[noun] = shared
    return table


def singular(noun: str) -> str:
    """The singular of a lower-case noun where the table knows it, else the noun itself."""
    table = _table()
    found = table.get(noun)
    if found and found[0].startswith("="):
        return found[0][1:]
    if found and not noun.endswith("s"):
        return noun
    for ending, instead in (("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and len(noun) > len(ending) + 2:
            shorter = noun[: -len(ending)] + instead
            if shorter in table and not (ending == "es" and noun[:-1] in table) and not noun.endswith("ss"):
                return shorter
    return noun


def is_noun(word: str) -> bool:
    """Whether a lower-case word can be a common noun."""
    return word in _table() or singular(word) in _table()


def kinds(noun: str) -> tuple[str, ...]:
    """Kinds above a lower-case noun (or two joined by "_"), narrowest first; empty when unknown."""
    return _table().get(singular(noun), ())


def every_noun() -> tuple[str, ...]:
    """Every noun of the table, sorted."""
    return tuple(sorted(noun for noun in _table() if noun))
