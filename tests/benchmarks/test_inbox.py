"""The inbox's own benchmark runs to its end: every question it begins it takes through its whole life."""

from pathlib import Path

from benchmarks.inbox import measure
from bot.migrate import upgrade
from retrieval.store.database import connect
from tests.postgres import place


def test_questions_are_taken_in_and_through_their_lives(tmp_path: Path) -> None:
    engine = connect(place(tmp_path / "record.db"))
    upgrade(engine, lock_path=tmp_path / "lock")
    found, after = measure(engine, threads=2, seconds=0.3, first=0)
    assert found["accepted_per_second"] > found["lives_per_second"] > 0
    assert after > 4
