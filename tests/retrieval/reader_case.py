"""Hits over one text, ranked by how many of the question's terms they hold: what a search would hand the reader."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from retrieval.reader import RuleReader, load_reader
from retrieval.reader.confidence import Chosen
from retrieval.reader.question import Asked, understand
from retrieval.reader.spans.completed import completed
from retrieval.reader.tree import Tree, lay_out
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Hit, Query, Reading, Sentence, Span
from tests.bot.slack.case import shared_analyser
from tests.retrieval.sentences import ARTICLE, known

SEED = Path(__file__).parents[2] / "seeds" / "000_b6cd0fa0bedfc2f9.txt"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
analyser = shared_analyser


@cache
def sentences(text: str, title: str = "") -> tuple[tuple[Sentence, frozenset[str]], ...]:
    """Each sentence with the index terms it is found by."""
    article = replace(ARTICLE, key="k", collection="c", title=title)
    analysed = analyser().full(title, text)
    terms = [frozenset(found.tokens + found.mention_tokens) for found in analysed.sentences]
    return tuple(zip(known(text, analysed, article=article), terms, strict=True))


def hits(query: Query, text: str) -> tuple[Hit, ...]:
    """Relevance counts terms, as a stand-in for a reranker."""
    scored = [(len(terms.intersection(query.terms)), sentence) for sentence, terms in sentences(text)]
    best = sorted(((score, s) for score, s in scored if score), key=lambda pair: (-pair[0], pair[1].start))
    return tuple(
        Hit(
            sentence=sentence,
            rank=rank,
            score=float(score),
            article_score=float(best[0][0]),
            age_days=None,
            terms=(),
            relevance=float(score),
        )
        for rank, (score, sentence) in enumerate(best, start=1)
    )


def query(text: str, answer_type: AnswerType, *, focus: str | None = None, names: tuple[str, ...] = ()) -> Query:
    return Query(
        text=text,
        terms=content_terms(text),
        collections=("c",),
        as_of=NOW,
        answer_type=answer_type,
        focus=focus,
        names=names,
    )


def sentence_at(text: str) -> Callable[[str, str, int, int], Sentence | None]:
    def at(_collection: str, _key: str, _version: int, offset: int) -> Sentence | None:
        return next((s for s, _ in sentences(text) if s.start <= offset < s.end), None)

    return at


def reader(text: str) -> RuleReader:
    return load_reader(annotate=analyser().annotate, sentence_at=sentence_at(text))


def read(asked: Query, text: str) -> tuple[Reading, ...]:
    return reader(text).read(asked, hits(asked, text))


def without_annotation(given: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return tuple(replace(hit, sentence=replace(hit.sentence, annotation=None)) for hit in given)


def spanned(question: str, kind: AnswerType, sentence: str, words: str) -> tuple[Asked, Tree, Sequence[int]]:
    """A question, a sentence by itself, and the tokens of these words in it."""
    tree = lay_out(sentence, analyser().annotate([sentence])[0])
    start = sentence.index(words)
    asked = understand(query(question, kind), analyser().annotate)
    return asked, tree, tree.inside(start, start + len(words))


def mended(question: str, text: str, words: str, kind: AnswerType = AnswerType.THING) -> str | None:
    """What becomes of a span with these words once the parse has mended it."""
    asked = query(question, kind)
    hit = hits(query(text, AnswerType.THING), text)[0]
    assert hit.sentence.annotation is not None
    tree = lay_out(hit.sentence.text, hit.sentence.annotation)
    start = hit.sentence.text.index(words)
    span = Span(start=start, end=start + len(words))
    pick = Chosen(hit=hit, scene=0, value=words, span=span, mention=None, margin=0.0, lead=0.0, fit=0.0)
    done = completed(understand(asked, analyser().annotate), tree, pick)
    assert done.span is not None
    assert done.value == hit.sentence.text[done.span.start : done.span.end]
    return done.value
