"""What outlets say of a topic, side by side: of each its best sentence, a shared text once."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.fact import fact
from bot.answering.shape import CITED, Told, declined, shown
from bot.answering.tools import LOOKED_THROUGH, Tools
from bot.answering.topic import on_topic
from bot.answers import Answer, Entry, Status
from bot.intents import Compare
from bot.intents.fact import recognise
from bot.questions import Question
from retrieval.text.shingles import hashed_words
from retrieval.types import Article, Hit

LOOKED_AT = 300  # sentences among which each outlet's best is looked for
MOST = 12  # outlets


def compare(tools: Tools, question: Question, text: str, intent: Compare, as_of: datetime) -> Told:
    """One entry an outlet, newest first: of each the sentence that the reranker puts first.

    Two names that are no outlets here make it a question like any other.
    """
    named = {name: _outlets(tools, question, name) for name in intent.outlets}
    if named and not any(named.values()):
        return fact(tools, question, text, recognise(text), as_of)
    query = replace(
        tools.query(question, intent.topic, as_of, (intent.since, intent.until)),
        names=intent.names,
        sources=question.sources or tuple(source for sources in named.values() for source in sources),
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR, intent="compare"))
    found = on_topic(tools.search.sentences(query, limit=LOOKED_AT), query)
    hits = tools.same_text.once(tools.reranker.rerank(query, found), as_of=as_of)
    best = _best(hits)
    copied = tools.same_text.also_in([hit.sentence for hit, _ in best], as_of=as_of, without=question.exclude_articles)
    own = {hit.sentence.article.source for hit in hits}
    best = [(hit, (*same, *_copying(copied.get(hit.sentence.sentence_id, ()), own))) for hit, same in best]
    if not best:
        words = messages.NO_OUTLET if hits else messages.NOTHING_NEAR
        return tools.told(declined(text, as_of, hits[:CITED], words, intent="compare"), query, hits[:LOOKED_THROUGH])
    absent = [name for name, sources in named.items() if not sources]
    answer = Answer(
        question=text,
        intent="compare",
        status=Status.ANSWERED,
        as_of=as_of,
        citations=shown([hit for hit, _ in best]),
        entries=tuple(_entry(hit, others, n) for n, (hit, others) in enumerate(best, start=1)),
        remark=_remark(absent, best),
        confidence=1.0,
    )
    return tools.told(answer, query, hits[:LOOKED_THROUGH])


def _outlets(tools: Tools, question: Question, name: str) -> tuple[str, ...]:
    """The outlet of that name; else those whose names begin with it, as "BBC News" does for "BBC"."""
    if exact := tools.outlet(question, name):
        return exact
    begun = name.casefold().removeprefix("the ").strip() + " "
    sources = tools.search.record.sources(question.collections)
    return tuple(source for source in sources if source.casefold().removeprefix("the ").startswith(begun))


def _best(hits: Sequence[Hit]) -> list[tuple[Hit, tuple[str, ...]]]:
    """Each outlet’s best sentence, newest first, undated last; with the outlets whose best is the same text."""
    told: dict[bytes, tuple[Hit, list[str]]] = {}
    taken: set[str] = set()
    for hit in hits:
        source = hit.sentence.article.source
        if not source or source in taken:
            continue
        said = hashed_words(hit.sentence.text).tobytes()
        if said in told:
            told[said][1].append(source)
        elif len(told) < MOST:
            told[said] = (hit, [])
        taken.add(source)
    return [(hit, tuple(others)) for hit, others in sorted(told.values(), key=lambda pair: _newest_first(pair[0]))]


def _copying(others: Sequence[Article], own: AbstractSet[str | None]) -> list[str]:
    """The outlets that have a sentence only as a copy: who has words of its own stands on its own line."""
    return [other.source for other in others if other.source and other.source not in own]


def _newest_first(hit: Hit) -> tuple[bool, float, int]:
    published = hit.sentence.article.published_at
    return published is None, -published.timestamp() if published else 0.0, hit.rank


def _entry(hit: Hit, others: tuple[str, ...], n: int) -> Entry:
    article = hit.sentence.article
    return Entry(
        label=messages.same_text_in(article.source or messages.UNNAMED_SOURCE, others),
        value=hit.sentence.text,
        when=messages.published(article.published_at, article.precision),
        citations=(n,),
    )


def _remark(absent: Sequence[str], best: Sequence[tuple[Hit, tuple[str, ...]]]) -> str | None:
    if absent:
        return messages.no_articles_from(absent)
    if len(best) > 1:
        return None
    return messages.ONE_TEXT if best[0][1] else messages.ONE_OUTLET
