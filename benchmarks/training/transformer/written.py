"""Writes training units of the questions that people wrote on articles, each with sentences of it that do not answer.

    python -m benchmarks.training.transformer.written --labels F... --articles F... [--candidates F...] --out FILE

The articles must be of a year that is not measured. A unit is a question with the sentences that answer it and those of
the same article that share most words with it, and some others, and with ``--candidates``
(`benchmarks.training.transformer.candidates`) some that search finds for it in other articles; of an unanswerable
question it is the wrong ones alone. The
mentions of a sentence are resolved as the product resolves them. The same seed gives the same file.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.seed_questions import Asked, read_questions, texts_of
from benchmarks.training.transformer.augment import clipped, names_in, stuttered, swapped
from benchmarks.training.transformer.prepare import pair
from benchmarks.words import holds, run_of
from retrieval.language.analyse import Analyser
from retrieval.types import AnalysedSentence, AnalysedVersion

NEAR, FAR = 4, 2  # wrong sentences of a unit: drawn from those nearest to the question, and from all
OTHERS = 3  # and from other articles
STUTTERED, CLIPPED, SWAPPED = 0.15, 0.1, 0.2  # shares of the questions that get such a variant
AT_ONCE = 50
Article = tuple[str, str, AnalysedVersion]
Found = dict[str, list[dict[str, Any]]]  # by question, what search finds in other articles


def analysed(asked: Sequence[Asked], paths: Sequence[Path]) -> dict[str, Article]:
    """Title, text and analysis of every article that the questions are about."""
    found = texts_of(asked, paths)
    analyser = Analyser()
    rows = list(found.items())
    out = {}
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        texts = [(str(row["title"]), str(row["text"])) for _, row in some]
        for (name, _), (title, text), version in zip(some, texts, analyser.full_many(texts), strict=True):
            out[name] = title, text, version
    return out


def units(
    asked: Sequence[Asked], articles: dict[str, Article], elsewhere: Found, random: Random
) -> Iterator[dict[str, Any]]:
    others = sorted({name for _title, text, _version in articles.values() for name in names_in(text[:400])})
    for each in asked:
        title, text, version = articles[str(each.doc_id)]
        question = clipped(each.question, random) if random.random() < CLIPPED else each.question
        right = [at for at, s in enumerate(version.sentences) if any(s.start <= o < s.end for o in each.starts)]
        passages = [passage(text, version.sentences, at, title) for at in range(len(version.sentences))]
        pairs = [answering(question, passages[at], each.answers) for at in right]
        if each.answerable and not any(found["span"] for found in pairs):
            continue
        for found in tuple(pairs):
            if found["span"] and random.random() < STUTTERED:
                fresh, span = stuttered(found["text"], found["span"], random)
                pairs.append({**found, "text": fresh, "span": span, "names": []})
        wrong = wrong_of(question, each, [p["text"] for p in passages], right, random)
        pairs += [pair(question, label=0, **passages[at]) for at in wrong]
        other = elsewhere.get(each.id, [])
        pairs += [pair(question, label=0, **held) for held in random.sample(other, min(OTHERS, len(other)))]
        yield {"kind": "written", "listwise": each.answerable, "pairs": pairs}
        if right and random.random() < SWAPPED:
            held = passages[right[0]]
            if fresh_question := swapped(question, held["text"], others, random):
                yield {"kind": "open", "listwise": False, "pairs": [pair(fresh_question, label=0, **held)]}


def passage(text: str, sentences: Sequence[AnalysedSentence], at: int, title: str) -> dict[str, Any]:
    own, before = sentences[at], sentences[at - 1] if at else None
    raw = text[own.start : own.end]
    return {
        "text": raw,
        "title": title,
        "before": text[before.start : before.end] if before else "",
        "names": [(raw[m.start : m.end], m.refers_to) for m in own.mentions if raw[m.start : m.end] != m.refers_to],
    }


def answering(question: str, held: dict[str, Any], answers: Sequence[str]) -> dict[str, Any]:
    """A right pair; without a span where no accepted answer stands in the sentence, nor a mention that means one."""
    words = [own for own, name in held["names"] if name in answers]
    found = [(start, start + len(each)) for each in (*answers, *words) if (start := held["text"].find(each)) >= 0]
    span = found[0] if found else None
    return pair(question, label=1, span=span, spanned=span is not None, **held)


def wrong_of(question: str, each: Asked, texts: Sequence[str], right: Sequence[int], random: Random) -> list[int]:
    """Sentences that do not answer: some of those that share most words with the question, and some others."""
    wanted = [run_of(answer) for answer in each.answers]
    runs = [run_of(text) for text in texts]
    free = [at for at in range(len(texts)) if at not in right and not any(w and holds(runs[at], w) for w in wanted)]
    words = set(run_of(question).split())
    near = sorted(free, key=lambda at: -len(words & set(runs[at].split())))[: NEAR * 2]
    drawn = random.sample(near, min(NEAR, len(near)))
    left = [at for at in free if at not in drawn]
    return drawn + random.sample(left, min(FAR, len(left)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--labels", type=Path, nargs="+", required=True)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--candidates", type=Path, nargs="*", default=[])
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    asked = [each for path in given.labels for each in read_questions(path)]
    articles = analysed(asked, given.articles)
    tell(f"{len(articles)} articles analysed")
    elsewhere = {row["qid"]: row["candidates"] for path in given.candidates for row in read_jsonl(path)}
    made = list(units(asked, articles, elsewhere, Random(given.seed)))
    given.out.write_text("".join(json.dumps(unit) + "\n" for unit in made), encoding="utf-8")
    print(json.dumps(Counter(f"{unit['kind']} {each['label']}" for unit in made for each in unit["pairs"])))


if __name__ == "__main__":
    main()
