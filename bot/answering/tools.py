"""What every kind of question is answered with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answering.shape import Told, elsewhere
from bot.answering.thread import promoted
from bot.answers import Answer
from bot.intents import window
from bot.questions import Question
from retrieval.reader.protocol import Reader
from retrieval.rerank.protocol import Reranker
from retrieval.search import Search
from retrieval.store.known_names import KnownNames
from retrieval.store.same_text import SameText
from retrieval.stories import Stories
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Hit, Query

READ = 20  # hits the reader judges
OF_THREAD = 2  # articles that a thread has cited, the latest, which are looked through whole
LOOKED_THROUGH = 60  # hits among which one text is to stand once


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The parts that take part in answering, and the steps that all kinds share."""

    search: Search
    reranker: Reranker
    reader: Reader
    zone: ZoneInfo
    names: KnownNames | None = None  # None: names are read as they are written

    @property
    def same_text(self) -> SameText:
        """What tells copies from each other."""
        return SameText(record=self.search.record)

    @property
    def stories(self) -> Stories:
        """What articles tell of one event."""
        return Stories(self.search.record.engine, self.search.record)

    def query(self, question: Question, words: str, as_of: datetime, said: tuple[str | None, str | None]) -> Query:
        """What the index is asked for some words; ``said`` are the question's own since and until, as written."""
        said = (None, None) if question.any_time else said
        since, until = window(*said, now=as_of, zone=question.zone or self.zone)
        return Query(
            text=words,
            terms=content_terms(words),
            collections=question.collections,
            as_of=as_of,
            answer_type=AnswerType.STATEMENT,
            since=question.since or since,
            until=question.until or until,
            sources=question.sources,
            exclude_articles=question.exclude_articles,
            exclude_sources=question.exclude_sources,
        )

    def ranked(self, query: Query, *, thread: Sequence[str] = ()) -> tuple[Hit, ...]:
        """The hits as reranked, every text once; the articles (keys) that the thread is about among the first."""
        found = self.search.for_reranking(query, also=thread[:OF_THREAD])
        return promoted(self.once(self.reranker.rerank(query, found), query), thread)

    def once(self, hits: Sequence[Hit], query: Query) -> tuple[Hit, ...]:
        """The hits with every text once: a copy takes no other sentence's place."""
        first = self.same_text.once(hits[:LOOKED_THROUGH], as_of=query.as_of)
        if len(first) == len(hits[:LOOKED_THROUGH]):
            return tuple(hits)
        left = (*first, *hits[LOOKED_THROUGH:])
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(left, start=1))

    def told(self, answer: Answer, query: Query, hits: Sequence[Hit]) -> Told:
        """What was found, each citation with the other outlets that say the same word for word."""
        cited = [citation.sentence for citation in (*answer.citations, *answer.nearest)]
        others = self.same_text.also_in(cited, as_of=query.as_of, without=query.exclude_articles)
        if others:
            answer = replace(
                answer, citations=elsewhere(answer.citations, others), nearest=elsewhere(answer.nearest, others)
            )
        return Told(answer=answer, query=query, hits=tuple(hits))

    def outlet(self, question: Question, named: str | None) -> tuple[str, ...]:
        """The outlet that the question itself names, as the record spells it; none when no article is from it."""
        if named is None:
            return ()
        wanted, names = _plain(named), self.search.record.sources(question.collections)
        exact = tuple(name for name in names if _plain(name) == wanted)
        if exact or not wanted.isalpha() or not named.removeprefix("the ").isupper():
            return exact
        return tuple(name for name in names if _plain(name).startswith(f"{wanted} "))  # of the BBC, "BBC News"


def _plain(outlet: str) -> str:
    return outlet.casefold().strip().removeprefix("the ")
