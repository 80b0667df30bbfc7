"""What is no answer however near it stands: bare pronouns, time stamps, what another firm or person did."""

import pytest

from bot.answers import Status
from bot.app import App
from tests.bot.kind_case import app_over, asked

ROWS = [
    (
        "firms",
        "Quay Times",
        "2026-03-02T08:00:00Z",
        "Brackwater buys Tidelight",
        "Brackwater Holdings agreed on Monday to buy Tidelight, which makes buoys. Founded in 1987, Brackwater "
        "Holdings employs 41,000 people. Tidelight began with four friends in a boathouse. Brackwater's chief "
        "executive officer, Rhea Stone, called it a good day.",
    ),
    (
        "live",
        "Harbour Wire",
        "2026-03-03T18:00:00Z",
        "Storm on the coast: live",
        "14:35 Gust of 104mph\nA gust of 104mph was measured at Alder Point, the strongest since 1963.\n"
        "11:30 Woman killed\nA woman in her seventies was killed by a falling mast in Marrow Bay.",
    ),
    (
        "rescue",
        "Southern Star",
        "2026-03-03T08:00:00Z",
        "Rescue on Mount Alder",
        "Ben Ashby, 34, and his sister Chloe, 29, were found on Mount Alder. The shutdown of the wells cut output by "
        "300,000 barrels per day and costs around 25 million dollars. All schools in Marrow county will stay closed "
        "on Friday.",
    ),
    (
        "grain",
        "Quay Times",
        "2026-03-03T09:00:00Z",
        "Grain",
        "The European Commission has set a 30-day period for the member states to submit their storage figures.",
    ),
    (
        "state",
        "Coast Echo",
        "2026-03-04T08:00:00Z",
        "Tea bill",
        "Delaware Lt. Gov. Bea Holt said she supports the tea bill. Gov. Tom Harlow will veto the tea bill. "
        "The tea was legal on the island of Korvo, the home of Ida Brand.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("unfit"), ROWS)


@pytest.mark.parametrize("question", ["How many people does Tidelight employ?", "When was Tidelight founded?"])
def test_what_another_firm_did_is_no_answer(app: App, question: str) -> None:
    assert asked(app, question).status is Status.DECLINED


def test_of_the_firm_itself_it_is(app: App) -> None:
    assert asked(app, "How many people does Brackwater employ?").answer == "41,000"
    assert asked(app, "When was Brackwater founded?").answer == "1987"


@pytest.mark.parametrize(
    ("question", "not_so"),
    [
        ("How old is Chloe Ashby?", "34"),
        ("How much oil is lost per day?", "25 million"),
        ("When will the schools in Marrow county reopen?", "Friday"),
    ],
)
def test_what_the_sentence_says_of_something_else_is_no_answer(app: App, question: str, not_so: str) -> None:
    assert not_so not in (asked(app, question).answer or "")


def test_the_european_commission_is_of_the_eu(app: App) -> None:
    assert "30-day" in (asked(app, "How much time do EU countries have to submit their storage figures?").answer or "")


def test_each_has_his_own_age(app: App) -> None:
    assert asked(app, "How old is Ben Ashby?").answer == "34"


@pytest.mark.parametrize("question", ["How strong was the gust?", "Who was killed by the mast?"])
def test_no_time_stamp_and_no_bare_article(app: App, question: str) -> None:
    answer = asked(app, question).answer
    assert answer is None or (not answer.startswith(("14:35", "11:30")) and answer != "A")


@pytest.mark.parametrize(
    ("question", "not_so"),
    [
        ("Who is the governor of Delaware?", "Bea Holt"),
        ("Who is Brackwater's chief financial officer?", "Rhea Stone"),
        ("Who is the chief executive officer of Tidelight?", "Rhea Stone"),
    ],
)
def test_another_post_of_the_sort_is_not_the_one_asked_for(app: App, question: str, not_so: str) -> None:
    assert not_so not in (asked(app, question).answer or "")


@pytest.mark.parametrize("post", ["chief executive officer", "boss", "head"])
def test_the_post_itself_is_found(app: App, post: str) -> None:
    assert asked(app, f"Who is Brackwater's {post}?").answer == "Rhea Stone"
    assert asked(app, f"Who is the {post} of Brackwater?").answer == "Rhea Stone"
