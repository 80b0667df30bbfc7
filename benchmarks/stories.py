"""How well stories are told apart, on pairs labelled by hand, and how fast articles are clustered.

    python -m benchmarks.stories --articles ARTICLES.jsonl[.gz]... [--labels FILE] [--cache DIR] [--scale N]

All articles go into one record, analysed lightly, and are clustered whole in the files' order; a pair is
told as one story when clustering put both there. Printed as one JSON object: of each half of the labels precision,
recall and F1 of "same", the F1 of calling every pair the same, and how many of the pairs of two stories were kept
apart; then the stories, how many have more than one article, the largest, and how many articles a second were
clustered (copies not counted in), and milliseconds of a processor each.

``--scale N`` asks only how long N articles take: the real ones and variants of them, a month's worth
(`benchmarks.variants`); no pair is judged.
"""

import argparse
import json
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.training.story_pairs import half_of
from benchmarks.variants import scaled
from bot.app import App
from retrieval.store.database import in_turn, read
from retrieval.store.schema import ARTICLES
from retrieval.stories import Stories
from retrieval.stories.tables import STORIES, STORY_ARTICLES, STORY_POSTINGS, STORY_WORDS
from retrieval.types import Level

_MONTH = 30  # days that `--scale` is spread over
LABELS = Path(__file__).parent / "labels" / "story_pairs.jsonl"


def clustered(app: App) -> tuple[dict[str, int], float, float]:
    """By article key its story, clustered anew, the seconds that took, and those of a processor."""
    with in_turn(app.record.engine) as connection:
        for table in (STORY_ARTICLES, STORY_POSTINGS, STORY_WORDS, STORIES):
            connection.execute(delete(table))
    app.copies.catch_up()
    started, busy = time.perf_counter(), time.process_time()
    Stories(app.record.engine, app.record).catch_up()
    took, busy = time.perf_counter() - started, time.process_time() - busy
    query = select(ARTICLES.c.key, STORY_ARTICLES.c.story_id).join(
        STORY_ARTICLES, STORY_ARTICLES.c.article_id == ARTICLES.c.id
    )
    with read(app.record.engine) as connection:
        return {row.key: row.story_id for row in connection.execute(query)}, took, busy


def judged(pairs: list[dict[str, Any]], story: dict[str, int]) -> dict[str, object]:
    """Precision, recall and F1 of "same"."""
    told = [(bool(pair["same"]), story[pair["a"]] == story[pair["b"]]) for pair in pairs]
    count = Counter(told)
    right, wrong, missed = count[True, True], count[False, True], count[True, False]
    return {
        "pairs": len(told),
        "precision": round(right / max(1, right + wrong), 3),
        "recall": round(right / max(1, right + missed), 3),
        "F1": round(2 * right / max(1, 2 * right + wrong + missed), 3),
        "F1_all_same": round(2 * (right + missed) / (len(told) + right + missed), 3),
        "kept_apart": f"{count[False, False]} of {wrong + count[False, False]}",
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--labels", type=Path, default=LABELS)
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--only-dev", action="store_true", help="as long as anything is being tuned")
    options.add_argument("--scale", type=int, help="how many articles to cluster instead, without judging pairs")
    given = options.parse_args()
    articles = given.articles
    figures: dict[str, object] = {}
    if given.scale:
        articles = [scaled(articles, given.scale, date(2023, 4, 1), -(-given.scale // _MONTH), given.cache)]
    story, seconds, busy = clustered(filled(articles, Level.LIGHT, given.cache, say=tell))
    sizes = Counter(Counter(story.values()).values())
    if not given.scale:
        pairs = [json.loads(line) for line in given.labels.read_text().splitlines()]
        pairs = [pair for pair in pairs if pair["a"] in story and pair["b"] in story]
        for half in ("dev",) if given.only_dev else ("dev", "held out"):
            figures[half] = judged([pair for pair in pairs if half_of(pair["a"], pair["b"]) == half], story)
    figures |= {
        "articles": len(story),
        "stories": sum(sizes.values()),
        "of_more_than_one": sum(n for size, n in sizes.items() if size > 1),
        "largest": sorted(sizes, reverse=True)[:5],
        "seconds": round(seconds, 1),
        "articles_a_second": round(len(story) / seconds, 1),
        "processor_ms_an_article": round(1000 * busy / len(story), 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
