"""News quizzes asked of the product over the articles of their time.

    python -m benchmarks.newsquiz --articles F... --questions F... [--abstain F] [--without-gold] [--light]
                                  [--rules] [--cross-fitted FILE] [--cache DIR] [--if-filled]

Each question is asked as of the end of its date. ``Success@k``: the gold answer, as a run of normalised words, stands
in the first k citations or, when declined, of the nearest. ``bm25`` is the plain sentence ranking of the same record.
With ``--without-gold`` each gold_link question is asked once more with its gold articles, and every article of the 21
days before that holds the answer, left out: declining is right. ``--cross-fitted`` ranks each question by a model that
has not seen its quiz month (see `benchmarks.training.rerank`). Filling the record takes long the first time; it is
kept in the cache. Progress goes to standard error, one JSON object to standard output.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.calibration import calibration_error, chance_error
from benchmarks.corpus import COLLECTION, default_cache, filled, is_filled, tell
from benchmarks.quiz import Asked, first_holding, holders, query_for, read_questions
from benchmarks.squad import LOOSE, exact, overlap
from benchmarks.training.folds import fold_of, read_folds
from bot.answering import Answering
from bot.answers import Answer, Status
from bot.app import App
from bot.questions import Question
from retrieval.reader import JudgedReader
from retrieval.rerank import LearntReranker
from retrieval.types import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one question. ``place`` is the first citation (or nearest) that holds the answer, from 0."""

    asked: Asked
    place: int | None
    plain_place: int | None
    exact: float
    overlap: float
    answered: bool
    confidence: float
    took_ms: float


def ask(answering: Answering, asked: Asked, excluded: Sequence[str] = ()) -> tuple[Answer, float]:
    """The product's answer, and how long it took in milliseconds."""
    question = Question(text=asked.text, collections=(COLLECTION,), as_of=asked.as_of, exclude_articles=tuple(excluded))
    started = time.perf_counter()
    answer = answering.answer(question, now=asked.as_of)
    return answer, 1000 * (time.perf_counter() - started)


def outcome(answering: Answering, asked: Asked, plain: Callable[[Asked], Sequence[str]]) -> Outcome:
    answer, took = ask(answering, asked)
    answered = answer.status is Status.ANSWERED
    shown = [citation.sentence.text for citation in (answer.citations if answered else answer.nearest)]
    given = answer.answer or ""
    return Outcome(
        asked=asked,
        place=first_holding(shown, asked.answer),
        plain_place=first_holding(plain(asked), asked.answer),
        exact=exact(given, [asked.answer]) if answered else 0.0,
        overlap=overlap(given, [asked.answer]) if answered else 0.0,
        answered=answered,
        confidence=answer.confidence,
        took_ms=took,
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    """The measures over some questions; EM and F1 count a declined one as 0, accuracy and ECE are of the answered.

    With ``_loosely`` an answer is right when it shares enough words with the one wanted, as most of what confidence is
    learnt from counts it.
    """
    if not outcomes:
        return {"n": 0}
    answered = [one for one in outcomes if one.answered]
    confidence = [one.confidence for one in answered]
    loosely = [float(one.overlap >= LOOSE) for one in answered]
    took = [one.took_ms for one in outcomes]
    return {
        "n": len(outcomes),
        **_success([one.place for one in outcomes]),
        "EM": _share([one.exact for one in outcomes]),
        "F1": _share([one.overlap for one in outcomes]),
        "answered": _share([float(one.answered) for one in outcomes]),
        "accuracy": _share([one.exact for one in answered]),
        "ECE": calibration_error(confidence, [one.exact for one in answered]),
        "accuracy_loosely": _share(loosely),
        "ECE_loosely": calibration_error(confidence, loosely),
        "ECE_by_chance": chance_error(confidence),
        "p50_ms": round(float(np.percentile(took, 50)), 1),
        "p95_ms": round(float(np.percentile(took, 95)), 1),
    }


def plain_figures(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    return {"n": len(outcomes), **_success([one.plain_place for one in outcomes])}


def _success(places: Sequence[int | None]) -> dict[str, float | int]:
    return {f"Success@{k}": _share([float(at is not None and at < k) for at in places]) for k in (1, 3)}


def _share(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _plain(app: App) -> Callable[[Asked], Sequence[str]]:
    """Sentences ranked by BM25 alone."""

    def ranked(asked: Asked) -> Sequence[str]:
        return [hit.sentence.text for hit in app.search.sentences(query_for(asked), limit=3)]

    return ranked


def _progress(items: Sequence[Asked], what: str) -> Iterator[Asked]:
    for i, item in enumerate(items):
        if i and i % 50 == 0:
            tell(f"{what}: {i} of {len(items)}")
        yield item


def _rankers(product: Answering, cross_fitted: Path | None) -> Callable[[Asked], Answering]:
    """The answering that may judge a question: the product's own, or one whose ranking has not seen its month."""
    if cross_fitted is None:
        return lambda _: product
    models = read_folds(cross_fitted)
    own = product.reranker
    if not isinstance(own, LearntReranker):
        raise SystemExit("the product's reranker is not the learnt one: there is nothing to cross-fit")
    answerings = {fold: replace(product, reranker=replace(own, model=model)) for fold, model in models.items()}
    return lambda asked: answerings[fold_of(asked.day)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, nargs="+", required=True)
    options.add_argument("--abstain", type=Path, nargs="+", default=[])
    options.add_argument("--without-gold", action="store_true")
    options.add_argument("--light", action="store_true", help="light analysis, as archives have it")
    options.add_argument("--rules", action="store_true", help="read by the rules alone, without the transformer")
    options.add_argument("--cross-fitted", type=Path, help="weights by fold, from benchmarks.training.rerank")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--if-filled", action="store_true", help="skip rather than fill the record first")
    given = options.parse_args()

    level = Level.LIGHT if given.light else Level.FULL
    if given.if_filled and not is_filled(given.articles, level, given.cache):
        print(json.dumps({"skipped": "no record of these articles is filled yet; run it once without --if-filled"}))
        return
    app = filled(given.articles, level, given.cache, say=tell)
    product = app.answering
    if given.rules and isinstance(product.reader, JudgedReader):
        product = replace(product, reader=product.reader.rules)
    answering_for = _rankers(product, given.cross_fitted)
    questions = read_questions(given.questions)
    plain = _plain(app)
    outcomes = [outcome(answering_for(one), one, plain) for one in _progress(questions, "questions")]
    linked = [one for one in outcomes if one.asked.linked]
    result: dict[str, Any] = {
        "all": figures(outcomes),
        "gold_link": figures(linked),
        "bm25": {"all": plain_figures(outcomes), "gold_link": plain_figures(linked)},
    }
    if given.abstain:
        must = read_questions(given.abstain)
        declined = [_declined(product, one) for one in _progress(must, "must decline")]
        result["abstain"] = {"n": len(must), "declined": _share(declined)}
    if given.without_gold:
        result["without_gold"] = _without_gold(given.articles, linked, answering_for)
    print(json.dumps(result))


def _declined(answering: Answering, asked: Asked, excluded: Sequence[str] = ()) -> float:
    return float(ask(answering, asked, excluded)[0].status is not Status.ANSWERED)


def _without_gold(
    articles: Sequence[Path], linked: Sequence[Outcome], answering_for: Callable[[Asked], Answering]
) -> Mapping[str, float | int]:
    """How many are declined without the articles that hold the answer, and how many are answered with them."""
    asked = [one.asked for one in linked]
    excluded = [(*one.gold, *keys) for one, keys in zip(asked, holders(articles, asked), strict=True)]
    declined = [
        _declined(answering_for(one), one, keys)
        for one, keys in zip(_progress(asked, "without gold"), excluded, strict=True)
    ]
    return {
        "n": len(asked),
        "declined": _share(declined),
        "answered_with_gold": _share([float(one.answered) for one in linked]),
    }


if __name__ == "__main__":
    main()
