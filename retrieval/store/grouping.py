"""Which articles a text belongs with: found by shared hashes, then held against their texts, inside one read.

Groups are connected through copies: two halves of one text belong together once the whole is there, whatever came
first. They are told by number and may be joined (`Batch.joined`), but for those that would grow beyond all use.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Connection, func, select

from retrieval.store.copies_table import COPIES
from retrieval.store.schema import VERSIONS
from retrieval.store.versions import CHUNK
from retrieval.text.shingles import SAME, Hashes, containment, shingles

POSTED = 64  # articles a hash leads to; one that is in more of them stands at the foot of every page
LARGEST = 100  # articles in a group
_PROMISING = 0.5 * SAME  # of the samples: less, and the texts are not held against each other
_HELD = 3  # texts of one group that a text is held against
_HELD_AT_ALL = 12
_REMEMBERED = 256  # texts' shingles: copies come close together


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An article's newest version as it is looked at."""

    version: int  # row number, like those that follow
    article: int
    collection: int
    all: Hashes
    sample: tuple[int, ...]  # hashes as they are stored
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    version: int
    article: int
    group: int
    sampled: int


class Memory:
    """The shingles of texts looked at lately, by version row."""

    def __init__(self) -> None:
        self._known: dict[int, Hashes] = {}

    def put(self, version: int, of: Hashes) -> None:
        self._known[version] = of
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]

    def of(self, connection: Connection, versions: Sequence[int]) -> dict[int, Hashes]:
        """The shingles of those versions that are still there."""
        found = {version: self._known[version] for version in versions if version in self._known}
        missing = [version for version in versions if version not in found]
        if missing:
            texts = select(VERSIONS.c.id, VERSIONS.c.text).where(VERSIONS.c.id.in_(missing))
            for version, text in connection.execute(texts):
                found[version] = shingles(text)
                self.put(version, found[version])
        return found


@dataclass(slots=True, kw_only=True)
class Batch:
    """Articles looked at together, each in the light of those before it; what is to be written of it."""

    connection: Connection
    memory: Memory
    postings: dict[int, dict[int, list[int]]]  # collection, hash: versions
    before: dict[int, int]  # article to the group it is in until now
    groups: dict[int, int] = field(default_factory=dict)  # version looked at here to its group
    fresh: dict[int, Looked] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)  # group that is no more to the one it is part of
    parted: dict[int, int] = field(default_factory=dict)  # version of a group that fell apart to its new group

    def look(self, one: Looked) -> None:
        """The article is in a group afterwards, perhaps its own."""
        same = self._same(one)
        groups = sorted({self.group(candidate.group) for candidate in same})
        mine, room = (groups[0], LARGEST - 1 - self._size(one.collection, groups[0])) if groups else (one.version, 0)
        for other in groups[1:]:
            size = self._size(one.collection, other)
            if size <= room:
                room -= size
                self.joined[other] = mine
        self._part(one, mine)
        self.groups[one.version] = mine
        self.fresh[one.version] = one
        self.memory.put(one.version, one.all)
        here = self.postings.setdefault(one.collection, {})
        for number in one.sample:
            here.setdefault(number, []).append(one.version)

    def group(self, number: int) -> int:
        """The group that this one is part of by now."""
        while number in self.joined:
            number = self.joined[number]
        return number

    def _same(self, one: Looked) -> list[_Candidate]:
        """Articles with the same text: at least one of every group that has it."""
        here = self.postings.get(one.collection, {})
        counts = Counter(chain.from_iterable(here[number] for number in one.sample if number in here))
        near = [
            (counts[candidate.version] / min(len(one.sample), candidate.sampled), candidate)
            for candidate in self._candidates(counts)
            if candidate.article != one.article
        ]
        near = sorted(((share, c) for share, c in near if share >= _PROMISING), key=lambda n: (-n[0], n[1].version))
        held: Counter[int] = Counter()
        found: dict[int, _Candidate] = {}
        for _, candidate in near:
            group = self.group(candidate.group)
            if group in found or held[group] == _HELD or held.total() == _HELD_AT_ALL:
                continue
            held[group] += 1
            known = self.memory.of(self.connection, [candidate.version])
            if candidate.version in known and containment(one.all, known[candidate.version]) >= SAME:
                found[group] = candidate
        return list(found.values())

    def _candidates(self, counts: Mapping[int, int]) -> Iterable[_Candidate]:
        versions = [version for version, count in counts.items() if count > 1]
        gone = {one.article for one in self.fresh.values()}  # by what they say now, not by what they said
        for version in versions:
            if version in self.fresh:
                one, group = self.fresh[version], self.groups[version]
                yield _Candidate(version=version, article=one.article, group=group, sampled=len(one.sample))
        stored_ones = [version for version in versions if version not in self.fresh]
        c = COPIES.c
        for at in range(0, len(stored_ones), CHUNK):
            rows = select(c.version_id, c.article_id, c.group_id, func.length(c.sample))
            for version, article, group, size in self.connection.execute(
                rows.where(c.version_id.in_(stored_ones[at : at + CHUNK]))
            ):
                if article not in gone:
                    group = self.parted.get(version, group)
                    yield _Candidate(version=version, article=article, group=group, sampled=size // 8)

    def _size(self, collection: int, group: int) -> int:
        """How many articles a group has, those looked at here included."""
        parts = {group, *(part for part in self.joined if self.group(part) == group)}
        c = COPIES.c
        here = select(func.count()).where(c.collection_id == collection, c.group_id.in_(sorted(parts)))
        return int(self.connection.scalar(here) or 0) + sum(self.group(g) == group for g in self.groups.values())

    def _part(self, one: Looked, mine: int) -> None:
        """The group that an article left when it changed: what held together through it alone falls apart."""
        c, old = COPIES.c, self.before.get(one.article)
        if old is None or self.group(old) == mine:
            return
        rest = select(c.version_id).where(
            c.collection_id == one.collection, c.group_id == old, c.article_id != one.article
        )
        versions = list(self.connection.scalars(rest.order_by(c.version_id)))
        if len(versions) < 2 or old in self.joined or old in self.joined.values():
            return
        for version, group in components(self.memory.of(self.connection, versions)).items():
            self.parted[version] = group if group != versions[0] else old


def components(texts: Mapping[int, Hashes]) -> dict[int, int]:
    """Each number to the smallest number that it hangs together with through copies."""
    group = {number: number for number in sorted(texts)}
    numbers = sorted(texts)
    for at, one in enumerate(numbers):
        for other in numbers[at + 1 :]:
            first, second = sorted((group[one], group[other]))
            if first != second and containment(texts[one], texts[other]) >= SAME:
                group = {number: first if held == second else held for number, held in group.items()}
    return group
