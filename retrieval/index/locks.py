"""File locks between processes, and between the threads of one."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.01  # seconds between two looks at a busy lock


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Whether the lock was got. Every holder opens the file anew, so threads exclude each other too; death frees it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        got = _lock(file.fileno())
        while wait and not got:
            time.sleep(PAUSE)
            got = _lock(file.fileno())
        yield got


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
