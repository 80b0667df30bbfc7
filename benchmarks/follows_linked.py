"""Whether a follow would meet the article it is about, and how many others: quiz questions as follows.

    python -m benchmarks.follows_linked --articles F... --questions F... [--others 1200]

Every question whose article the editor linked (``label_quality`` "gold_link") is followed; the articles are all linked
ones and ``--others`` more, evenly spaced, lightly analysed. Prints for several shares of a question's weight
(`retrieval.percolate`) how many questions met a linked article, and how many other articles a question met on average.
The last line of the object is as it ships.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from bot.follows import topic_of
from retrieval.language.analyse import Analyser
from retrieval.percolate import Percolator, Standing
from retrieval.types import CollectionStats, IndexedArticle, IndexedSentence, IndexedVersion

TRIED = (0.4, 0.45, 0.5, 0.55, 0.6, 0.7, None)  # None: as it ships


def chosen(paths: Sequence[Path], linked: set[str], others: int) -> list[dict[str, Any]]:
    """The linked articles, and others evenly spaced among the rest."""
    rows = list(chain.from_iterable(map(read_jsonl, paths)))
    rest = [row for row in rows if row["doc_id"] not in linked]
    step = max(1, len(rest) // max(1, others))
    return [row for row in rows if row["doc_id"] in linked] + rest[::step][:others]


def indexed(row: dict[str, Any], analyser: Analyser) -> IndexedArticle:
    """An article as the index is given it."""
    key = str(row["doc_id"])
    version = analyser.light(str(row["title"]), str(row["text"]))
    sentences = tuple(
        IndexedSentence(
            sentence_id=f"c/{key}:1:{each.start}",
            tokens=each.tokens,
            mention_tokens=each.mention_tokens,
            title_tokens=version.title_tokens,
        )
        for each in version.sentences
    )
    only = IndexedVersion(version=1, valid_from=None, valid_to=None, sentences=sentences)
    return IndexedArticle(
        key=key,
        collection="c",
        source=None,
        published_at=None,
        title_tokens=version.title_tokens,
        versions=(only,),
    )


def stats_of(articles: Sequence[IndexedArticle]) -> CollectionStats:
    frequency: Counter[str] = Counter()
    count = 0
    for sentence in (each for article in articles for each in article.versions[0].sentences):
        frequency.update({*sentence.tokens, *sentence.mention_tokens, *sentence.title_tokens})
        count += 1
    return CollectionStats(sentences=count, average_length=1.0, document_frequency=frequency)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--others", type=int, default=1_200)
    given = parser.parse_args(arguments)
    asked = [
        row for row in chain.from_iterable(map(read_jsonl, given.questions)) if row["label_quality"] == "gold_link"
    ]
    linked = {str(key) for row in asked for key in row["gold_doc_ids"]}
    analyser = Analyser()
    articles = [indexed(row, analyser) for row in chosen(given.articles, linked, given.others)]
    stats = stats_of(articles)
    standing = []
    for number, row in enumerate(asked):
        topic = topic_of(str(row["question"]))
        if topic is not None:
            standing.append(Standing(id=number, terms=topic.terms, names=topic.names))
    figures = {}
    for coverage in TRIED:
        percolator = Percolator(standing, stats, coverage=coverage)
        met: dict[int, set[str]] = defaultdict(set)
        for article in articles:
            for match in percolator.matches(article):
                met[match.standing].add(article.key)
        found = sum(bool(met[n] & set(row["gold_doc_ids"])) for n, row in enumerate(asked))
        others = sum(len(met[n] - set(row["gold_doc_ids"])) for n, row in enumerate(asked)) / max(1, len(asked))
        figures[str(coverage or "shipped")] = {"met": found, "others": round(others, 2)}
    print(json.dumps({"n": len(asked), "articles": len(articles), **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
