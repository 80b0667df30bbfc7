"""What belongs to a span for how it is written: a currency or percent sign, the article of a share."""

import re
from dataclasses import replace

from retrieval.reader.confidence import Chosen
from retrieval.types import Span

_ARTICLE = re.compile(r"(?<!\w)an? \Z", re.I)
_SHARE = re.compile(
    r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|half|dozen|hundred|thousand|million|billion|trillion|couple|"
    r"few|handful|fraction|majority|minority)(?!\w)",
    re.I,
)


def with_sign(text: str, start: int, end: int) -> Span:
    """The span, and the currency or percent sign that touches it."""
    if start > 0 and text[start - 1] in "$£€¥" and text[start].isdigit():
        start -= 1
    if end < len(text) and text[end] == "%" and text[end - 1].isdigit():
        end += 1
    return Span(start=start, end=end)


def with_article(pick: Chosen) -> Chosen:
    """A share or round number with its article: "a third" is not "third"."""
    if pick.span is None or pick.mention is not None:
        return pick
    text, start, end = pick.hit.sentence.text, pick.span.start, pick.span.end
    article = _ARTICLE.search(text, 0, start) if _SHARE.match(text, start, end) else None
    if article is None:
        return pick
    return replace(pick, span=Span(start=article.start(), end=end), value=text[article.start() : end])
