"""The index keeps in step with the record whatever happens to it: other writers, kills, rebuilds, damage."""

import errno
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.errors import IndexDamaged, StorageError
from retrieval.index import IndexLog, Keeper, MemoryIndex, SentenceIndex, open_index
from retrieval.index.entries import Held, sentences_of
from retrieval.index.locks import locked
from retrieval.index.memory import MemoryGeneration
from retrieval.index.trouble import guarded
from retrieval.types import IndexedArticle, LogEntry
from tests.retrieval.index_parts import DAY, START, FileRecord, ListRecord, article, query
from tests.retrieval.index_reference import expected


def same(index: SentenceIndex, articles: list[IndexedArticle], terms: str = "common word1 word2 extra") -> None:
    """The index lists every sentence of these articles once, as the formula does, and nothing else."""
    asked = query(terms)
    found = index.search(asked, limit=10_000).candidates
    assert [candidate.sentence_id for candidate in found] == [name for name, _ in expected(articles, asked, 10_000)]
    assert index.stats((), ["news"]).sentences == sum(len(a.versions[-1].sentences) for a in articles)


def changing(steps: int) -> list[tuple[str, list[str] | None]]:
    """Articles that come, change and go."""
    rng = random.Random(7)
    made: list[tuple[str, list[str] | None]] = []
    for step in range(steps):
        key = f"k{rng.randrange(steps // 2)}"
        gone = rng.random() < 0.2
        made.append((key, None if gone else [f"common word{step % 9} step{step}"] * rng.randint(1, 4)))
    return made


def _start(folder: Path, log: Path, name: str, count: int = 0) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.retrieval.index_writer", str(folder), str(log), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    folder, log = tmp_path / "index", tmp_path / "log"
    writers = [_start(folder, log, name, 8) for name in ("left", "right")]
    for writer in writers:
        writer.communicate()
    assert [writer.returncode for writer in writers] == [0, 0]
    assert open_index(folder).watermark() == 16
    same(open_index(folder), FileRecord(log).articles())


def _killed(tmp_path: Path, times: int) -> None:
    folder, record = tmp_path / "index", FileRecord(tmp_path / "log")
    for key, sentences in changing(8 * times):
        record.save(key, sentences)
    whole = ListRecord(record.log(0, 10**6))
    rng = random.Random(3)
    reached = 0
    for _ in range(times):
        writer = _start(folder, record.path, "apply")
        assert writer.stdout is not None
        for _ in range(rng.randint(1, 6)):
            writer.stdout.readline()
        time.sleep(rng.random() * 0.1)  # a commit takes about that long: anywhere within the next one
        writer.kill()
        writer.communicate()
        index = open_index(folder)
        assert index.watermark() >= reached
        reached = index.watermark()
        same(index, ListRecord(whole.entries[:reached]).articles())  # nothing half there
    assert reached > 0
    said: list[str] = []
    keeper = Keeper.open(folder, record, say=said.append)
    assert keeper.catch_up() == record.last_seq()
    same(keeper.index, record.articles())
    assert said == []


def test_killed_while_applying(tmp_path: Path) -> None:
    _killed(tmp_path, 3)


@pytest.mark.slow
def test_killed_while_applying_thirty_times(tmp_path: Path) -> None:
    _killed(tmp_path, 30)


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    folder, record = tmp_path / "index", FileRecord(tmp_path / "log")
    record.save("small", ["common word1"])
    Keeper.open(folder, record).catch_up()
    record.save("large", [f"common word{number} and{number} so{number}" for number in range(2000)])
    writer = _start(folder, record.path, "full")
    said, _ = writer.communicate(timeout=120)
    assert writer.returncode == 0
    lines = said.decode().splitlines()
    assert len(lines) == 2
    assert all("; make room" in line for line in lines)
    index = open_index(folder)  # as it was
    assert index.watermark() == 1
    Keeper(index, record, folder).catch_up()
    same(index, record.articles())


def _engines(tmp_path: Path) -> dict[str, Callable[[], SentenceIndex]]:
    return {"tantivy": lambda: open_index(tmp_path / "index"), "memory": MemoryIndex}


def test_what_a_search_made_of_older_articles_is_not_kept_for_newer_ones() -> None:
    record = ListRecord()
    record.save(article("k1", ["common word"]))
    generation = MemoryGeneration()
    generation.apply(record.log(0, 10))

    def slow(made: IndexedArticle) -> Iterator[Held]:
        if len(record.entries) == 1:  # an article comes while a search is at it
            record.save(article("k2", ["common word"]))
            generation.apply(record.log(1, 10))
        yield from sentences_of(made)

    assert len(generation.corpus(slow, ["news"])[0]) == 1
    assert len(generation.corpus(slow, ["news"])[0]) == 2


@pytest.mark.parametrize("engine", ["tantivy", "memory"])
@pytest.mark.slow
def test_a_rebuild_goes_on_beside_searches_and_new_articles(tmp_path: Path, engine: str) -> None:
    record = ListRecord()
    for number in range(120):
        record.save(article(f"k{number}", [f"common word{number % 9}", "filler of some length"]))
    keeper = Keeper(_engines(tmp_path)[engine](), record, tmp_path / "locks")
    keeper.catch_up()
    stop, seen, trouble = threading.Event(), [], []

    def searching() -> None:
        watermark = 0
        try:
            while not stop.is_set():
                seen.append(len(keeper.index.search(query("common"), limit=1000).candidates))
                now = keeper.index.watermark()
                assert now >= watermark
                watermark = now
        except BaseException as error:
            trouble.append(error)

    def saving() -> None:
        for number in range(120, 126):
            record.save(article(f"k{number}", ["common extra"]))
            keeper.catch_up()

    threads = [threading.Thread(target=searching), threading.Thread(target=saving)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        keeper.rebuild()
    threads[1].join()
    stop.set()
    threads[0].join()
    assert trouble == []
    assert min(seen) >= 120
    assert seen == sorted(seen)
    same(keeper.index, record.articles())
    if engine == "tantivy":
        assert len([path for path in (tmp_path / "index").iterdir() if path.name.startswith("gen-")]) == 2


def test_another_reader_sees_commits_deletes_and_switches(tmp_path: Path) -> None:
    record = ListRecord()
    record.save(article("a", ["common one"]))
    keeper = Keeper(open_index(tmp_path / "index"), record, tmp_path / "index")
    other = open_index(tmp_path / "index")
    assert keeper.catch_up() == other.watermark() == 1
    record.save(article("b", ["common two"]))
    keeper.catch_up()
    same(other, record.articles())
    keeper.rebuild()
    record.delete("news", "a")
    keeper.catch_up()
    same(other, record.articles())
    assert keeper.delete("news", ["b"]) == 1
    assert other.search(query("common"), limit=9).candidates == ()


def test_a_busy_lock_is_waited_out(tmp_path: Path) -> None:
    record = ListRecord()
    record.save(article("a", ["common one"]))
    keeper = Keeper(open_index(tmp_path), record, tmp_path)
    with locked(tmp_path / "writer.lock"):
        waiting = threading.Thread(target=keeper.catch_up)
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
    waiting.join(20)
    assert keeper.index.watermark() == 1
    with locked(tmp_path / "writer.lock"):
        assert keeper.catch_up() == 1  # nothing to do: nobody's lock matters


def test_an_index_ahead_of_its_record_is_rebuilt(tmp_path: Path) -> None:
    """As after a database was put back from a copy."""
    record = ListRecord()
    for number in range(5):
        record.save(article(f"k{number}", ["common word1"]))
    said: list[str] = []
    keeper = Keeper(open_index(tmp_path), record, tmp_path, say=said.append)
    keeper.catch_up()
    del record.entries[3:]
    assert keeper.catch_up() == 3
    same(keeper.index, record.articles())
    assert len(said) == 1


def _record() -> ListRecord:
    record = ListRecord()
    for number in range(30):
        record.save(article(f"k{number}", [f"common word{number % 9}"] * 3))
    record.save(article("k3", ["common early"], ["common late"], fetched=[START + DAY]))
    record.delete("news", "k4")
    return record


def _filled(folder: Path, record: IndexLog) -> None:
    Keeper.open(folder, OneBatch(record)).catch_up()


class OneBatch:
    """Two batches: one segment with deletes in it, and one more."""

    def __init__(self, record: IndexLog) -> None:
        self._record = record

    def log(self, after: int, limit: int) -> list[LogEntry]:  # noqa: ARG002
        return self._record.log(after, 28)

    def last_seq(self) -> int:
        return self._record.last_seq()

    def everything(self) -> object:
        return self._record.everything()


def _spoil(path: Path, how: str, rng: random.Random) -> None:
    held = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
    elif how == "short":
        path.write_bytes(held[: len(held) // 2])
    elif how == "garbage":
        path.write_bytes(rng.randbytes(len(held) or 20))
    else:
        at = rng.randrange(len(held)) if held else 0
        path.write_bytes(held[:at] + rng.randbytes(8) + held[at + 8 :])


def _repaired(tmp_path: Path, spoilings: tuple[str, ...]) -> None:
    record, rng = _record(), random.Random(5)
    whole = tmp_path / "whole"
    _filled(whole, record)
    files = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file())
    assert any(path.suffix == ".del" for path in files)
    for number, path in enumerate(files):
        for how in spoilings if len(spoilings) > 1 or "lock" in path.name else (["garbage", "missing"][number % 2],):
            folder = tmp_path / "spoiled"
            shutil.copytree(whole, folder)
            _spoil(folder / path, how, rng)
            said: list[str] = []
            keeper = Keeper.open(folder, record, say=said.append)
            keeper.catch_up()
            same(keeper.index, record.articles())
            keeper.index.check()
            assert len(said) == (0 if "lock" in path.name else 1), (path, how, said)
            assert all("\n" not in line for line in said)
            folder.rename(
                tmp_path / f"done-{path.name}-{how}-{len(list(tmp_path.iterdir()))}"
            )  # merges may still write


def test_a_damaged_folder_is_rebuilt_and_said_in_one_line(tmp_path: Path) -> None:
    _repaired(tmp_path, ("garbage",))


@pytest.mark.slow
def test_a_damaged_folder_is_rebuilt_however_it_was_damaged(tmp_path: Path) -> None:
    _repaired(tmp_path, ("garbage", "missing", "short", "bytes"))


def test_another_analysers_index_is_not_used(tmp_path: Path) -> None:
    open_index(tmp_path, analyser="1")
    with pytest.raises(IndexDamaged, match="another version"):
        open_index(tmp_path, analyser="2")


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "Permission denied"),
        ValueError("An IO error occurred: 'Read-only file system (os error 30)'"),
        ValueError("An error occurred in a thread: 'An index writer was killed..'"),
    ],
)
def test_a_folder_that_cannot_be_written_is_no_damage(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(StorageError, match="make room or give this user the folder"), guarded(tmp_path):
        raise error
    with pytest.raises(IndexDamaged), guarded(tmp_path):
        raise ValueError("corrupted")
