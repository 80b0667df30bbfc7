"""Questions as people type them: misspelt names, short forms, small letters, several at once."""

from collections.abc import Mapping, Sequence

import pytest

from bot import messages
from bot.answering.outlets import outlets_in
from bot.answering.spelling import edits, nearest, spelt
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.blocks import Held, answer_message
from bot.intents.abbreviations import other_forms
from bot.intents.several import questions_in
from bot.links import Links
from bot.questions import Question
from tests.bot.dated import COLLECTIONS, open_dated


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return open_dated(tmp_path_factory.mktemp("typing"))


def asked(app: App, text: str) -> Answer:
    return app.answer(Question(text=text, collections=COLLECTIONS), keep=False)


@pytest.mark.parametrize(
    ("question", "value", "read"),
    [
        ("what did minister Calderwod say?", "stay open", ("Calderwod", "Calderwood")),
        ("when did Umerow resign?", "Friday", ("Umerow", "Umerov")),
        ("where was the pilot aldermannn arrested", "Marrow Bay", ("aldermannn", "Aldermann")),
    ],
)
def test_a_misspelt_name_is_read_as_the_records_and_said(
    app: App, question: str, value: str, read: tuple[str, str]
) -> None:
    answer = asked(app, question)
    assert value in (answer.answer or "")
    assert answer.question == question
    assert messages.read_as(*read) in (answer.remark or "")


def test_names_that_the_record_has_are_left_alone(app: App) -> None:
    answer = asked(app, "who is Tomas Umerov?")
    assert "Reading" not in (answer.remark or "")


@pytest.mark.parametrize(
    ("written", "names", "read"),
    [
        ("zelensky", {"zelenskyy": 9}, "zelenskyy"),
        ("zelenski", {"zelenskyy": 9}, "zelenskyy"),
        ("netanyaho", {"netanyahu": 9, "netanya": 2}, "netanyahu"),
        ("erdogen", {"erdogan": 3}, "erdogan"),
        ("lukashenka", {"lukashenko": 3}, "lukashenko"),
        ("gutteres", {"guterres": 3}, "guterres"),
        ("slovakia", {"slovenia": 50}, None),
        ("norton", {"morten": 5}, None),
        ("sainsbury", {"salisbury": 9}, None),
        ("hilal", {"hill": 9}, None),
        ("jilly", {"jill": 9}, None),
        ("gerwen", {"gerten": 2}, None),  # a letter off, and hardly known
        ("gerwen", {"gervven": 1}, "gervven"),
        ("peters", {"peter": 50}, None),
        ("larsen", {"larson": 4, "larsan": 4}, None),  # two as near as each other
    ],
)
def test_the_nearest_name(written: str, names: Mapping[str, int], read: str | None) -> None:
    assert nearest(written, [names], capital=True) == read


def test_only_words_that_are_nowhere_and_may_be_names_are_looked_at() -> None:
    seen: list[str] = []

    def frequencies(terms: Sequence[str]) -> dict[str, int]:
        seen.extend(terms)
        return {term: int(term == "umerov") for term in terms}

    def known() -> tuple[Mapping[str, int], ...]:
        return ({"umerov": 3, "slovenia": 4},)

    def together(terms: Sequence[str]) -> bool:
        return "toma" in terms  # the term of Tomas

    assert (
        spelt("who met Umerow in Slovakia?", frequencies=frequencies, known=known, together=together).text
        == "who met Umerov in Slovakia?"
    )
    assert "slovakia" not in seen
    for question, read in (
        ("who is Tomas Umerow?", True),
        ("who is Anna Umerow?", False),
        ("who won UMEROW LVIII?", False),
    ):
        found = spelt(question, frequencies=frequencies, known=known, together=together)
        assert bool(found.read) is read
    text = "which ministers resigned yesterday?"
    assert spelt(text, frequencies=frequencies, known=known, together=together).read == ()


def test_edits_are_letters_changed_added_dropped_or_swapped() -> None:
    assert [edits("umerov", other, 3) for other in ("umerov", "umerow", "umeov", "uumerov", "muerov")] == [
        0,
        1,
        1,
        1,
        1,
    ]
    assert edits("abcdef", "uvwxyz", 2) == 3


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("what did the EU say?", "what did the European Union say?"),
        ("what did the U.S. decide", "what did the United States decide"),
        ("who is the uk pm", "who is the United Kingdom pm"),
        ("which prime minister left?", "which PM left?"),
        ("how many homes have air conditioning?", "how many homes have A/C?"),
        ("what did the doj say", "what did the Justice Department say"),
        ("wait a sec, who won?", None),
        ("tell us who won", None),
        ("who won in June?", None),
    ],
)
def test_short_and_full_names(question: str, read: str | None) -> None:
    forms = other_forms(question)
    assert (forms[0][0] if forms else None) == read


def test_a_short_name_finds_the_full_one(app: App) -> None:
    answer = asked(app, "how many inspectors did the EU send to Marrow Bay?")
    assert answer.answer == "two"
    assert answer.remark == messages.read_as("EU", "European Union")


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Who resigned? Where was the pilot arrested?", ("Who resigned?", "Where was the pilot arrested?")),
        ("who resigned? and where is he", ("who resigned?", "where is he")),
        ("who leads the talks and when did they stall", ("who leads the talks?", "when did they stall")),
        ("Who leads the talks? When did they stall? Why?", ("Who leads the talks?", "When did they stall? Why?")),
        ("who said what and why?", ("who said what and why?",)),
        ("Israel and which other country signed?", ("Israel and which other country signed?",)),
        ("A new perfume? What is it called?", ("A new perfume? What is it called?",)),
        ("True or false? The bridge is open.", ("True or false? The bridge is open.",)),
        ("who won", ("who won",)),
        ("1) who leads it 2) where is he", ("who leads it?", "where is he?")),
        ("can you tell me: 1. who leads it? 2. who pays?", ("who leads it?", "who pays?")),
        ("what are the terms of article 5. and who signed", ("what are the terms of article 5. and who signed",)),
    ],
)
def test_the_questions_of_a_message(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


def test_two_questions_are_both_answered(app: App) -> None:
    answer = asked(app, "Who resigned on Friday? Where was the pilot Aldermann arrested?")
    assert answer.status is Status.ANSWERED
    assert answer.remark == f"{messages.EACH_IN_TURN} Looked in articles published on 18 Jul 2025."
    assert [entry.label for entry in answer.entries] == [
        "Who resigned on Friday?",
        "Where was the pilot Aldermann arrested?",
    ]
    assert answer.entries[0].value.endswith("Tomas Umerov")  # with his office or without
    assert answer.entries[1].value == "Marrow Bay"
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for entry in answer.entries:
        cited = answer.citations[entry.citations[0] - 1].sentence.text
        assert entry.value in cited
    assert answer_json(answer, took_ms=1.0)["entries"][1]["citations"]
    message = answer_message(
        answer, answer_id="a1", links=Links(), held=Held(articles=5, sources=3, first=None, last=None)
    )
    assert "Tomas Umerov" in str(message.blocks)
    assert "Marrow Bay" in str(message.blocks)


def test_in_slack_a_note_stands_before_slacks_own_words(app: App) -> None:
    answer = asked(app, "who painted the ship for minister Calderwod?")
    assert (answer.status, answer.remark) == (
        Status.DECLINED,
        f"{messages.read_as('Calderwod', 'Calderwood')} {messages.NEAREST}",
    )
    message = answer_message(
        answer, answer_id="a1", links=Links(), held=Held(articles=5, sources=3, first=None, last=None)
    )
    assert messages.NEAREST_HERE in str(message.blocks)
    assert "Calderwood" in message.text


def test_the_second_question_may_mean_the_firsts_answer_and_may_have_none(app: App) -> None:
    answer = asked(app, "Who resigned on Friday? What colour is the whale of Norwich?")
    first, second = answer.entries
    assert first.value.endswith("Tomas Umerov")
    assert (second.value, second.citations) == (messages.NOT_IN_RECORD, ())


def test_small_letters_and_no_question_mark(app: App) -> None:
    assert asked(app, "who resigned on friday").answer == "Tomas Umerov"


def test_outlets_are_only_those_the_record_has() -> None:
    found = outlets_in("what did he say, not from Reuters or the BBC?", ("Reuters", "BBC", "BBC News"))
    assert (found.text, found.without, found.only) == ("what did he say?", ("Reuters", "BBC"), ())
    assert outlets_in("who came from Kyiv?", ("Reuters",)).text == "who came from Kyiv?"
