"""A thread that looks again and again for editions that are due."""

import threading

import structlog

from bot.editor.editor import Editor

TICK = 5.0  # seconds between two looks
_log = structlog.get_logger()


class Rounds:
    """Works between `start` and `stop`."""

    def __init__(self, editor: Editor, *, tick: float = TICK) -> None:
        self._editor, self._tick = editor, tick
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="digests", daemon=True)

    def start(self) -> None:
        """Looking begins, with what an earlier process left behind."""
        self._thread.start()

    def stop(self, *, seconds: float = 30.0) -> None:
        """No new edition is begun; the one in hand is finished, or left to the next process when the time is over."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._editor.work_once()
            except Exception as error:  # the database is away: it is asked again
                _log.warning("no digests looked at", error=type(error).__name__)
            self._stopping.wait(self._tick)
