"""Pairs of articles of one week, drawn to be labelled by hand as one story or two.

    python -m benchmarks.training.story_pairs ARTICLES.jsonl[.gz]... > pairs.jsonl

Pairs published in one ISO week whose titles or bodies (the larger cosine of the two, TF-IDF of content terms) are
between .2 and .8 alike, as many from each of five bands of it, no article in more than two pairs, no week in more than
a twentieth of them. Printed: ``a``, ``b`` (ids), ``cosine``, ``half`` ("dev" or "held out", by a hash of the pair).
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from retrieval.ingest.read import read
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import RawArticle

SEED = 6
BANDS = ((0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.62), (0.62, 0.8))
EACH = 68  # pairs a band
PER_ARTICLE, PER_WEEK = 2, 17
Vector = Mapping[str, float]


def half_of(a: str, b: str) -> str:
    """The half that a pair belongs to, whatever the order of its articles."""
    hashed = sha256("\n".join(sorted((a, b))).encode()).digest()
    return "dev" if hashed[0] < 128 else "held out"


def vectors(texts: Mapping[str, str]) -> dict[str, Vector]:
    """Unit vectors of content terms: (1 + ln tf) ln((N + 1) / (n + 1))."""
    counts = {key: Counter(t for t in tokenise(text) if t not in FUNCTION_WORDS) for key, text in texts.items()}
    found: Counter[str] = Counter()
    for held in counts.values():
        found.update(held.keys())
    idf = {term: math.log((len(texts) + 1) / (n + 1)) for term, n in found.items()}
    made: dict[str, Vector] = {}
    for key, held in counts.items():
        raw = {term: (1 + math.log(n)) * idf[term] for term, n in held.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        made[key] = {term: value / length for term, value in raw.items()}
    return made


def cosine(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * large.get(term, 0.0) for term, value in small.items())


def draw(articles: Sequence[RawArticle]) -> Iterator[dict[str, object]]:
    """The pairs, band by band."""
    by_key = {article.key: article for article in articles if article.published_at is not None}
    titles = vectors({key: article.title for key, article in by_key.items()})
    bodies = vectors({key: article.text for key, article in by_key.items()})
    weeks: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key in sorted(by_key):
        published = by_key[key].published_at
        assert published is not None
        weeks[published.isocalendar()[:2]].append(key)
    banded: list[list[tuple[str, str, float]]] = [[] for _ in BANDS]
    for keys in weeks.values():
        for at, a in enumerate(keys):
            for b in keys[at + 1 :]:
                alike = max(cosine(titles[a], titles[b]), cosine(bodies[a], bodies[b]))
                for n, (low, high) in enumerate(BANDS):
                    if low <= alike < high:
                        banded[n].append((a, b, alike))
    chance = random.Random(SEED)
    used: Counter[str] = Counter()
    weekly: Counter[object] = Counter()
    for pairs in reversed(banded):
        chance.shuffle(pairs)
        taken = 0
        for a, b, alike in pairs:
            published = by_key[a].published_at
            week = None if published is None else published.isocalendar()[:2]
            if taken == EACH or used[a] == PER_ARTICLE or used[b] == PER_ARTICLE or weekly[week] == PER_WEEK:
                continue
            used.update((a, b))
            weekly[week] += 1
            taken += 1
            yield {"a": a, "b": b, "cosine": round(alike, 3), "half": half_of(a, b)}


def _read(paths: Iterable[Path]) -> list[RawArticle]:
    found = {record.key: record for path in paths for record in read(path) if isinstance(record, RawArticle)}
    return list(found.values())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", type=Path, nargs="+")
    for pair in draw(_read(options.parse_args().articles)):
        print(json.dumps(pair))


if __name__ == "__main__":
    main()
