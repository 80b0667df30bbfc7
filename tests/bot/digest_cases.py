"""Made-up stories on record, and digests of them, for the tests of editions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.digests import Gathering
from bot.store import Digest, Digests, Runs
from bot.store.digests_table import EVERY_DAY
from retrieval.store.database import connect
from retrieval.store.openings import Openings
from retrieval.store.record import Record
from retrieval.store.schema import create_tables
from retrieval.stories import Belated, Head, Story
from retrieval.types import Level, Precision, RawArticle
from tests.postgres import place
from tests.retrieval.store_cases import analyse

MONDAY = datetime(2025, 7, 21, 5, 30, tzinfo=UTC)  # 08:30 in Kyiv
HOUR = timedelta(hours=1)
FERRY = "The ferry strike in Pell Point ended on Monday after nine days, the harbour office said."
FERRY_AGAIN = "A ferry strike in Pell Point has ended after nine days, the harbour office of the town says."
BRIDGE = "The bridge at Tarn Ford will close for repairs until October, the county council announced."
PAY = "Ferry crews in Pell Point won a raise of 7 percent, the union told reporters after the talks."


def digest(**more: Any) -> Digest:
    """Every day at 08:30 in Kyiv, on since long ago."""
    given: dict[str, Any] = {
        "id": "d1",
        "workspace": "T1",
        "target": "C1",
        "name": "Morning news",
        "at": time(8, 30),
        "days": EVERY_DAY,
        "zone": "Europe/Kyiv",
        "active": True,
        "turned_on_at": MONDAY - timedelta(days=30),
    }
    return Digest(**(given | more))


@dataclass
class Told:
    """Stories as somebody else clustered them: `retrieval.stories.Stories`, programmed."""

    record: Record
    members: dict[int, list[tuple[str, int]]] = field(default_factory=dict)  # keys with their groups of copies

    def heads(
        self, collections: Sequence[str], since: datetime, until: datetime, *, belated: Belated
    ) -> tuple[Head, ...]:
        first = min(since, belated.published)
        whole = [s for number in self.members if (s := self.get(number, as_of=until)) and s.collection in collections]
        there = [part for story in whole if (part := story.within(first, until)) is not None]
        return tuple(Head(id=story.id, texts=story.texts, last_at=story.last_at) for story in there)

    def whole(self, numbers: Sequence[int], *, as_of: datetime) -> tuple[Story, ...]:
        return tuple(story for number in numbers if (story := self.get(number, as_of=as_of)) is not None)

    def get(self, number: int, *, as_of: datetime | None = None) -> Story | None:
        keys = dict(self.members[number])
        found = self.record.articles([("news", key) for key in keys], as_of=as_of)
        there = [a for a in found.values() if as_of is None or (a.published_at is not None and a.published_at <= as_of)]
        if not there:
            return None
        there.sort(key=lambda article: (article.published_at, article.key), reverse=True)
        return Story(
            id=number,
            collection="news",
            title=there[-1].title,
            articles=tuple(there),
            groups=tuple(keys[article.key] for article in there),
            first_at=min(a.published_at for a in there if a.published_at),
            last_at=max(a.published_at for a in there if a.published_at),
        )


@dataclass
class Newsroom:
    """A record in a file of its own, the stories in it, and the digests over it."""

    record: Record
    told: Told
    digests: Digests
    runs: Runs

    @property
    def gathering(self) -> Gathering:
        engine = self.record.engine
        return Gathering(
            record=self.record,
            stories=self.told,  # type: ignore[arg-type]
            openings=Openings(engine),
            runs=self.runs,
            search=lambda: (_ for _ in ()).throw(AssertionError("nothing has topics")),
        )

    def add(
        self,
        key: str,
        title: str,
        *sentences: str,
        story: int,
        at: datetime,
        group: int = 0,
        source: str = "The Post",
        late: datetime | None = None,
    ) -> None:
        """An article that is part of a story, a copy of those of the same ``group``; it came in at once or ``late``."""
        raw = RawArticle(
            key=key,
            title=title,
            text=" ".join(sentences),
            source=source,
            url=f"https://news.example/{key}",
            published_at=at,
            precision=Precision.MINUTE,
        )
        analysis = analyse(raw, Level.FULL)
        self.record.save("news", raw, _quiet(analysis), now=late or at + timedelta(minutes=5))
        self.told.members.setdefault(story, []).append((key, group or len(self.told.members[story]) + 100 * story))


def newsroom(folder: Path) -> Newsroom:
    engine = connect(place(folder / "record.db"))
    create_tables(engine)
    record = Record(engine)
    record.ensure_collection("news")
    ids = lambda: uuid4().hex  # noqa: E731
    return Newsroom(
        record=record,
        told=Told(record),
        digests=Digests(engine, new_id=ids),
        runs=Runs(engine, new_id=ids),
    )


def _quiet(analysis: Any) -> Any:
    """Without the noise that these analyses are made with."""
    return replace(analysis, sentences=tuple(replace(sentence, noise=0.0) for sentence in analysis.sentences))
