"""Turns as the database keeps them."""

import json
from collections.abc import Iterable, Sequence

from bot.answers import Choice
from bot.followups.names import Name
from bot.followups.turns import Turn


def turn_json(turn: Turn) -> str:
    """To keep a turn in the database."""
    kept = {
        "question": turn.question,
        "answer": turn.answer,
        "type": turn.answer_type,
        "names": [_plain(name) for name in turn.names],
        "shown": [_plain(name) for name in turn.shown],
        "said": turn.said,
        "readings": [[choice.label, choice.question] for choice in turn.readings],
        "asked_at": turn.asked_at,
        "window": [turn.since, turn.until],
        "articles": turn.articles,
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_turn(text: str) -> Turn:
    """The turn back from `turn_json`; those of earlier releases knew less."""
    kept = json.loads(text)
    since, until = kept.get("window") or (None, None)
    return Turn(
        question=kept["question"],
        answer=kept["answer"],
        answer_type=kept["type"],
        names=_read(kept["names"]),
        shown=_read(kept.get("shown", ())),
        said=kept.get("said", ""),
        readings=tuple(Choice(label=label, question=question) for label, question in kept.get("readings", ())),
        asked_at=kept.get("asked_at"),
        since=since,
        until=until,
        articles=tuple(kept.get("articles", ())),
    )


def _plain(name: Name) -> list[str | None]:
    return [name.text, name.label, name.gender, name.full]


def _read(kept: Iterable[Sequence[str]]) -> tuple[Name, ...]:
    return tuple(Name(**dict(zip(("text", "label", "gender", "full"), name, strict=False))) for name in kept)
