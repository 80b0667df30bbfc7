"""What the sentences say somebody or something is: the words of their role, verbatim."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.language.lexicon import role_of
from retrieval.speech.defined import is_called, stands_for
from retrieval.speech.role_words import PERSON, appointed, copula, phrase, tells, title, trimmed
from retrieval.speech.tree import Tree
from retrieval.types import MentionKind, Sentence, SentenceKind, Span

Telling = Callable[[Span | None, "Shape"], Iterator["Role"]]

_UP = 4  # words of the tree between a name and the noun it stands beside


class Shape(StrEnum):
    """How a sentence gives a role, the surest first."""

    APPOINTED = "appointed"  # "was appointed (as) R"
    APPOSED = "apposed"  # "X, R,"; "R, X,"
    COPULA = "copula"  # "X is R"
    TITLE = "title"  # "R X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role somebody or something is given in one sentence; spans are relative to it."""

    sentence: Sentence
    said: Span  # the role
    name: Span  # whose, as the sentence has it
    whose: str  # the fullest name known there
    shape: Shape
    person: bool

    @property
    def words(self) -> str:
        """The role, verbatim."""
        return self.sentence.text[self.said.start : self.said.end]


def roles(sentences: Sequence[Sentence], name: str) -> tuple[Role, ...]:
    """The roles that annotated sentences give to a name (in any case; a surname stands for the whole), in order."""
    wanted = tuple(_folded(word) for word in name.split() if word.casefold() != "the")
    if not wanted:
        return ()
    found: list[Role] = []
    for sentence in sentences:
        if sentence.annotation is None or sentence.kind is SentenceKind.HEADLINE:
            continue
        tree = Tree(sentence)
        for first, last in _places(tree, wanted):
            found += _roles_at(tree, first, last)
    return tuple(found)


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").strip(".,'")


def _places(tree: Tree, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the name stands, as its first and last word; pronouns and roles that stand for it count as its place."""
    words = [_folded(tree.text(i)) for i in range(len(tree.tokens))]
    covered: set[int] = set()
    for at in range(len(words) - len(wanted) + 1):
        if tuple(words[at : at + len(wanted)]) == wanted:
            covered.update(range(at, at + len(wanted)))
            yield at, at + len(wanted) - 1
    surname = wanted[-1]
    for at, word in enumerate(words):
        if at in covered or word != surname or len(wanted) == 1:
            continue
        # A surname alone; with another first name before it, it is somebody else.
        before = tree.tokens[at - 1] if at else None
        if before is not None and before.dep == "compound" and before.tag == "NNP" and role_of(words[at - 1]) is None:
            continue
        if _stands_for(tree, at, wanted):
            yield at, at
    for mention in tree.sentence.mentions:
        if mention.kind is MentionKind.PRONOUN and _ends(mention.refers_to, wanted):
            place = next((i for i, token in enumerate(tree.tokens) if token.start == mention.start), None)
            if place is not None:
                yield place, place


def _stands_for(tree: Tree, at: int, wanted: tuple[str, ...]) -> bool:
    token = tree.tokens[at]
    meant = [m.refers_to for m in tree.sentence.mentions if m.start <= token.start and token.end <= m.end]
    return any(_ends(each, wanted) for each in meant)


def _ends(name: str, wanted: tuple[str, ...]) -> bool:
    words = tuple(_folded(word) for word in name.split())
    return words[-len(wanted) :] == wanted or (len(words) > 1 and len(wanted) > 1 and words == wanted)


def _roles_at(tree: Tree, first: int, last: int) -> Iterator[Role]:
    start = first
    while start and tree.tokens[start - 1].dep == "compound" and tree.tokens[start - 1].tag == "NNP":
        if role_of(tree.lower(start - 1)) is not None or tree.tokens[start - 1].head > last:
            break
        start -= 1
    here = tree.tokens[last]
    meant = [m for m in tree.sentence.mentions if m.start <= here.start and here.end <= m.end]
    person = tree.entity(last, PERSON) is not None or any(m.label == "PERSON" for m in meant)
    entity = tree.entity(last, PERSON)
    text = tree.sentence.text
    full = text[entity.start : entity.end] if entity is not None else text[tree.tokens[start].start : here.end]
    whose = max((full, *(m.refers_to for m in meant)), key=len)
    name = Span(start=tree.tokens[first].start, end=tree.tokens[last].end)

    def role(said: Span | None, shape: Shape) -> Iterator[Role]:
        words = trimmed(tree, said) if said is not None else None
        if words is not None:
            yield Role(sentence=tree.sentence, said=words, name=name, whose=whose, shape=shape, person=person)

    told = [*role(title(tree, first, last), Shape.TITLE), *_by_parse(tree, first, last, person, role)]
    if not told and not person:
        told = [*role(is_called(tree, first, last), Shape.COPULA), *role(stands_for(tree, first, last), Shape.APPOSED)]
    yield from told


def _by_parse(tree: Tree, first: int, last: int, person: bool, role: Telling) -> Iterator[Role]:
    """What stands beside a name in commas, before or after it; what it is; what it was made."""
    for c in tree.children[last]:
        if tree.tokens[c].dep == "appos" and c > last and tells(tree, c, person=person):
            yield from role(phrase(tree, c), Shape.APPOSED)
        if tree.tokens[c].dep == "relcl":
            yield from role(copula(tree, c), Shape.COPULA)
    token = tree.tokens[last]
    noun = _described(tree, last, person=person) if token.dep == "appos" and token.head < first else None
    if noun is not None:
        said = phrase(tree, noun, without=last)
        if said is not None and said.end <= tree.tokens[first].start:
            yield from role(said, Shape.APPOSED)
    if token.dep in ("nsubj", "nsubjpass"):
        yield from role(copula(tree, token.head, whose=last), Shape.COPULA)
        yield from role(appointed(tree, token.head), Shape.APPOINTED)


def _described(tree: Tree, name: int, *, person: bool) -> int | None:
    """The noun before a name in commas: "the mayor" of "the mayor of Marrow Bay, Ines Calder,"."""
    at = tree.tokens[name].head
    for _ in range(_UP):
        if tells(tree, at, person=person):
            return at
        token = tree.tokens[at]
        if token.dep not in ("pobj", "prep") or token.head == at:
            return None
        at = token.head
    return None
