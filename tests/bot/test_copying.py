"""A record moves to another database whole, is compared row by row, and goes on counting where it was."""

import pytest
from sqlalchemy import inspect, text

from bot.copying import copy
from bot.migrate import upgrade
from retrieval.errors import BadInput
from retrieval.store.database import connect
from retrieval.store.record import Record
from tests.bot.inbox_cases import asked, open_inbox
from tests.postgres import place
from tests.retrieval.store_cases import NOW, analyse, article


@pytest.fixture
def source(tmp_path):
    """A SQLite record with articles, versions, a deleted article and a question."""
    engine = connect(tmp_path / "old.db")
    upgrade(engine, lock_path=tmp_path / "lock")
    record = Record(engine)
    record.ensure_collection("news")
    for key, words in (("a", "Mara Lind spoke. She left."), ("b", "“Ω”, said Jörg 🌊. He stayed."), ("c", "Gone.")):
        made = article(key, words)
        record.save("news", made, analyse(made), now=NOW)
    changed = article("a", "Mara Lind spoke. She stayed.")
    record.save("news", changed, analyse(changed), now=NOW)
    record.delete("news", ["c"])
    open_inbox(engine).accept(asked("1.1", "who spoke?"))
    return engine


@pytest.fixture
def target(tmp_path):
    engine = connect(place(tmp_path / "new.db"))
    upgrade(engine, lock_path=tmp_path / "lock")
    return engine


def test_everything_is_there_afterwards(source, target):
    told = []
    done = copy(source, target, on_progress=lambda *shown: told.append(shown))
    assert told[-1] == (done.rows, done.rows)
    assert done.tables == len(set(inspect(target).get_table_names()) - {"alembic_version"})
    old, new = Record(source), Record(target)
    assert list(new.everything()) == list(old.everything())
    assert new.versions("news", "a") == old.versions("news", "a")
    assert open_inbox(target).unfinished() == 1


def test_numbers_are_not_used_again(source, target):
    """Neither those in use nor that of the article that is gone."""
    copy(source, target)
    record = Record(target)
    more = article("d", "New.")
    record.save("news", more, analyse(more), now=NOW)
    with target.connect() as connection:
        highest = connection.scalar(text("SELECT max(seq) FROM index_log"))
    assert highest == Record(source).last_seq() + 1


def test_a_database_that_holds_something_is_refused(source, target):
    Record(target).ensure_collection("mine")
    with pytest.raises(BadInput, match="it holds 1 rows of collections already; give an empty database"):
        copy(source, target)
    assert Record(target).collections() == ("mine",)


def test_the_command(onrecord, tmp_path):
    (tmp_path / "one.txt").write_text("Harbour opens\n\nMara Lind opened the harbour of Alder on Monday.")
    onrecord("ingest", str(tmp_path / "one.txt"))
    where = place(tmp_path / "moved.db")
    done = onrecord("db", "copy", where)
    assert done.status == 0
    assert "copied and compared; now set DATABASE_URL to" in " ".join(done.out.split())
    again = onrecord("db", "copy", where)
    assert (again.status, again.err.count("\n")) == (2, 1)
