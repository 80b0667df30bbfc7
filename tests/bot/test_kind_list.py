"""Questions that several things answer."""

import pytest

from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import ListQuestion, classify, name_of
from tests.bot.kind_case import app_of, asked, cited_by

ARTICLES = [
    {
        "title": "Fisheries talks open in Marrow Bay",
        "source": "The Harbour Post",
        "published": "2026-03-02T09:00:00Z",
        "text": "Delegations from Norland, Sudmark and Elbonia took part in the fisheries talks in Marrow Bay. "
        "Mayor Ines Calder welcomed them at the town hall. The talks will last three days.",
    },
    {
        "title": "Oskar Lind arrives",
        "source": "Quay Times",
        "published": "2026-03-03T09:00:00Z",
        "text": "Vestria took part in the fisheries talks in Marrow Bay as an observer. "
        "The hotel was full of guests from abroad.",
    },
    {
        "title": "Two airlines stop flights",
        "source": "Quay Times",
        "published": "2026-03-04T09:00:00Z",
        "text": "Lufthansa and Ryanair suspended flights to Port Selwyn after the storm. "
        "Passengers slept in the airport hall.",
    },
]

SEVERAL = [
    "which countries took part in the talks?",
    "Which countries took part in the talks",
    "what demands did Norland make?",
    "name the members of the board",
    "who are the candidates?",
    "what are the conditions of the loan",
    "what were Norland's demands?",
    "list the companies that left Sudmark",
    "give me a list of the ministers who resigned",
    "which two countries did NATO invite?",
    "who attended the meeting in Marrow Bay?",
    "pls list the banks that failed",
    "what are the names of the ships?",
    "which of the ministers voted against it",
]
NOT_SEVERAL = [
    "which country took part in the talks?",
    "what deadline did Trump set?",
    "name the ship",
    "who is the candidate?",
    "what is the news",
    "which of these foods is on the menu?",
    "what caused delays and headaches this week?",
    "which airline cut 1,000 flights?",
    "which children's book came under fire?",
    "what are ATACMS",
    "who are the Houthis?",
    "how many countries took part?",
    "what will the Proud Boys be called in Canada?",
    "what species was found?",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_of(tmp_path_factory.mktemp("list"), ARTICLES)


@pytest.mark.parametrize("question", SEVERAL)
def test_asks_for_several(question: str) -> None:
    assert isinstance(classify(question), ListQuestion)
    assert name_of(classify(question)) == "list"


@pytest.mark.parametrize("question", NOT_SEVERAL)
def test_asks_for_one(question: str) -> None:
    assert not isinstance(classify(question), ListQuestion)


@pytest.fixture(scope="module")
def countries(app: App) -> Answer:
    return asked(app, "Which countries took part in the fisheries talks?")


def test_a_row_in_one_sentence_is_the_answer_and_each_of_it_an_entry(countries: Answer) -> None:
    assert countries.status is Status.ANSWERED
    assert countries.intent == "list"
    assert countries.answer == "Norland, Sudmark and Elbonia"
    first = countries.citations[0]
    assert first.answer_span is not None
    assert first.sentence.text[first.answer_span.start : first.answer_span.end] == countries.answer
    assert [entry.value for entry in countries.entries] == ["Norland", "Sudmark", "Elbonia", "Vestria"]


def test_every_entry_stands_in_its_citations(countries: Answer) -> None:
    for entry in countries.entries:
        assert entry.citations
        for citation in cited_by(countries, entry.citations):
            assert entry.value in citation.sentence.text


def test_two_things(app: App) -> None:
    answer = asked(app, "which airlines suspended flights to Port Selwyn?")
    assert answer.answer == "Lufthansa and Ryanair"
    assert [entry.value for entry in answer.entries] == ["Lufthansa", "Ryanair"]


def test_a_thing_the_question_names_itself_is_not_listed(app: App) -> None:
    answer = asked(app, "which airlines besides Ryanair suspended flights to Port Selwyn?")
    assert "Ryanair" not in [entry.value for entry in answer.entries]


def test_nothing_on_record_is_declined(app: App) -> None:
    answer = asked(app, "which senators voted for the tariff bill?")
    assert answer.status is Status.DECLINED
    assert answer.intent == "list"
    assert not answer.entries


def test_the_json_form(countries: Answer) -> None:
    written = answer_json(countries, took_ms=1.0)
    assert written["intent"] == "list"
    assert written["entries"][0] == {
        "label": "",
        "value": "Norland",
        "when": None,
        "speaker": None,
        "citations": [1],
    }
    assert len(written["citations"]) <= 12
