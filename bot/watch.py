"""What the bot does of its own accord in Slack, a step at a time on one thread: follows told, corrections made."""

import threading
from collections.abc import Callable, Mapping

import structlog

EVERY = 1.0  # seconds between two looks, when there was nothing to do
AT_ONCE = 20  # times that one step is repeated before the others have their turn

_log = structlog.get_logger()


class Watch:
    """Works between `start` and `stop`. A step says whether there may be more to do."""

    def __init__(self, steps: Mapping[str, Callable[[], object]], *, every: float = EVERY) -> None:
        self._steps, self._every = dict(steps), every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the step in hand is done."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def stopping(self) -> bool:
        return self._stopping.is_set()

    def once(self) -> None:
        """Every step until it has nothing more to do; what fails is tried again the next time."""
        for name, step in self._steps.items():
            try:
                for _ in range(AT_ONCE):
                    if self.stopping() or not step():
                        break
            except Exception as error:  # the database or Slack is away
                _log.warning("step failed", step=name, error=type(error).__name__)
                _log.debug("step failed", step=name, exc_info=True)

    def _work(self) -> None:
        while not self._stopping.wait(self._every):
            self.once()
