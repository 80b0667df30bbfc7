"""A story as others see it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from retrieval.types import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles of one collection that tell of one event and what came of it within days."""

    id: int
    collection: str
    title: str  # of the article that is nearest to all the others
    articles: tuple[Article, ...]  # newest first, undated ones by when they came in
    groups: tuple[int, ...]  # for each article the number of its text: copies share one
    first_at: datetime
    last_at: datetime

    @property
    def texts(self) -> int:
        """How many independent texts it has: copies count once."""
        return len(set(self.groups))

    @property
    def outlets(self) -> int:
        """How many named outlets its articles are from; 1 when none is named."""
        return max(1, len({article.source.casefold() for article in self.articles if article.source}))

    def within(self, since: datetime | None, until: datetime | None) -> "Story | None":
        """The story as far as it was published between two instants, both included; None when nothing was."""
        return self.only(lambda article: published_within(article, since, until))

    def only(self, wanted: Callable[[Article], bool]) -> "Story | None":
        """The story as those of its articles tell it that are wanted; None when none is."""
        kept = [at for at, article in enumerate(self.articles) if wanted(article)]
        if not kept:
            return None
        times = [told_at(self.articles[at]) for at in kept]
        return replace(
            self,
            articles=tuple(self.articles[at] for at in kept),
            groups=tuple(self.groups[at] for at in kept),
            first_at=min(times),
            last_at=max(times),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a story in a window before it is read: how many texts at most, and the last publication."""

    id: int
    texts: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Belated:
    """Which articles from before a window count as in it: published since, and come in behind."""

    published: datetime
    came_in: datetime


def published_within(article: Article, since: datetime | None, until: datetime | None) -> bool:
    """Whether an article was published between two instants, both included; not when that is unknown."""
    at = article.published_at
    return at is not None and (since is None or at >= since) and (until is None or at <= until)


def told_at(article: Article) -> datetime:
    """When an article was published, or came in where that is not known."""
    return article.published_at or article.fetched_at
