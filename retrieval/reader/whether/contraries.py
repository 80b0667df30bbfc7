"""Verbs that rule each other out in the news: who rejects a plan has not accepted it."""

from collections.abc import Sequence

from retrieval.reader.words import word_set

_PAIRS = (
    ("accept agree back approve support endorse adopt", "reject refuse rebuff spurn oppose veto decline"),
    ("pass", "reject defeat block veto"),
    ("resign quit", "stay remain"),
    ("release free", "hold detain keep"),
    ("end stop cease", "continue persist last extend resume"),
    ("cut lower reduce", "raise increase hold lift"),
    ("open reopen", "close shut"),
    ("survive live", "die perish"),
    ("confirm admit acknowledge", "deny refute"),
    ("win", "lose"),
    ("rise grow gain climb", "fall drop shrink decline"),
    ("allow permit let", "ban forbid block bar prohibit"),
    ("join enter", "leave quit"),
    ("delay postpone", "proceed"),
    ("attend", "skip boycott miss"),
    ("sign ratify", "veto"),
    ("lift drop", "impose keep extend maintain"),
    ("succeed", "fail"),
    ("keep retain", "scrap abolish abandon"),
    ("arrive", "leave depart"),
    ("convict", "acquit clear exonerate"),
    ("work function", "fail"),
    ("hold", "break collapse crumble"),
)

# Deeds that none denies the other, but that befall one thing at different times, and seldom by the same hand.
_TURNS = (
    ("begin start commence launch open return come", "end finish conclude stop cease expire close"),
    ("arrive", "leave depart"),
    ("build rebuild construct erect repair restore", "destroy demolish collapse ruin wreck dismantle tear blow"),
    ("suspend halt pause interrupt", "resume restart restore"),
    ("appoint elect hire recruit", "resign quit retire sack dismiss oust fire"),
    ("arrest detain jail imprison", "release free bail"),
    ("capture seize occupy invade", "retake recapture liberate lose surrender"),
    ("deploy", "withdraw"),
    ("marry", "divorce"),
    ("found establish", "dissolve close shut"),
    ("publish launch introduce", "withdraw recall scrap"),
    ("board enter", "disembark leave"),
    ("bear", "die bury"),
    ("steal", "recover return"),
    ("lose", "find"),
    ("hospitalise hospitalize admit", "discharge"),
)


# Which way a number goes. What surges need not be what climbs, but of one thing they say the same.
_UP = word_set("rise increase grow gain climb jump surge soar rocket rally")
_DOWN = word_set("fall drop decline decrease shrink slide slip tumble plunge plummet slump dip sink")


def _table(pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for ones, others in pairs:
        for one in ones.split():
            for other in others.split():
                table.setdefault(one, set()).add(other)
                table.setdefault(other, set()).add(one)
    return table


_CONTRARY = _table(_PAIRS)
_APART = _table((*_PAIRS, *_TURNS))
_SIDES = tuple(frozenset(side.split()) for pair in _PAIRS for side in pair)

# What can only be done after its contrary: that the bridge was closed says nothing of whether it has reopened.
_UNDOES = word_set("reopen resume restart release free lift reinstate")


def undoes(verb: str) -> bool:
    """Whether a verb, as a lemma, undoes what its contrary did before."""
    return verb in _UNDOES


def contrary(one: str, other: str) -> bool:
    """Whether two verbs, as lemmas, rule each other out; "closed" counts as "close"."""
    return any(form in _CONTRARY.get(verb, ()) for verb in _forms(one) for form in _forms(other))


def apart(one: str, other: str) -> bool:
    """Whether when or by whom the one was done says nothing of the other: contraries, and "built", "destroyed"."""
    return any(form in _APART.get(verb, ()) for verb in _forms(one) for form in _forms(other))


def same_side(one: str, other: str) -> bool:
    """Whether two verbs, as lemmas, rule out the same: "shut" and "closed". They need not mean the same."""
    return any(not side.isdisjoint(_forms(one)) and not side.isdisjoint(_forms(other)) for side in _SIDES)


def moves(one: str, other: str) -> bool | None:
    """Whether two verbs, as lemmas, say that a number goes the same way (True) or the other; None: not both do."""
    ways = [True if verb in _UP else False if verb in _DOWN else None for verb in (one, other)]
    return None if None in ways else ways[0] == ways[1]


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[:-1], word[:-2]) if word.endswith("ed") else (word,)
