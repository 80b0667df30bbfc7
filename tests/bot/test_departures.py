"""A workspace that removed the bot: all of it stays for the grace period, and then nothing of it in any table."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, DateTime, Engine, Float, Integer, LargeBinary, Table, insert, select
from sqlalchemy.types import JSON, BigInteger, SmallInteger, TypeDecorator

from bot.store import METADATA, Answers, Digests, Workspaces
from bot.store.answers_table import AnswerRow, CitationRow
from bot.store.departures import HEARD, Departures
from retrieval.errors import StorageError
from retrieval.index import Keeper
from retrieval.index.memory import MemoryIndex
from retrieval.store.copies_table import packed
from retrieval.store.database import in_turn, write
from retrieval.store.holdings import known_collection
from retrieval.store.index_log import log
from retrieval.store.record import Record
from retrieval.store.schema import COLLECTIONS, INDEX_LOG, WORKSPACES
from retrieval.types import Query
from tests.bot.digest_cases import digest
from tests.bot.inbox_cases import NOW, open_engine
from tests.retrieval.store_cases import PUBLISHED, analyse, article

GRACE = timedelta(days=30)
OVER = NOW + GRACE
# Of no workspace; installations go with the tokens when the bot is removed.
OF_NOBODY = {"hosts", "marks", "slack_oauth_states", "slack_bots", "slack_installations"}
REFERRED_TO = {"workspaces", "collections", "sources", "articles", "versions", "stories", "answers"}
SHINGLE = 7


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


@pytest.fixture
def departures(engine):
    return Departures(engine=engine, grace=GRACE)


def everything(engine: Engine) -> set[tuple[str, str]]:
    with engine.connect() as connection:
        return {
            (table.name, repr(tuple(row)))
            for table in METADATA.sorted_tables
            for row in connection.execute(table.select())
        }


def fill(engine: Engine, workspace: str) -> None:
    """A row of the workspace's in every table there is."""
    numbers = count(1)
    made: dict[str, Any] = {"workspaces.id": workspace, "workspace_id": workspace, "collection": workspace}
    with write(engine) as connection:
        tables = [table for table in METADATA.sorted_tables if table.name not in OF_NOBODY]
        # What others refer to by its number or name alone comes first.
        for table in sorted(tables, key=lambda table: table.name not in REFERRED_TO):
            row = {column.name: _value(column, table, made, numbers) for column in table.c}
            row = {name: value for name, value in row.items() if value is not None}
            if table in (WORKSPACES, COLLECTIONS):
                row["id" if table is WORKSPACES else "name"] = workspace
            result = connection.execute(insert(table).values(**row))
            key = dict(zip((column.name for column in table.primary_key), result.inserted_primary_key, strict=True))
            made |= {f"{table.name}.{name}": value for name, value in (row | key).items()}
            made |= {"collection_id": made.get("collections.id"), "story_id": made.get("stories.id")}
            made |= {"other_id": made.get("stories.id"), "subject": made.get("answers.answer_id")}
            made |= {"version_id": made.get("versions.id")}


def log_a_line(engine: Engine, collection: str) -> Any:
    """The index log's last line is this collection's afterwards."""
    with in_turn(engine) as connection:
        row = known_collection(connection, collection)
        seq = log(connection, "put", row, "k")
        return connection.execute(select(INDEX_LOG).where(INDEX_LOG.c.seq == seq)).one()


def _value(column: Any, table: Table, made: dict[str, Any], numbers: Any) -> Any:
    if column.name in {"left_at", "into_id"}:
        return None
    for key in column.foreign_keys:
        return made[f"{key.column.table.name}.{key.column.name}"]
    if column.name in made:
        return made[column.name]
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if column.primary_key and isinstance(kind, BigInteger) and len(table.primary_key) == 1:
        return None  # the database numbers it
    match kind:
        case _ if column.name == "hash":
            return SHINGLE
        case LargeBinary():
            return packed([SHINGLE])
        case Boolean():
            return True
        case DateTime():
            return NOW
        case Date():
            return date(2026, 3, 1)
        case Float():
            return 0.5
        case JSON():
            return [made["workspace_id"]]
        case Integer() | BigInteger() | SmallInteger():
            return next(numbers)
    return f"{made['workspace_id']}-{next(numbers)}"


def test_nothing_is_left_in_any_table_and_nothing_of_others_is_touched(engine, departures):
    nobody = everything(engine)
    fill(engine, "T1")
    ours = everything(engine)
    fill(engine, "T2")
    others = everything(engine) - (ours - nobody)
    assert {name for name, _ in ours - nobody} == {table.name for table in METADATA.sorted_tables} - OF_NOBODY
    departures.left("T1", now=NOW)
    assert departures.run(now=OVER - timedelta(seconds=1), indexed=99) == ()
    assert len(everything(engine)) == len(ours) + len(others - nobody)
    assert departures.run(now=OVER, indexed=99) == ()
    others |= {("index_log", repr(tuple(log_a_line(engine, "T2"))))}
    assert departures.run(now=OVER + HEARD, indexed=99) == ("T1",)
    assert everything(engine) == others
    assert departures.run(now=OVER + HEARD, indexed=99) == ()


def test_what_the_terminal_was_told_of_its_articles_goes_and_the_rest_verifies(engine, departures):
    record, answers = Record(engine), Answers(engine)
    for name in ("T1", "T2"):
        Workspaces(engine).ensure(name)
        record.ensure_collection(name, workspace=name)
        raw = article("a")
        record.save(name, raw, analyse(raw), now=NOW)
        cited = CitationRow(
            n=1, collection=name, article_key="a", version=1, start=0, end=16, sentence="Mara Lind spoke."
        )
        row = AnswerRow(
            answer_id=name, question="Who?", asked_at=NOW, as_of=NOW, status="answered", answer="Mara", confidence=1
        )
        answers.keep(row, [cited])
    departures.left("T1", now=NOW)
    departures.run(now=OVER, indexed=99)
    assert [answer_id for answer_id, _ in answers.citations()] == ["T2"]
    verified = answers.verify(record)
    assert (verified.checked, verified.gone, verified.broken) == (1, 0, ())


def test_the_collection_goes_when_the_index_has_heard_that_its_articles_are_gone(engine, departures, tmp_path):
    record = Record(engine)
    for name in ("T1", "T2"):
        Workspaces(engine).ensure(name)
        record.ensure_collection(name, workspace=name)
        for key in "abc":
            raw = article(key)
            record.save(name, raw, analyse(raw), now=NOW)
    keeper = Keeper(MemoryIndex(), record, tmp_path)
    keeper.catch_up()
    asked = Query(text="", terms=("mara",), collections=("T1",), as_of=PUBLISHED + timedelta(days=1))
    assert keeper.index.search(asked, limit=9).candidates
    before = keeper.index.watermark()
    departures.left("T1", now=NOW)
    late = OVER + HEARD
    assert departures.run(now=late, indexed=before) == ()
    assert record.collections(workspace="T1") == ("T1",)
    keeper.catch_up()
    assert not keeper.index.search(asked, limit=9).candidates
    assert not keeper.index.stats(("mara",), ("T1",)).sentences
    newest = record.last_seq()
    assert departures.run(now=late, indexed=keeper.index.watermark()) == ()  # its last line is the log's
    assert record.last_seq() == newest
    raw = article("d")
    record.save("T2", raw, analyse(raw), now=late)
    assert keeper.catch_up() == newest + 1
    assert departures.run(now=late, indexed=keeper.index.watermark()) == ("T1",)
    assert record.collections() == ("T2",)
    with engine.connect() as connection:
        assert connection.scalars(select(INDEX_LOG.c.seq)).all() == [4, 5, 6, newest + 1]
    assert keeper.index.stats(("mara",), ("T2",)).sentences == 8


def test_who_comes_back_in_time_finds_everything_as_it_was(engine, departures):
    fill(engine, "T1")
    before = everything(engine)
    departures.left("T1", now=NOW)
    departures.left("T1", now=OVER)  # the other event of the two, or the same again
    with engine.connect() as connection:
        assert connection.scalar(select(WORKSPACES.c.left_at).where(WORKSPACES.c.id == "T1")) == NOW
    departures.returned("T1")
    assert departures.run(now=OVER + HEARD, indexed=99) == ()
    assert everything(engine) == before


def test_who_comes_back_while_it_is_under_way_keeps_what_is_still_there(engine, departures, monkeypatch):
    record = Record(engine)
    Workspaces(engine).ensure("T1")
    record.ensure_collection("T1", workspace="T1")
    for n in range(60):
        raw = article(f"{n:02}")
        record.save("T1", raw, analyse(raw), now=NOW)
    departures.left("T1", now=NOW)
    from bot.store import departures as module

    delete, times = module.delete_articles, count(1)

    def once_and_then_back(connection, row, keys):
        delete(connection, row, keys)
        if next(times) == 1:
            connection.execute(WORKSPACES.update().values(left_at=None))

    monkeypatch.setattr(module, "delete_articles", once_and_then_back)
    assert departures.run(now=OVER + HEARD, indexed=999) == ()
    assert record.summary(["T1"]).articles == 40
    assert record.collections(workspace="T1") == ("T1",)


def test_while_it_is_away_nothing_is_said_there(engine, departures):
    digests = Digests(engine, new_id=lambda: "d9")
    digests.save(digest(), now=NOW)
    assert [each.id for each in digests.active()] == ["d1"]
    departures.left("T1", now=NOW)
    assert digests.active() == ()
    departures.returned("T1")
    assert [each.id for each in digests.active()] == ["d1"]


def test_what_fails_half_way_is_finished_the_next_time(engine, departures, monkeypatch):
    fill(engine, "T1")
    fill(engine, "T2")
    departures.left("T1", now=NOW)
    from bot.store import departures as module

    def away(*_):
        raise StorageError("the database", "it is away", "start it")

    with monkeypatch.context() as broken:
        broken.setattr(module, "delete_articles", away)
        with pytest.raises(StorageError):
            departures.run(now=OVER, indexed=99)
    departures.run(now=OVER, indexed=99)
    log_a_line(engine, "T2")
    assert departures.run(now=OVER + HEARD, indexed=99) == ("T1",)
