"""What a set of feed files expects of a parser: titles, links, times and counts, taken from its own notation."""

import ast
import calendar
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One expected value. ``kind``: title, link, published, updated or entries; ``entry`` None for the feed's own."""

    kind: str
    entry: int | None
    expected: object


_KINDS = {
    "title": "title",
    "link": "link",
    "published_parsed": "published",
    "issued_parsed": "published",
    "updated_parsed": "updated",
    "modified_parsed": "updated",
    "date_parsed": "updated",
}


def wishes_of(row: Mapping[str, Any], folder: Path) -> Iterator[Wish]:
    """The wishes of one line of an index."""
    if row.get("expect"):
        yield from _of_expression(row["expect"])
    elif row.get("expected"):
        yield from _of_json(json.loads(_text((folder / row["expected"]).read_bytes()))["feed"])


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _of_expression(expression: str) -> Iterator[Wish]:
    """Those among the "name == value" that a Python expression joins by "and"."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if isinstance(part, ast.Compare) and len(part.ops) == 1 and isinstance(part.ops[0], ast.Eq):
            try:
                expected = ast.literal_eval(part.comparators[0])
            except ValueError:
                continue
            wish = _wish(part.left, expected)
            if wish is not None:
                yield wish


def _wish(left: ast.expr, expected: object) -> Wish | None:
    written = ast.unparse(left)
    if written == "len(entries)":
        return Wish(kind="entries", entry=None, expected=expected)
    if isinstance(left, ast.Attribute):
        of, name = ast.unparse(left.value), left.attr
    elif isinstance(left, ast.Subscript) and isinstance(left.slice, ast.Constant):
        of, name = ast.unparse(left.value), str(left.slice.value)
    else:
        return None
    if name not in _KINDS or not (of == "feed" or (of.startswith("entries[") and of[8:-1].isdigit())):
        return None
    entry = None if of == "feed" else int(of[8:-1])
    kind = _KINDS[name]
    if kind in {"published", "updated"}:
        if entry is None or not isinstance(expected, tuple) or len(expected) != 9:
            return None  # we keep no time of the feed itself
        return Wish(kind=kind, entry=entry, expected=datetime.fromtimestamp(calendar.timegm(expected), UTC))
    return Wish(kind=kind, entry=entry, expected=expected) if isinstance(expected, str) else None


def _of_json(feed: Mapping[str, Any]) -> Iterator[Wish]:
    for kind in ("title", "link"):
        if isinstance(feed.get(kind), str):
            yield Wish(kind=kind, entry=None, expected=feed[kind])
    yield Wish(kind="entries", entry=None, expected=len(feed["items"]))
    for i, item in enumerate(feed["items"]):
        for kind in ("title", "link"):
            if isinstance(item.get(kind), str):
                yield Wish(kind=kind, entry=i, expected=item[kind])
        if isinstance(item.get("isoDate"), str):
            moment = datetime.fromisoformat(item["isoDate"]).astimezone(UTC).replace(microsecond=0)
            yield Wish(kind="published", entry=i, expected=moment)
