"""Which story each of a few articles goes on with, each in the light of those before it: decided, not yet written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.stories.rarity import Rarity
from retrieval.stories.scoring import Known, Model
from retrieval.stories.vectors import Counts, Vector, telling, total, vector

SEARCHED = 18  # words of an article by which stories are looked for
POSTED = 14  # of them by which its story is found later
REACH = 6  # days between an article and one of a story it may go on with
HELD = 24  # stories an article is held against
FRESH = 1 << 62  # from here on up the numbers of stories that have no row yet: behind all others, in their order
COPIES_REACH = 30  # days: the same text printed again later tells of something else, or is a page's own words

Postings = Mapping[tuple[int, int], Sequence[tuple[int, int]]]  # collection, word: (day, story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An article's newest version as it is looked at; ids are row numbers."""

    version: int
    article: int
    collection: int
    group: int | None  # of articles with the same text
    day: float  # of its time, since 1970
    counts: Counts
    stays: int | None = None  # the story that it is in already
    barred: frozenset[int] = frozenset()  # stories that a person took it out of

    @property
    def whole_day(self) -> int:
        return int(self.day // 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """An article as it is compared."""

    looked: Looked
    vector: Vector
    searched: Mapping[int, float]  # the words by which stories are looked for, heaviest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article with the story it is in; from `FRESH` on while that has no number yet."""

    looked: Looked
    vector: Vector
    story: int
    decided: bool  # a person put a copy of it there
    posted: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Batch:
    """A few articles; the stories and postings near them as they were read, and as they become."""

    model: Model
    stories: dict[int, Known]
    group_stories: dict[tuple[int, int], tuple[int, bool]]  # collection, group: story, and whether a person said so
    postings: dict[tuple[int, int], list[tuple[int, int]]]
    placed: list[Placed] = field(default_factory=list)

    def place(self, drawn: Drawn) -> None:
        """The article is in a story afterwards, perhaps its own."""
        one, of = drawn.looked, drawn.vector
        story, decided = self._with_copies(one, of)
        if story is None:
            story = one.stays
        if story is None:
            story = self._best(drawn)
        if story is None:
            story = FRESH + len(self.placed)
        held = self.stories.get(story)
        self.stories[story] = Known(
            vector=of if held is None else total([held.vector, of]),
            articles=1 if held is None else held.articles + 1,
            first=one.day if held is None else min(held.first, one.day),
            last=one.day if held is None else max(held.last, one.day),
        )
        if one.group is not None and len(of.body.words):
            self.group_stories.setdefault((one.collection, one.group), (story, decided))
        posted = tuple(drawn.searched)[:POSTED]
        for word in posted:
            self.postings.setdefault((one.collection, word), []).append((one.whole_day, story))
        self.placed.append(Placed(looked=one, vector=of, story=story, decided=decided, posted=posted))

    def _with_copies(self, one: Looked, of: Vector) -> tuple[int | None, bool]:
        """The story of those with the same text; what has no text of its own has no copies either."""
        if one.group is None or not len(of.body.words):
            return None, False
        story, decided = self.group_stories.get((one.collection, one.group), (None, False))
        held = None if story is None else self.stories.get(story)
        if held is not None and not held.first - COPIES_REACH <= one.day <= held.last + COPIES_REACH:
            return None, False
        return story, decided

    def _best(self, drawn: Drawn) -> int | None:
        best = max(
            ((self.model.score(drawn.vector, self.stories[story]), -story) for story in self._candidates(drawn)),
            default=(0.0, 0),
        )
        return -best[1] if best[1] and best[0] >= self.model.threshold else None

    def _candidates(self, drawn: Drawn) -> list[int]:
        near = candidates(self.postings, drawn)
        return [story for story in near if story in self.stories and story not in drawn.looked.barred]


def candidates(postings: Postings, drawn: Drawn) -> list[int]:
    """The stories near in time that share most of an article's rare words, at most `HELD`, the nearest first."""
    collection, today = drawn.looked.collection, drawn.looked.whole_day
    scores: dict[int, float] = {}
    for word, weight in drawn.searched.items():
        found = postings.get((collection, word), ())
        for story in {story for day, story in found if abs(day - today) <= REACH}:
            scores[story] = scores.get(story, 0.0) + weight
    return sorted(scores, key=lambda story: (-scores[story], story))[:HELD]


def drawn(looked: Sequence[Looked], rarity: Mapping[int, Rarity]) -> list[Drawn]:
    """The articles with their vectors, each by what was known up to it."""
    made = []
    for one in looked:
        here = rarity[one.collection]
        here.add(one.counts.words)
        of = vector(one.counts, here.idfs, one.day)
        made.append(Drawn(looked=one, vector=of, searched=telling(of, SEARCHED)))
    return made
