"""Spans that tell of another fate than is asked about, of another kind of people, or of no such event at all.

"Four died" says nothing of how many were injured, "seven children" nothing of adults.
"""

from collections.abc import Iterator, Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import word_set
from retrieval.types import AnswerType

# What may have become of people, each counted by itself; and the other words that say as much of them.
_FATES = (
    (word_set("kill die dead death perish drown slay murder fatality deceased"), frozenset[str]()),
    (word_set("injure injury wound wounded hurt"), word_set("hospital hospitalise hospitalize casualty")),
    (word_set("arrest detain detention"), word_set("surrender custody capture")),
    (word_set("rescue evacuate evacuation survive survivor"), word_set("save")),
    (word_set("missing"), frozenset[str]()),
    (
        word_set("infect infection sick sicken ill"),
        word_set("hospital hospitalise hospitalize hospitalised hospitalized"),
    ),
    (word_set("hospitalise hospitalize hospitalised hospitalized"), word_set("hospital")),
    (word_set("surrender"), frozenset[str]()),
)
# Who is one is not the other.
_KINDS = (
    (word_set("child kid baby infant toddler schoolchild pupil minor"), word_set("adult grown-up pensioner")),
    (word_set("man boy father son husband brother"), word_set("woman girl mother daughter wife sister")),
    (word_set("civilian"), word_set("soldier troop fighter militant rebel serviceman policeman")),
    (word_set("passenger"), word_set("crew")),
    (word_set("lawmaker senator congressman deputy mp"), word_set("minister")),
    (word_set("patient"), word_set("doctor nurse")),
    (word_set("teacher"), word_set("pupil student")),
)
# Words for a deed, and those of which a sentence has one that tells when, where or of how many it was so.
_EVENTS = (
    (
        word_set("bear born birth birthplace"),
        word_set("bear born birth birthplace birthday native hometown hail"),
    ),
    (
        word_set("die death kill"),
        word_set(
            "die death dead deadly kill pass murder manslaughter homicide perish late funeral assassinate suicide "
            "succumb obituary slay drown execute massacre slaughter shoot shot gun stab behead lose lost life live "
            "claim toll victim body casualty mortality fatal fatality fatally blast explosion bomb crash attack "
            "collapse accident"
        ),
    ),
    (
        word_set("injure wound"),
        word_set(
            "injure injury wound wounded hurt casualty victim hospital hospitalise hospitalize ambulance maim shoot "
            "shot stab bite burn suffer treat"
        ),
    ),
    (
        word_set("arrest"),
        word_set(
            "arrest detain detention custody capture catch apprehend nab hold jail imprison handcuff prison prisoner "
            "suspect round"
        ),
    ),
)
_NUMBERED = frozenset({AnswerType.AMOUNT, AnswerType.PERSON})
_PLACED = frozenset({AnswerType.TIME, AnswerType.DURATION, AnswerType.PLACE, AnswerType.AMOUNT})


def another_fate(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether those in the span died and the injured are asked for, or so; the sentence says nothing of the latter."""
    if asked.type not in _NUMBERED:
        return False
    spoken, here = _own(asked.tree), _own(tree)
    wanted = [(fate, like) for fate, like in _FATES if not fate.isdisjoint(spoken)]
    if len(wanted) != 1:
        return False
    fate, like = wanted[0]
    if not (fate | like).isdisjoint(here):
        return False
    near = frozenset(_near(tree, inside))
    return any(not other.isdisjoint(near) for other, _ in _FATES)


def _own(tree: Tree) -> frozenset[str]:
    """The lemmas and words of a text; of who lost their lives "die"."""
    lost = any(
        tree.lemmas[at] in ("life", "live") and "lose" in tree.lemmas[max(0, at - 3) : at] for at in range(len(tree))
    )
    return frozenset((*tree.lemmas, *tree.words, *(("die",) if lost else ())))


def _near(tree: Tree, inside: Sequence[int]) -> Iterator[str]:
    """What is said of those in a span: the verb over it with what completes it, and what describes them."""
    top = top_of(tree, inside[0], inside[-1] + 1)
    noun = tree.heads[top] if tree.dep[top] in ("nummod", "amod", "quantmod") else top
    yield from tree.lemmas[tree.left[noun] : tree.right[noun]]
    yield from tree.words[tree.left[noun] : tree.right[noun]]
    verb = _verb_over(tree, noun)
    if verb is None:
        return
    yield tree.lemmas[verb]
    for child in tree.children[verb]:
        if tree.dep[child] in ("acomp", "attr", "oprd"):
            yield tree.lemmas[child]
        if tree.lemmas[verb] == "lose" and tree.lemmas[child] in ("life", "live"):
            yield "die"


def another_kind(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether children are counted where adults are asked for, or so; the sentence has none of those asked for."""
    if asked.type is not AnswerType.AMOUNT or asked.kind != "how many":
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    counted = tree.lemmas[tree.heads[top] if tree.dep[top] in ("nummod", "quantmod") else top]
    of_them = tree.words[inside[-1] + 1 : inside[-1] + 3] == ("of", "them")
    here = frozenset(tree.lemmas)
    for pair in _KINDS:
        for ours, theirs in (pair, pair[::-1]):
            if asked.focus_word in ours and ours.isdisjoint(here):
                return counted in theirs or (of_them and not theirs.isdisjoint(here))
    return False


def other_event(asked: Asked, tree: Tree) -> bool:
    """Whether when, where or how many were born, killed, hurt or arrested is asked, and a sentence has no such word."""
    if asked.type not in _PLACED:
        return False
    here = frozenset((*tree.lemmas, *tree.words))
    done = {asked.tree.lemmas[at] for at in deeds(asked)}
    return any(not asked_for.isdisjoint(done) and words.isdisjoint(here) for asked_for, words in _EVENTS)


def deeds(asked: Asked) -> tuple[int, ...]:
    """The verbs of a question that say what was done: its main one, and the one that governs the word that asks."""
    tree = asked.tree
    return tuple(
        at for at in range(len(tree)) if tree.pos[at] == "VERB" and (at == tree.root or tree.keys[at] == asked.anchor)
    )


def _verb_over(tree: Tree, at: int) -> int | None:
    """The verb of the clause that a word stands in; None where there is none."""
    for _ in range(len(tree)):
        if tree.pos[at] == "VERB":
            return at
        if tree.heads[at] == at:
            return None
        at = tree.heads[at]
    return None
