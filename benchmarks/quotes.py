"""Precision, recall and F1 of who is found to say what, against sentences labelled by hand.

A label is a sentence that reports speech, and who speaks (`labels/quotations.jsonl`: ids and offsets). Of each article
the beginning is labelled whole, up to ``read_to``: a sentence that is not listed reports nothing. A found quotation is
right when its sentence is labelled with that speaker by name, resolved (`same_name` of benchmarks.mentions). In a
sentence that names nobody for what is said, or reports nothing, any named speaker is wrong. Sentences labelled
"unclear" are left out. Of several quotations found in one sentence each name counts once. ``content`` is the share of
right ones whose words and the labelled ones overlap by half or more.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from benchmarks.mentions import same_name
from retrieval.language.analyse import Analyser
from retrieval.speech import Quotation, quotations
from retrieval.types import AnalysedVersion, Article, Level, Sentence, sentence_id

LABELS = Path(__file__).parent / "labels" / "quotations.jsonl"
HALVES = ("development", "held_out")
_KINDS = ("direct", "indirect", "mixed", "according", "continued", "denial")
_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Something to look at in the development half."""

    sentence: str
    wanted: str
    found: str


def as_sentences(record: Mapping[str, Any], version: AnalysedVersion) -> tuple[Sentence, ...]:
    """An analysed article as the record would give it, without a record."""
    key, text = str(record["doc_id"]), record["text"]
    article = Article(
        key=key,
        collection="benchmark",
        title=record["title"],
        source=record.get("source"),
        url=None,
        published_at=None,
        precision=None,
        version=1,
        fetched_at=_UNKNOWN,
    )
    return tuple(
        Sentence(
            sentence_id=sentence_id("benchmark", key, 1, each.start),
            article=article,
            position=each.position,
            paragraph=each.paragraph,
            start=each.start,
            end=each.end,
            text=text[each.start : each.end],
            kind=each.kind,
            level=Level.FULL,
            annotation=each.annotation,
            mentions=each.mentions,
        )
        for each in version.sentences
    )


def judged(label: Mapping[str, Any], text: str, found: Sequence[Quotation]) -> tuple[Counter[str], list[Missed]]:
    """Counts of one article, and what went wrong."""
    counts: Counter[str] = Counter()
    missed: list[Missed] = []
    labels = {each["start"]: each for each in label["sentences"]}
    everybody = {text[a:b] for each in label["sentences"] for a, b in each.get("speaker") or ()}
    named: dict[int, list[Quotation]] = {}
    for quotation in found:
        if quotation.sentence.start < label["read_to"] and quotation.speaker is not None:
            named.setdefault(quotation.sentence.start, []).append(quotation)
    for start, each in labels.items():
        if each["kind"] == "unclear":
            continue
        wanted = [text[a:b] for a, b in each["speaker"]]
        counts["quotations"] += 1
        counts["labelled"] += bool(wanted)
        counts[f"labelled {each['kind']}"] += bool(wanted)
        names = {quotation.speaker: quotation for quotation in named.get(start, ())}
        counts["judged"] += len(names)
        right = [q for name, q in names.items() if name and any(same_name(name, w, everybody - {w}) for w in wanted)]
        counts["right"] += len(right)
        counts["recalled"] += bool(right)
        counts[f"recalled {each['kind']}"] += bool(right)
        counts["content"] += any(_overlaps(q, each["content"]) for q in right)
        if len(right) < len(names) or bool(wanted) != bool(right):
            missed.append(
                Missed(sentence=text[start : each["end"]], wanted=" | ".join(wanted), found=repr(list(names)))
            )
    for start, quoted in named.items():
        if start not in labels:
            names_only = {quotation.speaker for quotation in quoted}
            counts["judged"] += len(names_only)
            missed.append(Missed(sentence=quoted[0].sentence.text, wanted="nothing", found=repr(names_only)))
    return counts, missed


def _overlaps(quotation: Quotation, content: Sequence[int]) -> bool:
    start, end = quotation.sentence.start + quotation.said.start, quotation.sentence.start + quotation.said.end
    shared = min(end, content[1]) - max(start, content[0])
    return shared >= 0.5 * (max(end, content[1]) - min(start, content[0]))


def figures(counts: Counter[str]) -> dict[str, Any]:
    """Precision, recall and F1 of speakers, recall by kind, and the share of right content."""
    precision = counts["right"] / counts["judged"] if counts["judged"] else 0.0
    recall = counts["recalled"] / counts["labelled"] if counts["labelled"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "F1": round(f1, 4),
        "content": round(counts["content"] / counts["recalled"], 4) if counts["recalled"] else None,
        "quotations": counts["quotations"],
        "named": counts["labelled"],
        "found": counts["judged"],
        "recall_by_kind": {
            kind: round(counts[f"recalled {kind}"] / counts[f"labelled {kind}"], 4)
            for kind in _KINDS
            if counts[f"labelled {kind}"]
        },
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the articles the labels name, analyse them in full, print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes", description=__doc__)
    parser.add_argument(
        "--articles", nargs="+", type=Path, required=True, help="files of articles, .jsonl or .jsonl.gz"
    )
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--misses", action="store_true", help="print what went wrong in the development half")
    options = parser.parse_args(arguments)
    waiting = {label["doc_id"]: label for label in read_jsonl(options.labels)}
    analyser = Analyser()
    counts: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    for path in options.articles:
        for record in read_jsonl(path):
            label = waiting.pop(record["doc_id"], None)
            if label is None:
                continue
            sentences = as_sentences(record, analyser.full(record["title"], record["text"]))
            made, missed = judged(label, record["text"], quotations(sentences))
            counts[label["half"]] += made
            if options.misses and label["half"] == "development":
                for each in missed:
                    print(f"{record['doc_id']}\n  {each.sentence}\n  wanted {each.wanted}; found {each.found}")
    print(json.dumps({**{half: figures(counts[half]) for half in HALVES}, "articles_missing": len(waiting)}))


if __name__ == "__main__":
    main()
