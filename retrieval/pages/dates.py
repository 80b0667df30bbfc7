"""When an article was published and last changed, by everything in its page that says so."""

import re
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from retrieval.pages.heads import Metas, said
from retrieval.pages.linked import Node, types_of
from retrieval.pages.moments import Moment, best, possible, read_moment, whole_day

_WAYS_TO_SAY_PUBLISHED = """
    article:published_time og:article:published_time og:published_time article:published rnews:datepublished
    datepublished parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date.created
    dcterms.date dc.date date.issued date.available date.created publish-date publish_date publishdate published_time
    published-date published_date published pubdate pub_date publication_date publicationdate article.published
    article_date_original date_published datecreated originalpublicationdate iso-8601-publish-date
    cxenseparse:publishtime cxenseparse:recs:publishtime bt:pubdate prism.publicationdate citation_publication_date
    article:post_date ptime article:created created og:pubdate article:create_at displaydate timestamp date
"""
_WAYS_TO_SAY_CHANGED = """
    article:modified_time og:updated_time og:article:modified_time article:modified datemodified date.modified
    date.updated dcterms.modified dc.date.modified lastmod last-modified parsely-modified-date
"""
_PUBLISHED, _MODIFIED = _WAYS_TO_SAY_PUBLISHED.split(), _WAYS_TO_SAY_CHANGED.split()
_STATE = re.compile(
    r'\\?"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publishedDate|published_date|'
    r"firstPublished(?:At|Date)?|first_publish_date|publicationDate|publication_date|publishTime|publishedTime|datePosted)"
    r'\\?"\s*:\s*\\?"?([0-9TZ:.+\- ]{10,40})'
)
_LABEL = re.compile(r"publish|posted|pubdate|dateline|(?:entry|post|article)-?date|(?:^|[-_ ])date(?:$|[-_ ])", re.I)
_CHANGED = re.compile(r"updat|modif|edited|last", re.I)
_MOST_MARKED = 100
_LONGEST_STATE = 3_000_000  # characters of scripts looked through


def _of_nodes(story: Node | None, nodes: tuple[Node, ...]) -> Iterator[object]:
    for name in ("datePublished", "dateCreated"):
        if story:
            yield story.get(name)
    for node in nodes:
        if any(name.endswith("WebPage") or name == "ItemPage" for name in types_of(node)):
            yield node.get("datePublished")


def _is_change(label: str, around: str) -> bool:
    changed = _CHANGED.search(label) or re.match(r"\s*(?:last )?(?:updat|modif)", around, re.I)
    return bool(changed) and "published" not in label.lower()


def _of_elements(tree: Any) -> Iterator[tuple[str, object]]:
    """The times that are marked as such in the page, with their labels; those labelled as publication first."""
    unlabelled: list[tuple[str, object]] = []
    for element in tree.iter("time", "abbr", "span", "div", "p", "meta", "relative-time"):
        named = element.get("itemprop") or ""
        written = element.get("datetime") or (named and element.get("content")) or element.get("data-datetime")
        if not written and element.tag == "abbr" and "published" in (element.get("class") or ""):
            written = element.get("title")
        if not written:
            continue
        label = " ".join((named, element.get("class") or "", element.get("data-testid") or "", element.get("id") or ""))
        around = "".join(islice(element.itertext(), 8))[:40] if element.tag != "meta" else ""
        if _is_change(label, around):
            continue
        if "datepublished" in named.lower() or _LABEL.search(label) or re.match(r"\s*(?:first )?publish", around, re.I):
            yield label, written
        elif element.tag == "time":
            unlabelled.append((label, written))
    yield from unlabelled[:1]


def _of_state(tree: Any) -> Iterator[object]:
    """Times in the data that the page's scripts carry."""
    looked = 0
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") and looked < _LONGEST_STATE:
            looked += len(text)
            for match in _STATE.finditer(text, 0, _LONGEST_STATE):
                yield match[1]
                break


def published_moment(
    tree: Any, metas: Metas, story: Node | None, nodes: tuple[Node, ...], url: str | None, now: datetime
) -> Moment | None:
    """When the article was published: by JSON-LD, meta tags, marked times, and then by what a guess at dates finds."""
    written: list[object] = [*_of_nodes(story, nodes), *said(metas, *_PUBLISHED)]
    moments = [moment for each in written if (moment := read_moment(each))]
    marked = [moment for _, each in islice(_of_elements(tree), _MOST_MARKED) if (moment := read_moment(each))]
    found = best([*moments, *marked], now)
    if found is None or not found.zone_known:
        state = [moment for each in _of_state(tree) if (moment := read_moment(each))]
        found = best([*moments, *marked, *(state if moments or marked else ())], now)
    if found is None:
        day = _guessed(tree, url, now)
        return whole_day(day) if day and possible(whole_day(day), now) else None
    return found


def modified_moment(metas: Metas, story: Node | None, now: datetime) -> Moment | None:
    """When the article was last changed, as far as the page says so in so many words."""
    written: list[object] = [story.get("dateModified") if story else None, *said(metas, *_MODIFIED)]
    return best([moment for each in written if (moment := read_moment(each))], now)


@cache
def _htmldate() -> Any:
    """Imported when first needed: it takes a good part of a second."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from htmldate import find_date
    return find_date


def _guessed(tree: Any, url: str | None, now: datetime) -> date | None:
    latest = (now + timedelta(days=1)).astimezone(UTC).strftime("%Y-%m-%d")
    try:
        found = _htmldate()(tree, extensive_search=False, original_date=True, url=url, max_date=latest)
        return date.fromisoformat(found) if found else None
    except Exception:  # a guess at pages anybody wrote: whatever it chokes on is no date
        return None
