"""Back-up and restore as docs/operations.md has them, rehearsed: the same answer, every citation, the index anew."""

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests import postgres
from tests.bot.conftest import OnRecord

QUESTION = "what deadline did Trump set?"
DOCS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
TOLD = ("answer", "confidence", "status", "citations", "nearest")


def _works(onrecord: OnRecord, before: dict[str, object]) -> None:
    after = onrecord("ask", QUESTION, "--json").json
    assert {name: after[name] for name in TOLD} == {name: before[name] for name in TOLD}
    verified = onrecord("verify")
    assert verified.status == 0
    assert " 0 broken" in verified.out
    assert int(verified.out.split()[0]) >= 2, "what was cited before the back-up, and now"
    assert onrecord("index", "rebuild").status == 0
    assert onrecord("ask", QUESTION, "--json").json["citations"] == before["citations"]
    assert onrecord("doctor").status == 0


@pytest.mark.sqlite
def test_sqlite(sample: OnRecord, sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sample("ask", QUESTION, "--json").json
    statement = next(line for line in DOCS.splitlines() if "VACUUM INTO" in line).split("'")[1::2][0]
    kept = tmp_path / statement.rpartition("/")[2]
    with sqlite3.connect(sample_dir / "record.db") as connection:
        connection.execute("BEGIN IMMEDIATE")  # somebody writes meanwhile
        with sqlite3.connect(sample_dir / "record.db") as other:
            other.execute("VACUUM INTO ?", (str(kept),))
        connection.rollback()
    (tmp_path / "restored").mkdir()
    kept.rename(tmp_path / "restored" / "record.db")
    monkeypatch.setenv("ONRECORD_DATA_DIR", str(tmp_path / "restored"))
    _works(sample, before)


@pytest.mark.slow
@pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed")
def test_postgresql(sample: OnRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, programs = postgres.server(), postgres.programs()
    assert programs is not None
    old, new = server.create(), server.create()
    monkeypatch.setenv("ONRECORD_DATA_DIR", str(tmp_path / "old"))
    monkeypatch.setenv("DATABASE_URL", old)
    before = sample("ask", QUESTION, "--json").json
    kept = tmp_path / "record.dump"
    for command in (
        [programs / "pg_dump", "--format=custom", f"--file={kept}", old],
        [programs / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={new}", kept],
    ):
        assert command[0].name in DOCS
        subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))
    monkeypatch.setenv("ONRECORD_DATA_DIR", str(tmp_path / "new"))
    monkeypatch.setenv("DATABASE_URL", new)
    _works(sample, before)
