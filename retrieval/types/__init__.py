"""The records that flow through retrieval: frozen, slotted, keyword-only.

Offsets are half-open and count Unicode code points of Python strings. An offset is *absolute* when it points
into ``version.text`` and *relative* when it points into the sentence's own text
(``sentence.text == version.text[sentence.start:sentence.end]``). Times are aware and in UTC.
"""

from retrieval.types.asked import AnswerType, Candidate, Found, Hit, Query, Reading, Surroundings, TermOrigin, TermShare
from retrieval.types.indexed import CollectionStats, IndexedArticle, IndexedSentence, IndexedVersion, LogEntry
from retrieval.types.text import (
    AnalysedSentence,
    AnalysedVersion,
    Annotation,
    Article,
    Entity,
    Level,
    Mention,
    MentionKind,
    Precision,
    RawArticle,
    Sentence,
    SentenceKind,
    Span,
    Token,
    sentence_id,
)

__all__ = [
    "AnalysedSentence",
    "AnalysedVersion",
    "Annotation",
    "AnswerType",
    "Article",
    "Candidate",
    "CollectionStats",
    "Entity",
    "Found",
    "Hit",
    "IndexedArticle",
    "IndexedSentence",
    "IndexedVersion",
    "Level",
    "LogEntry",
    "Mention",
    "MentionKind",
    "Precision",
    "Query",
    "RawArticle",
    "Reading",
    "Sentence",
    "SentenceKind",
    "Span",
    "Surroundings",
    "TermOrigin",
    "TermShare",
    "Token",
    "sentence_id",
]
