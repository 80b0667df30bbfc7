"""The path from a question to an answer, spelled out once. The terminal, Slack and the benchmarks all come this way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot import messages
from bot.answers import Answer, Citation, Status
from bot.intents import FactQuestion, Greeting, Help, classify, window
from bot.intents import Search as SearchIntent
from bot.questions import Question, checked
from retrieval.reader.protocol import Reader
from retrieval.rerank.protocol import Reranker
from retrieval.search import Search
from retrieval.store.same_text import SameText
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Article, Hit, Query, Reading, Sentence, Span

READ = 20  # hits the reader judges
CITED = 3
LISTED = 10  # sentences a search shows
LOOKED_THROUGH = 60  # hits among which one text is to stand once


NEWEST_OF = 60  # hits from which the newest sentences on a topic are taken
NEAR_BEST = 0.5  # of the best score: what scores less is on the topic by one word only


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer, the query behind it, and the hits it was chosen from, best first."""

    answer: Answer
    query: Query | None = None
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Everything that takes part in answering."""

    search: Search
    reranker: Reranker
    reader: Reader
    zone: ZoneInfo

    @property
    def same_text(self) -> SameText:
        """What tells copies from each other."""
        return SameText(record=self.search.record)

    def answer(self, question: Question, *, now: datetime) -> Answer:
        """What the record says. The same question, record and time give the same answer. Raises BadInput."""
        return self.told(question, now=now).answer

    def told(self, question: Question, *, now: datetime) -> Told:
        """The same, with what it was chosen from."""
        text = checked(question.text)
        as_of = question.as_of or now
        intent = classify(text)
        match intent:
            case Help():
                return Told(answer=_remark(text, "help", as_of, messages.HELP))
            case Greeting():
                return Told(answer=_remark(text, "greeting", as_of, messages.GREETING))
            case SearchIntent(words=words, since=since, until=until):
                query = self._query(question, words, as_of, (since, until))
                return self._listed(text, query, self.search.sentences(query, limit=NEWEST_OF))
            case FactQuestion():
                return self._fact(question, text, intent, as_of)
        assert_never(intent)

    def searched(self, question: Question, *, now: datetime) -> Told:
        """The sentences that fit the words best, whatever the words ask. Raises BadInput."""
        text = checked(question.text)
        query = self._query(question, text, question.as_of or now, (None, None))
        return self._listed(text, query, self.search.sentences(query, limit=NEWEST_OF))

    def latest(self, question: Question, *, now: datetime) -> Told:
        """The newest sentences on a topic; undated ones come last. Raises BadInput."""
        text = checked(question.text)
        query = self._query(question, text, question.as_of or now, (None, None))
        hits = self.search.sentences(query, limit=NEWEST_OF)
        near = [hit for hit in hits if hit.score >= NEAR_BEST * hits[0].score]
        near.sort(key=lambda hit: (-_published(hit), hit.rank))
        return self._listed(text, query, near, intent="latest")

    def _listed(self, text: str, query: Query, hits: Sequence[Hit], *, intent: str = "search") -> Told:
        hits = self._once(hits, query)
        answer = replace(_listing(text, query.as_of, hits[:LISTED]), intent=intent)
        return self._told(answer, query, hits)

    def _fact(self, question: Question, text: str, intent: FactQuestion, as_of: datetime) -> Told:
        outlet = self._outlet(question, intent.source)
        # Who is no outlet of ours is somebody in the news: "according to Kyiv".
        topic = intent.topic if outlet or not intent.source else f"{intent.topic} according to {intent.source}"
        query = replace(
            self._query(question, topic, as_of, (intent.since, intent.until)),
            sources=question.sources or outlet,
            answer_type=intent.answer_type,
            focus=intent.focus,
            names=intent.names,
        )
        if not query.terms:
            return Told(answer=_declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR))
        hits = self._once(self.reranker.rerank(query, self.search.for_reranking(query)), query)
        hits = self.search.annotated(hits[:READ]) + tuple(hits[READ:])
        readings = self.reader.read(query, hits[:READ])
        hits = by_confidence(hits, readings)
        best = readings[0] if readings else None
        if best is None or best.confidence < self.reader.threshold:
            remark = messages.NEAREST if hits else messages.NOTHING_NEAR
            answer = replace(_declined(text, as_of, hits[:CITED], remark), confidence=best.confidence if best else 0.0)
            return self._told(answer, query, hits[:READ])
        answer = Answer(
            question=text,
            intent="fact",
            status=Status.ANSWERED,
            as_of=as_of,
            answer=best.value,
            confidence=best.confidence,
            citations=_citations(best, readings, hits),
            remark=None if best.value else messages.BEARS,
        )
        return self._told(answer, query, hits[:READ])

    def _once(self, hits: Sequence[Hit], query: Query) -> tuple[Hit, ...]:
        """The hits with every text once: a copy takes no other sentence's place."""
        first = self.same_text.once(hits[:LOOKED_THROUGH], as_of=query.as_of)
        if len(first) == len(hits[:LOOKED_THROUGH]):
            return tuple(hits)
        left = (*first, *hits[LOOKED_THROUGH:])
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(left, start=1))

    def _told(self, answer: Answer, query: Query, hits: Sequence[Hit]) -> Told:
        """What was found, each citation with the other outlets that say the same word for word."""
        cited = [citation.sentence for citation in (*answer.citations, *answer.nearest)]
        others = self.same_text.also_in(cited, as_of=query.as_of, without=query.exclude_articles)
        if others:
            answer = replace(
                answer, citations=_elsewhere(answer.citations, others), nearest=_elsewhere(answer.nearest, others)
            )
        return Told(answer=answer, query=query, hits=tuple(hits))

    def _outlet(self, question: Question, named: str | None) -> tuple[str, ...]:
        """The outlet that the question itself names, as the record spells it; none when no article is from it."""
        if named is None:
            return ()
        wanted = _plain(named)
        return tuple(name for name in self.search.record.sources(question.collections) if _plain(name) == wanted)

    def _query(self, question: Question, words: str, as_of: datetime, said: tuple[str | None, str | None]) -> Query:
        since, until = window(*said, now=as_of, zone=self.zone)
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
        )


def by_confidence(hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[Hit, ...]:
    """The sentences that most probably hold the answer first; behind them, as they were, those nothing was read in."""
    place: dict[str, int] = {}
    for at, reading in enumerate(readings):
        place.setdefault(reading.hit.sentence.sentence_id, at)
    return tuple(sorted(hits, key=lambda hit: place.get(hit.sentence.sentence_id, len(readings))))


def _citations(best: Reading, readings: Sequence[Reading], hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The sentence that answers, the one that names who is meant, others that say the same, then the next best."""
    same = [reading for reading in readings if reading.value == best.value]
    wanted: list[tuple[Sentence, Span | None, float]] = [(best.hit.sentence, best.span, best.hit.score)]
    wanted += [(sentence, None, _score(sentence, hits)) for sentence in best.support]
    wanted += [(reading.hit.sentence, reading.span, reading.hit.score) for reading in same[1:]]
    wanted += [(hit.sentence, None, hit.score) for hit in hits]
    unique = {sentence.sentence_id: (sentence, span, score) for sentence, span, score in reversed(wanted)}
    first = list(dict.fromkeys(sentence.sentence_id for sentence, _, _ in wanted))[:CITED]
    return tuple(
        Citation(n=n, sentence=unique[key][0], answer_span=unique[key][1], score=unique[key][2])
        for n, key in enumerate(first, start=1)
    )


def _plain(outlet: str) -> str:
    return outlet.casefold().strip().removeprefix("the ")


def _elsewhere(citations: Sequence[Citation], others: Mapping[str, tuple[Article, ...]]) -> tuple[Citation, ...]:
    return tuple(
        replace(citation, also_in=others.get(citation.sentence.sentence_id, citation.also_in)) for citation in citations
    )


def _published(hit: Hit) -> float:
    published = hit.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()


def _score(sentence: Sentence, hits: Sequence[Hit]) -> float:
    return next((hit.score for hit in hits if hit.sentence.sentence_id == sentence.sentence_id), 0.0)


def _shown(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    return tuple(
        Citation(n=n, sentence=hit.sentence, answer_span=None, score=hit.score) for n, hit in enumerate(hits, 1)
    )


def _remark(text: str, intent: str, as_of: datetime, remark: str) -> Answer:
    return Answer(question=text, intent=intent, status=Status.ANSWERED, as_of=as_of, remark=remark, confidence=1.0)


def _listing(text: str, as_of: datetime, hits: Sequence[Hit]) -> Answer:
    if not hits:
        return replace(_declined(text, as_of, (), messages.NOTHING_NEAR), intent="search")
    return Answer(
        question=text, intent="search", status=Status.ANSWERED, as_of=as_of, citations=_shown(hits), confidence=1.0
    )


def _declined(text: str, as_of: datetime, hits: Sequence[Hit], remark: str) -> Answer:
    return Answer(
        question=text, intent="fact", status=Status.DECLINED, as_of=as_of, nearest=_shown(hits), remark=remark
    )
