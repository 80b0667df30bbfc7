"""Paragraphs an extractor passed over: those set just as the ones it took; and teasers it took for some."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from retrieval.pages.chrome import is_chrome, key_of
from retrieval.pages.heads import one_line

_ASIDE = frozenset(
    ("nav", "aside", "footer", "form", "button", "figure", "figcaption", "template", "noscript", "dialog")
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_FEWEST = 5  # words
_MOST_BLOCKS = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph as it stands in the page."""

    text: str
    key: str
    setting: tuple[str, ...]  # how it and what holds it are named
    linked: float  # the share of its characters that are links
    aside: bool


def _named(element: Any) -> str:
    return f"{element.tag}.{' '.join((element.get('class') or '').split())}" if element is not None else ""


def _is_aside(element: Any) -> bool:
    for each in (element, *element.iterancestors()):
        hidden = each.get("hidden") is not None or each.get("aria-hidden") == "true"
        if each.tag in _ASIDE or hidden or _HIDDEN.search(each.get("style") or ""):
            return True
    return False


def _text(element: Any) -> str:
    return one_line("".join(element.xpath(".//text()[not(parent::script or parent::style)]")))


def _block(element: Any) -> Block:
    text = _text(element)
    links = sum(len(_text(link)) for link in element.iter("a"))
    holder = element.getparent()
    above = holder.getparent() if holder is not None else None
    return Block(
        text=text,
        key=key_of(text),
        setting=(_named(element), _named(holder), _named(above)),
        linked=links / len(text) if text else 1.0,
        aside=_is_aside(element),
    )


def blocks(tree: Any) -> list[Block]:
    """The paragraphs of a page that have words, in order."""
    return [block for element in islice(tree.iter("p"), _MOST_BLOCKS) if (block := _block(element)).key]


def completed(lines: Sequence[str], found: Sequence[Block]) -> list[str]:
    """``lines`` with the paragraphs between and around them that are set as they are, each where it stands."""
    places = {key_of(line): place for place, line in reversed(list(enumerate(lines)))}
    everything = "".join(map(key_of, lines))
    known = [block.key in places or (len(block.key) > 40 and block.key in everything) for block in found]
    taken = Counter(block.setting for block, is_known in zip(found, known, strict=True) if is_known)
    held = Counter(block.setting for block in found if not block.aside and len(block.text.split()) >= _FEWEST)
    usual = {setting for setting, times in taken.items() if times >= 3 and times * 5 >= held[setting] * 2}
    before: dict[int, list[str]] = {}
    place = -1
    seen: set[str] = set()
    for block, is_known in zip(found, known, strict=True):
        if is_known:
            place = max(place, places.get(block.key, place))
        elif block.setting in usual and _belongs(block) and block.key not in seen:
            before.setdefault(place + 1, []).append(block.text)
        seen.add(block.key)
    return [line for at in range(len(lines) + 1) for line in (*before.get(at, ()), *lines[at : at + 1])]


def _belongs(block: Block) -> bool:
    return not block.aside and block.linked < 0.8 and len(block.text.split()) >= _FEWEST and not is_chrome(block.text)


def without_teasers(lines: Sequence[str], found: Sequence[Block]) -> list[str]:
    """``lines`` without the paragraphs that are a link to something else and nothing but."""
    teasers = {block.key for block in found if block.linked >= 0.95 and len(block.text.split()) >= _FEWEST}
    kept = [line for line in lines if key_of(line) not in teasers]
    return kept if sum(map(len, kept)) >= 0.8 * sum(map(len, lines)) else list(lines)
