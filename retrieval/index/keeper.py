"""Keeps an index in step with the record. Any number of processes may try at once; a busy lock is waited out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import IndexDamaged
from retrieval.index.locks import PAUSE, Lock, file_locks
from retrieval.index.protocol import IndexLog, SentenceIndex
from retrieval.index.tantivy_engine import open_index, start_over
from retrieval.text.tokens import ANALYSER

SMALLEST, LARGEST = 50, 800  # log entries a commit: a long backlog is applied in longer steps

Say = Callable[[str], None]


def _nothing(_: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How an index is opened: as it is (IndexDamaged when it cannot be trusted), or new and empty beside that."""

    open: Callable[[], SentenceIndex]
    anew: Callable[[], SentenceIndex]


class Keeper:
    """Applies the record's log to an index, and builds it anew. ``say`` is told in one line what a person should know.

    ``folder`` holds the lock files (the index's own will do) unless there is a ``lock`` that other machines know too.
    """

    def __init__(
        self, index: SentenceIndex, record: IndexLog, folder: Path, *, say: Say = _nothing, lock: Lock | None = None
    ) -> None:
        self.index = index
        self._record = record
        self._lock = lock or file_locks(Path(folder))
        self._say = say

    @staticmethod
    def open(
        folder: Path,
        record: IndexLog,
        *,
        analyser: str = ANALYSER,
        say: Say = _nothing,
        opening: Opening | None = None,
        lock: Lock | None = None,
    ) -> "Keeper":
        """A keeper of an index; a damaged one is built anew from the record first, and said.

        ``opening`` is for an index elsewhere than in the folder.
        """
        folder = Path(folder)
        made = opening or Opening(
            open=lambda: open_index(folder, analyser=analyser), anew=lambda: start_over(folder, analyser=analyser)
        )
        lock = lock or file_locks(folder)
        try:
            return Keeper(made.open(), record, folder, say=say, lock=lock)
        except IndexDamaged as error:
            say(f"{error.subject}: {error.cause}; it is built anew from the database")
        with lock("rebuild", True):
            try:  # another process may have done it while this one waited
                return Keeper(made.open(), record, folder, say=say, lock=lock)
            except IndexDamaged:
                keeper = Keeper(made.anew(), record, folder, say=say, lock=lock)
                keeper._rebuild()
                return keeper

    def catch_up(self, until: int | None = None, *, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Returns once the index has everything up to ``until`` (default: the newest entry); how far it is then.

        Whoever gets the lock applies a batch and lets go; the others wait for the watermark to pass theirs.
        ``on_progress`` is told how many of the log's lines that were to be applied are.
        """
        size = SMALLEST
        reached = self.index.watermark()
        newest = self._record.last_seq()  # read after the watermark, which never overtakes it
        if reached > newest:
            self._say(f"the index is ahead of the record ({reached} > {newest}): it is rebuilt")
            self.rebuild()
        target = newest if until is None else min(until, newest)
        began = self.index.watermark()
        while (reached := self.index.watermark()) < target:
            with self._lock("writer", False) as got:
                if got:
                    if not self._apply_next(size):
                        return self.index.watermark()
                    size = min(LARGEST, 2 * size)
                    if on_progress:
                        on_progress(min(self.index.watermark(), target) - began, target - began)
                    continue
            time.sleep(PAUSE)
        return reached

    def _apply_next(self, size: int) -> bool:
        batch = self._record.log(self.index.watermark(), size)
        if batch:
            self.index.apply(batch)
        return bool(batch)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        """Takes articles out at once, ahead of the log; how many sentences went."""
        with self._lock("writer", True):
            return self.index.delete(collection, keys)

    def rebuild(self) -> None:
        """A new generation from the whole record, filled while searches and writers go on with the old one.

        It is brought level with the old one before the switch, so that no search ever sees the watermark fall.
        """
        with self._lock("rebuild", True):
            self._rebuild()

    def _rebuild(self) -> None:
        watermark = self._record.last_seq()  # before reading: what comes during it is in the log after this
        generation = self.index.build(self._record.everything(), watermark=watermark)
        try:
            while len(batch := self._record.log(generation.watermark(), LARGEST)) == LARGEST:
                generation.apply(batch)
        except BaseException:
            generation.discard()
            raise
        with self._lock("writer", True):
            while batch := self._record.log(generation.watermark(), LARGEST):
                generation.apply(batch)
            self.index.switch(generation)
