"""Whom "he", "the former president" and "the agency" stand for, in sentences in a row."""

import re
from collections import Counter
from collections.abc import Collection, Container, Sequence

from retrieval.language.first_names import gender_of
from retrieval.language.lexicon import NOT_PERSON
from retrieval.speech.naming import Speaker, bare
from retrieval.speech.outlets import is_outlet
from retrieval.speech.quotation import Quotation
from retrieval.speech.speakers import INSTITUTIONS, speaker_at
from retrieval.speech.surnames import NEAR, people_in
from retrieval.speech.tree import Tree
from retrieval.types import Sentence

_REACH = 4  # sentences back
_PERSON = frozenset(("PERSON",))
_ORG = frozenset(("ORG",))
_OTHERS = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP"))


def agrees(name: str, pronoun: str) -> bool:
    """Whether a first name does not speak against "he" or "she"."""
    return gender_of(name.split()[0]) != {"she": "m", "he": "f"}.get(pronoun, "")


def own_subject(sentence: Sentence, who: Speaker) -> str | None:
    """The person who is the sentence's subject, when "he" comes behind them: "Cannon, whose ..., which he said is"."""
    if who.open not in ("he", "she"):
        return None
    name = about(sentence)
    at = sentence.text.find(name.split()[-1]) if name is not None else -1
    return name if name is not None and 0 <= at < who.span.start and agrees(name, who.open) else None


def beside(name: str, quotation: Quotation) -> bool:
    """Whether the sentence names a person, whom "he" and "the judge" in it then are not."""
    return name.split()[-1] in quotation.sentence.text


def pronoun(
    word: str, run: Sequence[Sentence], spoken: Sequence[Sequence[Quotation]], quoted: Container[int]
) -> str | None:
    """The last who spoke, or whom a sentence was about, looking back sentence by sentence.

    Sentences of a quotation whose speaker is not known yet (their places: ``quoted``) are passed over.
    """
    near = [place for place in range(len(run)) if spoken[place] or place not in quoted]
    persons = {name for sentence in run for name in _named(sentence, _PERSON)} | set(people_in(run))
    others = {name for sentence in run for name in _named(sentence, _OTHERS)}
    near = [place for place in near if not _goes_on(run[place], word)]
    for place in reversed(near[-_REACH:]):
        names = {
            each.speaker
            for each in spoken[place]
            if each.speaker is not None
            and (_is_person(each.speaker, persons) or _is_surname(each.speaker, others, each.sentence))
        }
        meant = names or {name for name in (about(run[place]),) if name is not None}
        if meant:
            name = meant.pop()
            return name if not meant and agrees(name, word) else None
    return None


def _goes_on(sentence: Sentence, word: str) -> bool:
    """Whether a sentence only goes on about the one a pronoun stands for: its own subject is that pronoun."""
    if sentence.annotation is None or not sentence.annotation.tokens:
        return False
    tree = Tree(sentence)
    subject = tree.child(sentence.annotation.root, "nsubj", "nsubjpass")
    return subject is not None and tree.lower(subject) == word and about(sentence) is None


def role(run: Sequence[Sentence], spoken: Sequence[Sequence[Quotation]]) -> str | None:
    """The one person who spoke in the sentences before, or the only one they name."""
    near = range(max(0, len(run) - _REACH), len(run))
    persons = {name for sentence in run for name in _named(sentence, _PERSON)} | set(people_in(run))
    names = {
        each.speaker
        for place in near
        for each in spoken[place]
        if each.speaker is not None and _is_person(each.speaker, persons)
    }
    if not names:
        names = {name for place in near for name in _named(run[place], _PERSON)}
    return names.pop() if len(names) == 1 else None


def body(
    run: Sequence[Sentence], spoken: Sequence[Sequence[Quotation]], *, often: bool, word: str | None = None
) -> str | None:
    """The last organisation whose name ends with the ``word`` it is called by ("the embassy").

    Else the one named far more often than any other (``often``), else the one that spoke last just before.
    """
    people = set(people_in(run))
    if word is not None and (known := _called(word, run)) is not None:
        return known
    if word in INSTITUTIONS:
        return None
    counts = Counter(name for sentence in run for name in _named(sentence, _ORG))
    best = counts.most_common(2)
    titled = Counter(name for sentence in run for name in _named(sentence, _ORG) if _in_title(name, run))
    if often and titled and titled.most_common(1)[0][1] > 1 and (headed := titled.most_common(1)[0][0]) not in people:
        return headed
    alone = len(best) == 1 and any(best[0][0] in _named(sentence, _ORG) for sentence in run[-NEAR:])
    if often and best and (alone or (best[0][1] > 1 and (len(best) == 1 or best[1][1] * 2 <= best[0][1]))):
        return best[0][0]
    persons = {name for sentence in run for name in _named(sentence, _PERSON)} | people
    for place in range(len(run) - 1, max(-1, len(run) - 1 - NEAR), -1):
        names = {each.speaker for each in spoken[place] if each.speaker is not None}
        if names:
            name = names.pop()
            return name if not names and name not in persons else None
    return None


def _called(word: str, run: Sequence[Sentence]) -> str | None:
    for sentence in reversed(run):
        for name in _named(sentence, _ORG):
            if len(name.split()) > 1 and name.split()[-1].casefold() == word:
                return bare(name)
    return None


def _in_title(name: str, run: Sequence[Sentence]) -> bool:
    """Whether a name without figures stands in the title: what an article calls "the company" is what it is about."""
    if not run or any(character.isdigit() for character in name):
        return False
    return re.search(rf"\b{re.escape(name)}\b", run[0].article.title) is not None


def _is_person(name: str, persons: Collection[str]) -> bool:
    """Whether a speaker's name can be "he" or "she": the names of people known, and two words of no organisation."""
    words = name.split()
    if name in persons or any(person.split()[-1] == name for person in persons):
        return True
    return len(words) > 1 and not name.isupper() and not any(w.casefold() in NOT_PERSON for w in words)


def _is_surname(name: str, others: Container[str], sentence: Sentence) -> bool:
    """Whether a word that nothing else knows can be a person's: no organisation, place, outlet or abbreviation."""
    plain = " " not in name and name[:1].isupper() and not name.isupper()
    return plain and name not in others and not is_outlet(name, sentence.article.source)


def _named(sentence: Sentence, labels: frozenset[str]) -> set[str]:
    found = set()
    for entity in sentence.annotation.entities if sentence.annotation is not None else ():
        if entity.label in labels:
            name = sentence.text[entity.start : entity.end]
            meant = [m.refers_to for m in sentence.mentions if m.start < entity.end and entity.start < m.end]
            found.add(meant[0] if meant else name)
    return found


def about(sentence: Sentence) -> str | None:
    """The person who is the subject of a sentence."""
    if sentence.annotation is None or not sentence.annotation.tokens:
        return None
    tree = Tree(sentence)
    subject = tree.child(sentence.annotation.root, "nsubj", "nsubjpass")
    if subject is None:
        return None
    who = speaker_at(tree, subject)
    return who.name if who.person else None
