"""The title of an article: among what the page calls it, without the name of the site."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from retrieval.pages.heads import Metas, one_line, said
from retrieval.pages.linked import Node, words
from retrieval.text.headline import tail_start

_BREAK = re.compile(r"\s*(?:[|·•»‹›–—]|::)\s*|\s+-{1,2}\s*|\s*-{1,2}\s+|\s+[:/*]\s+")
_LONGEST, _LONGEST_TAIL = 500, 60  # characters
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
    found = (one_line(heading.text_content())[:_LONGEST] for heading in islice(tree.iter("h1"), 20))
    return tuple(text for text in found if any(c.isalnum() for c in text))[:5]


def without_site(title: str, sites: Iterable[str], others: Sequence[str] = ()) -> str:
    """``title`` without the name of the site at its end, and what follows it, or at its start.

    The rest of a title is also the site's when what is before it is how the page titles itself elsewhere.
    """
    title = title[:_LONGEST]
    names = {_squeezed(name).removeprefix("the") for name in sites} - {""}
    known = {plain(other) for other in others if other}
    breaks = [found for found in _BREAK.finditer(title) if plain(title[: found.start()])]
    ends = [*(found.start() for found in breaks[1:]), len(title)]
    for found, end in zip(breaks, ends, strict=False):
        head, part = title[: found.start()], title[found.end() : end]
        signed = _is_site(part, names) and " " in head.strip() and len(title) - found.end() <= _LONGEST_TAIL
        if signed or plain(head) in known:
            return head.strip()
    if breaks and _squeezed(title[: breaks[0].start()]).removeprefix("the") in names:
        rest = title[breaks[0].end() :].strip()
        if "|" in breaks[0][0] or plain(rest) in known:  # "Guardian - the film" may be about one
            return rest
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
    for title in islice(said(metas, "og:title"), 3):
        yield without_site(title, sites, bare)
    yield without_site(headline, sites, shown)
    if len(shown) == 1:
        yield without_site(shown[0], sites)
    for title in said(metas, "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title"):
        yield without_site(title, sites, bare)
    written = one_line(tree.findtext(".//title") or "")
    stripped = without_site(written, sites, bare)
    yield stripped if stripped != written else written[: tail_start(written)].strip()
    if len(shown) > 1:
        yield without_site(shown[0], sites)


def title_of_page(tree: Any, metas: Metas, story: Node | None, sites: Sequence[str]) -> str:
    """The title the page gives its article, set as most of the page sets it; "" when it gives none."""
    no_titles = {"", *map(_squeezed, sites)}
    found = [each for each in _candidates(tree, metas, story, sites) if _squeezed(each) not in no_titles]
    return _as_most_set_it(_whole(found), found) if found else ""


def _whole(found: Sequence[str]) -> str:
    """The first title, or the longer one it is the start of: when it ends in dots, or when nothing else in the page
    says it and three say the longer one.
    """
    chosen = found[0]
    start = plain(_CUT.sub("", chosen))
    longer = [each for each in found[1:] if plain(each).startswith(start) and plain(each) != start]
    if not _CUT.search(chosen):
        known = Counter(map(plain, found))
        longer = [each for each in longer if plain(each).startswith(f"{start} ") and known[plain(each)] >= 3]
        longer = longer if known[start] == 1 else []
    return longer[0] if longer else chosen


def _as_most_set_it(chosen: str, found: Iterable[str]) -> str:
    """``chosen`` with the quotes and dashes that most of the page gives it; its own when as many have them."""
    ways = Counter(each for each in found if each.translate(_CURLED) == chosen.translate(_CURLED))
    return max((chosen, *ways), key=lambda way: ways[way])
