"""Slack's limits, kept by choosing less: whole parts are left out, nothing is cut."""

import json
from collections.abc import Sequence

from bot.blocks.records import Block

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
# Slack refuses a message at about 13,200 characters of blocks; it seems to count the JSON, so we do.
MESSAGE_CHARACTERS = 13_000
VIEW_CHARACTERS = 100_000  # ours: nobody reads more
FALLBACK_CHARACTERS = 3_500  # chat.update refuses texts from about 4,000


def size(blocks: Sequence[Block]) -> int:
    """How long the blocks are as JSON."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def fitting(
    parts: Sequence[Sequence[Block]], around: Sequence[Block], *, blocks: int, characters: int
) -> list[Sequence[Block]]:
    """The first parts that fit beside what stands around them, whole and in order."""
    room, left = characters - size(around), blocks - len(around)
    chosen: list[Sequence[Block]] = []
    for part in parts:
        room, left = room - size(part), left - len(part)
        if room < 0 or left < 0:
            break
        chosen.append(part)
    return chosen


def in_message(
    head: Sequence[Block], parts: Sequence[Sequence[Block]], tail: Sequence[Block]
) -> tuple[tuple[Block, ...], int]:
    """A message's blocks and how many parts were left out of it."""
    chosen = fitting(parts, [*head, *tail], blocks=MESSAGE_BLOCKS, characters=MESSAGE_CHARACTERS)
    return (*head, *(block for part in chosen for block in part), *tail), len(parts) - len(chosen)


def in_view(
    head: Sequence[Block], parts: Sequence[Sequence[Block]], tail: Sequence[Block] = ()
) -> tuple[list[Block], int]:
    """A view's blocks and how many parts were left out of it."""
    chosen = fitting(parts, [*head, *tail], blocks=VIEW_BLOCKS, characters=VIEW_CHARACTERS)
    return [*head, *(block for part in chosen for block in part), *tail], len(parts) - len(chosen)
