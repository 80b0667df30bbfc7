"""The learnt reranker: order, ties, neighbours, recency, damaged weights."""

import dataclasses
import hashlib
from datetime import UTC, datetime

import pytest

from retrieval.errors import StorageError
from retrieval.rerank import load_reranker
from retrieval.rerank.classes import members_of
from retrieval.rerank.model import load, parse
from retrieval.rerank.shapes import Shape, of_class, shaped
from retrieval.text.tokens import token_spans, tokenise
from retrieval.types import (
    AnswerType,
    Article,
    CollectionStats,
    Hit,
    Level,
    Query,
    Sentence,
    SentenceKind,
    Surroundings,
)

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def stats(terms, _collections):
    return CollectionStats(sentences=1000, average_length=24.0, document_frequency=dict.fromkeys(terms, 10))


def hit(text, *, key="a", position=3, score=5.0, article_score=5.0, age=2.0, title="News of the day", rank=1):
    article = Article(
        key=key, collection="c", title=title, source=None, url=None, published_at=None, precision=None, version=1,
        fetched_at=NOW,
    )  # fmt: skip
    sentence = Sentence(
        sentence_id=f"c/{key}:1:{position * 100}", article=article, position=position, paragraph=0,
        start=position * 100, end=position * 100 + len(text), text=text, kind=SentenceKind.BODY, level=Level.LIGHT,
    )  # fmt: skip
    return Hit(sentence=sentence, rank=rank, score=score, article_score=article_score, age_days=age, terms=())


def query(text, terms, answer_type=AnswerType.AMOUNT, focus=None, names=()):
    return Query(
        text=text, terms=terms, collections=("c",), as_of=NOW, answer_type=answer_type, focus=focus, names=names
    )


HARBOUR = query("How many boats left the harbour of Vell?", ("boat", "left", "harbour", "vell"), focus="boats")


def reranked(hits, asked=HARBOUR, around=None):
    return load_reranker(around=around, stats=stats).rerank(asked, hits)


def test_the_sentence_that_holds_the_answer_comes_before_one_that_only_holds_the_words():
    words = hit("Boats left the harbour of Vell, and people wondered why the boats had left.", key="a", score=6.0)
    answer = hit("Forty boats left the harbour of Vell on Monday.", key="b", score=6.0)
    assert [h.sentence.article.key for h in reranked([words, answer])] == ["b", "a"]


def test_of_two_equal_sentences_the_fresher_comes_first():
    old = hit("Forty boats left the harbour of Vell.", key="a", age=400.0)
    new = hit("Forty boats left the harbour of Vell.", key="b", age=1.0)
    assert [h.sentence.article.key for h in reranked([old, new])] == ["b", "a"]


def test_ranks_count_from_one_and_relevance_falls():
    hits = [hit(f"Boats number {i} left Vell.", key=f"k{i}", score=float(i)) for i in range(9)]
    done = reranked(hits)
    assert [h.rank for h in done] == list(range(1, 10))
    assert sorted((h.relevance for h in done), reverse=True) == [h.relevance for h in done]
    assert {h.sentence.sentence_id for h in done} == {h.sentence.sentence_id for h in hits}


def test_ties_go_by_sentence_id_whatever_the_order_given():
    hits = [hit("Nothing here.", key=key) for key in ("c", "a", "b")]
    assert [h.sentence.article.key for h in reranked(hits)] == ["a", "b", "c"]
    assert reranked(hits) == reranked(hits[::-1])


def test_neighbours_count():
    hits = [hit("Twelve of them did so.", key="a"), hit("Twelve of them did so.", key="b")]
    beside = {"a": Surroundings(), "b": Surroundings(before="Boats left the harbour of Vell.", sentences=9)}
    done = reranked(hits, around=lambda given: [beside[h.sentence.article.key] for h in given])
    assert done[0].relevance != done[1].relevance


@pytest.mark.parametrize("answer_type", list(AnswerType))
def test_every_answer_type_and_odd_sentences_are_judged(answer_type):
    odd = ["", "…", "🙂", "A", "“Yes”", "1,000", "it it it", "x" * 500, "May 2024 and 12 days"]
    hits = [hit(text, key=f"k{i}", age=None, title="") for i, text in enumerate(odd)]
    asked = query("What happened?", (), answer_type)
    assert all(abs(h.relevance) < 1e6 for h in reranked(hits, asked))
    assert reranked([], asked) == ()


def test_damaged_weights_are_refused():
    with pytest.raises(StorageError, match="damaged"):
        parse(b"{}", hashlib.sha256(b"other").hexdigest())


def test_the_packaged_weights_ask_for_no_source_or_identity():
    for model in load().values():
        assert not [name for name in model.names if "source" in name or name.endswith("_id")]
        assert len(model.names) == len(model.weights)


def test_hits_are_not_changed():
    hits = [hit("Forty boats left Vell.", key="a")]
    before = dataclasses.replace(hits[0])
    reranked(hits)
    assert hits[0] == before


def test_a_question_for_a_country_looks_for_one():
    asked = query(
        "Which country was shaken by a quake?", ("countri", "shaken", "quak"), AnswerType.PLACE, focus="country"
    )
    other = hit("The quake has shaken people in Vell, said Torrin.", key="a")
    country = hit("The quake has shaken people in South Korea, said Torrin.", key="b")
    assert [h.sentence.article.key for h in reranked([other, country], asked)] == ["b", "a"]


def test_names_of_several_words_are_found_longest_first():
    members = members_of("state")
    assert members is not None
    found = of_class(members, tokenise("Virginia, West Virginia and Washington"))
    assert [one.terms for one in found] == [("virginia",), ("west", "virginia"), ("washington",)]
    assert members_of("boat") is None


@pytest.mark.parametrize(
    ("text", "shape", "terms"),
    [
        ("It cost $12 million to build.", Shape.NUMBER, ("dollar", "12", "million")),
        ("They stayed 45 days.", Shape.DURATION, ("45",)),
        ("It began in 1994.", Shape.TIME, ("1994",)),
        ("Then mayor Ilse Brandt spoke.", Shape.NAME, ("ils", "brandt")),
        ("It is called “Break My Soul,” she said.", Shape.QUOTE, ("break", "soul")),
    ],
)
def test_possible_answers_by_shape(text, shape, terms):
    assert terms in [one.terms for one in shaped(text, token_spans(text)) if one.shape is shape]
