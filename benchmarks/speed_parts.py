"""What an answer's time goes to: `python -m benchmarks.speed_parts FOLDER`, a folder that `benchmarks.speed` filled.

Every question is asked once, after a first one, in a process that does nothing else. A part's time is its own alone,
what it has other parts do not counted: processor and wall-clock milliseconds an answer (means), and its share of the
processor's. ``all`` is the whole answer.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.speed_answers import QUESTIONS, opened
from benchmarks.timing import percentiles
from bot.answering import understood
from bot.app import App
from bot.questions import Question
from config.memory import set_aside
from retrieval.language.analyse import Analyser
from retrieval.reader import JudgedReader
from retrieval.reader.transformer import TransformerReader
from retrieval.rerank import LearntReranker
from retrieval.store.record import Record
from retrieval.store.same_text import SameText

REST = "the rest"


@dataclass(slots=True)
class Stopwatch:
    """Processor and wall-clock seconds by part; a part that calls another stands still until that is done."""

    cpu: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    wall: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[str] = field(default_factory=list)
    _since: tuple[float, float] = (0.0, 0.0)

    def timed(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed as a part. Of one thread."""

        @wraps(work)
        def run(*given: Any, **named: Any) -> Any:
            self._turn()
            self._open.append(part)
            try:
                return work(*given, **named)
            finally:
                self._turn()
                self._open.pop()

        return run

    def _turn(self) -> None:
        """What passed since the last turn belongs to the part that is open."""
        now = time.process_time(), time.perf_counter()
        if self._open:
            self.cpu[self._open[-1]] += now[0] - self._since[0]
            self.wall[self._open[-1]] += now[1] - self._since[1]
        self._since = now


def parts(app: App) -> dict[str, tuple[Any, tuple[str, ...]]]:
    """The parts of an answer: of each the class or module, and its functions that are timed."""
    reads = tuple(name for name, read in vars(Record).items() if callable(read) and not name.startswith("_"))
    return {
        "understanding": (understood, ("classify", "spelt", "outlets_in")),
        "searching the index": (type(app.search.index), ("search", "stats")),
        "reading the record": (Record, reads),
        "ranking": (LearntReranker, ("rerank",)),
        "copies": (SameText, ("once", "also_in", "groups")),
        "the transformer": (TransformerReader, ("judge",)),
        "parsing": (Analyser, ("annotate",)),
        "spans and their weighing": (JudgedReader, ("read",)),
    }


def measure(folder: Path) -> dict[str, Any]:
    app = opened(folder)
    app.load()
    asked = [row["question"] for row in read_jsonl(QUESTIONS)]
    watch = Stopwatch()

    def answer(text: str) -> object:
        return app.answer(Question(text=text, collections=app.collections()), keep=False)

    answer(asked[-1])
    set_aside()
    for part, (owner, names) in parts(app).items():
        for name in names:
            setattr(owner, name, watch.timed(part, getattr(owner, name)))
    took = []
    whole = watch.timed(REST, answer)
    for number, text in enumerate(asked):
        if number % 10 == 0:
            tell(f"questions: {number} of {len(asked)}")
        began = time.perf_counter()
        whole(text)
        took.append((time.perf_counter() - began) * 1000)
    every = sum(watch.cpu.values())
    found = {
        part: {
            "cpu_ms": round(1000 * watch.cpu[part] / len(asked), 1),
            "wall_ms": round(1000 * watch.wall[part] / len(asked), 1),
            "share_of_cpu": round(watch.cpu[part] / every, 3),
        }
        for part in sorted(watch.cpu, key=lambda part: -watch.cpu[part])
    }
    total = {"cpu_ms": round(1000 * every / len(asked), 1), **percentiles(took), "questions": len(asked)}
    return {"all": total, "parts": found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds `var`, as `benchmarks.speed --part fill` leaves it")
    print(json.dumps(measure(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
