"""When what a sentence tells happened, seen from its own article."""

from dataclasses import replace
from datetime import datetime

import pytest

from retrieval.dating import Basis, Dating, Grain, date_of, may_be_dated, tells_of_old
from retrieval.types import Annotation, Precision, Sentence, SentenceKind
from tests.bot.slack.case import shared_analyser
from tests.retrieval.dating_cases import DEVELOPED, HELD_OUT, PUBLISHED
from tests.retrieval.sentences import ARTICLE, plain


def sentence(text: str, day: str, annotation: Annotation | None) -> Sentence:
    published = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else None
    precision = Precision.MINUTE if published else None
    article = replace(ARTICLE, source="The Harbour Post", published_at=published, precision=precision)
    return plain(text, article=article, annotation=annotation)


def shown(dating: Dating) -> str:
    words = [dating.basis.value]
    if (event := dating.event) is not None:
        words += [event.first.isoformat(), *([event.last.isoformat()] if event.last != event.first else [])]
        words += [event.grain.value, *([f"{dating.clock:%H:%M}"] if dating.clock else [])]
    return " ".join(words)


@pytest.fixture(scope="module")
def parsed() -> dict[str, Annotation]:
    texts = list(dict.fromkeys(text for _, text, _ in (*DEVELOPED, *HELD_OUT)))
    return dict(zip(texts, shared_analyser().annotate(texts), strict=True))


@pytest.mark.parametrize(("day", "text", "expected"), [*DEVELOPED, *HELD_OUT])
def test_the_event_is_placed(parsed: dict[str, Annotation], day: str, text: str, expected: str) -> None:
    dating = date_of(sentence(text, day, parsed[text]))
    assert shown(dating) == expected
    assert (dating.reported is None) is (not day)
    if dating.phrase is not None:
        assert may_be_dated(text[dating.phrase.start : dating.phrase.end]) or dating.phrase.start > 0


def test_the_two_axes_are_kept_apart(parsed: dict[str, Annotation]) -> None:
    text = "The mayor said the plant exploded on Tuesday."
    dating = date_of(sentence(text, PUBLISHED, parsed[text]))
    assert dating.event is not None
    assert dating.reported is not None
    assert (dating.event.first.day, dating.reported.first.day) == (15, 20)


def test_without_a_parse_the_words_alone_decide() -> None:
    assert shown(date_of(sentence("The leaders will meet on Friday.", PUBLISHED, None))) == "resolved 2025-07-25 day"
    assert shown(date_of(sentence("The leaders met on Friday.", PUBLISHED, None))) == "resolved 2025-07-18 day"
    assert date_of(sentence("They spoke after Friday's attack.", PUBLISHED, None)).basis is Basis.REPORTED


def test_a_heading_in_the_present_says_not_whether_it_looks_back(parsed: dict[str, Annotation]) -> None:
    text = "The trial begins on July 28."
    heading = replace(sentence("Voters go to the polls on Thursday.", "2026-03-03", None), kind=SentenceKind.HEADLINE)
    heading = replace(heading, annotation=parsed[heading.text])
    assert date_of(heading).basis is Basis.UNRESOLVED
    assert date_of(sentence(text, PUBLISHED, parsed[text])).basis is Basis.RESOLVED


def test_days_meet_where_they_share_one() -> None:
    week = date_of(sentence("It fell last week.", PUBLISHED, None)).event
    day = date_of(sentence("It fell two days ago.", PUBLISHED, None)).event
    assert week is not None
    assert day is not None
    assert week.grain is Grain.WEEK
    assert not week.meets(day)
    assert week.meets(day, apart=5)


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("The leaders met in May 2024.", True),
        ("The leaders met on Friday.", False),
        ("The leaders met.", False),
        ("The leaders will meet in May 2026.", False),
    ],
)
def test_what_was_over_a_week_before_is_background(text: str, old: bool) -> None:
    (annotation,) = shared_analyser().annotate([text])
    assert tells_of_old(sentence(text, PUBLISHED, annotation)) is old
