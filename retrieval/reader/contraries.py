"""Verbs that rule each other out in the news: who rejects a plan has not accepted it."""

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

# Two ends of one thing, which do not rule each other out: when a strike begins is not when it ends.
_ENDS = (
    ("begin start commence launch open return come", "end finish conclude stop cease expire close"),
    ("arrive", "leave depart"),
    ("buy purchase", "sell"),
    ("hire appoint", "fire dismiss sack"),
)


def _table(pairs: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for ones, others in pairs:
        for one in ones.split():
            for other in others.split():
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


_SIDES = tuple(frozenset(side.split()) for pair in _PAIRS for side in pair)
_TABLE, _OPPOSED = _table(_PAIRS), _table((*_PAIRS, *_ENDS))

# What can only be done after its contrary: that the bridge was closed says nothing of whether it has reopened.
_UNDOES = frozenset("reopen resume restart release free lift reinstate".split())  # noqa: SIM905


def undoes(verb: str) -> bool:
    """Whether a verb, as a lemma, undoes what its contrary did before."""
    return verb in _UNDOES


def contrary(one: str, other: str) -> bool:
    """Whether two verbs, as lemmas, rule each other out; "closed" counts as "close"."""
    return any(form in _TABLE.get(verb, ()) for verb in _forms(one) for form in _forms(other))


def opposed(one: str, other: str) -> bool:
    """Whether two verbs are contrary or two ends of one thing: the time of either is not that of the other."""
    return any(form in _OPPOSED.get(verb, ()) for verb in _forms(one) for form in _forms(other))


def same_side(one: str, other: str) -> bool:
    """Whether two verbs, as lemmas, rule out the same: "shut" and "closed". They need not mean the same."""
    return any(not side.isdisjoint(_forms(one)) and not side.isdisjoint(_forms(other)) for side in _SIDES)


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[:-1], word[:-2]) if word.endswith("ed") else (word,)
