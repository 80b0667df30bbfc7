"""Whom a surname can stand for in the hits, and when it is asked back rather than answered."""

from datetime import UTC, datetime

import pytest

from bot.answering.readings import asked_back, asking, bearers, same_person, same_place
from bot.answers import Answer, Status, answer_json
from retrieval.types import Entity, Hit, Mention, Query, Reading, Span, TermOrigin, TermShare
from tests.bot.cited import article, mention, sentence

NOW = datetime(2026, 3, 5, tzinfo=UTC)
BRAM = "Bram Oskell was appointed defence minister of Tarnland on Tuesday."
TILDA = "Tilda Oskell was appointed head of the inquiry on Wednesday."
QUESTION = "when was Oskell appointed?"


def hit(text: str, n: int, *, terms: str = "oskel appoint", label: str = "PERSON", name: str = "", he: str = "") -> Hit:
    """A hit whose sentence names ``name`` (its first two words unless given), or somebody by a pronoun."""
    name = name or " ".join(text.split()[:2])
    at = text.find(name)
    entities = (Entity(start=at, end=at + len(name), label=label),) if at >= 0 else ()
    mentions: tuple[Mention, ...] = (mention(text, "He", he),) if he else ()
    found = sentence(text, of=article(key=f"a{n}"), entities=entities, mentions=mentions)
    shares = tuple(TermShare(term=term, origin=TermOrigin.SENTENCE, share=1.0) for term in terms.split())
    return Hit(sentence=found, rank=n, score=9.0 - n, article_score=0.0, age_days=1.0, terms=shares)


def read(found: Hit, value: str, confidence: float) -> Reading:
    return Reading(hit=found, value=value, span=Span(start=0, end=len(value)), confidence=confidence)


def back(hits: list[Hit], sure: tuple[float, ...] = (0.7, 0.4), question: str = QUESTION) -> Answer | None:
    terms = ("oskel", "appoint") if "appointed" in question else ("oskel",)
    query = Query(text=question, terms=terms, collections=("main",), as_of=NOW, names=("Oskell",))
    readings = [read(each, f"day {n}", sure[n]) for n, each in enumerate(hits[: len(sure)])]
    return asked_back(query, question, hits, tuple, readings, threshold=0.3, as_of=NOW)


def test_two_who_bear_on_it_alike_are_asked_back() -> None:
    answer = back([hit(BRAM, 1), hit(TILDA, 2)])
    assert answer is not None
    assert answer.status is Status.AMBIGUOUS
    assert answer_json(answer, took_ms=1.0)["choices"] == [
        {"label": "Bram Oskell, defence minister of Tarnland", "question": "when was Bram Oskell appointed?"},
        {"label": "Tilda Oskell, head of the inquiry", "question": "when was Tilda Oskell appointed?"},
    ]
    assert [citation.sentence.text for citation in answer.nearest] == [BRAM, TILDA]
    assert answer.answer is None


def test_who_has_nearly_all_the_mentions_is_meant() -> None:
    he = [hit("He left.", n, he="Bram Oskell") for n in range(3, 9)]
    assert back([hit(BRAM, 1), hit(TILDA, 2), *he]) is None


def test_who_alone_bears_on_the_question_is_meant() -> None:
    assert back([hit(BRAM, 1), hit("Tilda Oskell sang.", 2, terms="oskel")]) is None


def test_who_the_reader_is_surest_of_by_far_is_meant() -> None:
    assert back([hit(BRAM, 1), hit(TILDA, 2)], sure=(0.9, 0.1)) is None


def test_nothing_is_asked_back_where_nothing_would_be_answered() -> None:
    assert back([hit(BRAM, 1), hit(TILDA, 2)], sure=(0.2, 0.2)) is None


def test_who_somebody_is_is_asked_back_whatever_was_read() -> None:
    assert back([hit(BRAM, 1), hit(TILDA, 2)], sure=(0.2, 0.0), question="who is Oskell?") is not None


def test_a_full_name_is_never_asked_back() -> None:
    query = Query(text="x", terms=("oskel",), collections=("main",), as_of=NOW, names=("Bram Oskell",))
    assert asked_back(query, "x", [hit(BRAM, 1), hit(TILDA, 2)], tuple, [], threshold=0.3, as_of=NOW) is None


def test_a_place_that_is_itself_a_name_is_meant() -> None:
    one, two = "Sudan is at war.", "South Sudan is at peace."
    hits = [hit(one, n, label="GPE", name="Sudan") for n in (1, 2)] + [hit(two, 3, label="GPE", name="South Sudan")]
    query = Query(text="who rules Sudan?", terms=("rule", "sudan"), collections=("main",), as_of=NOW, names=("Sudan",))
    readings = [read(hits[0], "a", 0.5), read(hits[2], "b", 0.5)]
    assert asked_back(query, query.text, hits, tuple, readings, threshold=0.3, as_of=NOW) is None
    assert [(each.name, len(each.hits)) for each in bearers("Sudan", hits)] == [("Sudan", 2), ("South Sudan", 1)]


def test_titles_and_suffixes_are_no_part_of_a_name() -> None:
    hits = [
        hit("President Bram Oskell spoke.", 1, name="President Bram Oskell"),
        hit("Bram Oskell Jr. spoke.", 2, name="Bram Oskell's"),
        hit("Bram T. Oskell spoke.", 3, name="Bram T. Oskell"),
    ]
    assert [each.name for each in bearers("Oskell", hits)] == ["Bram T. Oskell"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Joe Biden", "Joseph Biden", True),
        ("Joe Biden", "Joe R. Biden", True),
        ("Joe Biden", "J. Biden", True),
        ("Joe Biden", "Hunter Biden", False),
        ("Joe Biden", "Jill Biden", False),
        ("Volodymyr Zelensky", "Volodymr Zelensky", True),
        ("Bob Casey", "Robert Casey", True),
        ("Donald Trump", "Eric Trump", False),
        ("Rustem Umerov", "Ali Umerov", False),
    ],
)
def test_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DR Congo", "Democratic Republic of the Congo", True),
        ("Democratic Republic of Congo", "Republic of Congo", False),
        ("North Korea", "South Korea", False),
    ],
)
def test_names_of_one_place(one: str, other: str, same: bool) -> None:
    assert same_place(one.replace("the ", ""), other.replace("the ", "")) is same


def test_the_question_with_the_full_name() -> None:
    assert asking("what is Oskell's plan for Oskell-on-Sea?", "Oskell", "Tilda Oskell") == (
        "what is Tilda Oskell's plan for Oskell-on-Sea?"
    )
