"""Made-up follows against new articles: how long it takes to say which sentence is for whom.

    python -m benchmarks.follows --articles F... --questions F... [--follows 10000] [--new 1000] [--known 1000]

The first ``--known`` articles are on record when the follows begin; then ``--new`` more come in, and the time is that
of `bot.follows.Percolating`: reading the index log, making the percolator, matching, noting what was found. Analysis
is done before and not counted. Follows are the questions, and pairs of names that stand in one sentence of the known
articles ("Name Name"), as often as needed. Prints one JSON object; everything is made in a folder that goes again.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, func, select

from benchmarks.jsonl import read_jsonl
from bot.follows import Percolating, topic_of
from bot.migrate import upgrade
from bot.store.follows import Follows
from bot.store.follows_table import FOLLOW_PENDING, NewFollow
from retrieval.index import Keeper
from retrieval.language.analyse import Analyser
from retrieval.language.shapes import names_by_shape
from retrieval.store.database import connect, read
from retrieval.store.record import Record
from retrieval.stories import Stories
from retrieval.text.split import split
from retrieval.types import Precision, RawArticle

NOW = datetime(2030, 1, 1, tzinfo=UTC)
_COLLECTION = "news"


def articles_of(paths: Sequence[Path]) -> Iterator[RawArticle]:
    for row in chain.from_iterable(map(read_jsonl, paths)):
        yield RawArticle(
            key=str(row["doc_id"]),
            title=str(row["title"]),
            text=str(row["text"]),
            source=row.get("source"),
            published_at=NOW,
            precision=Precision.MINUTE,
        )


def wishes_of(questions: Sequence[Path], known: Sequence[RawArticle]) -> Iterator[str]:
    """What is followed: every question once, then pairs of names of the articles."""
    for row in chain.from_iterable(map(read_jsonl, questions)):
        yield str(row["question"])
    for raw in known:
        texts = [raw.text[span.start : span.end] for span in split(raw.text)]
        for names in names_by_shape(texts):
            if len(names) > 1:
                yield " ".join(name.title() for name in names[:2])


def measure(
    folder: Path, raws: Sequence[RawArticle], questions: Sequence[Path], *, wanted: int, known: int
) -> dict[str, Any]:
    """The figures; the first ``known`` of the articles are there before the follows."""
    engine = connect(folder / "record.db")
    upgrade(engine, lock_path=folder / "lock")
    record, analyser, follows = Record(engine), Analyser(), Follows(engine)
    keeper = Keeper.open(folder / "index", record, analyser="1", say=_say)
    record.ensure_collection(_COLLECTION)

    def save(some: Sequence[RawArticle], now: datetime) -> None:
        for raw in some:
            raw = replace(raw, published_at=now)
            record.save(_COLLECTION, raw, analyser.light(raw.title, raw.text), now=now)
        keeper.catch_up()

    percolating = Percolating(
        follows=follows,
        record=record,
        stats=lambda terms, collections: keeper.index.stats(terms, collections),
        collections_of=lambda _: (_COLLECTION,),
        stories=Stories(engine, record),
        now=lambda: NOW,
    )
    save(raws[:known], NOW - timedelta(days=1))
    percolating.catch_up()
    made = _follow(follows, wishes_of(questions, raws[:known]), wanted)
    _say(f"{made} follows over {known} articles")
    save(raws[known:], NOW + timedelta(hours=1))
    before, started = time.process_time(), time.perf_counter()
    looked = percolating.catch_up()
    took, busy = time.perf_counter() - started, time.process_time() - before
    waiting = _waiting(engine)
    sentences = record.summary([_COLLECTION]).sentences
    engine.dispose()
    return {
        "follows": made,
        "articles": looked,
        "sentences_on_record": sentences,
        "seconds": round(took, 2),
        "processor_seconds": round(busy, 2),
        "matches": sum(waiting.values()),
        "follows_with_a_match": len(waiting),
    }


def _follow(follows: Follows, wishes: Iterator[str], wanted: int) -> int:
    """How many distinct follows there are afterwards."""
    made: set[str] = set()
    for number, wish in enumerate(wishes):
        topic = topic_of(wish)
        if topic is None or topic.key in made:
            continue
        made.add(topic.key)
        new = NewFollow(
            workspace="local",
            identity=f"b:{number}",
            channel=f"C{len(made) % 500}",
            thread_ts=None,
            user=f"U{number}",
            question=topic.question,
            terms=topic.terms,
            names=topic.names,
            topic=topic.key,
        )
        follows.open(new, now=NOW)
        if len(made) == wanted:
            break
    return len(made)


def _waiting(engine: Engine) -> dict[int, int]:
    """How many sentences wait for each follow that has any."""
    query = select(FOLLOW_PENDING.c.follow_id, func.count()).group_by(FOLLOW_PENDING.c.follow_id)
    with read(engine) as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--questions", nargs="*", type=Path, default=[])
    parser.add_argument("--follows", type=int, default=10_000)
    parser.add_argument("--new", type=int, default=1_000)
    parser.add_argument("--known", type=int, default=1_000)
    given = parser.parse_args(arguments)
    raws = list(islice(articles_of(given.articles), given.known + given.new))
    with TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), raws, given.questions, wanted=given.follows, known=given.known)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
