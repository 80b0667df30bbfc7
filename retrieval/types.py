"""The records that flow through retrieval: frozen, slotted, keyword-only.

Offsets are half-open and count Unicode code points of Python strings. An offset is *absolute* when it points
into ``version.text`` and *relative* when it points into the sentence's own text
(``sentence.text == version.text[sentence.start:sentence.end]``). Times are aware and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


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


class Precision(StrEnum):
    """How exactly a publication time is known."""

    MINUTE = "minute"
    DAY = "day"  # counts from the start of its day (UTC)


class Level(StrEnum):
    """How deeply a version was analysed."""

    LIGHT = "light"  # tokens, and names by shape
    FULL = "full"  # everything answering needs


class SentenceKind(StrEnum):
    """Where in its version a sentence stands."""

    HEADLINE = "headline"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One parsed word of a sentence; offsets relative to the raw sentence."""

    start: int
    end: int
    pos: str  # universal part of speech: "NOUN", "PROPN", ...
    tag: str  # Penn tag: "VBD", ...
    dep: str  # dependency label: "nsubj", "ROOT", ...
    head: int  # index of the head in this sentence's tokens; the root points to itself
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name, time or quantity in a sentence; offsets relative; OntoNotes labels ("PERSON", "GPE", "DATE", ...)."""

    start: int
    end: int
    label: str


class MentionKind(StrEnum):
    PRONOUN = "pronoun"  # he, she, they
    POSSESSIVE = "possessive"  # his, "his country"
    SHORT_NAME = "short_name"  # Umerov
    ROLE = "role"  # the minister


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A pronoun, short name or role and the fullest name in the same version that it stands for."""

    start: int  # relative to the sentence
    end: int
    refers_to: str  # verbatim: version.text[named_start:named_end]
    named_start: int  # absolute: where that name stands
    named_end: int
    kind: MentionKind
    label: str  # entity label of the name
    confidence: float  # in [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What full analysis knows of a sentence; every offset relative to the raw sentence."""

    tokens: tuple[Token, ...] = ()
    entities: tuple[Entity, ...] = ()
    noun_phrases: tuple[Span, ...] = ()
    root: int = 0  # index into tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedSentence:
    """A sentence as analysis leaves it, before it is stored."""

    position: int  # 0-based within the version
    paragraph: int  # 0-based within the version
    start: int  # absolute
    end: int
    kind: SentenceKind
    tokens: tuple[str, ...]  # index terms of the sentence's own words, in order, function words included
    mention_tokens: tuple[str, ...] = ()  # index terms of the names its mentions stand for
    names: tuple[str, ...] = ()  # lower-cased names in it (by model, or by shape when light)
    mentions: tuple[Mention, ...] = ()
    annotation: Annotation | None = None  # None when light
    noise: float = 0.0  # share of clean-up edits in its characters


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysedVersion:
    """All sentences of one version, in order, and the index terms of its title."""

    level: Level
    sentences: tuple[AnalysedSentence, ...]
    title_tokens: tuple[str, ...]
    noise: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as it was read or fetched, before analysis. ``text`` is what gets cited."""

    key: str  # unique within its collection, the same on every machine
    title: str
    text: str
    source: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    precision: Precision | None = None
    authors: tuple[str, ...] = ()
    extractor: str = "plain"
    language: str | None = None  # set when it is not in English: kept, not searched
    correction: str | None = None  # what its page says beside the text that was corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A stored article as seen through one of its versions."""

    key: str
    collection: str
    title: str
    source: str | None
    url: str | None
    published_at: datetime | None
    precision: Precision | None
    version: int  # 1-based
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A stored sentence with its verbatim text. ``sentence_id`` is key, version and start; see `sentence_id`."""

    sentence_id: str
    article: Article
    position: int
    paragraph: int
    start: int
    end: int
    text: str
    kind: SentenceKind
    level: Level
    noise: float = 0.0
    annotation: Annotation | None = None
    mentions: tuple[Mention, ...] = ()


def sentence_id(collection: str, key: str, version: int, start: int) -> str:
    """The name of a sentence, the same on every machine and in every order of ingestion."""
    return f"{collection}/{key}:{version}:{start}"


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
