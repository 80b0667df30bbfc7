"""How well copies are told from other articles, on variants made of real articles, and what that costs.

    python -m benchmarks.copies ARTICLES.jsonl[.gz] [--articles N]

Each article is varied as wire copy is: a tenth of its sentences cut with a dateline and a trailer, five sentences of
it, 12 words in a hundred replaced, one word corrected. All go through the record in a mixed order. Printed as one JSON
object: containment of each variant (5th percentile and median), the largest between articles that are not copies of
each other, the share of pairs that are grouped as they should be, and milliseconds of one processor an article.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

from retrieval.ingest.read import read
from retrieval.store.copies import Copies
from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.store.same_text import SameText
from retrieval.store.schema import create_tables
from retrieval.text.shingles import LEAST, SAME, Hashes, containment, shingles
from retrieval.text.split import split
from retrieval.types import AnalysedVersion, Level, RawArticle

SEED = 1
_OTHER = ("yesterday", "officials", "several", "report", "northern", "quietly", "larger", "another", "summer")
_BARE = AnalysedVersion(level=Level.LIGHT, sentences=(), title_tokens=())
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def trimmed(sentences: Sequence[str], chance: random.Random) -> str:
    kept = [sentence for sentence in sentences if chance.random() > 0.1]
    return "\n".join(["LONDON (Agency) -", *kept, "Read more stories like this one in our evening letter."])


def cut(sentences: Sequence[str], chance: random.Random) -> str:
    at = chance.randrange(max(1, len(sentences) - 4))
    return "\n".join(sentences[at : at + 5])


def reworded(sentences: Sequence[str], chance: random.Random) -> str:
    words = "\n".join(sentences).split(" ")
    return " ".join(chance.choice(_OTHER) if chance.random() < 0.12 else word for word in words)


def corrected(sentences: Sequence[str], chance: random.Random) -> str:
    words = "\n".join(sentences).split(" ")
    words[chance.randrange(len(words))] = chance.choice(_OTHER)
    return " ".join(words)


VARIANTS: tuple[Callable[[Sequence[str], random.Random], str], ...] = (trimmed, cut, reworded, corrected)


def distinct(articles: Iterable[RawArticle]) -> Iterator[RawArticle]:
    """Those that share little with any before them: archives hold copies of their own."""
    known: list[Hashes] = []
    for article in articles:
        found = shingles(article.text)
        if len(found) >= LEAST and not any(containment(found, other) >= SAME / 2 for other in known):
            known.append(found)
            yield article


def measure(articles: Sequence[RawArticle], folder: Path) -> dict[str, object]:
    """What is printed; the articles should be `distinct`, or what was a copy already counts as wrong."""
    chance = random.Random(SEED)
    texts = {f"{n}": [article.text] for n, article in enumerate(articles)}
    shares: dict[str, list[float]] = {variant.__name__: [] for variant in VARIANTS}
    for said in texts.values():
        whole = said[0]
        sentences = [whole[span.start : span.end] for span in split(whole)]
        for variant in VARIANTS:
            copy = variant(sentences, chance)
            said.append(copy)
            shares[variant.__name__].append(containment(shingles(whole), shingles(copy)))
    originals = [shingles(said[0]) for said in texts.values()]
    apart = [containment(one, other) for at, one in enumerate(originals) for other in originals[at + 1 :]]
    return {
        "articles": len(articles),
        "containment": {name: {"p5": _p5(found), "median": round(median(found), 3)} for name, found in shares.items()},
        "apart": {"worst": round(max(apart, default=0.0), 3), "copies": sum(share >= SAME for share in apart)},
        **_grouped(texts, folder, chance),
    }


def _grouped(texts: dict[str, list[str]], folder: Path, chance: random.Random) -> dict[str, object]:
    engine = connect(folder / "record.db")
    create_tables(engine)
    record = Record(engine)
    record.ensure_collection("news")
    mixed = [(f"{key}.{n}", text) for key, said in texts.items() for n, text in enumerate(said)]
    chance.shuffle(mixed)
    for key, text in mixed:
        record.save("news", RawArticle(key=key, title=key, text=text), _BARE, now=_NOW)
    started = time.process_time()
    Copies(engine).catch_up()
    took = time.process_time() - started
    found = SameText(record=record).groups([("news", key) for key, _ in mixed])
    together = {
        (key, copy.article.key) for (_, key), group in found.items() for copy in group if copy.article.key != key
    }
    right = sum(one.split(".")[0] == other.split(".")[0] for one, other in together)
    wanted = sum(len(said) * (len(said) - 1) for said in texts.values())
    return {
        "precision": round(right / len(together), 4) if together else 1.0,
        "recall": round(right / wanted, 4),
        "ms_an_article": round(1000 * took / len(mixed), 3),
    }


def _p5(found: Sequence[float]) -> float:
    return round(sorted(found)[len(found) // 20], 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=120)
    given = parser.parse_args()
    found = (raw for raw in read(given.path) if isinstance(raw, RawArticle))
    articles = list(islice(distinct(found), given.articles))
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(articles, Path(folder))))


if __name__ == "__main__":
    main()
