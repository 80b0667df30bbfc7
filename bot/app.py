"""The composition root: reads the settings, builds every part, and passes plain arguments. Nothing else reads them."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.resources import as_file, files

from bot.answering import Answering
from bot.answers import Answer
from bot.migrate import upgrade
from bot.questions import Question
from bot.store import Answers, Broken
from config.settings import Settings
from retrieval.errors import BadInput, StorageError
from retrieval.index import Keeper, open_index
from retrieval.ingest import IngestReport, ingest
from retrieval.language.analyse import Analyser
from retrieval.reader import load_reader
from retrieval.rerank import load_reranker
from retrieval.search import Search
from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.types import Level

SAMPLE = "sample"
WORKSPACE = "local"
Progress = Callable[[int, int | None], None]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class App:
    """Everything one process works with. Parts that take a while to load are loaded when first used."""

    settings: Settings
    clock: Callable[[], datetime]
    record: Record
    answers: Answers
    keeper: Keeper
    analyser: Analyser

    @cached_property
    def search(self) -> Search:
        self.keeper.catch_up()
        return Search(record=self.record, index=self.keeper.index, analyser=self.analyser)

    @cached_property
    def answering(self) -> Answering:
        reader = load_reader(annotate=self.analyser.annotate, sentence_at=self.record.sentence_at)
        return Answering(
            search=self.search,
            reranker=load_reranker(around=self.record.around, stats=self.keeper.index.stats),
            reader=reader,
            zone=self.settings.zone,
        )

    def answer(self, question: Question, *, keep: bool = True) -> Answer:
        """The answer as of now, and its citations kept for `verify`."""
        now = self.clock()
        answer = self.answering.answer(question, now=now)
        if keep:
            self.answers.keep(answer_rows(answer), workspace=WORKSPACE, asked_at=now)
        return answer

    def collections(self) -> tuple[str, ...]:
        """The collections that are asked: the person's own, or the samples as long as there is no article else."""
        own = tuple(name for name in self.record.collections() if name != SAMPLE)
        if own and self.record.summary(own).articles:
            return own
        return (SAMPLE,)

    def source_named(self, name: str) -> str:
        """The outlet as the record spells it. Raises BadInput when no article is from it."""
        known = self.record.sources(self.collections())
        for source in known:
            if source.casefold() == name.strip().casefold():
                return source
        listed = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
        raise BadInput(
            f"source {name!r}", "no article is from it", f"choose one of: {listed}" if known else "leave --source out"
        )

    def fill_sample(self, on_progress: Progress) -> int:
        """With no article else, the sample collection holds the packaged articles afterwards; how many were new."""
        if self.collections() != (SAMPLE,):
            return 0
        with as_file(files("seeds")) as folder:
            report = self.ingest([str(folder)], collection=SAMPLE, level=Level.FULL, on_progress=on_progress)
        return report.new

    def ingest(
        self, paths: Sequence[str], *, collection: str, level: Level, on_progress: Progress
    ) -> IngestReport:
        """Articles from files into the record and the index. Bad records are reported, the rest goes in."""
        report = ingest(
            paths,
            record=self.record,
            analyser=self.analyser,
            collection=collection,
            level=level,
            now=self.clock,
            on_progress=on_progress,
            processes=os.cpu_count() or 1,
        )
        self.keeper.catch_up()
        return report

    def rebuild(self, on_progress: Progress) -> int:
        """How many articles the new index holds."""
        return self.keeper.rebuild(on_progress)

    def verify(self) -> tuple[int, tuple[Broken, ...]]:
        """How many citations were checked, and those whose words no longer stand where they were quoted."""
        return self.answers.verify(self.record)


def open_app(settings: Settings, *, clock: Callable[[], datetime] = utc_now) -> App:
    """The app over the settings' data folder, its database migrated. Raises StorageError when it cannot be used."""
    try:
        for folder in (settings.data_dir, settings.lock_dir):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"the data folder {settings.data_dir}", error.strerror or "it cannot be made", "set ONRECORD_DATA_DIR"
        ) from error
    engine = connect(settings.database)
    upgrade(engine, lock_path=settings.lock_dir / "migrate.lock")
    record = Record(engine)
    return App(
        settings=settings,
        clock=clock,
        record=record,
        answers=Answers(engine),
        keeper=Keeper(open_index(settings.index_dir), record, settings.index_dir),
        analyser=Analyser(),
    )
