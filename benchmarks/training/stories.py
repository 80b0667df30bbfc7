"""What `retrieval.stories` weighs by: how common words are in any news, and the weights of its score.

    python -m benchmarks.training.stories common ARTICLES.jsonl[.gz] --to retrieval/stories/common.npz
    python -m benchmarks.training.stories weights ARTICLES.jsonl[.gz]... --to retrieval/stories/weights.json

``common`` counts in how many articles a word is (numbers only are kept). ``weights`` fits logistic regression to the
pairs of `story_pairs.jsonl` that are for development, each pair twice (one article as a story of one), and to as many
pairs of the same weeks drawn at random, that are taken to be of two stories. The threshold is the one with which
``python -m benchmarks.stories`` finds the development half best; the size of a story is not weighed by pairs (0).
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sqlalchemy import select

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.training.story_pairs import half_of
from retrieval.store.database import read
from retrieval.store.schema import ARTICLES, VERSIONS
from retrieval.stories.rarity import Rarity
from retrieval.stories.rows import counts_of, days
from retrieval.stories.scoring import FEATURES, Known, features
from retrieval.stories.vectors import Counts, Vector, vector
from retrieval.types import Level

_MOST = 6_000  # words whose share is kept
_PAIRS = Path(__file__).parent.parent / "labels" / "story_pairs.jsonl"
_SIZE = FEATURES.index("size")


def counted(articles: list[Path], cache: Path) -> dict[str, tuple[float, Counts]]:
    """By article its day and its words, analysed lightly."""
    app = filled(articles, Level.LIGHT, cache, say=tell)
    columns = select(VERSIONS.c.id, VERSIONS.c.title_tokens, ARTICLES.c.key, ARTICLES.c.published_at)
    with read(app.record.engine) as connection:
        rows = connection.execute(columns.join(ARTICLES, ARTICLES.c.id == VERSIONS.c.article_id)).all()
        said = counts_of(connection, {row.id: row.title_tokens for row in rows})
        return {row.key: (days(row.published_at), said[row.id]) for row in rows if row.published_at is not None}


def common(articles: list[Path], to: Path, cache: Path) -> None:
    """Writes the shares of the commonest words."""
    held = counted(articles, cache)
    found: Counter[int] = Counter()
    for _, said in held.values():
        found.update(said.words)
    kept = sorted(found.most_common(_MOST))
    shares = np.array([n / len(held) for _, n in kept], np.float16)
    np.savez_compressed(to, words=np.array([word for word, _ in kept], np.int32), shares=shares)


def fit(paths: list[Path], to: Path, cache: Path, threshold: float, size: float) -> None:
    """Writes the weights."""
    pairs = [json.loads(line) for line in _PAIRS.read_text().splitlines()]
    dev = [pair for pair in pairs if half_of(pair["a"], pair["b"]) == "dev"]
    held = counted(paths, cache)
    rarity = Rarity(articles=0)
    for _, said in held.values():
        rarity.add(said.words)
    made = {key: vector(said, rarity.idfs, day) for key, (day, said) in held.items()}
    drawn = [(p["a"], p["b"], bool(p["same"])) for p in dev if p["a"] in made and p["b"] in made]
    weeks: dict[int, list[str]] = defaultdict(list)
    for key in sorted(made):
        weeks[int(made[key].days // 7)].append(key)
    busy = [week for week in weeks.values() if len(week) > 20]
    known = {frozenset((p["a"], p["b"])) for p in pairs}
    chance = random.Random(1)
    wanted = 2 * len(drawn)
    while len(drawn) < wanted:
        a, b = chance.sample(chance.choice(busy), 2)
        if frozenset((a, b)) not in known:
            drawn.append((a, b, False))
    rows: list[tuple[float, ...]] = []
    same: list[bool] = []
    for a, b, one in drawn:
        rows += [features(made[a], _alone(made[b])), features(made[b], _alone(made[a]))]
        same += [one, one]
    model = LogisticRegression(C=3.0, max_iter=2000).fit(np.array(rows), np.array(same))
    weights = dict(zip(FEATURES, model.coef_[0].round(4).tolist(), strict=True)) | {"size": size}
    held_out = {"weights": weights, "bias": round(float(model.intercept_[0]), 4), "threshold": threshold}
    to.write_text(json.dumps(held_out, indent=1) + "\n")
    tell(json.dumps(held_out))


def _alone(one: Vector) -> Known:
    return Known(vector=one, articles=1, first=one.days, last=one.days)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("common", "weights"))
    options.add_argument("articles", type=Path, nargs="+")
    options.add_argument("--to", type=Path, required=True)
    options.add_argument("--threshold", type=float, default=0.0)
    options.add_argument("--size", type=float, default=0.0)
    options.add_argument("--cache", type=Path, default=default_cache())
    given = options.parse_args()
    if given.what == "common":
        common(given.articles, given.to, given.cache)
    else:
        fit(given.articles, given.to, given.cache, given.threshold, given.size)


if __name__ == "__main__":
    main()
