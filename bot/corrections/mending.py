"""Corrections made: the post marked where Slack lets us, its thread told once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot import messages
from bot.blocks import Corrected, Message, answer_message, correction_message, shared_message
from bot.incoming import Posted
from bot.links import Links
from bot.poster import Done, Later, Mark, Meaning, Poster, Undone, answer_mark
from bot.store.cited import posted_at
from bot.store.corrections import Corrections, latest
from bot.store.corrections_table import Correction, Due, Kind
from bot.store.turns import Turns
from bot.stored import StoredAnswers
from retrieval.store.record import Record

EVENT = "onrecord_correction"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that quotes: where it stands, the root of its thread, what it is known by, and how it looks corrected."""

    posted: Posted
    thread_ts: str
    mark: Mark
    message: Message


class Shelf(Protocol):
    """Posts of one kind that quote articles: answers, editions of digests."""

    def standing(self, subject: str, workspace: str, corrections: Mapping[int, Corrected]) -> Standing | None:
        """The post of that id; None when it is none of this kind, or does not stand any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShelf:
    """Answers, shared ones and what the threads of follows were told."""

    stored: StoredAnswers
    turns: Turns
    links: Links

    def standing(self, subject: str, workspace: str, corrections: Mapping[int, Corrected]) -> Standing | None:
        posted = posted_at(self.stored.record.engine, subject)
        shown = self.stored.get(subject, workspace)
        if posted is None or shown is None:
            return None
        row = shown.kept.row
        kept = row.shown or {}
        notice = kept.get("follow")
        if kept.get("private") and row.user_id is not None:
            message = shared_message(
                shown.answer,
                answer_id=subject,
                links=self.links,
                held=shown.held,
                sharer=row.user_id,
                corrections=corrections,
            )
        else:
            message = answer_message(
                shown.answer,
                answer_id=subject,
                links=self.links,
                held=shown.held,
                asker=row.user_id,
                unasked=bool(kept.get("unasked")),
                more=bool(shown.further),
                follow=notice,
                corrections=corrections,
            )
        mark = answer_mark(subject) if notice is None else Mark(event="onrecord_follow", name="notice", value=subject)
        root = self.turns.root(subject) or posted.ts
        return Standing(posted=posted, thread_ts=root, mark=mark, message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Any thread may use it."""

    corrections: Corrections
    shelves: tuple[Shelf, ...]
    record: Record
    poster: Poster
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    observe: Callable[[str], None] = lambda _outcome: None

    def once(self) -> bool:
        """Whether there was a post to correct."""
        due = self.corrections.claim(worker=self.new_id(), now=self.now())
        if due is None:
            return False
        standing = self._standing(due)
        if standing is None:
            self._settled(due, "gone", edited=False, told=None)
        elif self.corrections.held(due, now=self.now()):
            self._mend(due, standing)
        return True

    def _mend(self, due: Due, standing: Standing) -> None:
        changed = self.poster.change(due.workspace, standing.posted, standing.message, standing.mark)
        if isinstance(changed, Later):
            self._later(due, changed)
            return
        if isinstance(changed, Undone) and changed.meaning in {Meaning.GONE, Meaning.LOCKED_OUT}:
            self._settled(due, "gone", edited=False, told=None)
            return
        marked = isinstance(changed, Done)
        told = self.poster.notify(
            due.workspace,
            standing.posted.channel,
            correction_message(_said(due), marked=marked),
            Mark(event=EVENT, name="of", value=due.mark),
            thread_ts=standing.thread_ts,
            since=due.found_at,
        )
        match told:
            case Later():
                self._later(due, told)
            case Done(posted=posted):
                self._settled(due, "posted", edited=marked, told=posted)
            case Undone(code=code):
                _log.warning("correction not told", subject=due.subject, code=code)
                self._settled(due, "failed", edited=marked, told=None)

    def _later(self, due: Due, later: Later) -> None:
        self.corrections.later(due, until=self.now() + timedelta(seconds=later.seconds))
        self.observe("later")

    def _settled(self, due: Due, outcome: str, *, edited: bool, told: Posted | None) -> None:
        self.corrections.settled(due, edited=edited, told=told)
        self.observe(outcome)

    def _standing(self, due: Due) -> Standing | None:
        corrected = self._corrected(due)
        found = (shelf.standing(due.subject, due.workspace, corrected) for shelf in self.shelves)
        return next((standing for standing in found if standing is not None), None)

    def _corrected(self, due: Due) -> dict[int, Corrected]:
        last = latest(due.corrections)
        sentences = self.record.sentences([each.sentence_id for each in last.values() if each.sentence_id])
        return {
            n: Corrected(
                at=each.found_at,
                sentence=sentences.get(each.sentence_id or ""),
                gone=each.kind is Kind.GONE,
                notice=each.notice,
            )
            for n, each in last.items()
        }


def _said(due: Due) -> str:
    waiting: dict[int, Correction] = latest(due.waiting)
    kinds = [each.kind for each in waiting.values()]
    return messages.correction_note(kinds.count(Kind.CHANGED), kinds.count(Kind.GONE), kinds.count(Kind.NOTICE))
