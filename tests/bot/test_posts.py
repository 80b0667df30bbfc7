"""Questions for who holds somebody's post: the holder as a sentence has it, or no answer; never a country."""

from pathlib import Path

import pytest

from bot.answering.post import asked_post
from bot.answers import Answer, Status
from bot.app import App
from tests.bot.kind_case import app_over, asked

ROWS = [
    (
        "budget",
        "Harbour Wire",
        "2026-03-02T08:00:00Z",
        "Budget",
        "French President Emmanuel Macron spoke in Lyon on Monday. Macron's spokeswoman Claire Noël said the budget "
        "would pass. Germany criticised it, and Italy agreed with Germany.",
    ),
    (
        "report",
        "Quay Times",
        "2026-03-03T08:00:00Z",
        "Report denied",
        "Bob Vance, a spokesman for Ida Lund, denied the report. Norland and Sudmark did not comment. Lund's chief of "
        "staff, Rhea Stone, resigned. Tom Harlow, Lund's former driver, is a witness.",
    ),
    (
        "talks",
        "Coast Echo",
        "2026-03-04T08:00:00Z",
        "Talks",
        "Russian President Vladimir Putin met farmers. Kremlin spokesman Dmitry Peskov said the talks need time. "
        "Ukraine wants a meeting with Putin, and so does Turkey.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("posts"), ROWS)


@pytest.mark.parametrize(
    ("question", "owner", "held"),
    [
        ("who is Macron's spokeswoman?", "Macron", "spokesperson"),
        ("Who's the current spokesman for Ida Lund?", "Ida Lund", "spokesperson"),
        ("who is lund's chief of staff", "lund", "chief"),
        ("who was the lawyer of Odo Brack?", "Odo Brack", "lawyer"),
        ("who coaches the Orvik Rovers", "the Orvik Rovers", "coach"),
        ("Who chairs the Senate's budget committee?", "the Senate's budget committee", "chair"),
    ],
)
def test_a_post_is_asked_for(question: str, owner: str, held: str) -> None:
    post = asked_post(question)
    assert post is not None
    assert (post.owner, post.held) == (owner, held)


@pytest.mark.parametrize(
    "question", ["who is Macron?", "who won the cup?", "who is at Lund's house?", "what is Macron's job?", "who is"]
)
def test_no_post_is_asked_for(question: str) -> None:
    assert asked_post(question) is None


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("who is Macron's spokeswoman?", "Claire Noël"),
        ("who is Macron's spokesperson?", "Claire Noël"),
        ("who is Lund's spokesman?", "Bob Vance"),
        ("who is the spokesman for Ida Lund?", "Bob Vance"),
        ("who is Lund's chief of staff?", "Rhea Stone"),
        ("who is the Kremlin's spokesman?", "Dmitry Peskov"),
    ],
)
def test_whom_a_sentence_calls_so_is_the_answer(app: App, question: str, holder: str) -> None:
    answer = asked(app, question)
    assert (answer.status, answer.answer) == (Status.ANSWERED, holder)
    assert holder in answer.citations[0].sentence.text


def test_who_speaks_for_the_seat_of_a_government_speaks_for_its_head_and_both_sentences_are_cited(app: App) -> None:
    answer = asked(app, "who is Putin's spokesman?")
    assert answer.answer == "Dmitry Peskov"
    assert "Kremlin spokesman" in answer.citations[0].sentence.text
    assert "Russian President" in answer.citations[1].sentence.text


@pytest.mark.parametrize(
    "question",
    [
        "who is Macron's lawyer?",
        "who is Lund's adviser?",
        "who is Lund's driver?",
        "who is Putin's bodyguard?",
        "who is the doctor of Putin?",
        "who is Macron's deputy spokeswoman?",
    ],
)
def test_of_a_post_that_no_sentence_tells_of_there_is_no_holder(app: App, question: str) -> None:
    answer: Answer = asked(app, question)
    assert (answer.status, answer.answer) == (Status.DECLINED, None)


@pytest.mark.parametrize(
    "leader", ["Putin, the leader of Ukraine", "Lund, the leader of Norland and a friend of France"]
)
def test_no_country_holds_a_post(tmp_path: Path, leader: str) -> None:
    name = leader.split(",")[0]
    text = f"He was ready to sit face to face with {leader}. There is a need for a meeting, he said in Germany."
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "Talks", text)])
    answer = asked(app, f"who is {name}'s spokesman?")
    assert (answer.status, answer.answer) == (Status.DECLINED, None)


def test_who_took_the_picture_holds_no_post(tmp_path: Path) -> None:
    text = "Eraldo Peres/AP In pictures: Brazil's President, Lula da Silva Prev Next"
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "In pictures", text)])
    assert asked(app, "who is the president of Brazil?").answer != "Eraldo Peres"


@pytest.mark.parametrize("word", ["former", "previous"])
def test_whoever_went_by_whatever_word_is_the_former_holder_and_not_the_holder(tmp_path: Path, word: str) -> None:
    text = f"The {word} mayor of Norhaven, Ida Lund, opened the bridge. The mayor of Norhaven, Bo Varga, stayed away."
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "Bridge", text)])
    assert asked(app, "who is the mayor of Norhaven?").answer == "Bo Varga"
    for before in ("former", "previous", "outgoing", "old"):
        assert asked(app, f"who is the {before} mayor of Norhaven?").answer == "Ida Lund"


CUP = (
    "The Saints meet the Comets in the final of the Lorn Cup. Striker Bo Varga, the captain of the 2001 side, praised "
    "Lars Quill. "
    "The Rovers came out of Sunday's defeat with six injured players, but head coach Ida Lund is hopeful. "
    "Reuters reported that Comets coach Jon Tessen is ill."
)


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("who coaches the Rovers?", "Ida Lund"),
        ("who is the coach of the Comets?", "Jon Tessen"),
        ("who coaches the Saints?", None),
        ("who is the coach of the Saints?", None),
        ("who is the captain of the Saints?", None),
    ],
)
def test_who_coaches_one_side_coaches_no_other(tmp_path: Path, question: str, holder: str | None) -> None:
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "Saints and Comets in the final", CUP)])
    assert asked(app, question).answer == holder


def test_a_heading_of_another_side_names_its_coach_and_nobody_elses(tmp_path: Path) -> None:
    text = "The Saints won the Lorn Cup on Sunday.\n\nROVERS: Coach Ida Lund sacked after the final"
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "Saints win", text)])
    assert asked(app, "who coaches the Saints?").answer is None


def test_a_name_that_ends_like_many_is_no_side(tmp_path: Path) -> None:
    text = "Williams, who coaches the Saints, left early on Sunday. The ferry was late."
    app = app_over(tmp_path, [("a", "Coast Echo", "2026-03-04T08:00:00Z", "Saints lose", text)])
    assert asked(app, "who coaches the Saints?").answer == "Williams"
