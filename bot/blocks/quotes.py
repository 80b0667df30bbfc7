"""A citation: the sentence word for word, who it is about, and where it comes from.

In a quote the text elements that are not italic, joined, are the sentence itself, character for character. Italic is
only what the bot adds: the name a mention stands for, and the mark that something was left out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from bot import messages
from bot.answers import Citation
from bot.blocks import dates, parts
from bot.blocks.escape import one_line, plain, sendable, shortened
from bot.blocks.records import Block, Corrected
from bot.links import Link, Links
from retrieval.types import Mention, Sentence, Span

SAMPLE_COLLECTION = "sample"
LONGEST_QUOTE = 1_000  # characters: the splitter makes no longer sentences, but for what cannot be parted
_LONGEST_NAME = 100
_LONGEST_NOTICE = 300
_ELLIPSIS = "…"


def cited(citation: Citation, links: Links, corrected: Corrected | None = None) -> list[Block]:
    """The numbered quote and, under it, outlet, time and link; struck, with what stands there now, if corrected."""
    link = links.to(citation.sentence)
    elements = quote(citation.sentence, span=citation.answer_span, link=link)
    if corrected is not None:
        return [*_corrected(citation, elements, corrected, links), _correction(corrected)]
    return [
        parts.rich(parts.numbered(citation.n, elements)),
        origin(citation.sentence, link, also_in=len(citation.also_in)),
    ]


def quote(
    sentence: Sentence, *, span: Span | None = None, link: Link | None = None, marked: Sequence[tuple[int, int]] = ()
) -> list[dict[str, Any]]:
    """The sentence as rich_text elements, the span (and what is ``marked``) in bold, names behind mentions in italics.

    Only a sentence beyond `LONGEST_QUOTE` is cut, around the span, with ellipses that lead to the whole.
    """
    full = sentence.text
    first, last = _window(full, span)
    names = _names(sentence, span)
    cuts = {first, last, *(at for at in names if first < at <= last)}
    if span is not None:
        cuts |= {at for at in (span.start, span.end) if first < at < last}
    cuts |= {at for pair in marked for at in pair if first < at < last}
    elements = [_left_out(link)] if first > 0 else []
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        bold = span is not None and span.start <= start and end <= span.end
        bold = bold or any(a <= start and end <= b for a, b in marked)
        elements.append(parts.text(sendable(full[start:end]), bold=bold))
        if end in names:
            elements.append(parts.text(f" [{names[end]}]", italic=True))
    if last < len(full):
        elements.append(_left_out(link))
    return elements or [parts.text("–", italic=True)]


def verbatim(elements: list[dict[str, Any]]) -> str:
    """The quoted text alone, put together again from a quote's elements."""
    return "".join(e["text"] for e in elements if e["type"] == "text" and not e.get("style", {}).get("italic"))


def origin(sentence: Sentence, link: Link | None, *, titled: bool = False, also_in: int = 0) -> Block:
    """Outlet, time in the reader's zone, a link that shows its host, and "sample" where it is one.

    ``also_in`` counts the other outlets in which the sentence stands too.

    Where the outlet is not known the title stands for it, unless it is ``titled`` already.
    """
    article = sentence.article
    title = "" if titled else one_line(article.title)
    source = article.source or title or messages.UNNAMED_SOURCE
    elements = [parts.plain_text(source, parts.CONTEXT_LIMIT)]
    elements.append(parts.ready(dates.published(article)))
    if link is not None:
        elements.append(parts.ready(parts.link(link)))
    if article.collection == SAMPLE_COLLECTION:
        elements.append(parts.plain_text(messages.SAMPLE, parts.CONTEXT_LIMIT))
    if also_in:
        elements.append(parts.plain_text(messages.also_in(also_in), parts.CONTEXT_LIMIT))
    return parts.context(*elements)


def _corrected(citation: Citation, elements: list[dict[str, Any]], corrected: Corrected, links: Links) -> list[Block]:
    now = corrected.sentence
    link = links.to(now or citation.sentence)
    blocks = [parts.rich(parts.numbered(citation.n, parts.struck(elements) if corrected.struck else elements))]
    return [*blocks, *_instead(corrected, links), origin(now or citation.sentence, link)]


def correction(corrected: Corrected, links: Links) -> list[Block]:
    """What stands in a struck sentence's place now, and since when."""
    return [*_instead(corrected, links), _correction(corrected)]


def _instead(corrected: Corrected, links: Links) -> list[Block]:
    if corrected.sentence is not None:
        said = parts.text(f"{messages.NOW_SAYS} ", italic=True)
        now = quote(corrected.sentence, link=links.to(corrected.sentence))
        return [parts.rich(parts.section(said, *now))]
    return [parts.says(messages.NO_LONGER_SAYS)] if corrected.gone else []


def _correction(corrected: Corrected) -> Block:
    """The line that says when, and what the article itself says of it."""
    when = parts.ready(f"{messages.CORRECTED} {dates.token(corrected.at)}")
    notice = one_line(corrected.notice or "")
    said = f"{messages.ARTICLE_NOTES} {shortened(notice, _LONGEST_NOTICE)}"
    return parts.context(when, *([parts.plain_text(said, _LONGEST_NOTICE + 100)] if notice else []))


def _window(full: str, span: Span | None) -> tuple[int, int]:
    """The part of a sentence that is quoted: all of it, or the words around the span that fit."""
    if len(full) <= LONGEST_QUOTE:
        return 0, len(full)
    first = 0
    if span is not None and span.end > LONGEST_QUOTE:
        first = max(0, min(span.start, len(full) - LONGEST_QUOTE, (span.start + span.end - LONGEST_QUOTE) // 2))
    last = min(len(full), first + LONGEST_QUOTE)
    left = full.find(" ", first, first + 100) + 1 if first else 0
    right = full.rfind(" ", last - 100, last) if last < len(full) else last
    if left > first and (span is None or left <= span.start):
        first = left
    if right > 0 and (span is None or right >= span.end):
        last = right
    return first, last


def _left_out(link: Link | None) -> dict[str, Any]:
    if link is None:
        return parts.text(f"{_ELLIPSIS} ({messages.WHOLE_IN_CONTEXT})", italic=True)
    return {"type": "link", "url": link.url, "text": _ELLIPSIS}


def _names(sentence: Sentence, span: Span | None) -> dict[int, str]:
    """Whom mentions stand for, by where the mention ends: each once, those in the answer always."""
    names: dict[int, str] = {}
    told: set[str] = set()
    for mention in _by_place(sentence.mentions):
        in_answer = span is not None and mention.start < span.end and span.start < mention.end
        if mention.refers_to in sentence.text or (mention.refers_to in told and not in_answer):
            continue
        if one_line(mention.refers_to):
            told.add(mention.refers_to)
            names[mention.end] = plain(mention.refers_to, _LONGEST_NAME)
    return names


def _by_place(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    yield from sorted(mentions, key=lambda m: (m.end, m.start))
