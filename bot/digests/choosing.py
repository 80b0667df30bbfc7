"""Which stories are worth telling, before their sentences are read: pure."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.digests.records import Candidate, Key, Matches, Seen
from bot.digests.schedule import OVERLAP, SETTLING
from bot.store.runs_table import Item
from retrieval.stories import Head, Story
from retrieval.types import Article

HALF_LIFE = timedelta(hours=18)  # in which a story's weight halves
_OFF_TOPIC = 0.5  # the weight of a story of which next to nothing matched


def is_fresh(article: Article, *, since: datetime, at: datetime) -> bool:
    """Whether an article is new to an edition: published since the last one, or a little before and come in since."""
    published = article.published_at
    if published is None or published > at:
        return False
    return published > since or (published > since - OVERLAP and since - SETTLING < article.fetched_at <= at)


def seen_of(story: Story, items: Sequence[Item], by_key: dict[Key, list[Item]]) -> Seen | None:
    """What was told of a story, by its number or by an article that is part of it now."""
    found = [item for item in items if item.story == story.id]
    for article in story.articles:
        found += [item for item in by_key.get((article.collection, article.key), ()) if item not in found]
    if not found:
        return None
    until = max(item.seen_at for item in found)
    known = {key for item in found for key in item.articles} | {item.key for item in found}
    if any(item.story == 0 for item in found):  # of an answer: the record as it was then
        known |= {a.key for a in story.articles if a.published_at is not None and a.published_at <= until}
    return Seen(
        until=until,
        told=any(item.front for item in found),
        articles=frozenset(known),
        sentences=tuple(dict.fromkeys(f"{i.collection}/{i.key}:{i.version}:{i.start}" for i in found if i.front)),
    )


def at_most(head: Head, at: datetime) -> float:
    """What a story can weigh before its sentences are read, and no more."""
    return _weight(head.texts, head.last_at, at)


def candidates(
    stories: Iterable[Story],
    *,
    since: datetime,
    at: datetime,
    items: Sequence[Item],
    sources: Sequence[str] = (),
    matches: Matches | None = None,
) -> tuple[Candidate, ...]:
    """The stories with something new, the weightiest first; ties by number.

    Of a story that was told only articles with a text of their own count as new, not further copies.
    """
    wanted = {source.casefold() for source in sources}
    by_key: dict[Key, list[Item]] = {}
    for item in items:
        if item.front or item.story:  # else it only stood beside an answer
            by_key.setdefault((item.collection, item.key), []).append(item)
    by_story: dict[int, list[Item]] = {}
    for item in items:
        by_story.setdefault(item.story, []).append(item)
    found = []
    for story in stories:
        seen = seen_of(story, by_story.get(story.id, ()), by_key)
        pairs = [
            (article, group)
            for article, group in zip(story.articles, story.groups, strict=True)
            if is_fresh(article, since=since, at=at) and (not wanted or (article.source or "").casefold() in wanted)
        ]
        if seen is not None:
            old = {g for a, g in zip(story.articles, story.groups, strict=True) if a.key in seen.articles}
            pairs = [(a, g) for a, g in pairs if a.key not in seen.articles and g not in old]
        if not pairs:
            continue
        topic = 1.0 if matches is None else _topic(pairs, matches)
        if topic == 0.0:
            continue
        fresh, groups = tuple(article for article, _ in pairs), tuple(group for _, group in pairs)
        newest = max(article.published_at for article in fresh if article.published_at is not None)
        weight = _weight(len(set(groups)), newest, at) * topic
        found.append(Candidate(story=story, fresh=fresh, groups=groups, seen=seen, weight=weight))
    return tuple(sorted(found, key=lambda candidate: (-candidate.weight, candidate.story.id)))


def _weight(texts: int, newest: datetime, at: datetime) -> float:
    return float(math.log(1 + texts) * 0.5 ** ((at - newest) / HALF_LIFE))


def _topic(pairs: Sequence[tuple[Article, int]], matches: Matches) -> float:
    """0 where nothing matched, 1 where every article did."""
    matched = sum((article.collection, article.key) in matches.articles for article, _ in pairs)
    return 0.0 if not matched else _OFF_TOPIC + (1 - _OFF_TOPIC) * matched / len(pairs)
