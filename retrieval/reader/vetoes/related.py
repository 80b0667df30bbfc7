"""Spans that tell of a deed near the one asked about: of who bought where who sold is, of what was not done at all, of
the very person that the question names.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.language.lexicon import KIN
from retrieval.reader.fit import may_bear_the_name
from retrieval.reader.question import Asked
from retrieval.reader.tree import OBJECT, SUBJECT, Tree, top_of
from retrieval.reader.vetoes.fates import another_fate, another_kind, deeds, other_event
from retrieval.reader.vetoes.measures import no_price, no_time, other_measure, second_only
from retrieval.reader.whether.stances import NEGATIVES
from retrieval.reader.words import keys, word_set
from retrieval.types import AnswerType

# Who does the one has the other done.
_CONVERSES = (
    (word_set("sell"), word_set("buy purchase acquire")),
    (word_set("lend"), word_set("borrow")),
    (word_set("win beat defeat"), word_set("lose")),
    (word_set("export"), word_set("import")),
    (word_set("hire appoint employ"), word_set("fire sack dismiss")),
    (word_set("teach"), word_set("learn")),
    (word_set("give donate"), word_set("receive")),
)
# Whom somebody has, who is never himself.
_OTHERS = KIN | word_set(
    "predecessor successor deputy boss rival opponent colleague ally partner lawyer coach agent aide"
)
_POSTS = word_set("position job post role office title occupation profession")
_PAST = word_set("former previous earlier prior old")
_GONE = word_set(
    "former formerly previous previously earlier prior ex once before until till after then served serving used "
    "retired worked had been was were quit left resigned"
)
_INSTEAD = word_set("but instead rather only until till since before yet without")
_HELPERS = frozenset({"did", "does", "do"})
_RATHER = frozenset({"over", "than"})
_PLACED = frozenset({AnswerType.TIME, AnswerType.DURATION, AnswerType.PLACE, AnswerType.AMOUNT})


def of_another_deed(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span tells of a deed, a fate, a kind or a measure near the one asked about, by any of these rules."""
    return (
        another_fate(asked, tree, inside)
        or another_kind(asked, tree, inside)
        or _other_side(asked, tree, inside)
        or _not_done(asked, tree)
        or _passed_over(asked, tree, inside)
        or _his_own_post(asked, tree, inside)
        or _held_now(asked, tree)
        or other_event(asked, tree)
        or second_only(asked, tree)
        or other_measure(asked, tree, inside)
        or no_price(asked, tree, inside)
        or no_time(asked, tree, inside)
    )


def _other_side(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who buys is in the span, and who sells is asked for; the sentence sells nothing."""
    if asked.role != SUBJECT or asked.kind not in ("who", "which", "what"):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    role, verb = tree.roles[top]
    if role != SUBJECT:
        return False
    here, spoken = frozenset(tree.lemmas), frozenset(asked.tree.lemmas)
    return any(
        not ours.isdisjoint(spoken)
        and theirs.isdisjoint(spoken)
        and ours.isdisjoint(here)
        and tree.lemmas[verb] in theirs
        for pair in _CONVERSES
        for ours, theirs in (pair, pair[::-1])
    )


def _passed_over(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether to whom something was done is asked, and the span is over whom another was preferred.

    "Lund endorsed her over Bo Varga" says nothing of whom she did not endorse but that.
    """
    done_to = asked.role == OBJECT or not _HELPERS.isdisjoint(asked.tree.words[1:2])  # "who did Ida Lund endorse"
    if not done_to or asked.kind not in ("who", "whom", "which", "what"):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    while tree.dep[top] in ("appos", "conj", "compound", "nmod"):
        top = tree.heads[top]
    before = tree.heads[top]
    if tree.dep[top] != "pobj" or tree.words[before] not in _RATHER:
        return False
    noun = tree.heads[before]
    verb = tree.heads[noun] if tree.dep[noun] == "dobj" else noun
    spoken = asked.tree  # of which a parse may take "did" for the verb
    asked_for = frozenset[str]().union(
        *(spoken.keys[at] for at, pos in enumerate(spoken.pos) if pos == "VERB" and spoken.lemmas[at] != "do")
    )
    chosen = any(tree.dep[child] == "dobj" and child < before for child in tree.children[verb])
    return chosen and tree.pos[verb] == "VERB" and not asked_for.isdisjoint(tree.keys[verb])


def _not_done(asked: Asked, tree: Tree) -> bool:
    """Whether the sentence says that what was asked about was not done, and nowhere that it was.

    "When was Rowe charged?" is not answered by "Rowe left in May and has not been charged".
    """
    if asked.type not in _PLACED or not NEGATIVES.isdisjoint(asked.tree.words):
        return False
    wanted = frozenset(key for at in deeds(asked) for key in asked.tree.keys[at] if key[0] not in "~@")
    done = [at for at in range(len(tree)) if tree.pos[at] == "VERB" and not wanted.isdisjoint(tree.keys[at])]
    if not done or not _INSTEAD.isdisjoint(tree.words):
        return False
    return all(any(tree.dep[child] == "neg" for child in tree.children[at]) for at in done)


def _his_own_post(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who did something to somebody, or who somebody's predecessor is, is asked, and the span is what that
    somebody is: "a former minister".
    """
    if asked.kind != "who":
        return False
    if asked.focus_word not in _OTHERS if asked.anchor_is_copula else asked.role != SUBJECT:
        return False
    if asked.tree.pos[-1] == "ADP" or asked.tree.pos[-2:-1] == ("ADP",):  # "who does she work for?"
        return False
    if any(tree.labels[at] == "PERSON" for at in inside):
        return False
    over = _over(tree, top_of(tree, inside[0], inside[-1] + 1))
    for holder in (holder for at in (*inside, *over) for holder in _holders(tree, at)):
        if any(term.name and not term.keys.isdisjoint(tree.keys[holder]) for term in asked.terms):
            return True
    return False


def _held_now(asked: Asked, tree: Tree) -> bool:
    """Whether an earlier post is asked for, and the sentence tells of nothing that is past."""
    spoken = asked.tree
    earlier = any(
        spoken.lemmas[at] in _POSTS and any(spoken.words[child] in _PAST for child in spoken.children[at])
        for at in range(len(spoken))
    )
    return earlier and _GONE.isdisjoint(tree.words)


def _over(tree: Tree, at: int) -> Iterator[int]:
    """The nouns that a phrase is "of": of "the council" the president in "president of the council"."""
    while tree.dep[at] == "pobj" and tree.words[tree.heads[at]] == "of":
        at = tree.heads[tree.heads[at]]
        yield at


def _holders(tree: Tree, top: int) -> Iterator[int]:
    """Whom a phrase says what he is: "Rowe, a pilot", "Rowe is a pilot", "Rowe was hired as a pilot"."""
    head = tree.heads[top]
    if tree.dep[top] == "appos":
        yield head
    verb = None
    if tree.dep[top] in ("attr", "oprd"):
        verb = head
    elif tree.dep[top] == "pobj" and tree.words[head] == "as":
        verb = tree.heads[head]
    if verb is None:
        return
    passive = any(tree.dep[child] == "nsubjpass" for child in tree.children[verb])
    active = tree.dep[top] == "pobj" and not passive
    for child in tree.children[verb]:
        if tree.dep[child] in (("dobj",) if active else ("nsubj", "nsubjpass")):
            yield child


def whom_it_names(asked: Asked, value: str) -> bool:
    """Whether who did something with somebody is asked, and the answer is that somebody.

    Another first name is another person, and of a family one is asked for beside the other.
    """
    spoken = asked.tree
    if asked.kind not in ("who", "whom") or asked.type is not AnswerType.PERSON:
        return False
    if may_bear_the_name(asked) or not (KIN | {"family", "relative"}).isdisjoint(spoken.lemmas):
        return False
    name = re.findall(r"\w+", value.split(",")[0].lower())
    if not name or not value[:1].isupper():
        return False
    last = keys(name[-1], name[-1])
    for at in range(1, len(spoken)):
        if spoken.pos[at] != "PROPN" or spoken.words[at] != name[-1] or last.isdisjoint(spoken.keys[at]):
            continue
        if spoken.dep[at] == "compound" or spoken.pos[at + 1 : at + 2] == ("PROPN",):
            continue  # "who runs the Tessen Foundation?"
        first = at
        while first and spoken.pos[first - 1] == "PROPN":
            first -= 1
        if set(spoken.words[first:at]) <= set(name):
            return True
    return False
