"""From the word that is the subject of saying to a name."""

from dataclasses import dataclass

from retrieval.language.lexicon import role_of
from retrieval.speech.tree import Tree
from retrieval.types import Mention, MentionKind, Span

_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"))
_RELATIVE = frozenset(("who", "which", "that"))
_CARRIERS = frozenset(("data", "statement", "release", "website", "report", "figures", "post", "estimate", "spokesperson"))
_NAMELESS = frozenset(("he", "she", "they", "it", "we", "i", "you", "one", "this", "these", "those", "many", "some"))
LEAST = 0.6  # confidence of a mention that is believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker as a sentence names them; ``name`` None when the words name nobody."""

    name: str | None
    span: Span  # relative: the words that stand for the speaker
    person: bool
    pronoun: str | None = None  # "he", "she" when it stands for nobody known


def speaker_at(tree: Tree, i: int) -> Speaker:
    """Who a subject is: the name, what a mention there stands for, the name a role is given beside it."""
    token = tree.tokens[i]
    if tree.lower(i) in _RELATIVE and (noun := _antecedent(tree, i)) is not None:
        return speaker_at(tree, noun)
    here = Span(start=token.start, end=token.end)
    if (mention := _mention(tree, i)) is not None:
        span = Span(start=mention.start, end=mention.end)
        return Speaker(name=mention.refers_to, span=span, person=mention.label == "PERSON")
    if token.pos == "PRON":
        word = tree.lower(i)
        return Speaker(name=None, span=here, person=True, pronoun=word if word in ("he", "she") else None)
    if tree.lower(i) in _NAMELESS:
        return Speaker(name=None, span=here, person=False)
    if (named := _named(tree, i)) is not None:
        return named
    if (other := tree.child(i, "appos")) is not None and (named := _named(tree, other)) is not None:
        return named if named.person else Speaker(name=None, span=here, person=True)
    return Speaker(name=None, span=here, person=role_of(tree.lower(i)) is not None)


def outlet_behind(tree: Tree, i: int) -> Speaker | None:
    """The name in "told CNN", "told CNN's Dana Bash", "told The Columbus Dispatch newspaper", at the word behind."""
    for at in (i, *(c for c in tree.children[i] if tree.tokens[c].dep in ("poss", "compound", "nmod", "appos"))):
        entity = tree.entity(at, _NAMES)
        if entity is not None and entity.label != "PERSON":
            return Speaker(
                name=_bare(tree.sentence.text[entity.start : entity.end]),
                span=Span(start=entity.start, end=entity.end),
                person=False,
            )
    return None


def carried(tree: Tree, i: int) -> Speaker | None:
    """The organisation whose data or statement it is: "according to CDC data"."""
    if tree.lemma(i) not in _CARRIERS and tree.lower(i) not in _CARRIERS:
        return None
    for at in tree.children[i]:
        if tree.tokens[at].dep in ("compound", "poss", "nmod"):
            named = _named(tree, at)
            if named is not None and not named.person:
                return named
    return None


def _antecedent(tree: Tree, i: int) -> int | None:
    """The noun that "who" of a relative clause stands for."""
    at = tree.tokens[i].head
    for _ in range(4):
        if tree.tokens[at].dep == "relcl":
            return tree.tokens[at].head
        if tree.tokens[at].head == at:
            return None
        at = tree.tokens[at].head
    return None


def _mention(tree: Tree, i: int) -> Mention | None:
    """The mention that a word is the last of, or stands in; of several the longest."""
    token = tree.tokens[i]
    fitting = [
        m
        for m in tree.sentence.mentions
        if m.start <= token.start and token.end <= m.end and m.confidence >= LEAST and m.kind is not MentionKind.POSSESSIVE
    ]
    return max(fitting, key=lambda m: m.end - m.start, default=None)


def _named(tree: Tree, i: int) -> Speaker | None:
    token = tree.tokens[i]
    entity = tree.entity(i, _NAMES)
    if entity is not None:
        text = tree.sentence.text[entity.start : entity.end]
        return Speaker(
            name=_bare(text), span=Span(start=entity.start, end=entity.end), person=entity.label == "PERSON"
        )
    if token.pos != "PROPN" and not (tree.text(i)[:1].isupper() and token.tag.startswith("NNP")):
        return None
    first = i
    while first and tree.tokens[first - 1].tag in ("NNP", "NNPS") and role_of(tree.lower(first - 1)) is None:
        first -= 1
    if role_of(tree.lower(i)) is not None and first == i:
        return None
    span = Span(start=tree.tokens[first].start, end=token.end)
    return Speaker(name=_bare(tree.sentence.text[span.start : span.end]), span=span, person=True)


def _bare(name: str) -> str:
    """A name without a possessive ending."""
    return name[:-2] if name.endswith(("'s", "’s")) else name
