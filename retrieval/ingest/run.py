"""Articles from files, analysed and saved, each in a transaction of its own.

Whatever ends a run, also kill -9, leaves whole articles behind; the next run passes over those and goes on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from retrieval.errors import BadRecord
from retrieval.ingest.read import find, holds_many, read_file
from retrieval.language.analyse import Analyser
from retrieval.language.workers import analyse_many
from retrieval.store.record import Record
from retrieval.store.writing import SaveStatus
from retrieval.types import AnalysedVersion, Level, RawArticle

FEW = 20  # so many articles are analysed here: starting processes would take longer

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of what was read. ``skipped`` counts files in folders that are of no readable kind, ``copies`` the
    articles among the new and changed ones whose text another has too: that is known once they are grouped."""

    new: int
    changed: int
    unchanged: int
    bad: tuple[BadRecord, ...]
    skipped: int = 0
    copies: int = 0


class _Run:
    """One run's counts, and the articles on their way through analysis."""

    def __init__(self, record: Record, collection: str, level: Level, now: Callable[[], datetime]) -> None:
        self.record, self.collection, self.level, self.now = record, collection, level, now
        self.counts = dict.fromkeys(SaveStatus, 0)
        self.bad: list[BadRecord] = []
        self.read = 0
        self.on_the_way: dict[int, RawArticle] = {}
        self.keys: set[str] = set()  # of the articles on their way
        self.later: list[RawArticle] = []  # another version of one of those: must come after it

    @property
    def done(self) -> int:
        return sum(self.counts.values()) + len(self.bad)

    def todo(self, found: Iterable[RawArticle | BadRecord]) -> Iterator[tuple[int, RawArticle]]:
        """The articles that are not in the record as they are, numbered."""
        waiting = set()
        for raw in found:
            if isinstance(raw, BadRecord):
                self.bad.append(raw)
            elif raw.key in self.keys or raw.key in waiting:
                self.later.append(raw)
                waiting.add(raw.key)
            elif self.record.unchanged(self.collection, raw, level=self.level):
                self.counts[SaveStatus.UNCHANGED] += 1
            else:
                self.read += 1
                self.on_the_way[self.read] = raw
                self.keys.add(raw.key)
                yield self.read, raw

    def todo_later(self) -> Iterator[tuple[int, RawArticle]]:
        """The versions that had to wait for another, in order, once those are saved."""
        later, self.later = self.later, []
        yield from self.todo(later)

    def save(self, number: int, analysis: AnalysedVersion) -> None:
        raw = self.on_the_way.pop(number)
        saved = self.record.save(self.collection, raw, analysis, now=self.now())
        self.counts[saved.status] += 1
        self.keys.discard(raw.key)


def ingest(
    paths: Sequence[str],
    *,
    record: Record,
    analyser: Analyser,
    collection: str,
    level: Level,
    now: Callable[[], datetime],
    on_progress: Progress,
    processes: int = 1,
) -> IngestReport:
    """Everything readable under ``paths`` is in the record afterwards; what was bad is in the report.

    ``on_progress`` is told how many articles are done and, when every file holds one, of how many.
    """
    record.ensure_collection(collection)
    run = _Run(record, collection, level, now)
    found = [find(path) for path in paths]
    files = [path for each in found for path in each.files]
    run.bad += [error for each in found for error in each.bad]
    total = None if any(holds_many(path) for path in files) else len(files) + len(run.bad)
    on_progress(0, total)

    def tell(raws: Iterator[RawArticle | BadRecord]) -> Iterator[RawArticle | BadRecord]:
        for raw in raws:
            yield raw
            on_progress(run.done, total)

    articles = run.todo(tell(raw for path in files for raw in read_file(path)))
    first = list(islice(articles, FEW + 1)) if processes > 1 else []
    everything: Iterator[tuple[int, RawArticle]] = chain(first, articles)
    if len(first) > FEW:
        items = ((number, raw.title, raw.text) for number, raw in everything)
        for number, analysis in analyse_many(items, level=level, processes=processes):
            run.save(number, analysis)
            on_progress(run.done, total)
        everything = iter(())
    for number, raw in chain(everything, run.todo_later()):
        run.save(number, _analysed(analyser, level, raw))
        on_progress(run.done, total)
    return IngestReport(
        new=run.counts[SaveStatus.NEW],
        changed=run.counts[SaveStatus.CHANGED],
        unchanged=run.counts[SaveStatus.UNCHANGED],
        bad=tuple(run.bad),
        skipped=sum(each.skipped for each in found),
    )


def _analysed(analyser: Analyser, level: Level, raw: RawArticle) -> AnalysedVersion:
    return analyser.full(raw.title, raw.text) if level is Level.FULL else analyser.light(raw.title, raw.text)
