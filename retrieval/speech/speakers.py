"""From the word that is the subject of saying to a name."""

from retrieval.language.lexicon import NOT_PERSON, role_of
from retrieval.speech.naming import NAMES, Speaker, bare, named
from retrieval.speech.tree import Tree
from retrieval.text.listed import word_set
from retrieval.types import Mention, MentionKind, Span

_ORGANISATIONS = frozenset(("ORG",))
_PEOPLE = frozenset(("PERSON",))
_FAR = 14  # words
_RELATIVE = frozenset(("who", "which", "that"))
_BEHIND = frozenset(("from", "by"))
_CARRIERS = frozenset(
    (
        "data",
        "statement",
        "release",
        "website",
        "report",
        "figures",
        "post",
        "estimate",
        "spokesperson",
        "spokeswoman",
        "spokesman",
    )
)
_BODIES = word_set(
    """company agency group organization organisation firm school university team retailer chain automaker carmaker bank
    charity union ministry platform airline club league maker giant startup nonprofit institute party"""
)
# "The embassy" is the embassy named before, never whatever else was named.
INSTITUTIONS = word_set(
    """embassy department court commission council committee foundation bureau authority association federation office
    administration hospital church regulator senate assembly board institute centre center observatory service army navy
    watchdog alliance coalition movement museum zoo college academy corporation society trust fund exchange"""
)
_PERSONS = word_set(
    """lawmaker analyst author professor economist researcher attorney lawyer star singer actor athlete expert
    veteran scientist billionaire father mother founder creator host owner activist student player"""
)
_PRESS = frozenset(
    ("paper", "newspaper", "broadcaster", "publication", "magazine", "site", "outlet", "broadsheet", "tabloid")
)
_OFFICES = word_set("minister president secretary spokesman spokeswoman chairman director ambassador governor ministry")
_NAMING = frozenset(("named", "called", "identified", "known"))
_NAMELESS = frozenset(("he", "she", "they", "it", "we", "i", "you", "one", "this", "these", "those", "many", "some"))
LEAST = 0.6  # confidence of a mention that is believed


def speaker_at(tree: Tree, i: int) -> Speaker:
    """Who a subject is: the name, what a mention there stands for, the name a role is given beside it."""
    token = tree.tokens[i]
    if tree.text(i) == "WHO":
        return Speaker(name="WHO", span=Span(start=token.start, end=token.end), person=False)
    if tree.lower(i) in _RELATIVE and (noun := _antecedent(tree, i)) is not None:
        return speaker_at(tree, noun)
    here = Span(start=token.start, end=token.end)
    if (mention := _mention(tree, i)) is not None:
        span = Span(start=mention.start, end=mention.end)
        return Speaker(name=mention.refers_to, span=span, person=mention.label == "PERSON")
    if token.pos == "PRON":
        word = tree.lower(i)
        return Speaker(name=None, span=here, person=word != "it", open=word if word in ("he", "she", "it") else None)
    if tree.lower(i) in _NAMELESS:
        return Speaker(name=None, span=here, person=False)
    if (known := named(tree, i)) is not None:
        return known
    if (called := _called(tree, i)) is not None:
        return called
    if (office := office_of(tree, i)) is not None:
        return office
    person = role_of(tree.lower(i)) is not None or tree.lower(i) in _PERSONS
    if (other := tree.child(i, "appos")) is not None and (known := named(tree, other)) is not None:
        return known if known.person or not person else Speaker(name=None, span=here, person=True)
    return Speaker(name=None, span=here, person=person, open=_definite(tree, i, person=person))


def _called(tree: Tree, i: int) -> Speaker | None:
    """The name of "a programmer named Sergei", "a juror identified only as Sergei"."""
    for c in tree.children[i]:
        if tree.tokens[c].dep != "acl" or tree.lower(c) not in _NAMING:
            continue
        name = tree.child(c, "oprd", "dobj", "attr")
        if tree.lower(c) in ("identified", "known"):
            name = next(
                (at for at in sorted(tree.below(c)) if tree.lower(tree.tokens[at].head) == "as" and at > c), None
            )
        return named(tree, name) if name is not None else None
    return None


def _definite(tree: Tree, i: int, *, person: bool) -> str | None:
    """The words of "the former president", "the company", where nothing else says whose."""
    word = tree.lower(i)
    if (
        word in _PRESS
        or not (person or word in _BODIES or word in INSTITUTIONS)
        or tree.tokens[i].tag not in ("NN", "NNP")
    ):
        return None
    described = ("prep", "acl", "conj", "poss", *(("relcl", "appos") if person else ()))
    if any(tree.tokens[c].dep in described for c in tree.children[i]):
        return None
    the = tree.child(i, "det")
    if the is None or tree.lower(the) != "the":
        return None
    return tree.sentence.text[tree.tokens[the].start : tree.tokens[i].end].casefold()


def outlet_behind(tree: Tree, i: int) -> Speaker | None:
    """The name in "told CNN", "told CNN's Dana Bash", "told The Columbus Dispatch newspaper", at the word behind."""
    for at in (i, *(c for c in tree.children[i] if tree.tokens[c].dep in ("poss", "compound", "nmod", "appos"))):
        entity = tree.entity(at, NAMES)
        if entity is not None and entity.label != "PERSON":
            return Speaker(
                name=bare(tree.sentence.text[entity.start : entity.end]),
                span=Span(start=entity.start, end=entity.end),
                person=False,
            )
    return None


def carried(tree: Tree, i: int) -> Speaker | None:
    """The organisation whose data or statement it is: "CDC data", "data from the CDC", "data released by the CDC"."""
    if tree.lemma(i) not in _CARRIERS and tree.lower(i) not in _CARRIERS:
        return None
    speaks = _BEHIND | {"for"} if tree.lower(i).startswith("spokes") else _BEHIND
    near = [at for at in tree.children[i] if tree.tokens[at].dep in ("compound", "poss", "nmod")]
    behind = [
        at
        for at in sorted(tree.below(i))
        if at > i and tree.tokens[at].dep == "pobj" and tree.lower(tree.tokens[at].head) in speaks
    ]
    for at in (*near, *behind):
        known = named(tree, at)
        if known is None or known.name is None or tree.entity(at, _ORGANISATIONS) is None:
            continue
        words = known.name.split()
        if len(words) != 2 or any(word.casefold() in NOT_PERSON or word.isupper() for word in words):
            return known  # two plain words may be a person: "a spokesman for Ines Calder"
    return None


def office_of(tree: Tree, i: int) -> Speaker | None:
    """The organisation whose office it is: "the National Weather Service office in Des Moines"."""
    if tree.lower(i) not in ("office", "branch", "team"):
        return None
    at = next((c for c in tree.children[i] if tree.tokens[c].dep == "compound" and c == i - 1), None)
    return None if at is None or tree.entity(at, _ORGANISATIONS) is None else named(tree, at)


def person_behind(tree: Tree, i: int) -> Speaker | None:
    """The person named behind a role and a comma, or as the last of a long title, up to the next comma."""
    for at in range(i, min(len(tree.tokens), i + _FAR)):
        if tree.entity(at, _PEOPLE) is not None and role_of(tree.lower(at)) is None:
            return named(tree, at)
        if tree.text(at) in (",", ".", ";") and at > i + 1:
            return None
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
        if m.start <= token.start
        and token.end <= m.end
        and "/" not in m.refers_to
        and m.confidence >= LEAST
        and m.kind is not MentionKind.POSSESSIVE
        and m.refers_to.split()[-1].casefold() not in _OFFICES
    ]
    return max(fitting, key=lambda m: m.end - m.start, default=None)
