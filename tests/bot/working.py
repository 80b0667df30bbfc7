"""`onrecord` as processes of its own on one PostgreSQL, some of which are killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from retrieval.store.record import Record
from tests.retrieval.newsroom.servers import Served
from tests.retrieval.newsroom.test_real_servers import room_over

ROOT = Path(__file__).resolve().parents[2]
HOSTS = tuple(f"127.0.0.{n}" for n in range(2, 8))  # loopback has more than one address
TAKE_OVER = 10.0  # seconds
ENDED = 150.0  # seconds: a request that is in hand may be tried on four nodes for 30 each
_OURS = ("SLACK_", "ONRECORD_", "DATABASE_", "OPENSEARCH_URL")


class Processes:
    """Commands over one data folder. None of them outlives the block."""

    def __init__(self, folder: Path, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        self._environment = kept | {"ONRECORD_DATA_DIR": str(folder / "var"), **environment}
        self._folder = folder
        self._said: dict[subprocess.Popen[bytes], Path] = {}

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._said:
            process.kill()
            process.wait()

    def run(self, *arguments: str) -> None:
        """A command to its end."""
        subprocess.run(_command(*arguments), cwd=ROOT, env=self._environment, check=True, capture_output=True)

    def start(self, *arguments: str, until: str = "", **environment: str) -> "subprocess.Popen[bytes]":
        """A command that stays, once it has said something; or at once."""
        said = self._folder / f"said-{len(self._said)}"
        with said.open("wb") as out:
            process = subprocess.Popen(
                _command(*arguments), cwd=ROOT, env=self._environment | environment, stdout=out, stderr=out
            )
        self._said[process] = said
        until_true(lambda: until in self.said(process) or process.poll() is not None)
        assert process.poll() is None, self.said(process)
        return process

    def said(self, process: "subprocess.Popen[bytes]") -> str:
        return self._said[process].read_text()

    def kill(self, *processes: "subprocess.Popen[bytes]") -> None:
        """All of them in the same moment."""
        for process in processes:
            process.kill()
        for process in processes:
            assert process.wait(30) == -signal.SIGKILL, self.said(process)

    def stop(self, *processes: "subprocess.Popen[bytes]") -> None:
        """They end well when they are told to; one that does not says what each of its threads is at."""
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                assert process.wait(ENDED) == 0, self.said(process)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGABRT)
                process.wait(ENDED)
                raise AssertionError(f"it did not end: {self.said(process)}") from None


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-X", "faulthandler", "-c", "from bot.cli import main; main()", *arguments]


def allowed(served: Served) -> str:
    """The setting that lets the hosts be fetched."""
    return ",".join(f"{host}:{served.port}" for host in HOSTS)


def add_sources(record: Record, served: Served, *, collection: str) -> None:
    """The feed of every host, polled next."""
    lines = "".join(f'<outline type="rss" text="{h}" xmlUrl="{served.url(h, "/feed")}"/>' for h in HOSTS)
    room_over(record, served).import_opml(
        f'<opml version="2.0"><body>{lines}</body></opml>'.encode(), collection=collection
    )


def poll_first(record: Record) -> None:
    """The first source is polled next."""
    with record.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feeds SET next_poll_at = added_at WHERE id = (SELECT min(id) FROM feeds)")


def until_true(done: Callable[[], object], timeout: float = 180.0, *, pause: float = 0.1) -> None:
    deadline = time.monotonic() + timeout
    while not done():
        assert time.monotonic() < deadline, "still not so"
        time.sleep(pause)
