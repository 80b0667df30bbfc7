"""A name as a sentence has it, from the word that stands for a speaker."""

from dataclasses import dataclass, replace

from retrieval.language.lexicon import role_of
from retrieval.speech.cues import SAYING
from retrieval.speech.outlets import is_outlet
from retrieval.speech.tree import Tree
from retrieval.types import Entity, Span

NAMES = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"))
_GROUPS = frozenset(("NORP",))  # "the American", "Republicans": nobody's name
_BEFORE_TITLES = frozenset(("prime", "vice", "deputy", "former", "acting"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker as a sentence names them; ``name`` None when the words name nobody."""

    name: str | None
    span: Span  # relative: the words that stand for the speaker
    person: bool
    sure: bool = True  # else a name only if it is a surname the text knows
    open: str | None = None  # "he", "she", "the former president": whom it stands for is still to be found


def named(tree: Tree, i: int) -> Speaker | None:
    """The name a word stands in, by its entity or by its shape; None for groups, roles and plain words."""
    token = tree.tokens[i]
    if i and tree.lower(i - 1) == "the" and tree.text(i)[:1].isupper():  # "The Economist", whatever else the words mean
        whole = Span(start=tree.tokens[i - 1].start, end=token.end)
        if is_outlet(tree.sentence.text[whole.start : whole.end]):
            return Speaker(name=tree.sentence.text[whole.start : whole.end], span=whole, person=False)
    if tree.entity(i, _GROUPS) is not None or "/" in tree.text(i):
        return None
    entity = tree.entity(i, NAMES)
    if entity is not None:
        entity = None if _is_mixed(tree, entity) else _without_verb(tree, entity)
    if entity is not None and role_of(_plain(tree.sentence.text[entity.start : entity.end])) is None:
        start = entity.start
        if tree.sentence.text[max(0, start - 4) : start] in ("The ", "the "):
            start -= 4 if is_outlet(tree.sentence.text[start - 4 : entity.end]) else 0
        text = tree.sentence.text[start : entity.end]
        return Speaker(name=bare(text), span=Span(start=start, end=entity.end), person=entity.label == "PERSON")
    capital = tree.text(i)[:1].isupper() and not tree.text(i).isupper() and token.tag in ("NNS", "NN")
    if not tree.text(i)[:1].isupper() or (token.pos != "PROPN" and not capital):
        return None
    first = i
    while first and tree.tokens[first - 1].tag in ("NNP", "NNPS") and role_of(tree.lower(first - 1)) is None:
        first -= 1
    if role_of(tree.lower(i)) is not None and first == i:
        return None
    if first and tree.lower(first - 1) == "the":  # "the Independent": no person's name
        with_article = tree.sentence.text[tree.tokens[first - 1].start : token.end]
        first -= 1 if is_outlet(with_article) else 0
    span = Span(start=tree.tokens[first].start, end=token.end)
    return Speaker(
        name=bare(tree.sentence.text[span.start : span.end]),
        span=span,
        person=True,
        sure=token.tag == "NNP" or _in_midst(tree, first),
    )


def _is_mixed(tree: Tree, entity: Entity) -> bool:
    """Whether what was read as a title is two names: "Kelly Dorn, Price" of "Kelly Dorn, Price's widow"."""
    return entity.label == "WORK_OF_ART" and ", " in tree.sentence.text[entity.start : entity.end]


def _without_verb(tree: Tree, entity: Entity) -> Entity:
    """A name without the word of saying that was read as part of it: "Omenka told USA TODAY"."""
    for i, token in enumerate(tree.tokens):
        if entity.start < token.start < entity.end and tree.text(i).islower() and tree.lemma(i) in SAYING:
            return replace(entity, end=tree.tokens[i - 1].end)
    return entity


def _in_midst(tree: Tree, i: int) -> bool:
    """Whether a word stands behind another, so that its capital says that it is a name."""
    return (i > 0 and tree.text(i - 1)[-1:].isalnum()) or (i > 1 and tree.text(i - 1) in ("”", '"', ",", "."))


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def bare(name: str) -> str:
    """A name without a possessive ending, an article that is no outlet's, and titles before two words and more."""
    bare = name[:-2] if name.endswith(("'s", "’s")) else name
    if bare[:4] in ("the ", "The ") and not is_outlet(bare):
        bare = bare[4:]
    words = bare.split(" ")
    while len(words) > 2 and (role_of(words[0].casefold()) is not None or words[0].casefold() in _BEFORE_TITLES):
        words = words[1:]
    return " ".join(words)
