"""Who took over from whom in a sentence: "Alder resigned and was replaced by Lindqvist"."""

import re
from dataclasses import dataclass

from retrieval.types import Entity, Hit, Sentence, Span

_PASSIVE = re.compile(r"\b(?:replaced|succeeded|followed)(?: [\w’'-]+){0,5}? by\b", re.I)
_ACTIVE = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|succeed(?:s|ed|ing)?|t(?:akes?|ook|aking) over (?:[\w’'-]+ ){0,4}?from)\b(?! by\b)",
    re.I,
)
_TO_COME = re.compile(r"\b(?:will|would|may|might|could|should|to)(?: (?:soon|not))?(?: be)? $", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Who came (``new``) and who went (``old``), as spans of the sentence; a pronoun counts for whom it stands for."""

    hit: Hit
    new: Span
    old: Span
    new_name: str
    old_name: str
    to_come: bool  # "will be replaced by"


def succession(hit: Hit) -> Succession | None:
    """The one succession that a sentence tells of; None where it tells of none."""
    sentence = hit.sentence
    if (found := _PASSIVE.search(sentence.text)) is not None:
        old, new = _near(sentence, found)
    elif (found := _ACTIVE.search(sentence.text)) is not None:
        new, old = _near(sentence, found)
    else:
        return None
    if new is None or old is None:
        return None
    to_come = _TO_COME.search(sentence.text[: found.start()]) is not None
    return Succession(hit=hit, new=new[0], old=old[0], new_name=new[1], old_name=old[1], to_come=to_come)


def _near(sentence: Sentence, found: re.Match[str]) -> tuple[tuple[Span, str] | None, tuple[Span, str] | None]:
    """The last person before the verb and the first behind it."""
    people = _people(sentence)
    before = [each for each in people if each[0].end <= found.start()]
    after = [each for each in people if each[0].start >= found.end()]
    return (before[-1] if before else None, after[0] if after else None)


def _people(sentence: Sentence) -> list[tuple[Span, str]]:
    entities: tuple[Entity, ...] = sentence.annotation.entities if sentence.annotation else ()
    named = [(Span(start=e.start, end=e.end), sentence.text[e.start : e.end]) for e in entities if e.label == "PERSON"]
    meant = [(Span(start=m.start, end=m.end), m.refers_to) for m in sentence.mentions if m.label == "PERSON"]
    return sorted([*named, *meant], key=lambda each: each[0].start)
