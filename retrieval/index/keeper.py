"""Keeps an index in step with the record. Any number of processes may try at once; a busy lock is waited out."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from retrieval.errors import IndexDamaged
from retrieval.index.locks import PAUSE, locked
from retrieval.index.protocol import IndexLog, SentenceIndex
from retrieval.index.tantivy_engine import open_index, start_over

SMALLEST, LARGEST = 50, 800  # log entries a commit: a long backlog is applied in longer steps

Say = Callable[[str], None]


def _nothing(_: str) -> None:
    return


class Keeper:
    """Applies the record's log to an index, and builds it anew. ``say`` is told in one line what a person should know.

    ``folder`` holds the lock files; the index's own folder will do.
    """

    def __init__(self, index: SentenceIndex, record: IndexLog, folder: Path, *, say: Say = _nothing) -> None:
        self.index = index
        self._record = record
        self._writer_lock = Path(folder) / "writer.lock"
        self._rebuild_lock = Path(folder) / "rebuild.lock"
        self._say = say

    @staticmethod
    def open(folder: Path, record: IndexLog, *, analyser: str = "1", say: Say = _nothing) -> "Keeper":
        """A keeper of the index in the folder; a damaged one is built anew from the record first, and said."""
        folder = Path(folder)
        try:
            return Keeper(open_index(folder, analyser=analyser), record, folder, say=say)
        except IndexDamaged as error:
            say(str(error))
        with locked(folder / "rebuild.lock"):
            try:  # another process may have done it while this one waited
                return Keeper(open_index(folder, analyser=analyser), record, folder, say=say)
            except IndexDamaged:
                keeper = Keeper(start_over(folder, analyser=analyser), record, folder, say=say)
                keeper._rebuild()
                return keeper

    def catch_up(self, until: int | None = None) -> int:
        """Returns once the index has everything up to ``until`` (default: the newest entry); how far it is then.

        Whoever gets the lock applies a batch and lets go; the others wait for the watermark to pass theirs.
        """
        size = SMALLEST
        reached = self.index.watermark()
        newest = self._record.last_seq()  # read after the watermark, which never overtakes it
        if reached > newest:
            self._say(f"the index is ahead of the record ({reached} > {newest}): it is rebuilt")
            self.rebuild()
        target = newest if until is None else min(until, newest)
        while (reached := self.index.watermark()) < target:
            with locked(self._writer_lock, wait=False) as got:
                if got:
                    if not self._apply_next(size):
                        return self.index.watermark()
                    size = min(LARGEST, 2 * size)
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
        with locked(self._writer_lock):
            return self.index.delete(collection, keys)

    def rebuild(self) -> None:
        """A new generation from the whole record, filled while searches and writers go on with the old one.

        It is brought level with the old one before the switch, so that no search ever sees the watermark fall.
        """
        with locked(self._rebuild_lock):
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
        with locked(self._writer_lock):
            while batch := self._record.log(generation.watermark(), LARGEST):
                generation.apply(batch)
            self.index.switch(generation)
