"""What of new sentences is news for a follow: pure decisions, given what was known before and what the time is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.follows_table import Follow, FollowState, Notice, NoticeKind
from retrieval.dating import tells_of_old
from retrieval.novelty import Fact, Known, novel
from retrieval.reader.whether.contradiction import Statement, contradicted, statement
from retrieval.types import Article, Sentence

PAUSE = timedelta(hours=1)  # between two messages in a follow's thread
LATE = timedelta(days=2)  # so long before a follow began an article may be from that comes in after
MOST = 3  # sentences in one message
_LEADS = ("contradiction", "number", "quote", "speaker")  # the first of them in a sentence is what is shown in bold


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A sentence and what is new in it; the first fact leads."""

    sentence: Sentence
    facts: tuple[Fact, ...]


def is_new(article: Article, follow: Follow) -> bool:
    """Whether this version came in after the follow began, of an article that was published then or lately."""
    recent = article.published_at is None or article.published_at >= follow.created_at - LATE
    return recent and article.fetched_at >= follow.created_at


def was_there(article: Article, follow: Follow) -> bool:
    """Whether it could be known when the follow began."""
    return article.fetched_at < follow.created_at


def news(candidates: Sequence[Sentence], seen: Iterable[Sentence]) -> tuple[News, ...]:
    """The first few candidates, in their order, that say something no sentence before them says, or the opposite."""
    earlier = tuple(seen)
    before, told = [Known(earlier)], [one for sentence in earlier if (one := statement(sentence)) is not None]
    found: list[News] = []
    for sentence in candidates:
        if tells_of_old(sentence):
            continue
        said = statement(sentence)
        facts = list(novel(sentence, *before))
        facts += [] if said is None else _opposite(sentence, said, told)
        if facts:
            found.append(News(sentence=sentence, facts=tuple(sorted(facts, key=_leading))))
            before.append(Known([sentence]))
            told += [] if said is None else [said]
        if len(found) == MOST:
            break
    return tuple(found)


def _opposite(sentence: Sentence, said: Statement, told: Sequence[Statement]) -> list[Fact]:
    span = contradicted(said, told)
    if span is None:
        return []
    return [Fact(kind="contradiction", value=sentence.text[span.start : span.end], span=span)]


def next_notice(follow: Follow, notices: Sequence[Notice], found: Sequence[News], now: datetime) -> Notice | None:
    """What the thread is told now: that it is followed, that this is over, or what is new; None: nothing."""
    n = max((notice.n for notice in notices), default=-1) + 1
    if follow.state is FollowState.OPENING:
        return Notice(follow_id=follow.id, n=n, kind=NoticeKind.OPENED)
    if follow.expires_at <= now:
        return Notice(follow_id=follow.id, n=n, kind=NoticeKind.EXPIRED)
    if not found or (follow.told_at is not None and now < follow.told_at + PAUSE):
        return None
    ids = tuple(each.sentence.sentence_id for each in found)
    return Notice(follow_id=follow.id, n=n, kind=NoticeKind.NEWS, sentences=ids)


def _leading(fact: Fact) -> tuple[int, int]:
    return _LEADS.index(fact.kind), fact.span.start
