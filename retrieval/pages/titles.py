"""The title of an article: among what the page calls it, without the name of the site."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from retrieval.pages.heads import Metas, said
from retrieval.pages.linked import Node, words
from retrieval.text.headline import tail_start

_BREAK = re.compile(r"\s+[-–—|·•»:‹›/]{1,2}\s+|\s*\|\s*")
_CURLED = str.maketrans("‘’‚‛“”„–—", "''''\"\"\"--")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")


def plain(text: str) -> str:
    """``text`` as it is compared: without case, typography and punctuation."""
    folded = unicodedata.normalize("NFKC", text).translate(_CURLED).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _squeezed(text: str) -> str:
    return plain(text).replace(" ", "")


def headings(tree: Any) -> tuple[str, ...]:
    """The headings of the first order, as they stand; those of pictures alone are none."""
    found = (" ".join(heading.text_content().split()) for heading in tree.iter("h1"))
    return tuple(text for text in found if any(c.isalnum() for c in text))[:5]


def without_site(title: str, sites: Iterable[str], others: Sequence[str] = ()) -> str:
    """``title`` without the name of the site at its end, or at its start.

    A part counts as the site's when it is one of its names, or when the rest is how the page titles itself elsewhere.
    """
    site_names = {name.removeprefix("the") for name in map(_squeezed, sites) if name}
    known = {plain(other) for other in others if other}
    breaks = list(_BREAK.finditer(title))
    for found in breaks:
        if title[: found.start()] and plain(title[: found.start()]) in known:
            return title[: found.start()].strip()
    while breaks:
        if not _is_site(title[breaks[-1].end() :], site_names):
            break
        title = title[: breaks[-1].start()].strip()
        breaks.pop()
    first = _BREAK.search(title)
    if first and first.start() and _squeezed(title[: first.start()]).removeprefix("the") in site_names:
        title = title[first.end() :].strip()
    return title


def _is_site(tail: str, sites: set[str]) -> bool:
    name = _squeezed(tail).removeprefix("the")
    return bool(name) and any(name == site or (len(site) > 3 and len(name) > 3 and _near(name, site)) for site in sites)


def _near(name: str, site: str) -> bool:
    """Whether one is the other with a little more: "Mirror Online" of "mirror", "Standard" of "Evening Standard"."""
    return (name in site or site in name) and abs(len(name) - len(site)) <= 12


def _candidates(tree: Any, metas: Metas, story: Node | None, sites: Sequence[str]) -> Iterator[str]:
    headline = words(story.get("headline") or story.get("name")) if story else ""
    shown = headings(tree)
    bare = [other for other in (headline, *shown) if other]
    for title in said(metas, "og:title"):
        yield without_site(title, sites, bare)
    yield without_site(headline, sites, shown)
    if len(shown) == 1:
        yield without_site(shown[0], sites)
    for title in said(metas, "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"):
        yield without_site(title, sites, bare)
    written = " ".join((tree.findtext(".//title") or "").split())
    stripped = without_site(written, sites, bare)
    yield stripped if stripped != written else written[: tail_start(written)].strip()
    yield from shown[:1]


def title_of_page(tree: Any, metas: Metas, story: Node | None, sites: Sequence[str]) -> str:
    """The title the page gives its article; "" when it gives none."""
    no_titles = {"", *map(_squeezed, sites)}
    found = [each for each in _candidates(tree, metas, story, sites) if _squeezed(each) not in no_titles]
    if not found:
        return ""
    chosen = found[0]
    if cut := _CUT.search(chosen):
        start = plain(chosen[: cut.start()])
        chosen = next((each for each in found[1:] if plain(each).startswith(start)), chosen)
    return _best_set(chosen, [*found, *headings(tree)])


def _best_set(chosen: str, others: Sequence[str]) -> str:
    """``chosen`` as it is set best: a twin with curled quotes is what the outlet's readers see."""
    if "'" not in chosen and '"' not in chosen:
        return chosen
    twins = (other for other in others if other.translate(_CURLED) == chosen.translate(_CURLED))
    return next((twin for twin in twins if "'" not in twin and '"' not in twin), chosen)
