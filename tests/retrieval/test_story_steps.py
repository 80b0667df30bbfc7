"""Articles come to the same stories whatever the steps they are looked at in, and no step reads the whole record."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from retrieval.language.analyse import Analyser
from retrieval.store.copies import Copies
from retrieval.store.database import read
from retrieval.store.schema import METADATA
from retrieval.stories import Stories
from retrieval.stories.clustering import FRESH, Batch, Drawn, Looked
from retrieval.stories.scoring import FEATURES, Known, Model
from retrieval.stories.vectors import NOTHING, Counts, Part, Vector
from tests.retrieval.store_cases import NOW, PUBLISHED, article, open_record

NEAR_ALONE = Model(weights=tuple(float(name == "newest") for name in FEATURES), bias=0.0, threshold=0.5)
WORD = 7
TEXTS = (
    "The harbour quay at Aldmoor collapsed on Monday and three dock workers were hurt. Mara Lind inspected the quay.",
    "Three dock workers hurt as the quay at Aldmoor collapsed recover. The quay had been inspected by Mara Lind.",
    "Pell Point Rovers won the coast cup on Monday, beating Norwick Town 2-1. Odo Brack scored both goals.",
)


def drawn(day: float) -> Drawn:
    title = Part(np.array([WORD], np.int32), np.array([1.0], np.float32))
    counts = Counts(title={WORD: 1}, body={}, names={})
    looked = Looked(version=int(day), article=int(day), collection=1, group=None, day=day, counts=counts)
    vector = Vector(title=title, body=NOTHING, names=NOTHING, days=day)
    return Drawn(looked=looked, vector=vector, searched={WORD: 1.0})


def batch(stories: dict[int, Known] | None = None, postings: Any = None) -> Batch:
    return Batch(model=NEAR_ALONE, stories=stories or {}, group_stories={}, postings=postings or {})


def test_of_two_stories_equally_near_the_older_goes_on_whatever_the_steps():
    together = batch()
    for day in (100, 106, 103):
        together.place(drawn(day))
    assert [one.story for one in together.placed] == [FRESH, FRESH + 1, FRESH]

    first, second = (Known(vector=drawn(day).vector, articles=1, first=day, last=day) for day in (100, 106))
    afterwards = batch({1: first, 2: second}, {(1, WORD): [(100, 1), (106, 2)]})
    afterwards.place(drawn(103))
    assert afterwards.placed[0].story == 1

    between = batch({1: first}, {(1, WORD): [(100, 1)]})
    for day in (106, 103):
        between.place(drawn(day))
    assert [one.story for one in between.placed] == [FRESH, 1]


def test_no_step_reads_the_whole_record(tmp_path):
    """A step takes no longer for all the articles there were before."""
    record = open_record(tmp_path)
    if record.engine.dialect.name != "sqlite":
        pytest.skip("SQLite says how it goes about a statement, whatever there is to read")
    analyser = Analyser()
    for n, text in enumerate(TEXTS):
        one = article(f"a{n}", text, title=text[:40], published_at=PUBLISHED + timedelta(hours=n))
        record.save("news", one, analyser.light(one.title, one.text), now=NOW)
    Copies(record.engine).catch_up()
    said: list[tuple[str, Any]] = []

    @event.listens_for(record.engine, "before_cursor_execute")
    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        said.append((statement, parameters[0] if many else parameters))

    assert Stories(record.engine, record).catch_up() == len(TEXTS)
    event.remove(record.engine, "before_cursor_execute", hear)
    asked = [one for one in said if one[0].split(maxsplit=1)[0] in {"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}]
    with read(record.engine) as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", given).all() for one, given in asked]
    record.engine.dispose()
    steps = [row.detail for plan in plans for row in plan]
    assert any(step.startswith("SEARCH story_articles") for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and step.split()[1] in METADATA.tables] == []
