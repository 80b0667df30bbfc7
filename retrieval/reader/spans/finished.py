"""What belongs to a span for how it is written: a currency sign, the article of a share, "no earlier than"."""

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
_UNIT = re.compile(r"[^\W\d_]+(?![\w-])")  # "m" of "£412m"
_BOUND_BEFORE = re.compile(
    r"(?<!\w)(?P<bound>(?:no|not) (?:earlier|later|sooner|more|less|fewer|older|younger) than|at (?:least|most)"
    r"|up to|as (?:many|much) as|(?:more|less|fewer|younger|older|longer|shorter|taller|higher|lower|larger|smaller"
    r"|later|earlier|faster|slower) than|nearly|almost) \Z",
    re.I,
)
_BOUND_AFTER = re.compile(
    r" or (?:less|more|fewer|under|over|older|younger|larger|smaller|higher|lower|above|below)\b(?! \w+ than)"
)
_ODDS = re.compile(
    r"(?<![\w.,$£€])(?P<bound>(?:1|one)[ -](?:in|out of)[ -](?:an? |every )?)\Z", re.I
)  # "1 in 300 million"
_CHANCE = re.compile(r"(?!(?:19|20)\d\d(?:\W|\Z)(?! (?:million|billion)))\d", re.I)  # no year
_WHICH = re.compile(r"(?<!\w)(?P<bound>next|last|this|the (?:next|last|previous|same|following)) \Z", re.I)
_TIME = re.compile(r"(?:week|month|year|weekend|century|season|spring|summer|autumn|fall|winter|morning|night)\Z", re.I)
_RATE = re.compile(
    r" (?:an?|per|each|every) (?:year|month|week|day|night|hour|minute|second|share|barrel|tonne|ton|litre|gallon|kilo"
    r"|kg|ounce|head|person|mile|kilometre|kilometer|unit)\b(?! (?:ago|earlier|later|before|after)\b)",
    re.I,
)
_SUFFIX = re.compile(r"(?:, | )(?:Jr|Sr)(?!\w)\.?")  # of a name
_CALLED = re.compile(r"(?<=[\w,] )The \Z")  # in mid-sentence, so it is part of the name: "The Hague"
_PARTED = re.compile(r"(?<![\w-])\d+(?:-\d+){3,}(?![\w-])")
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"))


def with_sign(text: str, start: int, end: int) -> Span:
    """The span, and the currency or percent sign that touches it."""
    if start > 0 and text[start - 1] in "$£€¥" and text[start].isdigit():
        start -= 1
    if end < len(text) and text[end] == "%" and text[end - 1].isdigit():
        end += 1
    return Span(start=start, end=end)


def finished(pick: Chosen) -> Chosen:
    """The pick as it is shown: with what belongs to it, without half a quotation mark, a quotation whole."""
    if pick.span is None or pick.mention is not None:
        return pick
    text, start, end = pick.hit.sentence.text, pick.span.start, pick.span.end
    signed = with_sign(text, *_with_other_half(text, *_without_half_marks(text, start, end)))
    start, end = signed.start, signed.end
    if (parts := _in_parts(text, start, end)) is not None:
        start, end = parts
    unit = _UNIT.match(text, end) if text[end - 1].isdigit() else None
    suffix = _SUFFIX.match(text, end) if text[start].isupper() else None
    end = next((found.end() for found in (unit, suffix) if found is not None), end)
    article = _ARTICLE.search(text, 0, start)
    if article is not None and (_SHARE.match(text, start, end) or _is_rest_of_quotation(text, article.start(), end)):
        start = article.start()
    if (called := _CALLED.search(text, 0, start)) is not None and text[start].isupper():
        start = called.start()
    if _TIME.match(text[start:end]):
        which = _WHICH.search(text, 0, start)
        start = start if which is None else which.start("bound")
    if any(character.isdigit() for character in text[start:end]):
        odds = _ODDS.search(text, 0, start) if _CHANCE.match(text, start) else None
        before = odds or _BOUND_BEFORE.search(text, 0, start)
        after = _BOUND_AFTER.match(text, end) or _RATE.match(text, end)
        start = start if before is None else before.start("bound")
        end = end if after is None else after.end()
    if (start, end) == (pick.span.start, pick.span.end):
        return pick
    return replace(pick, span=Span(start=start, end=end), value=text[start:end])


def _in_parts(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a number of four parts or more, as of a telephone, begins and ends that a span is cut from."""
    whole = (found.span() for found in _PARTED.finditer(text))
    return next(((a, b) for a, b in whole if a <= start < end <= b), None)


def _without_half_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a quotation mark at its edge whose other half is outside."""
    for opening, closing in _MARKS:
        while end - start > 1 and text[start] == opening and closing not in text[start + 1 : end]:
            start += 1
        while end - start > 1 and text[end - 1] == closing and opening not in text[start : end - 1]:
            end -= 1
    return start, end


def _with_other_half(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the mark right beside it whose other half is inside: “social work” at the end of one."""
    for opening, closing in _MARKS[:2]:  # of the third, one is an apostrophe
        inner = text[start:end]
        if opening == closing:
            odd = inner.count(opening) % 2 == 1
            end += odd and text[end : end + 1] == closing
        elif inner.count(opening) > inner.count(closing):
            end += text[end : end + 1] == closing
        elif inner.count(closing) > inner.count(opening) and start:
            start -= text[start - 1] == opening
    return start, end


def _is_rest_of_quotation(text: str, start: int, end: int) -> bool:
    """Whether a span is all of a quotation but its article: "betrayal" of ‘"a betrayal"’."""
    marks = ((text[start - 1], closing) for closing in text[end : end + 1]) if start else ()
    return any(pair in _MARKS for pair in marks)
