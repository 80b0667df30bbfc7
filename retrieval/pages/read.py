"""From the bytes of a page to its article."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from retrieval.errors import BadRecord
from retrieval.pages.body import body as body_of
from retrieval.pages.body import extractor, trafilatura
from retrieval.pages.corrected import correction_of
from retrieval.pages.dates import modified_moment, published_moment
from retrieval.pages.heads import Metas, canonicals, metas, said
from retrieval.pages.keys import believable, outlet
from retrieval.pages.linked import Node, address_of, is_story, names, nodes, words
from retrieval.pages.records import Page
from retrieval.pages.source import decoded
from retrieval.pages.titles import plain, title_of_page

_TOLD = frozenset(
    ("headline", "datePublished", "dateCreated", "author", "publisher", "isAccessibleForFree", "articleBody", "name")
)
_FEWEST_WORDS = 250  # a longer text behind a paywall that does not say how long it is counts as whole
_LONGEST_NAME = 200  # characters
_LONGEST_TEXT = 1_000_000  # characters, as of any article


def read_page(body: bytes, *, url: str | None, content_type: str = "", now: datetime) -> Page:
    """The article in the page that came from ``url``, as it stands at ``now`` (aware); fetches nothing.

    Raises BadRecord when it is no HTML, or when no article is found in it.
    """
    where = url or "the page"
    if not body.strip():
        raise BadRecord(where, "it is empty", "look at it in a browser")
    return read_source(decoded(body, content_type), url=url, now=now, where=where)


def read_source(html: str, *, url: str | None, now: datetime, where: str) -> Page:
    """As `read_page`, of characters; ``where`` is what errors call the page."""
    _, load_html = trafilatura()
    try:
        tree = load_html(html)
        page = _page(html, tree, url, now) if tree is not None else None
    except Exception as error:  # parsers of pages anybody wrote: whatever they choke on is one bad page
        cause = f"its article cannot be extracted ({type(error).__name__})"
        raise BadRecord(where, cause, "save its text as .txt") from error
    if page is None:
        raise BadRecord(where, "it is not HTML", "name the address of an article")
    if not any(c.isalnum() for c in page.text):
        raise BadRecord(where, "no article was found in it", "save the article's text as .txt")
    if len(page.text) > _LONGEST_TEXT:
        cause = f"its text has {len(page.text):,} characters, and the limit is {_LONGEST_TEXT:,}"
        raise BadRecord(where, cause, "split it into articles")
    return page


def _page(html: str, tree: Any, url: str | None, now: datetime) -> Page:
    heads, found = metas(tree), nodes(tree)
    addresses = tuple(canonicals(tree, heads))
    own = next((address for each in addresses if (address := believable(each, url))), None) or url
    story = _story(tree, found, own)
    source = _source(heads, story, found)
    sites = _sites(heads, source, found, own)
    published, modified = published_moment(tree, heads, story, found, own, now), modified_moment(heads, story, now)
    title = title_of_page(tree, heads, story, sites)
    text = body_of(html, tree, title)
    return Page(
        title=title,
        text=text,
        extractor=extractor(),
        url=own,
        source=source or (outlet(own) if own else None),
        published_at=published.at if published else None,
        precision=published.precision if published else None,
        zone_known=published.zone_known if published else False,
        modified_at=modified.at if modified else None,
        authors=_authors(heads, story),
        language=_language(tree, heads, story),
        correction=correction_of(story, found),
        partial=_partial(heads, story, found, text),
    )


def _story(tree: Any, found: Sequence[Node], url: str | None) -> Node | None:
    """The node of the page's own article: the one with its address, else with its heading, else the first."""
    stories = [node for node in found if is_story(node) and node.keys() & _TOLD]
    if len(stories) < 2:
        return stories[0] if stories else None
    with_address = [node for node in stories if url in address_of(node)]
    shown = {plain(heading.text_content()) for heading in tree.iter("h1")}
    with_heading = [node for node in stories if plain(words(node.get("headline"))) in shown - {""}]
    ranked = [*(node for node in with_heading if node in with_address), *with_address, *with_heading, *stories]
    return next((node for node in ranked if node.get("datePublished")), ranked[0])


def _printable(given: Iterator[str]) -> Iterator[str]:
    return (text for text in given if text and text.isprintable() and len(text) <= _LONGEST_NAME)


def _source(heads: Metas, story: Node | None, found: Sequence[Node]) -> str | None:
    of_story = names(story.get("publisher")) if story else iter(())
    of_site = (name for node in found if node.get("@type") == "WebSite" for name in names(node.get("name")))
    for given in (said(heads, "og:site_name"), of_story, of_site, said(heads, "application-name", "dc.publisher")):
        if name := next(_printable(given), None):
            return name
    return None


def _sites(heads: Metas, source: str | None, found: Sequence[Node], url: str | None) -> tuple[str, ...]:
    """Every name by which the site may sign its titles."""
    given = [source or "", *said(heads, "og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")]
    given += [handle.lstrip("@") for handle in said(heads, "twitter:site")]
    for node in found:
        if node.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization"):
            given += names(node.get("name"))
        given += names(node.get("publisher"))
    host = outlet(url) if url else None
    if host:
        given += [host, *(part for part in host.split(".")[:-1] if len(part) > 3)]
    return tuple(dict.fromkeys(name for name in given if name and len(name) <= 80))


def _authors(heads: Metas, story: Node | None) -> tuple[str, ...]:
    of_story = tuple(_printable(names(story.get("author")))) if story else ()
    told = said(heads, "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator")
    given = of_story or tuple(_printable(told))
    return tuple(dict.fromkeys(name for name in given if not re.match(r"(?:https?:|www\.|@|/)", name)))[:20]


def _language(tree: Any, heads: Metas, story: Node | None) -> str | None:
    """The language the page says it is in, as BCP 47 writes it."""
    root = tree if tree.tag == "html" else tree.find(".//html")
    of_root = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")) if root is not None else None
    of_story = words(story.get("inLanguage")) if story else ""
    given = (of_story, of_root or "", *said(heads, "content-language", "og:locale"))
    for name in given:
        if match := re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?\b", name.strip()):
            return match[0].replace("_", "-")
    return None


def _partial(heads: Metas, story: Node | None, found: Sequence[Node], text: str) -> bool:
    """Whether the page says that it must be paid for and its text is shorter than it says, or just short."""
    marks = [node.get("isAccessibleForFree") for node in found if node is story or "WebPage" in str(node.get("@type"))]
    closed = any(mark is False or (isinstance(mark, str) and mark.strip().lower() in ("false", "no")) for mark in marks)
    closed = closed or any(tier.lower() in ("locked", "metered") for tier in said(heads, "article:content_tier"))
    if not closed:
        return False
    has = len(text.split())
    said_count = str(story.get("wordCount")) if story else ""
    return has < 0.7 * int(said_count) if said_count.isdecimal() and int(said_count) > 0 else has < _FEWEST_WORDS
