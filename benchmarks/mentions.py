"""Precision, recall and F1 of resolved mentions against labels made by hand.

A resolution is judged against the label it lies on: the one with the same span, else the one it shares most characters
with (a possessive has to share half of them: "his" and "his country" are two mentions with two answers, a person and a
country). It is right when its name and the labelled one are the same person or place (`same_name`). On a label that
stands for nobody ("they" said of people never named) any resolution is wrong. One that lies on no label is left out of
the count: the labels cover persons and "his country", not every name a rule may care for. Recall is of the labels
that do stand for somebody.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from retrieval.language.analyse import Analyser
from retrieval.types import AnalysedVersion

LABELS = Path(__file__).parent / "labels" / "mentions.jsonl"
KINDS = ("pronoun", "possessive", "short_name", "role")

_WORD = re.compile(r"\w+(?:[-.]\w+)*")
_TITLES = re.compile(
    r"^(?:(?:the|us|mrs?|ms|miss|dr|sir|dame|lord|lady|vice|deputy|prime|president|minister|chancellor|king|queen|pope"
    r"|prince|princess|senator|sen|representative|rep|governor|gov|mayor|judge|justice|professor|prof|captain|colonel"
    r"|general)\.? )+(?=\w)"
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_GENERATIONS = frozenset({"jr", "sr"})
_ROMAN = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A mention marked by hand; offsets absolute; ``name`` None where it stands for nobody the article names."""

    start: int
    end: int
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention as the product resolved it; offsets absolute."""

    start: int
    end: int
    kind: str
    name: str


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name, lower-cased, without leading titles and possessive endings."""
    plain = _POSSESSIVE.sub("", name.casefold())
    return tuple(_WORD.findall(_TITLES.sub("", plain)))


def same_name(found: str, wanted: str, others: Iterable[str]) -> bool:
    """Whether two names are one: equal; or part of each other with the surname, when no other name fits as well.

    ``others`` are the further names labelled in the article: "Pelosi" for one of two Pelosis is not right.
    """
    have, want = name_tokens(found), name_tokens(wanted)
    if have == want:
        return True
    if set(have) & _GENERATIONS != set(want) & _GENERATIONS:
        return False
    if set(want) <= set(have):
        return len(have) <= len(want) + 2
    if not set(have) <= set(want) or _surname(want) not in have:
        return False
    return not any(set(have) <= set(name_tokens(other)) for other in others if name_tokens(other) != want)


def _surname(tokens: Sequence[str]) -> str:
    """The last word that is neither a generation nor a monarch's number."""
    plain = [word for word in tokens if word not in _GENERATIONS and not _ROMAN.fullmatch(word)]
    return (plain or list(tokens))[-1]


def label_of(resolved: Resolved, labels: Sequence[Label]) -> Label | None:
    """The label a resolution is judged against, or None. Ties go to the earlier label."""
    best: Label | None = None
    best_share = 0.0
    for label in labels:
        shared = min(resolved.end, label.end) - max(resolved.start, label.start)
        if shared <= 0:
            continue
        share = shared / (max(resolved.end, label.end) - min(resolved.start, label.start))
        alike = resolved.kind == label.kind and label.kind != "possessive"
        if (alike or share >= 0.5) and share > best_share:
            best, best_share = label, share
    return best


def resolved_mentions(version: AnalysedVersion) -> Iterator[Resolved]:
    """All mentions of an analysed version, their offsets made absolute."""
    for sentence in version.sentences:
        for mention in sentence.mentions:
            yield Resolved(
                start=sentence.start + mention.start,
                end=sentence.start + mention.end,
                kind=str(mention.kind),
                name=mention.refers_to,
            )


def count(labels: Sequence[Label], found: Iterable[Resolved]) -> Counter[tuple[str, str]]:
    """(kind, what) counts of one article; what is labelled, null, judged, right or recalled."""
    counts: Counter[tuple[str, str]] = Counter()
    names = {label.name for label in labels if label.name is not None}
    recalled: set[Label] = set()
    for label in labels:
        counts[label.kind, "null" if label.name is None else "labelled"] += 1
    for resolved in found:
        judge = label_of(resolved, labels)
        if judge is None:
            continue
        counts[judge.kind, "judged"] += 1
        if judge.name is not None and same_name(resolved.name, judge.name, names):
            counts[judge.kind, "right"] += 1
            recalled.add(judge)
    for label in recalled:
        counts[label.kind, "recalled"] += 1
    return counts


def figures(counts: Mapping[tuple[str, str], int], kinds: Iterable[str]) -> dict[str, float | int | None]:
    """Precision, recall and F1 over some kinds; None where there is nothing to divide by."""
    total = dict.fromkeys(("labelled", "null", "judged", "right", "recalled"), 0)
    for kind in kinds:
        for what in total:
            total[what] += counts.get((kind, what), 0)
    precision = total["right"] / total["judged"] if total["judged"] else None
    recall = total["recalled"] / total["labelled"] if total["labelled"] else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    rounded = {
        key: None if value is None else round(value, 4)
        for key, value in (("precision", precision), ("recall", recall), ("F1", f1))
    }
    return {**rounded, "n": total["labelled"], "null": total["null"], "judged": total["judged"]}


def read_labels(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The label records of each article."""
    by_article: dict[str, list[dict[str, Any]]] = {}
    for record in read_jsonl(path):
        by_article.setdefault(record["doc_id"], []).append(record)
    return by_article


def with_names(records: Iterable[Mapping[str, Any]], text: str) -> list[Label]:
    """Labels with the name their offsets point to in the article's text."""
    labels = []
    for record in records:
        start, end = record["refers_to_start"], record["refers_to_end"]
        name = None if start is None else text[start:end]
        labels.append(Label(start=record["start"], end=record["end"], kind=record["kind"], name=name))
    return labels


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the articles the labels name, analyse them in full, print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mentions", description=__doc__)
    parser.add_argument(
        "--articles", nargs="+", type=Path, required=True, help="files of articles, .jsonl or .jsonl.gz"
    )
    parser.add_argument("--labels", type=Path, default=LABELS)
    options = parser.parse_args(arguments)
    waiting = read_labels(options.labels)
    analyser = Analyser()
    counts: Counter[tuple[str, str]] = Counter()
    read = 0
    for path in options.articles:
        for article in read_jsonl(path):
            records = waiting.pop(article["doc_id"], None)
            if records is None:
                continue
            title, text = article["title"], article["text"]
            counts += count(with_names(records, text), resolved_mentions(analyser.full(title, text)))
            read += 1
    result = {
        **figures(counts, KINDS),
        "kinds": {kind: figures(counts, (kind,)) for kind in KINDS},
        "articles": read,
        "articles_missing": len(waiting),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
