"""The command line, run in this process over a data folder of its own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run
from bot.migrate import upgrade
from retrieval.store.database import connect
from tests import postgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out.splitlines()[-1])

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


OnRecord = Callable[..., Ran]


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the sample articles fill once for all tests; they only read it."""
    return tmp_path_factory.mktemp("sample")


def _runner(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, kept: bool = False
) -> OnRecord:
    monkeypatch.setenv("ONRECORD_DATA_DIR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if postgres.on():
        monkeypatch.setenv("DATABASE_URL", postgres.place(folder / "record.db", kept=kept))

    def onrecord(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(status=status, out=out, err=err)

    return onrecord


@pytest.fixture
def sample(sample_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> OnRecord:
    return _runner(sample_dir, monkeypatch, capsys, kept=True)


@pytest.fixture
def onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> OnRecord:
    """The command line over an empty data folder."""
    return _runner(tmp_path / "var", monkeypatch, capsys)


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    """A database with our tables on a real PostgreSQL, whatever the other tests run on."""
    server = postgres.server()
    url = server.create()
    upgrade(connect(url), lock_path=tmp_path / "migrate.lock")
    yield url
    server.drop(url)
