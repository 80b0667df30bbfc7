"""A process that writes an index, for tests that start several or kill one: folder, log, what to do, how often."""

import resource
import sys
from pathlib import Path

from retrieval.errors import StorageError
from retrieval.index import Keeper
from retrieval.types import LogEntry
from tests.retrieval.index_parts import FileRecord, query


class OneByOne(FileRecord):
    """Gives its log an entry at a time, so that there are many commits to be killed in, and says so."""

    def log(self, after: int, limit: int) -> list[LogEntry]:  # noqa: ARG002
        print(after, flush=True)
        return super().log(after, 1)


def _on_a_full_disk(folder: Path, log: Path) -> None:
    """Says what error a commit gives when its files may not grow."""
    keeper = Keeper.open(folder, FileRecord(log))
    for operation in (keeper.catch_up, keeper.rebuild):
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        try:
            operation()
        except StorageError as error:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print(error, flush=True)


def main(folder: Path, log: Path, name: str, count: int) -> None:
    if name == "apply":
        Keeper.open(folder, OneByOne(log)).catch_up()
        return
    if name == "full":
        _on_a_full_disk(folder, log)
        return
    record = FileRecord(log)
    keeper = Keeper.open(folder, record)
    for number in range(count):
        record.save(f"{name}{number}", [f"common word{number % 3} by {name}"])
        mine = record.last_seq()
        assert keeper.catch_up(mine) >= mine
        assert len(keeper.index.search(query(name), limit=99).candidates) == number + 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
