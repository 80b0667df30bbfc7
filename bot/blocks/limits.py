"""Slack's limits, kept by choosing less: whole parts are left out, nothing is cut."""

import json
from collections.abc import Callable, Sequence

from bot.blocks.records import Block

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
# Slack refuses a message at about 13,200 characters of blocks; it seems to count the JSON, so we do.
MESSAGE_CHARACTERS = 13_000
VIEW_CHARACTERS = 100_000  # ours: nobody reads more
FALLBACK_CHARACTERS = 3_500  # chat.update refuses texts from about 4,000
Note = Callable[[int], Block]


def size(blocks: Sequence[Block]) -> int:
    """How long the blocks are as JSON."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def in_message(
    head: Sequence[Block], parts: Sequence[Sequence[Block]], tail: Sequence[Block] = (), *, note: Note | None = None
) -> tuple[Block, ...]:
    """A message of what fits; ``note`` says before the tail how many parts were left out."""
    return tuple(_fitting(head, parts, tail, note, blocks=MESSAGE_BLOCKS, characters=MESSAGE_CHARACTERS))


def in_view(
    head: Sequence[Block], parts: Sequence[Sequence[Block]], tail: Sequence[Block] = (), *, note: Note | None = None
) -> list[Block]:
    """The blocks of a view, likewise."""
    return _fitting(head, parts, tail, note, blocks=VIEW_BLOCKS, characters=VIEW_CHARACTERS)


def _fitting(
    head: Sequence[Block],
    parts: Sequence[Sequence[Block]],
    tail: Sequence[Block],
    note: Note | None,
    *,
    blocks: int,
    characters: int,
) -> list[Block]:
    """The first parts that fit between head and tail, whole and in order."""
    chosen, left = _first(parts, [*head, *tail], blocks=blocks, characters=characters), -1
    while note is not None and len(chosen) < len(parts) and left != len(parts) - len(chosen):
        left = len(parts) - len(chosen)  # the note takes room, too, and may cost another part
        chosen = _first(parts, [*head, note(left), *tail], blocks=blocks, characters=characters)
    noted = [note(left)] if note is not None and left > 0 else []
    return [*head, *(block for part in chosen for block in part), *noted, *tail]


def _first(
    parts: Sequence[Sequence[Block]], around: Sequence[Block], *, blocks: int, characters: int
) -> list[Sequence[Block]]:
    room, places = characters - size(around), blocks - len(around)
    chosen: list[Sequence[Block]] = []
    for part in parts:
        room, places = room - size(part), places - len(part)
        if room < 0 or places < 0:
            break
        chosen.append(part)
    return chosen
