"""A day, month or year in the place of another of its kind."""

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAYS = re.compile(
    r"\b(?:(?:on|since|until|till|before|after|by|from) )?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:last |this )?{_DAY}|today|yesterday)"
    r"(?![\w'’-])",
    re.I,
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_KINDS = (  # what another of its kind takes the place of
    re.compile(rf"\b(?:{_MONTHS})\b", re.I),
    re.compile(rf"\b{_DAY}\b", re.I),
    re.compile(r"\b(?:19|20)\d\d\b(?!-)"),
)


def of_its_kind(what: str, question: str) -> str | None:
    """The question with another month, weekday or year; None when it has none, or ``what`` is something else."""
    for kind in _KINDS:
        if kind.fullmatch(what) and kind.search(question):
            return kind.sub(what, question, count=1)
    return None


def another_time(when: str, before: str) -> str:
    """A time in the place of another: "in July" makes "in June 2024" "in July 2024"."""
    if (another := of_its_kind(when, before)) is not None:
        return another
    preposition, _, day = when.partition(" ")
    if day and before.lower().startswith(f"{preposition.lower()} "):
        return of_its_kind(day, before) or when
    return when
