"""Whether two names are told of one office."""

import re
import unicodedata
from datetime import timedelta
from difflib import SequenceMatcher

from bot.answering.claims import WELL_COVERED, Said, Slot, apart_at_most, covered, same_time
from retrieval.dating import date_of
from retrieval.text.tokens import content_terms
from retrieval.types import Annotation

OFFICE = timedelta(days=400)  # between articles that may be compared on who holds an office
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
_SAYS_OF_WHAT = 2  # terms: of "the president" there are many
_NEAR = 60  # characters between a name and the office


def holders_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    """Whether two names are told of one office; of what is won or led only at the same time, for it is done again."""
    named, led = _OFFICE.match(slot.text), _VERB_OFFICE.match(slot.text)
    if led is not None:
        both = same_time(one.sentence.article, other.sentence.article)
        verb = content_terms(led["verb"])
        if not (both and _does(slot, verb, one) and _does(slot, verb, other)):
            return None
        if min(covered(slot, one.sentence), covered(slot, other.sentence)) < WELL_COVERED:
            return None
    elif named is not None:
        office = frozenset(content_terms(named["rest"]))
        if len(office) < _SAYS_OF_WHAT or not (
            apart_at_most(one, other, OFFICE) and _holds_office(office, one) and _holds_office(office, other)
        ):
            return None
    else:
        return None
    first, second = _plain_name(one.value), _plain_name(other.value)
    return None if not first or not second else not _one_name(first, second)


def _holds_office(office: frozenset[str], said: Said) -> bool:
    """Whether the sentence calls the name by its office: right before it, behind a comma, or by "was named"."""
    text, span = said.sentence.text, said.span
    before, after = text[: span.start], text[span.end :]
    if _ALTERNATIVE_AFTER.match(after) or _ALTERNATIVE_BEFORE.search(before):
        return False
    if _NOT_HOLDER.search(text[max(0, span.start - _NEAR) : span.end + _NEAR]):
        return False
    dating = date_of(said.sentence)
    if dating.event and dating.reported and (dating.reported.first - dating.event.last).days > _CURRENT:
        return False
    following, leading = _INTO_OFFICE.match(after), _OUT_OF_OFFICE.search(before)
    behind = _calls(office, following["next"], _parts(after.lstrip(" ,"))[0]) if following else False
    return behind or (_calls(office, leading["last"], _parts(before.rstrip(" ,"))[-1]) if leading else False)


def _calls(office: frozenset[str], word: str, part: str) -> bool:
    """Whether a word beside the name is one of the office, and the part of the sentence it stands in says the rest."""
    return (
        bool(office.intersection(content_terms(word))) and len(office & set(content_terms(part))) * 4 >= len(office) * 3
    )


def _parts(text: str) -> list[str]:
    return re.split(r"[,;:.]\s", text)


def _does(slot: Slot, verb: tuple[str, ...], said: Said) -> bool:
    """Whether the name is the subject of the verb asked for, and the object one of the things asked for."""
    annotation, text = said.sentence.annotation, said.sentence.text
    if annotation is None or _NOT_HOLDER.search(text[max(0, said.span.start - _NEAR) : said.span.end + _NEAR]):
        return False
    return any(
        token.dep == "nsubj"
        and annotation.tokens[token.head].tag in ("VBD", "VBZ")
        and token.start < said.span.end
        and said.span.start < token.end
        and set(content_terms(annotation.tokens[token.head].lemma)) & _with_base(verb)
        and _object(annotation, text, token.head) & set(slot.terms)
        for token in annotation.tokens
    )


def _object(annotation: Annotation, text: str, verb: int) -> set[str]:
    objects = [token for token in annotation.tokens if token.head == verb and token.dep == "dobj"]
    return {term for token in objects for term in content_terms(text[token.start : token.end])}


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
