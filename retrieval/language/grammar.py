"""Where a word stands in its sentence: the verb of its clause, that verb's subject, how near the main subject it is."""

from enum import IntEnum

from retrieval.language.parsed import Parsed

SUBJECTS = ("nsubj", "nsubjpass")


class Rank(IntEnum):
    """How near a word is to being what its sentence is about."""

    SUBJECT = 0
    EMBEDDED = 1  # the subject of an embedded clause
    WITHIN = 2  # part of a subject: "X's aide"
    OTHER = 3


def rank(sentence: Parsed, i: int) -> Rank:
    head = i
    while sentence.deps[head] == "conj" and sentence.heads[head] != head:
        head = sentence.heads[head]
    if sentence.deps[head] not in SUBJECTS:
        return Rank.WITHIN if _in_subject(sentence, head) else Rank.SUBJECT if _topic(sentence, head) else Rank.OTHER
    verb = sentence.heads[head]
    while sentence.deps[verb] == "conj" and sentence.heads[verb] != verb:
        verb = sentence.heads[verb]
    return Rank.SUBJECT if sentence.heads[verb] == verb else Rank.EMBEDDED


def verb_of(sentence: Parsed, i: int) -> int:
    """The verb whose clause the word stands in."""
    at = sentence.heads[i]
    for _ in range(len(sentence.heads)):
        if sentence.pos[at] in ("VERB", "AUX") or sentence.heads[at] == at:
            break
        at = sentence.heads[at]
    return at


def subject_of(sentence: Parsed, verb: int) -> int | None:
    """The subject of a verb, or of the one whose subject it shares."""
    for _ in range(6):
        for i, head in enumerate(sentence.heads):
            if head == verb and sentence.deps[i] in SUBJECTS:
                return i
        if sentence.deps[verb] not in ("conj", "xcomp", "advcl", "prep", "pcomp", "aux", "acl"):
            return None
        if sentence.heads[verb] == verb:
            return None
        verb = sentence.heads[verb]
    return None


def main_subjects(sentence: Parsed) -> list[int]:
    """The subjects of the sentence's root."""
    root = sentence.root() if sentence.heads else 0
    return [i for i, head in enumerate(sentence.heads) if head == root and sentence.deps[i] in SUBJECTS]


def leads_in(sentence: Parsed, i: int, subject: int) -> bool:
    """Whether the word stands in a phrase or clause before the main one: "When he arrived, Johnson ..."."""
    verb = sentence.heads[subject]
    at = i
    for _ in range(len(sentence.heads)):
        if sentence.heads[at] == verb:
            return sentence.deps[at] in ("prep", "advcl", "npadvmod")
        if sentence.heads[at] == at:
            return False
        at = sentence.heads[at]
    return False


def _in_subject(sentence: Parsed, i: int) -> bool:
    """Whether the word belongs to a subject: "Trump's pick of Kavanaugh was confirmed"."""
    for _ in range(3):
        if sentence.deps[i] not in ("poss", "pobj", "prep", "appos"):
            return False
        i = sentence.heads[i]
        if sentence.deps[i] in SUBJECTS:
            return True
    return False


def _topic(sentence: Parsed, i: int) -> bool:
    """Whether the sentence begins by saying whom it is about: "For X's part, he", "As for X, he"."""
    opening = sentence.lower[:2]
    return i <= 5 and (opening[:1] == ["for"] or opening == ["as", "for"]) and "," in sentence.lower[i + 1 : i + 4]
