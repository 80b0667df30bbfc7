"""Writes training units of questions made from articles by rules, each with the sentences around it that do not answer.

    python -m benchmarks.training.transformer.made --articles F... --out FILE [--count N]

Articles must be of a year that is not measured. A unit is the sentence the question was made from and those of the
same article that share most words with the question and do not hold the answer.
"""

import argparse
import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.training.transformer.asking import Forms, Synonyms, questions_of
from benchmarks.training.transformer.augment import clipped, left_open, names_in, swapped
from benchmarks.training.transformer.prepare import pair
from benchmarks.words import holds, run_of
from retrieval.language.analyse import Analyser
from retrieval.reader.words import stem
from retrieval.types import AnalysedVersion

SENTENCES = 24  # of an article, from its beginning
A_SENTENCE, AN_ARTICLE = 2, 7  # questions
WRONG = 3
Text = tuple[str, str, AnalysedVersion]


def analysed(paths: list[Path], count: int) -> Iterator[Text]:
    """Title, text and analysis of so many articles, drawn at random, the same each time."""
    analyser = Analyser()
    rows = [row for path in paths for row in read_jsonl(path)]
    Random(5).shuffle(rows)
    rows = rows[:count]
    for at in range(0, len(rows), 50):
        some = rows[at : at + 50]
        texts = [(row["title"], "\n".join(row["text"].split("\n")[:SENTENCES])) for row in some]
        for (title, text), version in zip(texts, analyser.full_many(texts), strict=True):
            yield title, text, version


def forms_of(articles: list[Text]) -> tuple[Forms, Synonyms]:
    """The usual form of each verb by lemma and tag, and what verbs mean nearly the same."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _title, text, version in articles:
        for sentence in version.sentences:
            raw = text[sentence.start : sentence.end]
            for token in sentence.annotation.tokens if sentence.annotation else ():
                if token.pos == "VERB":
                    seen[token.lemma, token.tag][raw[token.start : token.end].lower()] += 1
    forms = {key: found.most_common(1)[0][0] for key, found in seen.items() if found.total() >= 5}
    packed = files("retrieval.reader").joinpath("synonyms.txt.xz").read_bytes()
    meanings = {line.split()[0]: set(line.split()[1:]) for line in lzma.decompress(packed).decode().splitlines()}
    of_meaning = defaultdict(set)
    lemmas = {lemma for lemma, tag in forms if tag == "VB"}
    for lemma in lemmas:
        for meaning in meanings.get(stem(lemma), ()):
            of_meaning[meaning].add(lemma)
    synonyms = {
        lemma: sorted(set().union(*(of_meaning[m] for m in meanings.get(stem(lemma), ()))) - {lemma})
        for lemma in lemmas
    }
    return forms, {lemma: found for lemma, found in synonyms.items() if found}


def units(articles: list[Text], random: Random) -> Iterator[dict[str, Any]]:
    forms, synonyms = forms_of(articles)
    others = sorted({name for _t, text, _v in articles for name in names_in(text[:400])})
    for title, text, version in articles:
        sentences = [text[each.start : each.end] for each in version.sentences]
        runs = [run_of(each) for each in sentences]
        given = 0
        for at in random.sample(range(len(sentences)), len(sentences)):
            sentence = version.sentences[at]
            if given >= AN_ARTICLE or len(sentences) < 4 or not 6 <= len(sentences[at].split()) <= 60:
                continue
            found = questions_of(sentence, sentences[at], forms=forms, synonyms=synonyms, random=random)
            for made in random.sample(found, min(A_SENTENCE, len(found))):
                given += 1
                answer = run_of(sentences[at][slice(*made.span)])
                around: dict[str, Any] = {"title": title, "before": sentences[at - 1] if at else ""}
                names = [(sentences[at][m.start : m.end], m.refers_to) for m in sentence.mentions]
                question = clipped(made.question, random) if random.random() < 0.2 else made.question
                right = pair(question, sentences[at], label=1, span=made.span, names=names, **around)
                words = set(run_of(question).split())
                free = [n for n in range(len(sentences)) if n != at and not (answer and holds(runs[n], answer))]
                near = sorted(free, key=lambda n: -len(words & set(runs[n].split())))[: WRONG * 2]
                wrong = [
                    pair(question, sentences[n], label=0, title=title, before=sentences[n - 1] if n else "")
                    for n in random.sample(near, min(WRONG, len(near)))
                ]
                yield {"kind": "made", "listwise": True, "pairs": [right, *wrong]}
                draw = random.random()
                fresh = swapped(question, sentences[at], others, random) if draw < 0.12 else None
                fresh = left_open(sentences[at], others, random) if 0.12 <= draw < 0.16 else fresh
                if fresh:
                    yield {"kind": "open", "listwise": False, "pairs": [pair(fresh, sentences[at], label=0, **around)]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--count", type=int, default=4000, help="articles")
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    articles = list(analysed(given.articles, given.count))
    tell(f"{len(articles)} articles analysed")
    labels: Counter[str] = Counter()
    with given.out.open("w", encoding="utf-8") as out:
        for unit in units(articles, Random(given.seed)):
            labels.update(f"{unit['kind']} {each['label']}" for each in unit["pairs"])
            out.write(json.dumps(unit) + "\n")
    print(json.dumps(labels))


if __name__ == "__main__":
    main()
