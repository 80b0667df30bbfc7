"""Numbers that are only told beside what a sentence reports.

A count that is taken for known ("all 22 members"), what something is like ("a 12-member panel"), and how long something
takes or lies back ("for two years", "24 hours later") unless it is a term that somebody set.
"""

import re

from retrieval.text.listed import word_set

_SPAN_BEFORE = re.compile(
    r"\b(?:last|past|previous|next|coming|every|each|ensuing|following|preceding|final|opening|remaining)\s$", re.I
)
# "all 22 members", "of the 14 champions", "his two sons": the reader is taken to know how many
_TAKEN_FOR_KNOWN = re.compile(r"(?:\b(?:all|the|the other|these|those|its|his|her|their|our|my|your)|[’']s?)\s$", re.I)
_KIND = re.compile(r"-[A-Za-z]")  # "a 12-member panel", "100-microgram doses": of what kind, not how many
# "a 50-day deadline" is set; "a 24-hour period", "a two-hour meeting", "a 30-year veteran" is what is told beside
_TERM = re.compile(r"\s?-\s?[A-Za-z]+\s(?P<of>[a-z]+)(?:\s(?P<then>[a-z]+))?")
_NO_TERM = word_set(
    """period span window stretch stay day week clock low high peak career reign history anniversary relationship
    marriage stint tenure wait drive flight ride walk journey trip tour event interview video film speech address game
    match episode season tradition meeting talk talks call conversation hearing conference session visit veteran
    average bid quest break absence hiatus run spell mark milestone news series show race"""
)
_HOW_LONG_BEFORE = re.compile(
    r"\b(?:in|within|for|after|over|during|through|throughout|since|last(?:s|ed|ing)?|spen(?:ds?|t|ding)"
    r"|t(?:akes?|ook|aken|aking)|wait(?:s|ed|ing)?|lived|worked)"
    r"\s(?:(?:about|around|nearly|almost|more than|less than|at least|up to|under|over|just|only|an?|some"
    r"|roughly|approximately|another|first|long|full|whole|\w+ly)\s)*$",
    re.I,
)
_WHEN_BEHIND = re.compile(
    r"[\s-](?:ago|later|earlier|before|after|since|prior|from now|apart|old|long|straight|running|or (?:so|more))\b",
    re.I,
)
_SET_BEFORE = re.compile(
    r"\b(?:jail|prison|imprison|sentenc|bann|suspend|extend|delay|postpon|serv(?:e|ing)|detain|barr|disqualif|exil)\w*\b"
    r"[^.;:]{0,40}$",
    re.I,
)
_SET_BEHIND = re.compile(
    r"\s(?:in|behind|of)\s(?:jail|prison|custody|bars|imprisonment|probation|detention|suspension)\b", re.I
)


def told_beside(text: str, start: int, number_end: int, end: int, *, timed: bool) -> bool:
    """Whether the number at ``start`` is; ``end`` is behind its unit, ``timed`` whether that is one of time."""
    if timed:
        return not _is_set(text, start, number_end, end)
    return bool(_TAKEN_FOR_KNOWN.search(text[max(0, start - 24) : start]) or _KIND.match(text, end))


def _is_set(text: str, start: int, number_end: int, end: int) -> bool:
    """Whether a length of time is something that somebody set: what is only told beside says when, or how long."""
    before = text[:start]
    if _SPAN_BEFORE.search(before) or _TAKEN_FOR_KNOWN.search(before):
        return False
    term = _TERM.match(text, number_end)
    if term is not None:
        return not {term["of"], term["then"]} & _NO_TERM
    if _SET_BEFORE.search(before[-60:]) or _SET_BEHIND.match(text, end):
        return True
    return not (_HOW_LONG_BEFORE.search(before[-60:]) or _WHEN_BEHIND.match(text, end))
