"""What is asked, what is found for it, and what is read there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from retrieval.types.text import Mention, Sentence, Span


class AnswerType(StrEnum):
    """What kind of thing answers a question."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    TIME = "time"
    DURATION = "duration"
    AMOUNT = "amount"  # counts, money, percentages, ages, distances: whatever is led by a number
    THING = "thing"  # a name or noun that is none of the above: "which ship", "what deadline"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"  # "who is X", "what is X"
    ABBREVIATION = "abbreviation"
    YES_NO = "yes_no"
    STATEMENT = "statement"  # what somebody said, did or demands: a clause, not a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What the index is asked.

    ``collections`` is required and never empty. ``since`` and ``until`` are inclusive instants; when either is
    set, undated articles are left out. Nothing published after ``as_of`` is found.
    """

    text: str
    terms: tuple[str, ...]  # distinct index terms without function words, in order
    collections: tuple[str, ...]
    as_of: datetime
    answer_type: AnswerType = AnswerType.STATEMENT
    focus: str | None = None  # the noun that says what is asked for: "deadline", "country"
    names: tuple[str, ...] = ()  # names in the question, as written
    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()  # only these article keys
    exclude_articles: tuple[str, ...] = ()
    exclude_sources: tuple[str, ...] = ()


class TermOrigin(StrEnum):
    SENTENCE = "sentence"
    TITLE = "title"
    MENTION = "mention"


class TermShare(NamedTuple):  # a tuple: thousands are made for a question, a frozen dataclass takes ten times as long
    """How much of a hit's score a term gave, and where it matched. The shares of a hit sum to its score."""

    term: str
    origin: TermOrigin
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence found by an engine, scored by rank-bm25 (the second stage); not yet read from the record."""

    sentence_id: str
    article_key: str
    collection: str
    score: float
    terms: tuple[TermShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one search of the index gives: candidates best first (ties by id), and scores of whole articles.

    ``articles`` maps (collection, article key) to the BM25 score of the article, its title counted twice.
    """

    candidates: tuple[Candidate, ...]
    articles: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence with what search knows of it. ``rank`` is 1-based."""

    sentence: Sentence
    rank: int
    score: float  # BM25 of the sentence
    article_score: float  # BM25 of the article around it
    age_days: float | None  # from publication to ``as_of``; None when undated
    terms: tuple[TermShare, ...]
    relevance: float = 0.0  # the reranker's judgement, comparable within one query


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The sentences beside a hit in its own version, verbatim; empty where there is none or none is known."""

    before: str = ""
    after: str = ""
    sentences: int = 0  # of the whole version; 0 when unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A possible answer: a span of a hit's sentence, or the name one of its mentions stands for.

    ``value`` is the verbatim span, or the name; ``span`` is relative to the sentence (the mention's own words when
    ``mention`` is set); ``span`` None means that the sentence bears on the question but holds no sure span.
    ``confidence`` is the calibrated probability that the value is right; ``bearing`` orders the sentences of one
    question by how far they bear on it, whatever the span. ``support`` holds further sentences to cite: first the one
    that names the person when a mention was resolved.
    """

    hit: Hit
    value: str | None
    span: Span | None
    mention: Mention | None = None
    confidence: float
    bearing: float = 0.0  # unbounded
    support: tuple[Sentence, ...] = ()
