"""Whom "he", "the former president", "the agency" and a bare surname stand for, in sentences in a row."""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence

from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.lexicon import NOT_PERSON, role_of
from retrieval.speech.naming import Speaker, bare
from retrieval.speech.outlets import is_outlet
from retrieval.speech.quotation import Quotation
from retrieval.speech.speakers import INSTITUTIONS, speaker_at
from retrieval.speech.tree import Tree
from retrieval.text.tokens import FUNCTION_WORDS
from retrieval.types import Sentence

_REACH, _NEAR = 4, 2  # sentences back
_PERSON = frozenset(("PERSON",))
_ORG = frozenset(("ORG",))
_OTHERS = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP"))


def people_in(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The names of people of two words and more, as they stand."""
    found: dict[str, None] = {}
    for sentence in sentences:
        for entity in sentence.annotation.entities if sentence.annotation is not None else ():
            name = sentence.text[entity.start : entity.end]
            if entity.label == "PERSON" and " " in name:
                found.setdefault(name)
        for mention in sentence.mentions:
            if mention.label == "PERSON" and " " in mention.refers_to:
                found.setdefault(mention.refers_to)
    return tuple(found)


def fuller(name: str, people: Sequence[str], recent: Sequence[str]) -> str:
    """The full name that a surname or first name can only be; of several, the one who spoke last."""
    if " " in name:
        return name
    spoken = [person for person in reversed(recent) if " " in person and name in person.split()]
    if spoken:
        return spoken[0]
    fitting = [person for person in people if name in (person.split()[-1], person.split()[0])]
    return fitting[0] if len(fitting) == 1 else name


def goes_on(written: str, recent: Sequence[str]) -> str | None:
    """The one who spoke shortly before, when a surname alone is theirs: of two Kims the one who is speaking."""
    if " " in written:
        return None
    return next((name for name in reversed(recent[-_NEAR:]) if " " in name and name.split()[-1] == written), None)


def stands_amid(name: str, sentences: Iterable[Sentence]) -> bool:
    """Whether a word is written with its capital within a sentence, so that it is a name."""
    pattern = re.compile(rf"[a-z,] {re.escape(name)}\b")
    return any(pattern.search(sentence.text) for sentence in sentences)


def spelled_out(name: str, sentences: Iterable[Sentence], *, person: bool = True) -> str:
    """A surname with the first name that the texts put before it, when they put just one; what is not known to be a
    ``person`` needs a first name that is common.
    """
    pattern = re.compile(rf"\b([A-Z][a-z][\w.’'-]*) {re.escape(name)}\b")
    found = {each[1]: each.group() for sentence in sentences for each in pattern.finditer(sentence.text)}
    if len(found) != 1 or not _is_first_name(*found) or not (person or next(iter(found)).casefold() in MEN | WOMEN):
        return name
    return next(iter(found.values()))


def _is_first_name(word: str) -> bool:
    plain = word.casefold()
    return (
        plain not in FUNCTION_WORDS
        and role_of(plain) is None
        and not plain.endswith(("’s", "'s", ".", "-based", "ing"))
    )


def agrees(name: str, pronoun: str) -> bool:
    """Whether a first name does not speak against "he" or "she"."""
    first = name.split()[0].casefold()
    return not (pronoun == "she" and first in MEN - WOMEN) and not (pronoun == "he" and first in WOMEN - MEN)


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
    alone = len(best) == 1 and any(best[0][0] in _named(sentence, _ORG) for sentence in run[-_NEAR:])
    if often and best and (alone or (best[0][1] > 1 and (len(best) == 1 or best[1][1] * 2 <= best[0][1]))):
        return best[0][0]
    persons = {name for sentence in run for name in _named(sentence, _PERSON)} | people
    for place in range(len(run) - 1, max(-1, len(run) - 1 - _NEAR), -1):
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
