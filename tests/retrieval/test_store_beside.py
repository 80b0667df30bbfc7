"""How writes run beside each other on PostgreSQL: who waits for whom, who does not, and what is tried again."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, select, update

from retrieval.errors import Collided
from retrieval.store import index_log
from retrieval.store.beside import TRIES, add, locked, written
from retrieval.store.database import connect, in_turn, read, write
from retrieval.store.news_tables import HOSTS
from retrieval.store.record import Record
from retrieval.store.schema import create_tables
from tests import postgres

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
h = HOSTS.c

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]


@pytest.fixture
def engine() -> Iterator[Engine]:
    server = postgres.server()
    url = server.create()
    made = connect(url)
    create_tables(made)
    with write(made) as connection:
        for host in "ab":
            add(connection, HOSTS, {"host": host, "free_at": NOW, "holder": ""})
    yield made
    made.dispose()
    server.drop(url)


def test_lines_of_the_index_log_are_committed_in_order_and_keep_nobody_else_waiting(engine: Engine) -> None:
    record = Record(engine)
    record.ensure_collection("news")
    lines: list[int] = []

    def later() -> None:
        with in_turn(engine) as connection:
            lines.append(index_log.log(connection, "put", 1, "later"))

    with in_turn(engine) as connection:
        lines.append(index_log.log(connection, "put", 1, "first"))
        waiting = threading.Thread(target=later, daemon=True)
        waiting.start()
        with write(engine) as other:  # would wait for ever, were it in turn
            other.execute(update(HOSTS).where(h.host == "a").values(holder="me"))
        waiting.join(0.3)
        assert waiting.is_alive()
        assert record.last_seq() == 0
    waiting.join(30)
    assert lines == [1, 2]
    assert [entry.seq for entry in record.log(0, 9)] == lines


def test_a_line_of_the_index_log_is_only_written_in_turn(engine: Engine) -> None:
    with pytest.raises(AssertionError, match="in turn"), write(engine) as connection:
        index_log.log(connection, "put", 1, "a")


def test_what_another_is_claiming_is_passed_over(engine: Engine) -> None:
    with write(engine) as mine, write(engine) as others:
        anyones = h.holder == ""
        assert locked(mine, h.host, ["b", "a"], anyones) == "b"
        assert locked(others, h.host, ["b", "a"], h.holder == "me") is None
        assert locked(others, h.host, ["b", "a"], anyones) == "a"
        assert locked(others, h.host, ["b"], anyones) is None


def _crosswise(engine: Engine, tries: list[str]) -> list[BaseException]:
    """Two writes that lock two rows the other way round, as often as they are begun."""
    both = threading.Barrier(2)
    raised: list[BaseException] = []

    def change(first: str, then: str) -> None:
        def work(connection: Connection) -> None:
            tries.append(first)
            _append(connection, first)
            if len(tries) <= 2:
                both.wait(30)  # each has one row and wants the other's
            _append(connection, then)

        try:
            written(engine, work)
        except BaseException as error:  # told by the test
            raised.append(error)

    threads = [threading.Thread(target=change, args=pair, daemon=True) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def _append(connection: Connection, host: str) -> None:
    connection.execute(update(HOSTS).where(h.host == host).values(holder=h.holder + "x"))


def test_a_write_that_waits_for_one_that_waits_for_it_is_begun_anew(engine: Engine) -> None:
    tries: list[str] = []
    assert _crosswise(engine, tries) == []
    assert set(tries) == {"a", "b"}
    assert 2 < len(tries) <= 2 * TRIES  # one of the two was begun anew; a busy server may break it off once more
    with read(engine) as connection:
        assert connection.scalars(select(h.holder)).all() == ["xx", "xx"]


def test_not_for_ever(engine: Engine) -> None:
    tries: list[int] = []

    def work(_connection: Connection) -> None:
        tries.append(1)
        raise Collided("the database", "deadlock detected", "run this again")

    with pytest.raises(Collided):
        written(engine, work)
    assert len(tries) == TRIES
