"""A question as a person asked it, checked, with the limits they set."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from retrieval.errors import BadInput

LONGEST = 2_000  # characters; the longest question in the quizzes we measure on has 330


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, of which collections, as of when. ``as_of`` None means now; bounds are inclusive.

    ``zone``: where the asker's days begin, when it is known. ``any_time``: the time in the words bounds nothing.
    ``thread``: keys of the articles that earlier answers of its thread were read in, the latest first.
    """

    text: str
    collections: tuple[str, ...]
    as_of: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    exclude_articles: tuple[str, ...] = ()
    exclude_sources: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    any_time: bool = False
    thread: tuple[str, ...] = ()


def checked(text: str) -> str:
    """The question on one line, without control characters. Raises BadInput when it is empty or too long."""
    # Zero-width joiners belong to emoji and some scripts; every other control or surrogate is noise here.
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)
    line = " ".join(kept.split())
    if not any(c.isalnum() for c in line):
        raise BadInput("question", "it is empty", 'ask something like "what deadline did Trump set?"')
    if len(line) > LONGEST:
        raise BadInput("question", f"it has {len(line):,} characters", f"ask it in at most {LONGEST:,}")
    return line
