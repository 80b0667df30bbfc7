"""Articles and what is known of their text."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
