"""JSON-LD: the nodes of a page, and the one that is its article."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.pages.heads import one_line

Node = Mapping[str, Any]
_STORY = re.compile(r"Article$|Posting$|^Report|Story$|^(?:Review|Recipe|Analysis|Opinion)")
_NOISE = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST, _MOST = 6, 400


def types_of(node: Node) -> tuple[str, ...]:
    """The types of a node without their vocabulary: ``NewsArticle``."""
    given = node.get("@type")
    names = given if isinstance(given, list) else [given]
    return tuple(re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str))


def is_story(node: Node) -> bool:
    return any(_STORY.search(name) for name in types_of(node))


def nodes(tree: Any) -> tuple[Node, ...]:
    """Every node of the JSON-LD of a page, outer before inner; what is no JSON is passed over."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            found.extend(_walk(_read(script.text), 0))
            if len(found) >= _MOST:
                break
    return tuple(found[:_MOST])


def _read(written: str) -> object:
    bare = _NOISE.sub("", _NOISE.sub("", written)).strip().rstrip(";")
    for text in (bare, _CONTROL.sub(" ", bare), html.unescape(bare), re.sub(r",\s*([}\]])", r"\1", bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(data: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:100]:
            yield from _walk(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name, value in data.items():
            if isinstance(value, dict | list) and name not in ("itemListElement", "comment", "hasPart", "review"):
                yield from _walk(value, depth + 1)


def words(value: object) -> str:
    """A piece of text in JSON-LD on one line, its entities resolved; "" for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    return one_line(value) if isinstance(value, str) else ""


def address_of(node: Node) -> tuple[str, ...]:
    """Every address a node gives for itself."""
    page = node.get("mainEntityOfPage")
    given = (node.get("url"), page.get("@id") if isinstance(page, dict) else page, node.get("@id"))
    return tuple(each for each in given if isinstance(each, str) and each.startswith("http"))


def names(value: object) -> Iterator[str]:
    """The names of people and outlets, however they are given: text, nodes, or lists of these."""
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield from names(item.get("name"))
        elif isinstance(item, str):
            yield words(item)
