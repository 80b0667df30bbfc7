"""One edition brought to its end: claimed, put together, posted, and only then done with.

The truth is the run's row. A worker that dies leaves it with a lease that runs out; whoever takes it over posts what
was put together, and looks in Slack first when it may stand there already.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from bot.blocks.edition import edition_message, fitted
from bot.digests import Edition, Gathering, edition_of, items_of, payload_of, sentences_in
from bot.digests.schedule import Due, Slot, day_of, decide, due
from bot.editor.citing import articles_of, cited
from bot.followups import Turn, turn_json
from bot.incoming import Posted
from bot.links import Links
from bot.poster import Done, Later, Poster, Undone
from bot.store.answers import Answers
from bot.store.digests import Digests
from bot.store.digests_table import Digest
from bot.store.runs import Runs
from bot.store.runs_table import UNSAID, Run, RunState
from bot.store.turns import KeptTurn, Turns

ON_TIME = timedelta(minutes=5)  # an edition posted no later than that is not late

_log = structlog.get_logger()


class Outcome(StrEnum):
    """What became of a run in this worker's hands."""

    POSTED = "posted"
    QUIET = "quiet"
    MISSED = "missed"
    FAILED = "failed"
    LATER = "later"  # Slack is away, or another worker has it
    DONE = "done"  # the day has its edition already, or somebody has it in hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Any thread and any number of processes may work at the same digests."""

    gathering: Gathering
    digests: Digests
    runs: Runs
    answers: Answers
    turns: Turns
    poster: Poster
    links: Links
    collections_of: Callable[[str], tuple[str, ...]]
    catch_up: Callable[[], object]  # what stories are made of
    now: Callable[[], datetime]
    worker: str
    # What a person asks for is of this moment, where a workspace has one; else of now.
    as_of: Callable[[str], datetime | None] = lambda _workspace: None
    observe: Callable[[str], None] = lambda _outcome: None

    def preview(self, digest: Digest, *, at: datetime | None = None, slot: datetime | None = None) -> Edition:
        """The edition as it would be posted ``at`` then, or now, for ``slot`` when it is late. Nothing is kept."""
        self.catch_up()
        return self.gathering.edition(
            digest,
            at=at or self._moment(digest),
            slot=slot,
            collections=self.collections_of(digest.workspace),
            channel=self._place(digest),
        )

    def post(self, digest: Digest, *, at: datetime | None = None) -> Outcome:
        """The edition as of now (or ``at``) posted, whatever the schedule says: in the place of that day's."""
        moment = at or self._moment(digest)
        run = self.runs.claim(digest.id, day_of(digest, moment), moment, worker=self.worker, now=self.now())
        return Outcome.DONE if run is None else self.bring(run, digest, asked=True)

    def work_once(self) -> int:
        """How many runs that were due, or left by others, were brought to an end."""
        done = 0
        for digest in self.digests.active():
            slot = due(digest, self.now())
            if slot is None or not self._open(digest, slot):
                continue
            run = self.runs.claim(digest.id, slot.day, slot.at, worker=self.worker, now=self.now())
            done += run is not None and self._safely(run, digest)
        for left in self.runs.left(now=self.now()):
            owner = self.digests.get(left.digest_id)
            taken = self.runs.claim(left.digest_id, left.day, left.slot, worker=self.worker, now=self.now())
            done += taken is not None and owner is not None and self._safely(taken, owner)
        return done

    def waiting(self) -> tuple[int, datetime | None]:
        """How many editions are due and not brought to their end, and when the first of them was due."""
        due_now = [(one, slot) for one in self.digests.active() if (slot := due(one, self.now())) is not None]
        times = [slot.at for one, slot in due_now if self._open(one, slot)]
        times += [run.slot for run in self.runs.unfinished()]
        return len(times), min(times, default=None)

    def bring(self, run: Run, digest: Digest, *, asked: bool = False) -> Outcome:
        """A claimed run at its end, or back for whoever comes next. ``asked``: by a person, so never too late."""
        outcome = self._brought(run, digest, asked=asked)
        late = outcome is Outcome.POSTED and not asked and self._is_late(run)
        self.observe("late" if late else outcome.value)
        return outcome

    def _brought(self, run: Run, digest: Digest, *, asked: bool) -> Outcome:
        if not asked and (decide(run.slot, self.now()) is Due.MISS or not digest.active):
            return self._too_late(run, digest)
        edition = self._kept(run)
        if edition is None:
            edition = self._put_together(run, digest, asked=asked)
            if edition.quiet:
                return self._finish(run, RunState.QUIET, Outcome.QUIET, until=edition.at)
            edition = fitted(edition, run=run.id, links=self.links)
            if not self.runs.hold(run, RunState.RENDERED, now=self.now(), payload=payload_of(edition)):
                return Outcome.LATER
        look = run.state is RunState.POSTING
        if not self.runs.hold(run, RunState.POSTING, now=self.now()):
            return Outcome.LATER
        message = edition_message(edition, run=run.id, links=self.links)
        result = self.poster.publish(
            digest.workspace, digest.target, message, run=run.id, since=run.claimed_at, look=look
        )
        match result:
            case Done(posted=Posted() as posted):
                return self._posted(run, digest, edition, posted)
            case Later(seconds=seconds, unsure=unsure):
                if not unsure:  # surely not there: nobody has to look
                    self.runs.hold(run, RunState.RENDERED, now=self.now())
                self.runs.put_back(run, until=self.now() + timedelta(seconds=seconds))
                return Outcome.LATER
            case Undone(code=code):
                _log.warning("edition refused", run=run.id, code=code)
                return self._finish(run, RunState.FAILED, Outcome.FAILED, reason=code)
        return Outcome.LATER

    def stored(self, run_id: str, workspace: str) -> tuple[Digest, Edition, Run] | None:
        """A run of this workspace with its edition as it was put together; None when it is not there."""
        run = self.runs.get(run_id)
        digest = None if run is None else self.digests.get(run.digest_id, workspace=workspace)
        edition = None if run is None else self._kept(run)
        return None if run is None or digest is None or edition is None else (digest, edition, run)

    def _put_together(self, run: Run, digest: Digest, *, asked: bool) -> Edition:
        """The edition of a run: as of its slot; a late one as of now, with what came in meanwhile."""
        at = self.now() if not asked and self._is_late(run) else run.slot
        return replace(self.preview(digest, at=at, slot=run.slot), day=run.day)

    def _is_late(self, run: Run) -> bool:
        return self.now() - run.slot >= ON_TIME

    def _moment(self, digest: Digest) -> datetime:
        return self.as_of(digest.workspace) or self.now()

    def _open(self, digest: Digest, slot: Slot) -> bool:
        """Whether there may be something to do for a slot: asked before anything is written."""
        run = self.runs.on(digest.id, slot.day)
        if run is None:
            return True
        return run.state in UNSAID and run.slot < slot.at

    def _safely(self, run: Run, digest: Digest) -> bool:
        try:
            return self.bring(run, digest) is not Outcome.LATER
        except Exception as error:  # its lease runs out, and somebody tries again until it is too late
            _log.error("edition failed", run=run.id, error=type(error).__name__)
            _log.debug("edition failed", run=run.id, exc_info=True)
            return False

    def _too_late(self, run: Run, digest: Digest) -> Outcome:
        """Missed, unless it stands there all the same."""
        if run.state is RunState.POSTING:
            edition = self._kept(run)
            match self.poster.published(digest.workspace, digest.target, run=run.id, since=run.claimed_at):
                case Done(posted=Posted() as posted):
                    return self._posted(run, digest, edition, posted)
                case Later(seconds=seconds):
                    self.runs.put_back(run, until=self.now() + timedelta(seconds=seconds))
                    return Outcome.LATER
        return self._finish(run, RunState.MISSED, Outcome.MISSED)

    def _posted(self, run: Run, digest: Digest, edition: Edition | None, posted: Posted) -> Outcome:
        items = () if edition is None else items_of(edition)
        if edition is not None:  # quoted like anywhere else: verified, kept with its article, corrected
            self.answers.keep(*cited(run, digest, edition), instead=True)
            self.answers.place(run.id, posted)
        until = None if edition is None else edition.at
        done = self.runs.finish(
            run, RunState.POSTED, now=self.now(), digest=digest, posted=posted, items=items, until=until
        )
        if not done:
            return Outcome.LATER
        if not digest.personal:  # questions in its thread are for the bot, which knows of none before
            turn = KeptTurn(
                answer_id=run.id,
                workspace=digest.workspace,
                channel=posted.channel,
                thread_ts=posted.ts,
                ts=posted.ts,
                turn=turn_json(Turn(question="", articles=() if edition is None else articles_of(edition))),
            )
            self.turns.keep(turn, now=self.now())
        _log.info("edition", run=run.id, stories=len(items))
        return Outcome.POSTED

    def _finish(
        self, run: Run, state: RunState, outcome: Outcome, *, reason: str | None = None, until: datetime | None = None
    ) -> Outcome:
        done = self.runs.finish(run, state, now=self.now(), reason=reason, until=until)
        return outcome if done else Outcome.LATER

    def _kept(self, run: Run) -> Edition | None:
        if run.payload is None:
            return None
        return edition_of(run.payload, self.gathering.record.sentences(sentences_in(run.payload), annotated=False))

    def _place(self, digest: Digest) -> str | None:
        """The direct conversation of a personal digest, once an edition was posted there."""
        last = self.runs.last_posted(digest.id) if digest.personal and digest.id else None
        return None if last is None or last.posted is None else last.posted.channel
