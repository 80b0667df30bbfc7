"""Writers that are killed, or that write at once, leave nothing half there, lost or doubled."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.store.record import Record
from tests.postgres import place
from tests.retrieval.store_cases import open_record
from tests.retrieval.store_writer import SENTENCES

ROOT = Path(__file__).resolve().parents[2]


def writer(folder: Path, prefix: str, first: int, last: int, kill_after: int = 0) -> "subprocess.Popen[str]":
    module = [sys.executable, "-m", "tests.retrieval.store_writer"]
    args = [*module, place(folder / "record.db"), prefix, str(first), str(last), str(kill_after)]
    return subprocess.Popen(args, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def assert_whole(record: Record) -> list[str]:
    """Nothing is half there, and the log names every article once; the keys, in the order saved."""
    with record.engine.connect() as connection:
        if record.engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        counts = "SELECT count(*) FROM sentences s WHERE s.version_id = v.id"
        halves = f"SELECT count(*) FROM versions v WHERE v.sentences != ({counts}) OR v.sentences != {SENTENCES}"
        assert connection.execute(text(halves)).scalar() == 0
        mentions = connection.execute(text("SELECT count(*) FROM mentions")).scalar()
        keys = list(connection.execute(text("SELECT key FROM index_log ORDER BY seq")).scalars())
        held = set(
            connection.execute(text("SELECT a.key FROM articles a JOIN versions v ON v.article_id = a.id")).scalars()
        )
        assert connection.execute(text("SELECT count(*) FROM articles")).scalar() == len(held)
    assert len(keys) == len(set(keys))
    assert set(keys) == held
    assert mentions == len(keys) * (SENTENCES - 1)
    return keys


@pytest.mark.parametrize("kills", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_a_writer_killed_while_saving_leaves_whole_articles(tmp_path, kills):
    record = open_record(tmp_path)
    chance = random.Random(kills)
    done = 0
    for kill in range(kills):
        # In turn: by itself just after a statement inside a transaction, and by us, wherever it happens to be.
        inside = kill % 2 == 0
        # An article takes five statements.
        statement = 5 * chance.randrange(1, 9) + 2 + kill // 2 % 4 if inside else 0
        process = writer(tmp_path, "k", done, done + 10_000, statement)
        if not inside:
            for _ in range(chance.randrange(1, 25)):
                done = int(process.stdout.readline().split()[0]) + 1
            process.kill()
        # What it had said before it was killed, and perhaps one that it did not come to say.
        # Not by communicate(), which passes over what readline() has read ahead.
        done += len(process.stdout.read().splitlines())
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        keys = assert_whole(record)
        assert [f"k{number}" for number in range(len(keys))] == keys
        assert len(keys) in (done, done + 1)
        done = len(keys)
    entries = record.log(0, 100_000)
    assert [entry.key for entry in entries] == [entry.key for entry in record.everything()] == keys
    assert all(len(entry.article.versions[0].sentences) == SENTENCES for entry in entries)


def test_two_writers_at_once_lose_nothing(tmp_path):
    record = open_record(tmp_path)
    processes = [writer(tmp_path, prefix, 0, 60) for prefix in "ab"]
    said = []
    for process in processes:
        out, error = process.communicate(timeout=120)
        assert (process.returncode, error) == (0, "")
        said += [int(line.split()[1]) for line in out.splitlines()]
    keys = assert_whole(record)
    assert sorted(keys) == sorted(f"{prefix}{number}" for prefix in "ab" for number in range(60))
    assert sorted(said) == list(range(1, 121))
