"""What an index is given, and what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedSentence:
    """What the index holds of one sentence. The index terms are the three parts joined in this order."""

    sentence_id: str
    tokens: tuple[str, ...]
    mention_tokens: tuple[str, ...] = ()
    title_tokens: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedVersion:
    """One version of an article and the half-open time it is the one to read; None means without bound."""

    version: int
    valid_from: datetime | None
    valid_to: datetime | None
    sentences: tuple[IndexedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedArticle:
    """An article as the index is given it: all versions, the newest (``valid_to`` None) being the live one."""

    key: str
    collection: str
    source: str | None
    published_at: datetime | None
    title_tokens: tuple[str, ...]
    versions: tuple[IndexedVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the index log: this article changed (``article`` holds it whole) or is gone (None)."""

    seq: int
    collection: str
    key: str
    article: IndexedArticle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionStats:
    """Live sentence statistics summed over the collections asked for."""

    sentences: int  # N
    average_length: float  # in index terms
    document_frequency: Mapping[str, int] = field(default_factory=dict)
