"""What two sentences say to one question, and what it takes for them to be compared at all."""

from dataclasses import dataclass
from datetime import timedelta

from bot.answering.deeds import other_names
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Article, Precision, Sentence, Span

SAME_TIME = timedelta(days=1)
COVERED, WELL_COVERED = 0.5, 0.75  # share of the question's terms that a sentence holds in its own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a question asks for. ``terms`` are its index terms, ``names`` the names in it."""

    text: str
    answer_type: AnswerType
    terms: tuple[str, ...]
    names: tuple[str, ...] = ()
    focus: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence (annotated) answers: a span of it, and the value, which may be the name a mention stands for."""

    sentence: Sentence
    span: Span
    value: str


def same_time(one: Article, other: Article) -> bool:
    """Within a day of each other, or one of them undated; days alone are the same or neighbours."""
    if one.published_at is None or other.published_at is None:
        return True
    if Precision.DAY in (one.precision, other.precision):
        return abs((one.published_at.date() - other.published_at.date()).days) <= SAME_TIME.days
    return abs(one.published_at - other.published_at) <= SAME_TIME


def is_later(one: Article, other: Article) -> bool:
    """Whether the first came out after the second; never where one is undated."""
    return one.published_at is not None and other.published_at is not None and one.published_at > other.published_at


def about(slot: Slot, sentence: Sentence) -> bool:
    """Whether a sentence names whom the question names and holds enough of its words."""
    held = words(sentence)
    named = all(set(content_terms(name)[-1:]) <= held for name in slot.names)
    return named and covered(slot, sentence) >= COVERED


def covered(slot: Slot, sentence: Sentence) -> float:
    return len(words(sentence).intersection(slot.terms)) / len(slot.terms) if slot.terms else 0.0


def words(sentence: Sentence) -> set[str]:
    """The index terms of a sentence, of the names its mentions stand for, of its words' plain forms and other names."""
    lemmas = () if sentence.annotation is None else tuple(token.lemma for token in sentence.annotation.tokens)
    said = content_terms(" ".join((sentence.text, *(m.refers_to for m in sentence.mentions), *lemmas)))
    return {*said, *other_names(lemmas)}


def apart_at_most(one: Said, other: Said, most: timedelta) -> bool:
    first, second = one.sentence.article.published_at, other.sentence.article.published_at
    return first is None or second is None or abs(first - second) <= most
