"""The composition root: reads the settings, builds every part, and passes plain arguments. Nothing else reads them."""

import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from importlib.metadata import version
from importlib.resources import as_file, files
from uuid import uuid4

from bot.answering import Answering
from bot.answers import Answer
from bot.digests import Gathering
from bot.kept import answer_row, citation_row
from bot.migrate import upgrade
from bot.questions import Question
from bot.secret import kept_secret, keys_of
from bot.store import Answers, Verification
from bot.store.cited import cited_since
from bot.store.departures import Departures
from bot.store.retention import Retention
from bot.store.runs import Runs
from config.settings import Settings
from retrieval.errors import StorageError
from retrieval.fetch import Allowed, Fetcher, Robots
from retrieval.index import Keeper, Opening
from retrieval.ingest import IngestReport, ingest
from retrieval.language.analyse import Analyser
from retrieval.newsroom import Cited, Newsroom
from retrieval.reader import load_best_reader
from retrieval.rerank import load_reranker
from retrieval.search import Search
from retrieval.store.copies import Copies
from retrieval.store.database import connect, held
from retrieval.store.known_names import KnownNames
from retrieval.store.openings import Openings
from retrieval.store.record import Record
from retrieval.store.watching import Observe, watch
from retrieval.stories import Stories
from retrieval.text.tokens import ANALYSER
from retrieval.types import Level

SAMPLE = "sample"
MAIN = "main"  # where articles go when nobody says where
Progress = Callable[[int, int | None], None]
Steps = Callable[[str], Progress]  # what is told how far a step is, by the step's name


def utc_now() -> datetime:
    return datetime.now(UTC)


def _unseen(_step: str) -> Progress:
    return lambda _done, _total: None


@dataclass(frozen=True, kw_only=True)
class App:
    """Everything one process works with. Parts that take a while to load are loaded when first used."""

    settings: Settings
    clock: Callable[[], datetime]
    allowed: Allowed
    record: Record
    answers: Answers
    keeper: Keeper
    analyser: Analyser
    new_id: Callable[[], str]
    say: Callable[[str], None]

    @cached_property
    def copies(self) -> Copies:
        return Copies(self.record.engine)

    @cached_property
    def stories(self) -> Stories:
        return Stories(self.record.engine, self.record)

    @cached_property
    def gathering(self) -> Gathering:
        """What puts editions together."""
        engine = self.record.engine
        return Gathering(
            record=self.record,
            stories=self.stories,
            openings=Openings(engine),
            runs=Runs(engine, new_id=self.new_id),
            search=lambda: self.search,
        )

    @cached_property
    def retention(self) -> Retention:
        return Retention(engine=self.record.engine)

    @cached_property
    def departures(self) -> Departures:
        return Departures(engine=self.record.engine, grace=timedelta(days=self.settings.grace_days))

    @cached_property
    def search(self) -> Search:
        self.keeper.catch_up()
        return Search(record=self.record, index=self.keeper.index, analyser=self.analyser)

    @cached_property
    def answering(self) -> Answering:
        stats = self.search.index.stats
        return Answering(
            search=self.search,
            reranker=load_reranker(around=self.record.around, stats=stats),
            reader=load_best_reader(
                annotate=self.analyser.annotate,
                sentence_at=self.record.sentence_at,
                around=self.record.around,
                stats=stats,
                say=self.say,
                annotated=self.search.annotated,
            ),
            zone=self.settings.zone,
            names=self.names,
        )

    @cached_property
    def names(self) -> KnownNames:
        """The words of the record's names, for reading misspelt ones."""
        return KnownNames(self.record.engine)

    def load(self) -> None:
        """What the first questions would wait for: the models, and the words of all names, seconds of a large record.

        Raises OnRecordError where the database or the index is away.
        """
        self.answering.search.analyser.annotate(("Ready.",))
        self.names.of(self.record.collections())

    @cached_property
    def fetcher(self) -> Fetcher:
        """The one client for what a person or a feed names."""
        return Fetcher(allowed=self.allowed, user_agent=_user_agent(self.settings))

    @cached_property
    def newsroom(self) -> Newsroom:
        """Sources, their polling, and links that people give."""
        return Newsroom(
            record=self.record,
            analyser=self.analyser,
            fetcher=self.fetcher,
            robots=lambda getter, turn: Robots(getter, clock=self.clock, turn=turn),
            now=self.clock,
            wait=time.sleep,
            jitter=lambda: random.uniform(-1, 1),
            new_id=self.new_id,
            public=lambda host: host not in self.allowed.ports,
            cited=lambda since: [
                Cited(collection=c, key=k, at=at) for c, k, at in cited_since(self.record.engine, since)
            ],
            catch_up=self.keeper.catch_up,
        )

    def watch(self, *, index: Observe, database: Observe) -> None:
        """Each is told of the calls of a server that are made from now on: kind, outcome, seconds."""
        watch(self.record.engine, database)
        if self.settings.opensearch_url is not None:
            from retrieval.index.opensearch import OpenSearchIndex

            assert isinstance(self.keeper.index, OpenSearchIndex)
            self.keeper.index.watch(index)

    def catch_up_stories(self, stop: Callable[[], bool] = lambda: False, *, steps: Steps = _unseen) -> None:
        """Every article is in a story afterwards, but for what other processes are at."""
        self.copies.catch_up(stop=stop, on_progress=steps("copies"))
        self.stories.catch_up(stop=stop, on_progress=steps("stories"))

    def answer(self, question: Question, *, keep: bool = True) -> Answer:
        """The answer as of now, and its citations kept for `verify`."""
        now = self.clock()
        answer = self.answering.answer(question, now=now)
        if keep:
            self.answers.keep(
                answer_row(answer, id=self.new_id(), asked_at=now), [citation_row(c) for c in answer.citations]
            )
        return answer

    def collections(self) -> tuple[str, ...]:
        """The collections that are asked: the person's own, or the samples as long as there is no article else."""
        own = tuple(name for name in self.record.collections() if name != SAMPLE)
        if own and self.record.holds(own):
            return own
        return (SAMPLE,)

    def look_up(self, text: str, collections: tuple[str, ...]) -> Answer:
        """The answer as of now, which nobody is given and nothing keeps. Raises BadInput."""
        return self.answering.answer(Question(text=text, collections=collections), now=self.clock())

    def secret(self) -> str:
        """What signs addresses and encrypts tokens: the setting's first key, or a secret kept in the data folder."""
        given = self.settings.secret_key
        if given is None:
            return kept_secret(self.settings.data_dir / "secret.key")
        return keys_of(given.get_secret_value())[0]

    def fill_sample(self, on_progress: Progress) -> int:
        """With no article else, the sample collection holds the packaged articles afterwards; how many were new."""
        if self.collections() != (SAMPLE,):
            return 0
        with as_file(files("seeds")) as folder:
            report = self.ingest([str(folder)], collection=SAMPLE, level=Level.FULL, on_progress=on_progress)
        return report.new

    def ingest(
        self, paths: Sequence[str], *, collection: str, level: Level, on_progress: Progress, steps: Steps = _unseen
    ) -> IngestReport:
        """Articles from files into the record and the index. Bad records are reported, the rest goes in.

        ``on_progress`` is told of the articles, ``steps`` gives what is told of all that follows.
        """
        before = self.copies.newest()
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
        self.keeper.catch_up(on_progress=steps("index"))
        self.catch_up_stories(steps=steps)
        return replace(report, copies=self.copies.count([collection], after=before))

    def verify(self) -> Verification:
        """Every citation kept, held against the text it quotes."""
        return self.answers.verify(self.record)


def _user_agent(settings: Settings) -> str:
    """Who is asking, and where that is explained when it is known."""
    where = f"; +{settings.public_url}" if settings.public_url else ""
    return f"OnTheRecord/{version('on-the-record')} (news for questions, cited{where})"


def _opening(settings: Settings) -> Opening | None:
    """How the index is opened when it does not lie in the data folder."""
    url = settings.opensearch_url
    if url is None:
        return None
    from retrieval.index.opensearch import open_opensearch  # here, so that a laptop never waits for its client

    cluster = partial(open_opensearch, url, analyser=ANALYSER, shards=settings.opensearch_shards)
    return Opening(open=cluster, anew=partial(cluster, anew=True))


def open_app(settings: Settings, *, say: Callable[[str], None], clock: Callable[[], datetime] = utc_now) -> App:
    """The app over the settings' data folder, its database migrated. Raises StorageError when it cannot be used.

    ``say`` is told in one line what a person should know, such as that a damaged index is being rebuilt.
    """
    allowed = Allowed.parse(settings.allow_hosts)
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
        allowed=allowed,
        record=record,
        answers=Answers(engine),
        keeper=Keeper.open(
            settings.index_dir,
            record,
            analyser=ANALYSER,
            say=say,
            opening=_opening(settings),
            lock=partial(held, engine) if engine.dialect.name == "postgresql" else None,
        ),
        analyser=Analyser(),
        new_id=lambda: uuid4().hex,
        say=say,
    )
