"""Where the data lies: how it is opened, how long writers hold it, and what is said when it cannot be used."""

import os
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import event, text

from retrieval.errors import StorageError
from retrieval.store import sqlite
from retrieval.store.database import connect, read, write
from retrieval.store.record import Record
from tests.retrieval.store_cases import NOW, analyse, article, open_record
from tests.retrieval.store_writer import text_of

ROOT = Path(__file__).resolve().parents[2]


pytestmark = pytest.mark.sqlite


def test_a_connection_has_the_pragmas_we_rely_on(tmp_path):
    engine = connect(tmp_path / "new folder" / "a?b#c.db")
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}
    with engine.connect() as connection:
        assert {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted
    assert (tmp_path / "new folder" / "a?b#c.db").exists()


def test_a_url_and_a_path_name_the_same_file(tmp_path):
    path = tmp_path / "a.db"
    for name in (path, str(path), f"sqlite:///{path}"):
        assert connect(name).url.database == str(path)


@pytest.mark.parametrize("url", ["mysql://host/name", "://", "oracle+cx://x", "sqlite://"])
def test_other_databases_are_refused(url):
    with pytest.raises(StorageError):
        connect(url)


def test_a_write_that_raises_is_undone(tmp_path):
    record = open_record(tmp_path)

    def fail() -> None:
        with write(record.engine) as connection:
            connection.execute(text("DELETE FROM collections"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert record.collections() == ("news",)


def test_a_reader_sees_one_moment_and_keeps_no_writer_waiting(tmp_path):
    record = open_record(tmp_path)
    with read(record.engine) as connection:
        count = text("SELECT count(*) FROM collections")
        assert connection.execute(count).scalar() == 1
        record.ensure_collection("more")
        assert connection.execute(count).scalar() == 1
    assert record.collections() == ("more", "news")


def test_a_writer_waits_for_the_other_to_be_done(tmp_path):
    record = open_record(tmp_path)
    order = []

    def second() -> None:
        record.ensure_collection("second")
        order.append("second")

    with write(record.engine):
        thread = threading.Thread(target=second)
        thread.start()
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


def test_a_lock_that_is_never_given_up_is_said_in_one_line(tmp_path, mocker):
    mocker.patch.object(sqlite, "BUSY_SECONDS", 0.05)
    record = open_record(tmp_path)
    other = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError) as caught:
        record.ensure_collection("more")
    said = "another program keeps it locked; wait until that program is done, or end it"
    assert str(caught.value) == f"the database {tmp_path}/record.db: {said}"
    other.close()
    record.ensure_collection("more")


def test_a_file_that_is_no_database_is_said_in_one_line(tmp_path):
    (tmp_path / "a.db").write_bytes(b"This is a letter, not a database. " * 100)
    with pytest.raises(StorageError, match="not a database"), connect(tmp_path / "a.db").connect():
        pass


def test_a_damaged_database_is_said_in_one_line(tmp_path):
    record = open_record(tmp_path)
    for number in range(30):
        raw = article(str(number), text=text_of(number))
        record.save("news", raw, analyse(raw), now=NOW)
    record.engine.dispose()
    path = tmp_path / "record.db"
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StorageError, match="damaged"):
        list(Record(connect(path)).everything())


def test_a_folder_that_is_a_file_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file"):
        connect(tmp_path / "file" / "a.db")


def test_read_only_reads_and_does_not_write(tmp_path):
    record = open_record(tmp_path)
    record.engine.dispose()
    looking = Record(connect(tmp_path / "record.db", read_only=True))
    assert looking.collections() == ("news",)
    with pytest.raises(StorageError, match="read-only"):
        looking.ensure_collection("more")
    with pytest.raises(StorageError, match="cannot be opened"):
        Record(connect(tmp_path / "none.db", read_only=True)).collections()


_AS_NOBODY = """
import os, sys
import sqlalchemy.dialects.sqlite  # now: nobody may be unable to read the packages later
from retrieval.store.database import connect
from retrieval.store.record import Record
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
for read_only in (True, False):
    try:
        record = Record(connect(sys.argv[1], read_only=read_only))
        print(record.collections())
        record.ensure_collection("more")
    except Exception as error:
        print(type(error).__name__, error)
"""


def _as_nobody(folder: Path) -> list[str]:
    """What somebody without rights is told who opens the record of a folder, to read and then to write."""
    for parent in folder.parents:  # pytest makes folders that only their owner may enter
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o055)
    args = [sys.executable, "-c", _AS_NOBODY, str(folder / "record.db")]
    ran = subprocess.run(args, cwd=ROOT, capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_a_folder_without_write_permission_can_be_read_and_says_why_not_written(tmp_path):
    folder = tmp_path / "data"
    open_record(folder).engine.dispose()
    (folder / "record.db").chmod(0o444)
    folder.chmod(0o555)
    lines = _as_nobody(folder)
    assert lines[0] == "('news',)"
    assert all(line.startswith("StorageError the database") for line in lines[1:])
    assert len(lines) == 3


def test_a_folder_that_may_not_be_entered_is_said_in_one_line(tmp_path):
    folder = tmp_path / "data"
    open_record(folder).engine.dispose()
    folder.chmod(0o700 if os.getuid() == 0 else 0o000)
    lines = _as_nobody(folder)
    assert len(lines) == 2
    assert all(line.startswith("StorageError") for line in lines)


_FULL = """
import resource, sys
from pathlib import Path
from retrieval.errors import StorageError
from retrieval.store.database import connect
from retrieval.store.record import Record
from tests.retrieval.store_cases import NOW, analyse, article
from tests.retrieval.store_writer import text_of
record = Record(connect(Path(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, 1_200_000))
for number in range(1000):
    raw = article(str(number), text=text_of(number))
    try:
        record.save("news", raw, analyse(raw), now=NOW)
    except StorageError as error:
        print(number, error)
        break
"""


def test_a_full_disk_is_said_in_one_line_and_what_was_saved_stays(tmp_path):
    record = open_record(tmp_path)
    args = [sys.executable, "-c", _FULL, str(tmp_path / "record.db")]
    ran = subprocess.run(args, cwd=ROOT, capture_output=True, text=True, check=False)
    number, said = ran.stdout.strip().split(" ", 1)
    assert said.startswith(f"the database {tmp_path}/record.db: the disk")
    assert ran.stderr == ""
    assert int(number) > 3
    assert [entry.key for entry in record.everything()] == [str(n) for n in range(int(number))]
    with record.engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    record.ensure_collection("room again")


def test_a_write_of_a_typical_article_is_short(tmp_path):
    """50 ms at most on a machine with nothing else to do; here the median, and five times that for the slowest."""
    record = open_record(tmp_path)
    begun, held = [], []
    event.listen(record.engine, "begin", lambda _: begun.append(time.perf_counter()))
    event.listen(record.engine, "commit", lambda _: held.append(time.perf_counter() - begun[-1]))
    for number in range(40):
        raw = article(str(number), text=text_of(number))
        record.save("news", raw, analyse(raw), now=NOW)
    assert len(held) >= 40
    assert statistics.median(held) < 0.05
    assert max(held) < 0.25
