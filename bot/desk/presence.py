"""Which desks on this machine are still alive: each holds a lock on a file of its own, which its death lets go of.

Without it, what a killed process had in hand would wait until its lease runs out. A desk on another machine is told by
its lease alone.
"""

import fcntl
import os
from pathlib import Path

import structlog

_log = structlog.get_logger()


class Presence:
    """The files of one folder, and this desk's own in it while it is open."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"desk-{name}.lock"
        self._handle: int | None = None

    def open(self) -> None:
        """From now on the others see that this desk is alive. Where files cannot be locked, leases have to do."""
        unseen = self._path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(unseen, os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(self._handle, fcntl.LOCK_EX)
            unseen.rename(self._path)  # locked before anybody can find it
        except OSError as error:
            _log.warning("no presence", error=error.strerror)

    def close(self) -> None:
        """This desk has nothing in hand any more."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def gone(self) -> tuple[str, ...]:
        """The names of desks that died. A file is to be removed by `forget` once what it had is free."""
        found = []
        for path in sorted(self._folder.glob("desk-*.lock")):
            if path != self._path and not _is_held(path):
                found.append(path.stem.removeprefix("desk-"))
        return tuple(found)

    def forget(self, name: str) -> None:
        """Nobody needs to look after this desk again."""
        (self._folder / f"desk-{name}.lock").unlink(missing_ok=True)


def _is_held(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return True  # Somebody else removed it, or it is not ours to open.
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
