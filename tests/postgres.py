"""A PostgreSQL server for the tests: started when the first test asks for a database, gone with the process."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import psycopg

DURABLE = "-c max_connections=300 -c shared_buffers=64MB"
_FAST = f"{DURABLE} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None when PostgreSQL's server is not installed."""
    found = shutil.which("pg_ctl")
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    return Path(found).resolve().parent if found else kept[-1].parent if kept else None


def _unprivileged() -> list[str]:
    """What lets a command run as somebody else than root, whom PostgreSQL refuses."""
    return ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []


class Server:
    """One server on loopback, with databases that come and go."""

    def __init__(self, settings: str = _FAST) -> None:
        where = programs()
        assert where is not None, "PostgreSQL's server is not installed"
        self._folder = Path(tempfile.mkdtemp(prefix="pg"))
        data = self._folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self._folder, "nobody")
        run = [*_unprivileged(), where / "initdb", "-D", data, "-U", "onrecord", "-A", "trust", "-E", "UTF8", "-N"]
        subprocess.run(run, check=True, capture_output=True, cwd="/")
        options = f"-p {self.port} -h 127.0.0.1 -k '' {settings}"
        self._control = [*_unprivileged(), where / "pg_ctl", "-D", data, "-w", "-l", self._folder / "log"]
        subprocess.run([*self._control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        self._count = 0
        atexit.register(self.stop)

    def stop(self, mode: str = "immediate") -> None:
        subprocess.run([*self._control, "-m", mode, "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql://onrecord@127.0.0.1:{self.port}/{name}"

    def create(self, like: str | None = None) -> str:
        """A new database, empty or a copy of another that nobody is connected to; its URL."""
        self._count += 1
        name = f"t{self._count}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {like.rpartition('/')[2] if like else 'template1'}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """The database gone, whoever is connected to it."""
        self._say(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2]} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@lru_cache(maxsize=1)
def server() -> Server:
    return Server()


_MADE: dict[Path, str] = {}
_KEPT: dict[Path, str] = {}
_ON: list[bool] = [False]


def switch(on: bool) -> None:
    """Whether `place` gives databases of PostgreSQL from now on."""
    _ON[0] = on


def on() -> bool:
    return _ON[0]


def place(path: Path, *, kept: bool = False, like: str | None = None) -> str:
    """Where a test's database lies: the file at ``path``, or with `--postgres` a database of its own in its stead.

    ``kept``: also after this test; ``like``: what is not there yet is a copy of this database.
    """
    if not _ON[0]:
        return str(path)
    made = _KEPT if kept else _MADE
    if path not in made:
        made[path] = server().create(like)
    return made[path]


@contextmanager
def tidied() -> Iterator[None]:
    """Databases made meanwhile are gone afterwards."""
    yield
    while _MADE:
        server().drop(_MADE.popitem()[1])
