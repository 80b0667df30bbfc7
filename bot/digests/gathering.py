"""What an edition is made of, from the record: the one place here that reads the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digests.choosing import at_most, candidates
from bot.digests.edition import BEHIND, Material, edition
from bot.digests.records import Candidate, Edition, Key, Matches
from bot.digests.schedule import OVERLAP, SETTLING, window_start
from bot.digests.supporting import LOOKED_AT, Text
from bot.store.digests_table import Digest
from bot.store.runs import Runs
from bot.store.runs_table import Item
from retrieval.novelty import may_have_speaker
from retrieval.search import Search
from retrieval.store.openings import Openings
from retrieval.store.record import Record
from retrieval.stories import Belated, Stories, Story
from retrieval.text.tokens import content_terms
from retrieval.types import Article, Query, Sentence

REMEMBERED = timedelta(days=30)  # so long a channel is taken to know what it read
_SPARE = 8  # stories read beyond those that have a place: some have nothing to tell
_AT_ONCE = 40  # stories that are read in one go
_TEXTS = 8  # of a story that are read
_BEFORE, _DEEP = 12, 40  # articles that were told before, and the sentences of each that are known then
_HITS = 300  # sentences that a topic may match
_FEW_WORDS, _MOST_WORDS = 3, 0.6  # a topic of so few words is matched by all of them; a longer one by so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Editions as of any time. ``search`` is only asked for when a digest has topics: it takes a while to load."""

    record: Record
    stories: Stories
    openings: Openings
    runs: Runs
    search: Callable[[], Search]

    def edition(
        self,
        digest: Digest,
        *,
        at: datetime,
        collections: Sequence[str],
        slot: datetime | None = None,
        channel: str | None = None,
    ) -> Edition:
        """The edition of a digest as of ``at``. ``slot``: when it was due, where that was earlier.

        ``channel``: where a personal one is posted, if that is known.
        """
        due = slot or at
        since = window_start(digest, due, self.runs.looked(digest.id, before=due))
        items = self._seen(digest, at=at, channel=channel)
        matches = self._matches(digest, since=since - OVERLAP, at=at, collections=collections)
        found = self._candidates(digest, since=since, at=at, collections=collections, items=items, matches=matches)
        return edition(
            digest,
            since=since,
            at=at,
            material=self._material(found, matches),
            quoted=[item.sentence for item in items if item.front],
        )

    def _candidates(
        self,
        digest: Digest,
        *,
        since: datetime,
        at: datetime,
        collections: Sequence[str],
        items: Sequence[Item],
        matches: Matches | None,
    ) -> list[Candidate]:
        """The weightiest; stories are read, the likeliest first, until no other can weigh as much."""
        wanted = digest.length + BEHIND + _SPARE
        belated = Belated(published=since - OVERLAP, came_in=since - SETTLING)
        heads = self.stories.heads(collections, since, at, belated=belated)
        if matches is not None:
            about = set(self.stories.numbers(matches.articles).values())
            heads = tuple(head for head in heads if head.id in about)
        ranked = sorted(((at_most(head, at), head.id) for head in heads), reverse=True)
        found: list[Candidate] = []
        for first in range(0, len(ranked), _AT_ONCE):
            if len(found) >= wanted and found[wanted - 1].weight > ranked[first][0]:
                break
            stories = self.stories.whole([number for _, number in ranked[first : first + _AT_ONCE]], as_of=at)
            found += candidates(stories, since=since, at=at, items=items, sources=digest.sources, matches=matches)
            found.sort(key=lambda candidate: (-candidate.weight, candidate.story.id))
        return found[:wanted]

    def _seen(self, digest: Digest, *, at: datetime, channel: str | None) -> tuple[Item, ...]:
        since, place = at - REMEMBERED, channel or digest.target
        told = self.runs.seen(digest.workspace, digest.target, since=since, before=at)
        return told + self.runs.answered(digest.workspace, place, since=since, before=at)

    def _material(self, found: Sequence[Candidate], matches: Matches | None) -> tuple[Material, ...]:
        first = [c for c in found if not c.update]
        later = [c for c in found if c.update]
        bare = self.openings.of([a for c in first for a in _distinct(c)], first=LOOKED_AT + 2)
        whole = self.openings.of([a for c in later for a in _distinct(c)], first=LOOKED_AT + 2, annotated=True)
        earlier = {c.story.id: _earlier(c) for c in later}
        before = self.openings.of(
            [a for those in earlier.values() for a in those], first=_DEEP, annotated=may_have_speaker
        )
        quoted = self.record.sentences({name for c in later if c.seen for name in c.seen.sentences})
        made = []
        for candidate in found:
            read = whole if candidate.update else bare
            texts = tuple(
                Text(group=group, sentences=read.get(_version(article), ()))
                for article, group in _distinct_groups(candidate)
            )
            old = [s for a in earlier.get(candidate.story.id, ()) for s in before.get(_version(a), ())]
            if candidate.seen is not None and candidate.update:
                old += [quoted[name] for name in candidate.seen.sentences if name in quoted]
            nearest = None if matches is None else _nearest(candidate, matches)
            made.append(Material(candidate=candidate, texts=texts, before=tuple(old), nearest=nearest))
        return tuple(made)

    def _matches(self, digest: Digest, *, since: datetime, at: datetime, collections: Sequence[str]) -> Matches | None:
        """What the topics match; None without topics."""
        asked = [(topic, content_terms(topic)) for topic in digest.topics]
        asked = [(topic, terms) for topic, terms in asked if terms]
        if not asked:
            return None
        matched: set[Key] = set()
        nearest: dict[Key, tuple[float, Sentence]] = {}
        for topic, terms in asked:
            query = Query(
                text=topic,
                terms=terms,
                collections=tuple(collections),
                as_of=at,
                since=since,
                until=at,
                sources=digest.sources,
            )
            least = len(terms) if len(terms) <= _FEW_WORDS else -(-len(terms) * _MOST_WORDS // 1)
            for hit in self.search().sentences(query, limit=_HITS):
                if len({share.term for share in hit.terms}) < least:
                    continue
                key = (hit.sentence.article.collection, hit.sentence.article.key)
                matched.add(key)
                if topic.rstrip().endswith("?") and hit.score > nearest.get(key, (0.0, None))[0]:
                    nearest[key] = (hit.score, hit.sentence)
        return Matches(articles=frozenset(matched), nearest={key: sentence for key, (_, sentence) in nearest.items()})


def _nearest(candidate: Candidate, matches: Matches) -> Sentence | None:
    for article in candidate.fresh:
        if (found := matches.nearest.get((article.collection, article.key))) is not None:
            return found
    return None


def _distinct_groups(candidate: Candidate) -> list[tuple[Article, int]]:
    """One article for each of the newest independent texts: of copies the one published first."""
    chosen: dict[int, Article] = {}
    for article, group in zip(candidate.fresh, candidate.groups, strict=True):
        chosen[group] = article
    return [(article, group) for group, article in list(chosen.items())[:_TEXTS]]


def _distinct(candidate: Candidate) -> list[Article]:
    return [article for article, _ in _distinct_groups(candidate)]


def _earlier(candidate: Candidate) -> list[Article]:
    """The articles that were there when the story was told, the newest of them."""
    story: Story = candidate.story
    known = candidate.seen.articles if candidate.seen is not None else frozenset()
    return [article for article in story.articles if article.key in known][:_BEFORE]


def _version(article: Article) -> tuple[str, str, int]:
    return article.collection, article.key, article.version
