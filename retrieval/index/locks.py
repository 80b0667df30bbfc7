"""File locks between processes, and between the threads of one."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

Lock = Callable[[str, bool], AbstractContextManager[bool]]  # a name, and whether to wait for it

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


def file_locks(folder: Path) -> Lock:
    """Locks by name that the processes of one machine know."""
    return lambda name, wait: locked(folder / f"{name}.lock", wait=wait)
