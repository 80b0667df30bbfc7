"""What is derived from the record behind whoever saves articles: some articles at a time, until none is left."""

from collections.abc import Callable
from contextlib import AbstractContextManager

Progress = Callable[[int, int], None]  # how many are done, of how many


def in_steps(
    step: Callable[[], int | None],
    *,
    lock: AbstractContextManager[object],
    behind: Callable[[], int],
    stop: Callable[[], bool],
    on_progress: Progress | None,
) -> int:
    """How many articles all steps together were about; ``step`` gives None when there are none left.

    Each step holds the ``lock``; ``stop`` is asked before each, and ``on_progress`` told after it.
    """
    total = behind() if on_progress else 0
    done = 0
    while not stop():
        with lock:
            some = step()
        if some is None:
            break
        done += some
        if on_progress:
            on_progress(done, max(done, total))
    return done
