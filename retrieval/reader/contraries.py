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
)

_TABLE: dict[str, set[str]] = {}
for _ones, _others in _PAIRS:
    for _one in _ones.split():
        for _other in _others.split():
            _TABLE.setdefault(_one, set()).add(_other)
            _TABLE.setdefault(_other, set()).add(_one)


def contrary(one: str, other: str) -> bool:
    """Whether two verbs, as lemmas, rule each other out; "closed" counts as "close"."""
    return any(form in _TABLE.get(verb, ()) for verb in _forms(one) for form in _forms(other))


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[:-1], word[:-2]) if word.endswith("ed") else (word,)
