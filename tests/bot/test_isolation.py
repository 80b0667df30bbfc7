"""What others have on record makes no difference: a workspace is told the same as if it were alone, word for word.

Articles are dealt at random to collections of several workspaces and to shared ones; the same article may lie in
several, under the same key. Whatever is said to a workspace must equal what a record says that holds nothing else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
from bot.answers import Citation, answer_json
from bot.digests import Gathering
from bot.follows import Percolating, Telling
from bot.incoming import Posted
from bot.knowledge import Knowledge
from bot.questions import Question
from bot.slack.shelves import Shelves
from bot.store import Answers, Follows, Notices, Runs
from bot.store.answers_table import AnswerRow, CitationRow
from bot.store.follows_table import NewFollow
from bot.store.workspaces import Workspaces
from retrieval.index import Keeper
from retrieval.index.memory import MemoryIndex
from retrieval.language.analyse import Analyser
from retrieval.reader.reader import load_reader
from retrieval.rerank import load_reranker
from retrieval.search import Search
from retrieval.store.copies import Copies
from retrieval.store.known_names import KnownNames
from retrieval.store.openings import Openings
from retrieval.store.record import Record
from retrieval.stories import Stories
from retrieval.text.tokens import content_terms
from retrieval.types import AnalysedVersion, Query, RawArticle
from tests.bot.digest_cases import digest
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
    "Arne Lind led the council of Alder until Friday. Arne Lind is an architect.",
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
    "Who is Lind?",
    "Who is Mara Lnid?",
    "How much was written about the harbour of Alder?",
    "What happened at the harbour on Monday?",
    "What happened last week?",
    "timeline of the harbour of Alder",
    "quotes by Tomas Reed",
    "What did the Alder Tmies say about the bridge?",
)
BEGUN = 100  # hours before NOW that things are followed
CHANNEL = "C1"  # a channel of every workspace: ids of Slack's may be the same in two


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
    """Everything that tells a workspace something, over one record. ``those``: the workspaces whose people do things.

    Articles come in before questions are followed and behind that.
    """

    def __init__(
        self, folder: Path, articles: Sequence[Dealt], on: dict[str, tuple[str, ...]], those: Sequence[str], asks: str
    ) -> None:
        self.record = Record(open_engine(folder))
        self.workspaces = workspaces = Workspaces(self.record.engine)
        for name in WORKSPACES:
            workspaces.ensure(name)
            self.record.ensure_collection(name, workspace=name)
            workspaces.change(name, collections=on[name])
        for name in SHARED:
            self.record.ensure_collection(name)
        self.keeper = Keeper(MemoryIndex(), self.record, folder)
        self.copies = Copies(self.record.engine)
        self.stories = Stories(self.record.engine, self.record)
        self.index = self.keeper.index
        self.answering = Answering(
            search=Search(record=self.record, index=self.index, analyser=_analyser()),
            reranker=load_reranker(around=self.record.around, stats=self.index.stats),
            reader=load_reader(
                annotate=_analyser().annotate, sentence_at=self.record.sentence_at, stats=self.index.stats
            ),
            zone=ZoneInfo("UTC"),
            names=KnownNames(self.record.engine),
        )
        self.inbox = open_inbox(self.record.engine)
        shelves = Shelves(record=self.record, workspaces=workspaces, several=True, sample=False, operators=frozenset())
        self.knowledge = Knowledge(
            record=self.record,
            collections_of=shelves.read_by,
            answer=lambda text, collections: self.answering.answer(
                Question(text=text, collections=collections), now=NOW
            ),
            nearest=self._nearest,
            behind=lambda collections: self.record.behind(0, collections),
            waiting=self.inbox.waiting,
            now=lambda: NOW,
        )
        self.follows, self.runs = Follows(self.record.engine), Runs(self.record.engine, new_id=str)
        self.gathering = Gathering(
            record=self.record,
            stories=self.stories,
            openings=Openings(self.record.engine),
            runs=self.runs,
            search=lambda: self.answering.search,
        )
        self.percolating = Percolating(
            follows=self.follows,
            record=self.record,
            stats=self.index.stats,
            collections_of=self.knowledge.collections_of,
            stories=self.stories,
            now=lambda: NOW,
        )
        self._live(articles, those, asks)

    def _live(self, articles: Sequence[Dealt], those: Sequence[str], asks: str) -> None:
        """Articles come in, while people follow what they ask, and are answered in a channel."""
        # A later deal of the same key is a new version: what is dated earlier came in earlier.
        articles = sorted(articles, key=lambda dealt: -dealt.hours)
        self._come_in([dealt for dealt in articles if dealt.hours > BEGUN])
        self.percolating.catch_up()
        for workspace in those:
            self._used_by(workspace, asks)
        self._come_in([dealt for dealt in articles if dealt.hours <= BEGUN])
        self.percolating.catch_up()

    def _come_in(self, articles: Sequence[Dealt]) -> None:
        for dealt in articles:
            raw = dealt.raw()
            self.record.save(
                dealt.collection, raw, _analysed(raw.title, raw.text), now=NOW - timedelta(hours=dealt.hours)
            )
        self.copies.catch_up()
        self.stories.catch_up()
        self.keeper.catch_up()

    def _used_by(self, workspace: str, asks: str) -> None:
        """Something is followed, an answer cites the newest article, a question waits."""
        new = NewFollow(
            workspace=workspace,
            identity="f:1",
            channel=CHANNEL,
            thread_ts="1.1",
            user="U1",
            question=asks,
            terms=content_terms(asks),
            names=(),
            topic=asks,
        )
        self.follows.open(new, now=NOW - timedelta(hours=BEGUN))
        own = self.knowledge.collections_of(workspace)
        for collection, key in self.record.newest(own, 1):
            article = self.record.find_article(key, [collection])
            first = article and self.record.sentence_at(collection, key, article.version, 0)
            assert first
            row = AnswerRow(
                answer_id=f"a-{workspace}",
                workspace_id=workspace,
                question=asks,
                asked_at=NOW - timedelta(hours=BEGUN),
                as_of=NOW,
                status="answered",
                answer=None,
                confidence=1.0,
            )
            cited = CitationRow(
                n=1,
                collection=collection,
                article_key=key,
                version=first.article.version,
                start=first.start,
                end=first.end,
                sentence=first.text,
            )
            answers = Answers(self.record.engine)
            answers.keep(row, [cited])
            answers.place(row.answer_id, Posted(channel=CHANNEL, ts="1.2"))
        number = WORKSPACES.index(workspace)
        self.accepted = {
            **getattr(self, "accepted", {}),
            workspace: self.inbox.accept(asked(f"{number}.1", "who spoke?", workspace=workspace, user=f"U{number}")),
        }

    def _nearest(self, text: str, collections: tuple[str, ...]) -> Citation | None:
        query = Query(text=text, terms=content_terms(text), collections=collections, as_of=NOW)
        hits = self.answering.search.sentences(query, limit=1)
        return Citation(n=1, sentence=hits[0].sentence, answer_span=None, score=hits[0].score) if hits else None

    def _stories(self, own: tuple[str, ...]) -> list[Any]:
        """The stories without their numbers, which all workspaces share."""
        told = self.stories.between(own, None, None, as_of=NOW)
        return [(story.collection, story.title, story.articles, story.texts, story.first_at) for story in told]

    def _followed(self, workspace: str) -> list[Any]:
        """What is followed, what came in for it, and what of that is news."""
        notices, found = Notices(self.record.engine), []
        for follow in self.follows.active(workspace):
            pending = notices.pending(follow)
            judged = self._telling()._news(follow, [sentence for sentence, _ in pending], ())
            found.append((follow.question, pending, [(new.sentence, new.facts) for new in judged]))
        return found

    def _telling(self) -> Telling:
        nobody: Any = None  # nothing is posted
        return Telling(
            follows=self.follows,
            notices=nobody,
            search=lambda: self.answering.search,
            stories=self.stories,
            answers=nobody,
            turns=nobody,
            poster=nobody,
            links=nobody,
            collections_of=self.knowledge.collections_of,
            held=self.knowledge.held,
            new_id=str,
            now=lambda: NOW,
        )

    def _edition(self, workspace: str, own: tuple[str, ...], topics: tuple[str, ...] = ()) -> Any:
        setup = digest(id=f"d-{workspace}", workspace=workspace, target=CHANNEL, zone="UTC", topics=topics)
        made = self.gathering.edition(setup, at=NOW, collections=own)
        return replace(
            made,
            stories=tuple(replace(told, story=0) for told in made.stories),
            more=tuple(replace(told, story=0) for told in made.more),
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
            "stories": self._stories(own),
            "edition": self._edition(workspace, own),
            "edition on a topic": self._edition(workspace, own, (question,)),
            "followed": self._followed(workspace),
            "names": self.answering.names and [dict(words) for words in self.answering.names.of(own)],
            "outlets as read": self.answering.names and self.answering.names.outlets(own),
            "checked": self.knowledge.check(workspace, f"{question} {TEXTS[0]}"),
            "accepted": self.accepted[workspace].ahead,
        }


def _nothing_of_others(articles: list[Dealt], on: dict[str, tuple[str, ...]], workspace: str, question: str) -> None:
    own = {workspace, *on[workspace]}
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        among = Bot(Path(one), articles, on, WORKSPACES, question)
        alone = Bot(Path(other), [dealt for dealt in articles if dealt.collection in own], on, (workspace,), question)
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


@pytest.mark.sqlite
def test_a_follow_tells_nothing_from_a_collection_that_its_workspace_has_turned_off(tmp_path: Path) -> None:
    reads = dict.fromkeys(WORKSPACES, ("world",))
    new = Dealt(collection="world", key="k1", text=TEXTS[3], source=SOURCES[0], hours=1)
    bot = Bot(tmp_path, [new], reads, WORKSPACES, "What did Tomas Reed promise?")
    assert [judged for _, _, judged in bot._followed("T1") if judged]
    bot.workspaces.change("T1", collections=())
    assert not [judged for _, _, judged in bot._followed("T1") if judged]
    assert [judged for _, _, judged in bot._followed("T2") if judged]
    bot.record.engine.dispose()
