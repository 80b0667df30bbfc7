"""What an article page holds."""

from dataclasses import dataclass
from datetime import datetime

from retrieval.types import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article in a page, and what the page says about it."""

    title: str
    text: str  # paragraphs parted by line breaks; what is cited is verbatim of this
    extractor: str  # name and version
    url: str | None = None  # the canonical address, when it can be believed; else the one the page came from
    source: str | None = None  # the outlet
    published_at: datetime | None = None  # aware, UTC
    precision: Precision | None = None
    zone_known: bool = False  # whether the page gave the time's offset
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    correction: str | None = None  # what the page says, beside the text, that was corrected
    partial: bool = False  # behind a paywall: only a part of the text is there
