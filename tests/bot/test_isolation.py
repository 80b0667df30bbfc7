"""What others have on record makes no difference: a workspace is told the same as if it were alone, word for word.

Articles are dealt at random to collections of several workspaces and to shared ones; the same article may lie in
several, under the same key. Whatever is said to a workspace must equal what a record says that holds nothing else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Answering
from bot.answers import answer_json
from bot.knowledge import Knowledge
from bot.questions import Question
from bot.slack.shelves import Shelves
from bot.store.workspaces import Workspaces
from retrieval.index import Keeper
from retrieval.index.memory import MemoryIndex
from retrieval.language.analyse import Analyser
from retrieval.reader.reader import load_reader
from retrieval.rerank import load_reranker
from retrieval.search import Search
from retrieval.store.copies import Copies
from retrieval.store.record import Record
from retrieval.text.tokens import content_terms
from retrieval.types import AnalysedVersion, RawArticle
from tests.bot.inbox_cases import asked, open_engine, open_inbox

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
WORKSPACES = ("T1", "T2", "T3")
SHARED = ("science", "world")
SOURCES = ("The Harbour Post", "Alder Times", "The Coast")
TEXTS = (
    "Mara Lind left the harbour of Alder on Monday. She had led it for nineteen years. The council thanked her.",
    "Mara Lind said the bridge would close in May. “We have no choice,” she said.",
    "The council of Alder chose Tomas Reed as harbour master. He begins on Friday.",
    "Tomas Reed promised 40 new berths for the harbour. The works cost 3 million euros, the council said.",
    "A storm closed the bridge at Alder. Twelve ships waited outside the harbour, Reed told reporters.",
    "Scientists in Birch found a new comet. It will pass Earth in October, said Ines Vale of the observatory.",
    "Ines Vale won the Alder Prize on Sunday. The jury praised her work on comets.",
)
QUESTIONS = (
    "Who is Mara Lind?",
    "Who leads the harbour of Alder?",
    "What did Tomas Reed promise?",
    "When will the bridge close?",
    "How many ships waited outside the harbour?",
    "Who won the Alder Prize?",
    "latest on the harbour",
    "What did Ines Vale find?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    collection: str
    key: str
    text: str
    source: str
    hours: int  # before NOW

    def raw(self) -> RawArticle:
        at = NOW - timedelta(hours=self.hours)
        title = self.text.partition(".")[0]
        url = f"https://news.example/{self.key}"
        return RawArticle(key=self.key, title=title, text=self.text, source=self.source, url=url, published_at=at)


deals = st.builds(
    Dealt,
    collection=st.sampled_from(WORKSPACES + SHARED),
    key=st.sampled_from([f"k{n}" for n in range(8)]),
    text=st.sampled_from(TEXTS),
    source=st.sampled_from(SOURCES),
    hours=st.integers(1, 200),
)


@lru_cache(maxsize=1)
def _analyser() -> Analyser:
    return Analyser()


@lru_cache(maxsize=64)
def _analysed(title: str, text: str) -> AnalysedVersion:
    return _analyser().full(title, text)


class Bot:
    """Everything that tells a workspace something, over one record."""

    def __init__(self, folder: Path, articles: Sequence[Dealt], on: dict[str, tuple[str, ...]]) -> None:
        self.record = Record(open_engine(folder))
        workspaces = Workspaces(self.record.engine)
        for name in WORKSPACES:
            workspaces.ensure(name)
            self.record.ensure_collection(name, workspace=name)
            workspaces.change(name, collections=on[name])
        for name in SHARED:
            self.record.ensure_collection(name)
        for dealt in articles:
            raw = dealt.raw()
            self.record.save(
                dealt.collection, raw, _analysed(raw.title, raw.text), now=NOW - timedelta(hours=dealt.hours)
            )
        self.copies = Copies(self.record.engine)
        self.copies.catch_up()
        keeper = Keeper(MemoryIndex(), self.record, folder)
        keeper.catch_up()
        self.index = keeper.index
        self.answering = Answering(
            search=Search(record=self.record, index=self.index, analyser=_analyser()),
            reranker=load_reranker(around=self.record.around, stats=self.index.stats),
            reader=load_reader(
                annotate=_analyser().annotate, sentence_at=self.record.sentence_at, stats=self.index.stats
            ),
            zone=ZoneInfo("UTC"),
        )
        self.inbox = open_inbox(self.record.engine)
        shelves = Shelves(record=self.record, workspaces=workspaces, several=True, sample=False, operators=frozenset())
        self.knowledge = Knowledge(
            record=self.record,
            collections_of=shelves.read_by,
            answer=lambda text, collections: self.answering.answer(
                Question(text=text, collections=collections), now=NOW
            ),
            nearest=lambda _text, _collections: None,
            behind=lambda: 0,
            waiting=self.inbox.waiting,
            now=lambda: NOW,
        )

    def told(self, workspace: str, question: str) -> dict[str, Any]:
        """All that this workspace can be told, by name; a new way to tell something belongs in here."""
        own = self.knowledge.collections_of(workspace)
        asks: dict[str, Callable[[Question], Any]] = {
            "asked": lambda q: self.answering.answer(q, now=NOW),
            "searched": lambda q: self.answering.searched(q, now=NOW).answer,
            "latest": lambda q: self.answering.latest(q, now=NOW).answer,
        }
        put = Question(text=question, collections=own)
        return {
            **{name: answer_json(ask(put), took_ms=0.0) for name, ask in asks.items()},
            "collections": own,
            "statistics": self.index.stats(content_terms(question), own),
            "summary": self.record.summary(own),
            "outlets": self.record.outlets(own),
            "newest": self.record.newest(own, 20),
            "copies": self.copies.count(own),
            "status": self.knowledge.health(workspace),
            "sources": self.knowledge.sources(workspace),
            "examples": self.knowledge.examples(workspace),
            "pages": self.record.find_article("k0", own),
        }


def _nothing_of_others(articles: list[Dealt], on: dict[str, tuple[str, ...]], workspace: str, question: str) -> None:
    own = {workspace, *on[workspace]}
    # A later deal of the same key is a new version: what is dated earlier came in earlier.
    articles = sorted(articles, key=lambda dealt: -dealt.hours)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        among = Bot(Path(one), articles, on)
        alone = Bot(Path(other), [dealt for dealt in articles if dealt.collection in own], on)
        for n, name in enumerate(WORKSPACES):
            among.inbox.accept(asked(f"{n}.1", "who spoke?", workspace=name, user=f"U{n}"))
            if name == workspace:
                alone.inbox.accept(asked(f"{n}.1", "who spoke?", workspace=name, user=f"U{n}"))
        try:
            assert among.told(workspace, question) == alone.told(workspace, question)
        finally:
            for bot in (among, alone):
                bot.record.engine.dispose()


worlds = {
    "articles": st.lists(deals, min_size=4, max_size=14),
    "on": st.fixed_dictionaries({name: st.sampled_from([(), ("world",), SHARED]) for name in WORKSPACES}),
    "workspace": st.sampled_from(WORKSPACES),
    "question": st.sampled_from(QUESTIONS),
}


@pytest.mark.sqlite
@settings(max_examples=4, deadline=None)
@given(**worlds)
def test_nothing_of_anothers(
    articles: list[Dealt], on: dict[str, tuple[str, ...]], workspace: str, question: str
) -> None:
    _nothing_of_others(articles, on, workspace, question)


@pytest.mark.slow
@pytest.mark.sqlite
@settings(max_examples=60, deadline=None)
@given(**worlds)
def test_nothing_of_anothers_at_length(
    articles: list[Dealt], on: dict[str, tuple[str, ...]], workspace: str, question: str
) -> None:
    _nothing_of_others(articles, on, workspace, question)
