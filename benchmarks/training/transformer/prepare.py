"""Writes the pairs the transformer learns from, with what may not be trained on left out.

    python -m benchmarks.training.transformer.prepare --qamr F --trecqa F --newsquiz F... [--candidates F] --out FILE

A line is a unit that is learnt from at once: a kind, and pairs of question and passage with what is right of them.
``--candidates`` comes from `benchmarks.training.transformer.candidates`. The same seed gives the same file.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.jsonl import read_jsonl
from benchmarks.training.splits import newsquiz_calibrates, qamr_held_out
from benchmarks.training.transformer.augment import clipped, left_open, names_in, pronounced, swapped
from benchmarks.words import holds, run_of
from retrieval.text.split import split

Pair = dict[str, Any]
Unit = dict[str, Any]
RIGHT_SHOWN = 2  # candidates of one quiz question in a unit
WRONG_DEPTH = 50
BESIDE = 2  # other sentences of the same article


def pair(question: str, text: str, *, label: int, span: tuple[int, int] | None = None, **more: Any) -> Pair:
    """``span`` None with label 0 teaches "no answer"; ``spanned`` False teaches nothing about spans."""
    return {"question": question, "text": text, "label": label, "span": span, **more}


def from_qamr(path: Path, random: Random, share: float) -> Iterator[Unit]:
    records = list(read_jsonl(path))
    held_out = qamr_held_out(frozenset(record["sentence_id"] for record in records))
    records = [record for record in records if record["sentence_id"] not in held_out]
    siblings = defaultdict(set)
    for record in records:
        siblings[article_of(record["sentence_id"])].add(record["sentence"])
    everything = sorted({record["sentence"] for record in records})
    others = sorted({name for sentence in everything for name in names_in(sentence)})
    for record in records:
        if random.random() > share:
            continue
        question, text = record["question"], record["sentence"]
        span = agreed([tuple(each) for each in record["spans"]])
        beside = sorted(siblings[article_of(record["sentence_id"])] - {text}) or everything
        before = random.choice(beside) if random.random() < 0.3 else ""
        asked = clipped(question, random) if random.random() < 0.25 else question
        right = pair(asked, text, label=1, span=span, before=before)
        if random.random() < 0.2 and (found := pronounced(question, text, span, random)):
            right = pair(asked, found[0], label=1, span=found[1], before=before, names=found[2])
        near = random.sample(beside, min(BESIDE, len(beside)))
        pairs = [right, *(pair(asked, each, label=0, before=random.choice(("", before))) for each in near)]
        yield {"kind": "qamr", "listwise": True, "pairs": pairs}
        if wrong := unanswered(question, text, everything, others, random):
            yield {"kind": "open", "listwise": False, "pairs": [pair(*wrong, label=0, before=before)]}


def unanswered(
    question: str, text: str, everything: list[str], others: list[str], random: Random
) -> tuple[str, str] | None:
    """A question and a sentence that does not answer it, close to the right ones; for about a third of the calls."""
    draw = random.random()
    if draw < 0.15 and (fresh := swapped(question, text, others, random)):
        return fresh, text
    if draw < 0.22 and (fresh := left_open(text, others, random)):
        return fresh, text
    return (question, most_like(question, random.sample(everything, 40), text)) if draw < 0.35 else None


def from_trecqa(path: Path, random: Random) -> Iterator[Unit]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(path):
        groups[record["qid"]].append(record)
    for group in groups.values():
        right = [record for record in group if record["label"]]
        wrong = [record for record in group if not record["label"]]
        random.shuffle(wrong)
        for at, record in enumerate(right):
            question = record["question"]
            asked = clipped(question, random) if random.random() < 0.25 else question
            start = record["sentence"].find(record["answers"][0]) if record.get("answers") else -1
            span = (start, start + len(record["answers"][0])) if start >= 0 else None
            pairs = [pair(asked, record["sentence"], label=1, span=span, spanned=span is not None)]
            few = wrong[at * 4 : at * 4 + 4] or random.sample(wrong, min(4, len(wrong)))
            pairs += [pair(asked, each["sentence"], label=0) for each in few]
            yield {"kind": "trecqa", "listwise": len(pairs) > 1, "pairs": pairs}
        for each in wrong[len(right) * 4 :: 6]:
            yield {"kind": "trecqa", "listwise": False, "pairs": [pair(each["question"], each["sentence"], label=0)]}


def from_newsquiz(paths: list[Path], random: Random) -> Iterator[Unit]:
    records = [record for path in paths for record in read_jsonl(path)]
    records = [record for record in records if record.get("evidence") and not newsquiz_calibrates(record["qid"])]
    others = sorted({name for record in records for name in names_in(record["evidence"])})
    for record in records:
        evidence, question, wanted = record["evidence"], record["question"], run_of(record["answer"])
        sentences = [evidence[each.start : each.end] for each in split(evidence)]
        asked = clipped(question, random) if random.random() < 0.2 else question
        pairs = []
        for at, text in enumerate(sentences):
            before = sentences[at - 1] if at else ""
            start = text.lower().find(record["answer"].lower())
            if holds(run_of(text), wanted) and start >= 0:
                span = (start, start + len(record["answer"]))
                pairs.append(pair(asked, text, label=1, span=span, before=before))
                if found := pronounced(question, text, span, random):
                    pairs.append(pair(question, found[0], label=1, span=found[1], before=before, names=found[2]))
                if fresh := swapped(question, text, others, random):
                    pairs.append(pair(fresh, text, label=0, before=before))
                if random.random() < 0.4 and (fresh := left_open(text, others, random)):
                    pairs.append(pair(fresh, text, label=0, before=before))
            elif record.get("extractive") and not holds(run_of(text), wanted):
                pairs.append(pair(asked, text, label=0, before=before))
        if pairs:
            yield {"kind": "newsquiz", "listwise": False, "pairs": pairs[:6]}


def from_candidates(path: Path, random: Random) -> Iterator[Unit]:
    """Of a question's candidates: the first that hold the answer, and some of the first that do not."""
    for record in read_jsonl(path):
        if newsquiz_calibrates(record["qid"]):
            continue
        found = record["candidates"]
        wanted = record["answer"].lower()
        right = [each for each in found if each["right"]][:RIGHT_SHOWN]
        wrong = [each for each in found[:WRONG_DEPTH] if not each["right"]]
        if not right or not wrong:
            continue
        question = record["question"]
        asked = clipped(question, random) if random.random() < 0.15 else question
        pairs = []
        for each in right:
            start = each["text"].lower().find(wanted)
            span = (start, start + len(wanted)) if start >= 0 else None
            about = {"title": each["title"], "before": each["before"]}
            pairs.append(pair(asked, each["text"], label=1, span=span, spanned=span is not None, weak=True, **about))
        for each in random.sample(wrong[:15], min(3, len(wrong[:15]))) + random.sample(wrong, min(3, len(wrong))):
            about = {"title": each["title"], "before": each["before"]}
            pairs.append(pair(asked, each["text"], label=0, weak=True, **about))
        yield {"kind": "distant", "listwise": True, "pairs": pairs}


def article_of(sentence_id: str) -> str:
    return ":".join(sentence_id.split(":")[:3])


def agreed(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The span most annotators chose; the shortest of those equally often chosen."""
    return min(Counter(spans).items(), key=lambda item: (-item[1], item[0][1] - item[0][0], item[0]))[0]


def most_like(question: str, sentences: list[str], but: str) -> str:
    """The sentence that shares most words with the question."""
    words = set(run_of(question).split())
    return max((each for each in sentences if each != but), key=lambda each: len(words & set(run_of(each).split())))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--qamr", type=Path, required=True)
    options.add_argument("--qamr-share", type=float, default=1.0)
    options.add_argument("--trecqa", type=Path, required=True)
    options.add_argument("--newsquiz", type=Path, nargs="+", required=True)
    options.add_argument("--candidates", type=Path, help="candidates of quiz questions in their articles")
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    random = Random(given.seed)
    units = [
        *from_qamr(given.qamr, random, given.qamr_share),
        *from_trecqa(given.trecqa, random),
        *from_newsquiz(given.newsquiz, random),
        *(from_candidates(given.candidates, random) if given.candidates else ()),
    ]
    random.shuffle(units)
    given.out.write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    labels = Counter((unit["kind"], each["label"]) for unit in units for each in unit["pairs"])
    print(json.dumps({f"{kind} {label}": count for (kind, label), count in sorted(labels.items())}))


if __name__ == "__main__":
    main()
