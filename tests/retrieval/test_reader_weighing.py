"""What is told of a span before it is weighed, and which spans the transformer adds."""

import math

import pytest

from retrieval.reader.confidence import Chosen
from retrieval.reader.question import understand
from retrieval.reader.reader import choose, survey
from retrieval.reader.scorer import shipped
from retrieval.reader.spans.adding import added, core
from retrieval.reader.transformer import Judgement, Scored
from retrieval.reader.weighing import FEATURES, LARGE, SMALL, weigh
from retrieval.types import AnswerType, Hit, Query, Span
from tests.retrieval.reader_case import analyser, hits, query

BRIDGE = "The Aldmoor bridge will reopen on 9 March, the council said."
PORT = "Ada Miller opened the port of Hull, and she praised the crews."


def judgement(text: str, *spans: tuple[str, float], relevance: float = 2.0) -> Judgement:
    scored = (
        Scored(start=text.index(words), end=text.index(words) + len(words), logit=logit) for words, logit in spans
    )
    return Judgement(relevance=relevance, no_answer=-1.0, spans=tuple(scored))


def values(asked: Query, text: str, *spans: tuple[str, float]) -> list[str | None]:
    """The transformer's spans of one sentence, as they are added where the rules have none."""
    understood = understand(asked, analyser().annotate)
    scenes = survey(understood, hits(asked, text))
    return [pick.value for pick in added(understood, scenes, [], [judgement(text, *spans)])]


def row(asked: Query, text: str, words: str, given: Judgement, *, sentences: int = 100) -> dict[str, float]:
    found: tuple[Hit, ...] = hits(asked, text)
    scenes = survey(understand(asked, analyser().annotate), found)
    start = text.index(words)
    pick = Chosen(
        hit=found[0],
        scene=0,
        value=words,
        span=Span(start=start, end=start + len(words)),
        mention=None,
        margin=1.5,
        lead=0.0,
        fit=0.5,
    )
    rows = weigh(asked, found, [given], scenes, [0], [pick], sentences)
    assert rows.shape == (1, len(FEATURES))
    return dict(zip(FEATURES, rows[0].tolist(), strict=True))


WHEN = query("When will the Aldmoor bridge reopen?", AnswerType.TIME)
WHICH_MONTH = query("In which month will the Aldmoor bridge reopen?", AnswerType.TIME)
WHO = query("Who opened the port of Hull?", AnswerType.PERSON)


@pytest.mark.parametrize(
    ("asked", "value"),
    [pytest.param(WHEN, "9 March", id="when"), pytest.param(WHICH_MONTH, "March", id="which month")],
)
def test_a_month_brings_its_day_to_when_and_stays_alone_where_a_month_is_asked_for(asked: Query, value: str) -> None:
    assert values(asked, BRIDGE, ("March", 3.0)) == [value]


def test_what_is_counted_brings_its_number() -> None:
    text = "The Tessel tunnel will cost 4.2 billion euros, and Miller praised the crews."
    asked = query("How much will the Tessel tunnel cost?", AnswerType.AMOUNT)
    assert values(asked, text, ("euros", 3.0)) == ["4.2 billion euros"]
    assert values(asked, text, ("crews", 3.0)) == ["crews"]


@pytest.mark.parametrize(
    ("question", "text", "cut", "whole"),
    [
        ("How much will it cost?", "The pier will cost 4.2 million crowns.", "4.2 million", "4.2 million crowns"),
        ("How much will it cost?", "The pier will cost 4.2 million crowns.", "4.2", "4.2 million crowns"),
        ("How much will it cost?", "The pier will cost 38 crore rupees in all.", "38", "38 crore rupees"),
        ("How much was spent?", "They spent tens of millions of euros there.", "millions", "millions of euros"),
        ("How much did sales fall?", "Sales fell 12 percent in May.", "12", "12 percent"),
        ("How many crowns will it cost?", "The pier will cost 4.2 million crowns.", "4.2 million", "4.2 million"),
        ("How much did it weigh?", "It weighed 40 stones in all.", "40", "40"),
        ("How much was the prize?", "In May the 2 won a prize.", "2", "2"),
    ],
)
def test_a_sum_brings_its_currency_to_how_much(question: str, text: str, cut: str, whole: str) -> None:
    assert values(query(question, AnswerType.AMOUNT), text, (cut, 3.0)) == [whole]


def test_the_rules_give_a_sum_with_its_currency_too() -> None:
    text = "The firm will with 3.2 million crowns price acquire the Orvik ferry."
    asked = understand(query("How much will the firm pay for the ferry?", AnswerType.AMOUNT), analyser().annotate)
    scenes = survey(asked, hits(query("firm ferry", AnswerType.AMOUNT), text))
    assert "3.2 million crowns" in [pick.value for pick in choose(asked, scenes, shipped())]


def test_a_name_is_given_to_who_without_what_its_bearer_did() -> None:
    text = "By the clockmaker Ada Miller founded, the firm makes bells."
    asked = query("Who founded the firm?", AnswerType.PERSON)
    assert values(asked, text, ("Ada Miller founded, the firm makes bells", 3.0)) == ["Ada Miller"]
    what = query("What did the firm say?", AnswerType.STATEMENT)
    assert values(what, text, ("Ada Miller founded, the firm makes bells", 3.0)) == [
        "Ada Miller founded, the firm makes bells"
    ]
    whom = query("Who did the firm found?", AnswerType.PERSON)
    assert values(whom, text, ("Ada Miller founded, the firm", 3.0)) != ["Ada Miller"]


def test_a_span_is_whole_words_without_an_article_and_stands_once() -> None:
    assert values(WHO, PORT, ("da Mill", 3.0), ("Ada Miller", 2.0), ("the port of Hull", 1.0)) == [
        "Ada Miller",
        "port of Hull",
    ]


def test_spans_that_the_transformer_likes_alike_are_as_likely() -> None:
    both = judgement(PORT, ("Ada Miller", 4.0), ("the crews", 4.0))
    for words in ("Ada Miller", "the crews"):
        found = row(WHO, PORT, words, both)
        assert (found["likely"], found["touching"]) == (pytest.approx(0.5), pytest.approx(0.5))


def test_a_part_of_a_span_touches_it_and_is_not_the_same() -> None:
    part = row(WHO, PORT, "Ada", judgement(PORT, ("Ada Miller opened the port", 4.0)))
    assert (part["likely"], part["touching"]) == (0.0, 1.0)


def test_the_form_of_a_span_is_its_words_verbs_parts_and_what_the_question_says() -> None:
    given = judgement(PORT, ("Ada Miller", 4.0))
    name = row(WHO, PORT, "Ada Miller", given)
    assert (name["words"], name["verbs"], name["parts"], name["asked"]) == (
        pytest.approx(math.log(2)), 0.0, 0.0, 0.0,
    )  # fmt: skip
    clause = row(WHO, PORT, "opened the port of Hull", given)
    assert (clause["verbs"], clause["asked"]) == (1.0, 1.0)
    assert row(WHO, PORT, "Hull, and she", given)["parts"] > 0.0


@pytest.mark.parametrize(("sentences", "size"), [(0, SMALL), (10_000, 4.0), (10**9, LARGE)])
def test_the_size_of_what_was_searched_counts_within_bounds(sentences: int, size: float) -> None:
    assert row(WHO, PORT, "Ada Miller", judgement(PORT, ("Ada Miller", 4.0)), sentences=sentences)["size"] == size


def test_the_rules_own_opinion_is_kept() -> None:
    given = row(WHO, PORT, "Ada Miller", judgement(PORT, ("Ada Miller", 4.0)))
    assert (given["margin"], given["fit"]) == (1.5, 0.5)


@pytest.mark.parametrize(
    ("asked", "words", "value"),
    [
        pytest.param(
            "What deadline did Miller set?", "two-week deadline for repairs", "two-week deadline", id="described"
        ),
        pytest.param(
            "What deadline did Miller set?", "deadline for repairs", "deadline for repairs", id="not described"
        ),
        pytest.param(
            "What did Miller set?", "two-week deadline for repairs", "two-week deadline for repairs", id="no noun"
        ),
        pytest.param(
            "Which part did Miller close?", "northern part of Hull", "northern part of Hull", id="of something"
        ),
    ],
)
def test_what_follows_the_noun_asked_for_is_left_to_the_sentence(asked: str, words: str, value: str) -> None:
    text = "Ada Miller set a two-week deadline for repairs and closed the northern part of Hull."
    question = query(asked, AnswerType.THING)
    understood = understand(question, analyser().annotate)
    scene = survey(understood, hits(question, text))[0]
    start = text.index(words)
    pick = Chosen(
        hit=scene.hit, scene=0, value=words, span=Span(start=start, end=start + len(words)), mention=None,
        margin=0.0, lead=0.0, fit=0.0,
    )  # fmt: skip
    given = core(understood, scene, pick)
    assert given.value == value
    assert given.span == Span(start=start, end=start + len(value))
