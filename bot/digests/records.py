"""An edition, and what flows on the way to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from retrieval.novelty import Fact
from retrieval.stories import Story
from retrieval.types import Article, Sentence

Key = tuple[str, str]  # collection, article key


class Ground(StrEnum):
    """Why this sentence of a story is quoted."""

    MOST = "most"  # more texts say it than any other
    FIRST = "first"  # no two texts agree on one, so it is the one that opens the newest text
    NEW = "new"  # it has what the channel has not seen
    ASKED = "asked"  # it comes nearest to a question among the topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story as an edition tells it.

    ``texts`` and ``outlets`` count what came since the last edition, copies once; ``supporters`` those of the texts
    that say what the sentence says. ``update``: the channel has seen the story, and ``new`` is what it has not seen,
    spans in the sentence. ``articles`` are the keys of all the story's articles by then.
    """

    story: int
    headline: str
    sentence: Sentence
    ground: Ground
    supporters: int
    texts: int
    outlets: int
    update: bool = False
    new: tuple[Fact, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issue of a digest: the news from ``since`` to ``at``, the weightiest story first; the rest behind *More*."""

    name: str
    day: date
    since: datetime
    at: datetime
    zone: str
    topics: tuple[str, ...] = ()
    stories: tuple[Told, ...] = ()
    more: tuple[Told, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether there is nothing new to tell."""
        return not self.stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a channel knows of a story: until when, by which articles, and in which words.

    ``told``: in an edition's front or in an answer; else only behind *More*.
    """

    until: datetime
    told: bool
    articles: frozenset[str]
    sentences: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that an edition may tell, as far as it is new: ``fresh`` articles with their groups of copies."""

    story: Story
    fresh: tuple[Article, ...]  # newest first
    groups: tuple[int, ...]  # one for each of them
    seen: Seen | None
    weight: float  # before its sentences are read

    @property
    def texts(self) -> int:
        return len(set(self.groups))

    @property
    def outlets(self) -> int:
        return max(1, len({article.source.casefold() for article in self.fresh if article.source}))

    @property
    def update(self) -> bool:
        """Whether only what is new of it may be told."""
        return self.seen is not None and self.seen.told


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What the topics of a digest match: articles, and of questions the sentence that comes nearest in each."""

    articles: frozenset[Key]
    nearest: Mapping[Key, Sentence]
