"""What the bot knows, as its help, its Home tab and its modals show it: read from the record, never answered anew."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from bot.answers import Answer, Citation
from bot.blocks.records import Health, Held, Passage, SourceLine
from bot.checking import Check, check
from bot.examples import examples
from retrieval.search import Search
from retrieval.store.record import Record
from retrieval.text.tokens import content_terms
from retrieval.types import Query

AROUND = 2  # sentences on either side of a cited one
NEAR = 2  # words that a sentence must share with a text to be near it
EXAMPLES_LAST = timedelta(minutes=30)  # also when articles keep coming in


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Any thread may ask. ``answer`` and ``nearest`` are given a workspace's collections and keep nothing."""

    record: Record
    collections_of: Callable[[str], tuple[str, ...]]
    answer: Callable[[str, tuple[str, ...]], Answer]
    nearest: Callable[[str, tuple[str, ...]], Citation | None]
    behind: Callable[[tuple[str, ...]], int]  # changes of these collections that the index does not have yet
    waiting: Callable[[str], int]  # of a workspace's own questions
    now: Callable[[], datetime]
    is_sample: Callable[[tuple[str, ...]], bool] = lambda _collections: False
    _examples: dict[tuple[str, ...], tuple[int, datetime, tuple[str, ...]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def held(self, workspace: str) -> Held:
        """What a question of this workspace searches."""
        return Held.of(self.record.summary(self.collections_of(workspace)))

    def sources(self, workspace: str) -> tuple[SourceLine, ...]:
        """The outlets, most articles first."""
        outlets = self.record.outlets(self.collections_of(workspace))
        return tuple(SourceLine(name=o.name, articles=o.articles, latest=o.last_published) for o in outlets)

    def health(self, workspace: str) -> Health:
        """How fresh the record is and how busy the bot."""
        collections = self.collections_of(workspace)
        summary = self.record.summary(collections)
        return Health(
            held=Held.of(summary),
            sentences=summary.sentences,
            fetched_at=self.record.last_fetched(collections),
            waiting=self.waiting(workspace),
            index_behind=self.behind(collections),
        )

    def sample(self, workspace: str) -> bool:
        """Whether there are only the packaged articles."""
        return self.is_sample(self.collections_of(workspace))

    def passages(self, answer: Answer) -> tuple[Passage, ...]:
        """What an answer cites, or what came nearest, each in its surroundings."""
        return tuple(self._passage(citation) for citation in answer.citations or answer.nearest)

    def _passage(self, citation: Citation) -> Passage:
        """A cited sentence between its neighbours."""
        cited = citation.sentence
        beside = self.record.neighbours(cited, AROUND, AROUND)
        return Passage(
            citation=citation,
            before=tuple(sentence for sentence in beside if sentence.start < cited.start),
            after=tuple(sentence for sentence in beside if sentence.start > cited.start),
        )

    def check(self, workspace: str, message: str) -> Check:
        """A message held against the record, sentence by sentence."""
        collections = self.collections_of(workspace)
        return check(message, lambda sentence: self.nearest(sentence, collections))

    def examples(self, workspace: str) -> tuple[str, ...]:
        """Up to three questions the record answers. Finding them answers a dozen, so that they are kept for a while."""
        seq, now = self.record.last_seq(), self.now()
        with self._lock:
            collections = self.collections_of(workspace)
            made_of, made_at, found = self._examples.get(collections, (-1, now, ()))
            if made_of == seq or (found and now - made_at < EXAMPLES_LAST):
                return found
            found = examples(self.record, collections, lambda question: self.answer(question, collections))
            self._examples[collections] = (seq, now, found)
            return found


def nearest(text: str, collections: tuple[str, ...], *, search: Search, as_of: datetime) -> Citation | None:
    """The sentence on record that comes nearest to a text; None when too few words of it are in any."""
    terms = content_terms(text)
    if not terms or not collections:
        return None
    query = Query(text=text, terms=terms, collections=collections, as_of=as_of)
    hits = search.annotated(search.sentences(query, limit=1))
    if not hits or len({share.term for share in hits[0].terms}) < min(NEAR, len(terms)):
        return None
    return Citation(n=1, sentence=hits[0].sentence, answer_span=None, score=hits[0].score)
