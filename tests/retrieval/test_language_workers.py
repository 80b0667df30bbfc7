"""Many versions in worker processes give what one process gives, and a lost worker is said so."""

import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import StorageError
from retrieval.language import workers
from retrieval.language.analyse import Analyser
from retrieval.language.workers import analyse_many
from retrieval.types import Level

TEXTS = [
    (number, f"Title {number}", f"Angela Merkel met {number} people in Paris. She said that it rained.")
    for number in range(7)
]


@pytest.mark.slow
def test_workers_give_what_one_process_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_BATCH", {Level.FULL: 100, Level.LIGHT: 100})
    analyser = Analyser()
    expected = {key: analyser.full(title, text) for key, title, text in TEXTS}
    assert dict(analyse_many(iter(TEXTS), level=Level.FULL, processes=1)) == expected
    assert dict(analyse_many(iter(TEXTS), level=Level.FULL, processes=2)) == expected


def test_nothing_in_nothing_out() -> None:
    assert list(analyse_many([], level=Level.FULL, processes=2)) == []


def test_a_worker_that_dies_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", "import os; os._exit(7)")
    with pytest.raises(StorageError, match="a worker process of the analysis: ended with status 7"):
        list(analyse_many(TEXTS, level=Level.LIGHT, processes=2))


def test_leaving_early_ends_the_workers() -> None:
    started: list[subprocess.Popen[bytes]] = []
    pool = workers._Pool(2, Level.LIGHT)
    started.extend(pool._workers)
    pool.close()
    assert all(worker.poll() is not None for worker in started)


def test_a_script_needs_no_main_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('started')\n"
        "from retrieval.language.workers import analyse_many\n"
        "from retrieval.types import Level\n"
        "items = [(1, '', 'It rained in Paris.')]\n"
        "print([key for key, _ in analyse_many(items, level=Level.LIGHT, processes=2)])\n"
    )
    root = str(Path(workers.__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env={"PYTHONPATH": root}
    )
    assert ran.stdout.split("\n") == ["started", "[1]", ""]
