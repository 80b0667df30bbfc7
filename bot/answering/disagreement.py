"""Whether two outlets say different things to one question: agree, conflict, update, or speak of different matters.

A conflict that is none does more harm than one that is missed: every rule here asks for a reason to compare.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from bot.answering.quantities import Quantity, quantity, rounded, same
from retrieval.dating import Basis, Dating, Grain, date_of
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Article, Precision, Sentence, Span

STORY = timedelta(days=14)  # articles further apart tell different events
OFFICE = timedelta(days=400)  # who holds an office may be compared for longer
SAME_TIME = timedelta(days=1)
_COVERED, _WELL_COVERED = 0.5, 0.75  # share of the question's terms that a sentence holds in its own words
_EVENTS_APART = 31  # days between the dates of what may be one event
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_OFFICE = re.compile(
    r"^\W*who\s*(?:(?:(?:\s(?:is|was|will\s+be)|['’]s)\s+(?:now\s+)?the\s+(?:new\s+|current\s+)?"
    r"|(?:(?:\s(?:is|was|has\s+been|will\s+be)|['’]s)\s+)?(?:appointed|named|elected|chosen|picked)\s+(?:as\s+)?(?:to\s+be\s+)?"
    r"|\s(?:became|becomes)\s+)(?:the\s+)?(?:new\s+|current\s+)?)(?P<rest>\w.*)",
    re.I,
)
_VERB_OFFICE = re.compile(
    r"^\W*who\s+(?P<verb>leads?|led|heads?|headed|chairs?|chaired|won|wins)\s+(?P<rest>\w.*)", re.I
)
_NOT_HOLDER = re.compile(
    r"\b(?:former|ex|acting|interim|deputy|vice|outgoing|late|then|candidate|nominee|aide|spokes\w+|predecessor|"
    r"successor|rival|denied|not|never|if|could|may|might|would|will|neither|nor|twice|times|ever)\b",
    re.I,
)
_INTO_OFFICE = re.compile(
    r",?\s*(?:(?:(?:is|was|has\s+been)\s+(?:appointed|named|elected|chosen|sworn\s+in)|is|was|became|becomes|has\s+become)\s+)?"
    r"(?:as\s+)?(?:the\s+)?(?:new\s+|current\s+)?(?:[A-Z][\w-]*['’]s\s+)?(?P<next>\w+)",
)
_OUT_OF_OFFICE = re.compile(r"(?P<last>\w+)[,\s]*$")
_ALTERNATIVE_AFTER, _ALTERNATIVE_BEFORE = re.compile(r",?\s*(?:or|and)\b", re.I), re.compile(r"\b(?:or|and)\s*$", re.I)
_CURRENT = 60  # days: what happened longer before it was reported says nothing of who holds an office now
_TITLE_WORDS = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "president", "minister", "prime", "secretary", "the", "gen", "sen"}
)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|final|last|\d+(?:st|nd|rd|th))\b")
_NEAR = 60  # characters between a name and the office


class Verdict(StrEnum):
    AGREE = "agree"
    CONFLICT = "conflict"  # different, at the same time or at none known
    UPDATE = "update"  # different, and one is later
    UNRELATED = "unrelated"  # nothing to compare


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


def judge(slot: Slot, one: Said, other: Said) -> Verdict:
    """How two answers to one question stand to each other. Symmetric; which is later says `is_later`."""
    first, second = one.sentence.article, other.sentence.article
    if (first.collection, first.key) == (second.collection, second.key) or one.sentence.text == other.sentence.text:
        return Verdict.UNRELATED
    if not (_about(slot, one.sentence) and _about(slot, other.sentence)):
        return Verdict.UNRELATED
    differ = _differ(slot, one, other)
    if differ is None:
        return Verdict.UNRELATED
    if not differ:
        return Verdict.AGREE
    return Verdict.CONFLICT if same_time(first, second) else Verdict.UPDATE


def certain(slot: Slot, earlier: Said, later: Said) -> bool:
    """Whether an update surely holds: a count that only rises has risen, or an office was handed on."""
    before, after = _quantity(earlier), _quantity(later)
    if before is not None and after is not None:
        return before.grows and after.value > before.value and not same(before, after)
    return slot.answer_type is AnswerType.PERSON


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


def _differ(slot: Slot, one: Said, other: Said) -> bool | None:
    """None where the two cannot be compared."""
    match slot.answer_type:
        case AnswerType.AMOUNT | AnswerType.DURATION | AnswerType.THING:
            return _amounts_differ(slot, one, other)
        case AnswerType.PERSON:
            return _holders_differ(slot, one, other)
        case AnswerType.TIME:
            return _times_differ(slot, one, other)
        case _:
            return None


def _amounts_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    first, second = _quantity(one), _quantity(other)
    if first is None or second is None or first.unit != second.unit or first.noun != second.noun:
        return None
    if first.deed is None or first.deed != second.deed or not _apart_at_most(one, other, STORY):
        return None
    measured = first.noun is None and first.unit in ("percent", "dollar", "euro", "pound")
    if measured and min(_covered(slot, one.sentence), _covered(slot, other.sentence)) < _WELL_COVERED:
        return None
    if not _same_event(slot, one.sentence, other.sentence):
        return None
    if rounded(first, second):
        return False
    if same_time(one.sentence.article, other.sentence.article):
        return not same(first, second)
    return True


def _holders_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    """Whether two names are told of one office; of what is won or led only at the same time, for it is done again."""
    named, led = _OFFICE.match(slot.text), _VERB_OFFICE.match(slot.text)
    if led is not None:
        both = same_time(one.sentence.article, other.sentence.article)
        verb = content_terms(led["verb"])
        if not (both and _subject_of(verb, one) and _subject_of(verb, other)):
            return None
        if min(_covered(slot, one.sentence), _covered(slot, other.sentence)) < _WELL_COVERED:
            return None
    elif named is not None:
        office = frozenset(content_terms(named["rest"]))
        if not (_apart_at_most(one, other, OFFICE) and _holds_office(office, one) and _holds_office(office, other)):
            return None
    else:
        return None
    first, second = _plain_name(one.value), _plain_name(other.value)
    return None if not first or not second else not _one_name(first, second)


def _times_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    if min(_covered(slot, one.sentence), _covered(slot, other.sentence)) < _WELL_COVERED:
        return None
    first, second = _time(slot, one), _time(slot, other)
    if first is None or second is None or first.event is None or second.event is None:
        return None
    if first.event.grain is not second.event.grain and Grain.MINUTE not in (first.event.grain, second.event.grain):
        return None
    if first.event.meets(second.event):
        return False
    near = first.event.meets(second.event, apart=_EVENTS_APART)
    return True if near and _apart_at_most(one, other, STORY) and first.verb == second.verb else None


def _time(slot: Slot, said: Said) -> Dating | None:
    """The time of what is asked: the words of the answer date the verb of the question."""
    dating = date_of(said.sentence)
    if dating.phrase is None or dating.verb is None or dating.basis in (Basis.REPORTED, Basis.UNRESOLVED):
        return None
    told = dating.phrase.start < said.span.end and said.span.start < dating.phrase.end
    return dating if told and set(content_terms(dating.verb)) & set(slot.terms) else None


def _quantity(said: Said) -> Quantity | None:
    return quantity(said.sentence, said.span)


def _about(slot: Slot, sentence: Sentence) -> bool:
    """Whether a sentence names whom the question names and holds enough of its words."""
    words = _words(sentence)
    named = all(set(content_terms(name)[-1:]) <= words for name in slot.names)
    return named and _covered(slot, sentence) >= _COVERED


def _covered(slot: Slot, sentence: Sentence) -> float:
    return len(_words(sentence).intersection(slot.terms)) / len(slot.terms) if slot.terms else 0.0


def _words(sentence: Sentence) -> set[str]:
    """The index terms of a sentence, of the names its mentions stand for, and of its words' plain forms: rose, rise."""
    lemmas = () if sentence.annotation is None else (token.lemma for token in sentence.annotation.tokens)
    return set(content_terms(" ".join((sentence.text, *(m.refers_to for m in sentence.mentions), *lemmas))))


def _same_event(slot: Slot, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences may tell of one event: no other places, no other days, and something that ties them."""
    places = _places(one), _places(other)
    if places[0] and places[1] and not places[0] & places[1]:
        return False
    ranks = set(_ORDINAL.findall(one.text.lower())), set(_ORDINAL.findall(other.text.lower()))
    if ranks[0] and ranks[1] and ranks[0] != ranks[1]:
        return False  # "in the first round", "in the second"
    first, second = date_of(one), date_of(other)
    if first.event is not None and second.event is not None and not first.event.meets(second.event):
        return False
    named = _proper(one), _proper(other)
    if named[0] and named[1]:
        return bool(named[0] & named[1])
    return min(_covered(slot, one), _covered(slot, other)) >= _WELL_COVERED


def _places(sentence: Sentence) -> set[str]:
    """The last words of the places in a sentence, as index terms."""
    if sentence.annotation is None:
        return set()
    texts = [sentence.text[e.start : e.end] for e in sentence.annotation.entities if e.label in _PLACE]
    return {terms[-1] for text in texts if (terms := content_terms(text))}


def _proper(sentence: Sentence) -> set[str]:
    """The proper nouns of a sentence but for those of the calendar, as index terms."""
    if sentence.annotation is None:
        return set()
    dates = [e for e in sentence.annotation.entities if e.label in ("DATE", "TIME")]
    tokens = [
        token
        for token in sentence.annotation.tokens
        if token.pos == "PROPN" and not any(e.start <= token.start < e.end for e in dates)
    ]
    return {term for token in tokens for term in content_terms(sentence.text[token.start : token.end])}


def _apart_at_most(one: Said, other: Said, most: timedelta) -> bool:
    first, second = one.sentence.article.published_at, other.sentence.article.published_at
    return first is None or second is None or abs(first - second) <= most


def _holds_office(office: frozenset[str], said: Said) -> bool:
    """Whether the sentence calls the name by its office: right before it, behind a comma, or by "was named"."""
    text, span = said.sentence.text, said.span
    before, after = text[: span.start], text[span.end :]
    if _ALTERNATIVE_AFTER.match(after) or _ALTERNATIVE_BEFORE.search(before):
        return False
    near = text[max(0, span.start - _NEAR) : span.end + _NEAR]
    if len(office & set(content_terms(near))) * 4 < len(office) * 3 or _NOT_HOLDER.search(near):
        return False
    dating = date_of(said.sentence)
    if dating.event and dating.reported and (dating.reported.first - dating.event.last).days > _CURRENT:
        return False
    following, leading = _INTO_OFFICE.match(after), _OUT_OF_OFFICE.search(before)
    words = [found[name] for found, name in ((following, "next"), (leading, "last")) if found is not None]
    return any(office.intersection(content_terms(word)) for word in words)


def _subject_of(verb: tuple[str, ...], said: Said) -> bool:
    """Whether the name is the subject of the verb asked for."""
    annotation, text = said.sentence.annotation, said.sentence.text
    if annotation is None or _NOT_HOLDER.search(text[max(0, said.span.start - _NEAR) : said.span.end + _NEAR]):
        return False
    return any(
        token.dep == "nsubj"
        and annotation.tokens[token.head].tag in ("VBD", "VBZ")
        and token.start < said.span.end
        and said.span.start < token.end
        and set(content_terms(annotation.tokens[token.head].lemma)) & _with_base(verb)
        for token in annotation.tokens
    )


def _with_base(verb: tuple[str, ...]) -> set[str]:
    return {*verb, *(base for form in verb if (base := {"won": "win", "led": "lead"}.get(form)))}


def _plain_name(value: str) -> tuple[str, ...]:
    flat = "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))
    words = [word for word in re.findall(r"[^\W\d_]+", flat) if word.lower() not in _TITLE_WORDS]
    return tuple(word.lower() for word in words) if words and all(word[0].isupper() for word in words) else ()


def _one_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """One name written shorter, or spelled another way."""
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    alike = SequenceMatcher(None, first[-1], second[-1]).ratio() >= 0.8
    return alike and (len(first) == 1 or len(second) == 1 or SequenceMatcher(None, first[0], second[0]).ratio() >= 0.6)
