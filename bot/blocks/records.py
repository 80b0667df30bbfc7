"""What block functions are given and what they give."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answers import Citation
from retrieval.store.record import Summary
from retrieval.types import Sentence, TermShare

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A Slack message: ``text`` is the fallback that notifications and screen readers give."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was searched: "412 articles, 3 sources, 18-20 July"."""

    articles: int
    sources: int
    first: datetime | None = None
    last: datetime | None = None

    @classmethod
    def of(cls, summary: Summary) -> "Held":
        """The same from a summary of the record."""
        return cls(
            articles=summary.articles,
            sources=summary.sources,
            first=summary.first_published,
            last=summary.last_published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A cited sentence between its neighbours (`Record.neighbours`), in the order of the article."""

    citation: Citation
    before: tuple[Sentence, ...] = ()
    after: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What became of a cited sentence: another stands in its place, or ``gone``, or the article has a ``notice``."""

    at: datetime
    sentence: Sentence | None = None
    gone: bool = False
    notice: str | None = None

    @property
    def struck(self) -> bool:
        """Whether the sentence as it was cited no longer stands."""
        return self.gone or self.sentence is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A shown sentence and where the terms matched in it; the shares sum to its score."""

    citation: Citation
    terms: tuple[TermShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Everything the Why modal explains about one answer."""

    question: str
    answered: bool
    confidence: float | None  # None: nothing was read in a sentence, so that there is no such probability
    threshold: float  # below it the bot declines
    as_of: datetime
    held: Held
    matched: tuple[Matched, ...] = ()  # the citations, or the nearest sentences of a decline
    terms: tuple[str, ...] = ()  # what was looked for
    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """An outlet, how many of its articles there are, and when its newest was published."""

    name: str
    articles: int
    latest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the bot is doing, for ``/news status``. Without feeds ``fetched_at`` is when the last article came in."""

    held: Held
    sentences: int
    fetched_at: datetime | None = None
    waiting: int = 0  # questions in the queue
    index_behind: int = 0  # changes of the record that cannot be found yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """A channel the reader is in, and how the bot listens there: "mentions", "followups" or "questions"."""

    channel: str  # Slack's id
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question the reader asked; ``link`` is the permalink of its answer."""

    question: str
    asked_at: datetime
    answered: bool
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """A digest as Home, the list and `/news status` show it. ``last`` and ``next`` are said in its own zone."""

    id: str
    name: str
    target: str
    when: str
    last: str
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A source that is polled. ``said``: its state and the reason for it, in a few words."""

    id: int
    name: str
    said: str
    articles: int
    paused: bool  # or gone: it can be resumed
    last: datetime | None = None
    next: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """What managers see and change of a workspace. ``on``: those of the ``shared`` collections that it reads."""

    keep_days: int
    managers: tuple[str, ...] = ()  # Slack's ids
    shared: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    feeds: tuple[FeedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """An article that was read from a link. ``link`` is where it was published, ``key`` its key in the record."""

    title: str
    source: str | None
    published: str  # a day, or a word for none; "" where ``at`` tells
    at: datetime | None
    link: str | None
    notes: tuple[str, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the App Home shows one person."""

    held: Held
    fetched_at: datetime | None = None
    sources: tuple[SourceLine, ...] = ()
    channels: tuple[ChannelLine, ...] = ()  # only those the person is in
    questions: tuple[OwnQuestion, ...] = ()  # newest first
    manager: bool = False
    managed: Managed | None = None  # for managers only
    digests: tuple["DigestLine", ...] = ()  # of those channels, and their own
    sample: bool = False  # only the sample articles are there
