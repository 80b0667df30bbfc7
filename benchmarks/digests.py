"""Thirty days of editions replayed over article files: does any story come twice, and how long does an edition take.

    python -m benchmarks.digests --articles ARTICLES.jsonl[.gz]... [--first DATE] [--days 30] [--pack A_DAY] [--show]
        [--cache DIR]

A channel gets an edition at 08:30 UTC every day, each kept as seen before the next is made. ``repeats``
counts the stories told as new that were told before, by two checks that know nothing of each other: by the story's
number, and by text (an article quoted as new holds, or stands in, half of one quoted before, in four-word shingles).
``--pack`` dates the articles anew, in their order, so many to a day from ``--first`` on: 833 make a month of 25,000.
``--show`` prints the editions on standard error, to be read by eye.
"""

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.corpus import COLLECTION, default_cache, filled, tell
from bot.app import App
from bot.digests import Edition, Told, items_of, payload_of
from bot.digests.view import edition_text
from bot.incoming import Posted
from bot.store.digests import Digests
from bot.store.digests_table import EVERY_DAY, Digest
from bot.store.runs_table import RunState
from config.memory import set_aside
from retrieval.text.shingles import SAME, Hashes, containment, shingles
from retrieval.types import Level

AT = clock(8, 30)


def packed(articles: Sequence[Path], first: date, a_day: int, to: Path) -> Path:
    """The same articles, so many to a day from ``first`` on."""
    lines: list[dict[str, Any]] = []
    for path in articles:
        read = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines += [json.loads(line) for line in read.splitlines() if line.strip()]
    lines.sort(key=lambda line: (str(line.get("published")), str(line.get("doc_id"))))
    start = datetime.combine(first, clock(0), UTC)
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"packed-{first}-{a_day}-{len(lines)}.jsonl"
    with path.open("w") as file:
        for n, line in enumerate(lines):
            at = start + timedelta(days=1) * (n / a_day)
            file.write(json.dumps(line | {"published": at.isoformat()}) + "\n")
    return path


def replay(app: App, first: date, days: int) -> tuple[list[Edition], list[tuple[float, float]]]:
    """The editions of a channel that has seen none before; of each the milliseconds it took, and the processor's."""
    workspace, digests = f"bench-{uuid4().hex[:8]}", Digests(app.record.engine, new_id=lambda: uuid4().hex)
    start = datetime.combine(first, AT, UTC)
    digest = Digest(
        id="", workspace=workspace, target="C1", name="Replay", days=EVERY_DAY, active=True, turned_on_at=start
    )
    digest = digests.save(digest, now=start - timedelta(days=1))
    editions, took = [], []
    for day in range(days):
        at = start + timedelta(days=day)
        began, worked = time.perf_counter(), time.process_time()
        edition = app.gathering.edition(digest, at=at, collections=(COLLECTION,))
        took.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)))
        editions.append(edition)
        run = app.gathering.runs.claim(digest.id, edition.day, at, worker="bench", now=at)
        assert run is not None
        app.gathering.runs.hold(run, RunState.POSTING, now=at, payload=payload_of(edition))
        state = RunState.QUIET if edition.quiet else RunState.POSTED
        posted = Posted(channel="C1", ts=f"{at.timestamp():.6f}")
        items = () if edition.quiet else items_of(edition)
        app.gathering.runs.finish(run, state, now=at, digest=digest, posted=posted, items=items)
    return editions, took


def repeats(app: App, editions: Sequence[Edition]) -> dict[str, int]:
    """Stories told as new that were told before: by number, and by what their quoted articles share."""
    numbers: set[int] = set()
    texts: list[Hashes] = []
    found = {"by_story": 0, "by_text": 0}
    for edition in editions:
        fresh = [told for told in edition.stories if not told.update]
        found["by_story"] += sum(told.story in numbers for told in fresh)
        hashed = [_hashes(app, told) for told in fresh]
        found["by_text"] += sum(any(containment(one, other) >= SAME for other in texts) for one in hashed)
        numbers |= {told.story for told in edition.stories}
        texts += [*hashed, *(_hashes(app, told) for told in edition.stories if told.update)]
    return found


def _hashes(app: App, told: Told) -> Hashes:
    article = told.sentence.article
    place = (article.collection, article.key, article.version)
    return shingles(app.record.texts([place])[place])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--first", type=date.fromisoformat, default=date(2023, 4, 1))
    options.add_argument("--days", type=int, default=30)
    options.add_argument("--pack", type=int)
    options.add_argument("--show", action="store_true")
    options.add_argument("--cache", type=Path, default=default_cache())
    given = options.parse_args()
    articles = given.articles
    if given.pack:
        articles = [packed(articles, given.first - timedelta(days=1), given.pack, given.cache)]
    app = filled(articles, Level.LIGHT, given.cache, say=tell)
    began = time.perf_counter()
    app.catch_up_stories()
    clustering = time.perf_counter() - began
    set_aside()  # as every process that posts editions does
    editions, took = replay(app, given.first, given.days)
    if given.show:
        for edition in editions:
            tell(edition_text(edition))
    waited, worked = (sorted(times) for times in zip(*took, strict=True))
    told = [story for edition in editions for story in edition.stories]
    print(
        json.dumps(
            {
                "editions": len(editions),
                "quiet": sum(edition.quiet for edition in editions),
                "stories": len(told),
                "updates": sum(story.update for story in told),
                "of_several_texts": sum(story.texts > 1 for story in told),
                "repeats": repeats(app, editions),
                "p50_ms": round(waited[len(waited) // 2], 1),
                "max_ms": round(waited[-1], 1),
                "processor_p50_ms": round(worked[len(worked) // 2], 1),
                "processor_max_ms": round(worked[-1], 1),
                "clustering_s": round(clustering, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
