"""A question taken apart: what it asks, the words for its time, the words for its source; and put together again."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.intents.slots import slots

_ASKS = "who spoke"  # stands for a question when a half one is taken apart
_MARKS = "?!. …"
_TOKEN = re.compile(r"\S+")
_BEFORE = re.compile(r"^(?:since|until|till|before|after|by|up to|on|in)(?= )", re.I)
_NO_PREPOSITION = re.compile(r"^(?:today|yesterday|last |this |next |past )", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """``when`` and ``source`` are as written, with their prepositions ("since Friday", "according to Reuters")."""

    asks: str
    when: str = ""
    source: str = ""


def parted(question: str) -> Parts:
    """The question's parts; what `slots` does not know for a window or a source stays in what it asks."""
    said = question.strip().rstrip(_MARKS)
    taken = slots(said)
    if not (taken.since or taken.until or taken.source):
        return Parts(asks=said)
    parts = Parts(asks=taken.asks.rstrip(_MARKS))
    days = tuple(day for day in (taken.since, taken.until) if day)
    for run in _left_out(said, taken.asks):
        when, source = _told_apart(run, days, taken.source)
        source = source[:1].lower() + source[1:]  # "According to Reuters, ..."
        parts = replace(parts, when=parts.when or when, source=parts.source or source)
    return parts


def half(words: str) -> Parts:
    """The parts of some words that are no whole question: ``asks`` is what is neither time nor source."""
    for said in (words, f"in {words}", f"on {words}"):
        parts = parted(f"{_ASKS} {said}")
        if parts.when and said is not words and parts.asks != _ASKS:
            continue
        if parts.when or parts.source:
            return replace(parts, asks=parts.asks.removeprefix(_ASKS).strip())
    return Parts(asks=words.strip())


def joined(parts: Parts) -> str:
    """The question again."""
    return " ".join(filter(None, (parts.asks, parts.when, parts.source))) + "?"


def instead(when: str, before: str) -> str:
    """A time put right: "since Friday" corrected by "Thursday" is "since Thursday"."""
    old = _BEFORE.match(before)
    if old is None or _BEFORE.match(when):
        return when
    plain = old.group().lower() in ("on", "in")
    return when if plain and _NO_PREPOSITION.match(when) else f"{old.group()} {when}"


def source_words(outlet: str) -> str:
    """How a question names an outlet."""
    return f"according to {outlet}"


def _left_out(said: str, asks: str) -> list[str]:
    """The runs of words of a question that are missing in what it asks."""
    whole, kept = _TOKEN.findall(said), _TOKEN.findall(asks)
    matcher = SequenceMatcher(None, [_plain(w) for w in whole], [_plain(w) for w in kept], autojunk=False)
    return [
        " ".join(whole[a:b]).strip(" ,") for tag, a, b, _, _ in matcher.get_opcodes() if tag in ("delete", "replace")
    ]


def _told_apart(run: str, days: tuple[str, ...], source: str | None) -> tuple[str, str]:
    """A run as time and source; "" for what it holds not."""
    lower = run.lower()
    at = [lower.find(day.lower()) for day in days if day.lower() in lower]
    said = lower.find(source.lower()) if source else -1
    if not at:
        return ("", run) if said >= 0 else ("", "")
    if said < 0:
        return run, ""
    assert source is not None
    end = max(lower.find(day.lower()) + len(day) for day in days if day.lower() in lower)
    if said > max(at):
        return run[:end].strip(" ,"), run[end:].strip(" ,")
    cut = said + len(source)
    return run[cut:].strip(" ,"), run[:cut].strip(" ,")


def _plain(word: str) -> str:
    return word.strip(",.;:").casefold()
