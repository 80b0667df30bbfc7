"""Precision, recall and F1 of sentence ends against paragraphs marked by hand.

The labels hold ids and offsets, no text: 75 paragraphs drawn by a seed from articles of six outlets, one to an
article, with at least three full stops, question marks or exclamation marks and some awkward writing among them.
Half of them (``tune``) were looked at while the rules were written, the other half (``held_out``) were not.
``inside`` counts only the ends that are not the end of their paragraph, which nobody could miss.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.jsonl import read_jsonl
from retrieval.text.split import split

LABELS = Path(__file__).parent / "labels" / "boundaries.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of an article and the absolute offsets at which its sentences end."""

    doc_id: str
    start: int
    end: int
    sha256: str  # of the paragraph, first 16 hex digits
    part: str
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The ends a paragraph has and those that were found in it."""

    paragraph: Paragraph
    found: frozenset[int]


def read_labels(path: Path) -> tuple[Paragraph, ...]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(Paragraph(**{**row, "ends": tuple(row["ends"])}) for row in rows)


def read_texts(paths: Iterable[Path], wanted: frozenset[str]) -> dict[str, str]:
    """The texts of the wanted articles; the first of an id counts."""
    texts: dict[str, str] = {}
    for path in paths:
        for article in read_jsonl(path):
            if article["doc_id"] in wanted:
                texts.setdefault(article["doc_id"], article["text"])
    return texts


def outcomes(paragraphs: Iterable[Paragraph], texts: dict[str, str]) -> Iterator[Outcome]:
    """What the splitter finds in every labelled paragraph whose article is given, unchanged."""
    for paragraph in paragraphs:
        text = texts.get(paragraph.doc_id, "")
        written = text[paragraph.start : paragraph.end]
        if hashlib.sha256(written.encode()).hexdigest()[:16] == paragraph.sha256:
            found = frozenset(span.end for span in split(text) if paragraph.start < span.end <= paragraph.end)
            yield Outcome(paragraph=paragraph, found=found)


def figures(results: Iterable[Outcome], *, inside: bool) -> dict[str, float]:
    """Precision, recall, F1 and the number of labelled ends."""
    right = found = true = 0
    for result in results:
        last = {result.paragraph.ends[-1]} if inside else set()
        ends, guesses = set(result.paragraph.ends) - last, result.found - last
        right += len(ends & guesses)
        found += len(guesses)
        true += len(ends)
    precision, recall = right / max(1, found), right / max(1, true)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "F1": round(f1, 4), "n": true}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.boundaries", description=__doc__)
    parser.add_argument("--articles", type=Path, nargs="+", required=True, help="articles as .jsonl or .jsonl.gz")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--errors", choices=("tune", "held_out"), help="print the wrong ends of one part")
    options = parser.parse_args(arguments)
    paragraphs = read_labels(options.labels)
    texts = read_texts(options.articles, frozenset(paragraph.doc_id for paragraph in paragraphs))
    results = list(outcomes(paragraphs, texts))
    if not results:
        print("benchmarks.boundaries: none of the labelled paragraphs is in these files", file=sys.stderr)
        return 2
    for result in results:
        if result.paragraph.part == options.errors:
            text = texts[result.paragraph.doc_id]
            for end in sorted(result.found ^ set(result.paragraph.ends)):
                kind = "missed" if end in result.paragraph.ends else "false"
                print(kind, json.dumps(text[max(0, end - 40) : end] + " ¦ " + text[end : end + 30], ensure_ascii=False))
    parts = {
        part: {
            **figures([r for r in results if r.paragraph.part == part], inside=False),
            "inside": figures([r for r in results if r.paragraph.part == part], inside=True),
        }
        for part in ("tune", "held_out")
    }
    missing = len(paragraphs) - len(results)
    print(json.dumps({**figures(results, inside=False), "paragraphs": len(results), "missing": missing, **parts}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
