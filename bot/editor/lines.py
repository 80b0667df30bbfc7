"""How digests do, in words: for Home, the list and `/news status`."""

from collections.abc import Iterable
from datetime import datetime

from bot import messages
from bot.blocks.records import DigestLine
from bot.digests.clock import moment_said
from bot.digests.schedule import day_of, next_slot
from bot.store.digests_table import Digest
from bot.store.runs import Runs
from bot.store.runs_table import Run, RunState


def lines_of(digests: Iterable[Digest], runs: Runs, *, now: datetime) -> tuple[DigestLine, ...]:
    """One line a digest, in their order."""
    return tuple(
        DigestLine(
            id=digest.id,
            name=digest.name,
            target=digest.target,
            when=messages.digest_when(digest.days, f"{digest.at:%H:%M}", digest.zone),
            last=_last(digest, runs.last(digest.id), now),
            next=next_said(digest, now),
        )
        for digest in digests
    )


def next_said(digest: Digest, now: datetime) -> str | None:
    """When the next edition comes, in the digest's zone; None when it is off."""
    slot = next_slot(digest, now) if digest.active else None
    return None if slot is None else moment_said(slot.at, digest.zone, near=day_of(digest, now))


def _last(digest: Digest, run: Run | None, now: datetime) -> str:
    if run is None:
        return messages.NO_RUN_YET
    when = moment_said(run.slot, digest.zone, near=day_of(digest, now))
    match run.state:
        case RunState.QUIET:
            return messages.last_run(when, messages.NOTHING_NEW)
        case RunState.MISSED:
            return messages.last_run(when, messages.EDITION_MISSED)
        case RunState.FAILED:
            return messages.last_run(when, messages.digest_failed(run.reason or "?"))
    return messages.last_run(when, messages.told_stories(len((run.payload or {}).get("stories", ()))))
