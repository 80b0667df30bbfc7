"""What the head of a page says: meta tags and links."""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MOST = 1_000  # tags; a page of any outlet has fewer than 200
Metas = Mapping[str, tuple[str, ...]]


def one_line(text: str) -> str:
    """``text`` on one line, without characters nobody sees; entities that were escaped twice are resolved."""
    return " ".join(_UNSEEN.sub("", html.unescape(text)).split())


def metas(tree: Any) -> Metas:
    """The contents of the meta tags by name, in lower case and in the order they stand."""
    found: dict[str, list[str]] = {}
    for meta in islice(tree.iter("meta"), _MOST):
        content = one_line(meta.get("content") or meta.get("value") or "")
        if content:
            for name in {meta.get(kind) or "" for kind in ("property", "name", "itemprop", "http-equiv")} - {""}:
                found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def said(metas: Metas, *names: str) -> Iterator[str]:
    """What is said under ``names``, in their order."""
    for name in names:
        yield from metas.get(name, ())


def canonicals(tree: Any, metas: Metas) -> Iterator[str]:
    """The addresses a page gives for itself, the likeliest first."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield link.get("href").strip()
    yield from said(metas, "og:url", "twitter:url", "parsely-link")
