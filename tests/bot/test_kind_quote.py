"""Questions about what somebody said: what is one, and the ledger that answers it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Answer, Status, answer_json
from bot.app import App, open_app
from bot.intents import Quote, classify
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
ARTICLES = [
    (
        "The Harbour Post",
        "2026-03-02",
        "Ferry hits pier",
        "The ferry Aldora hit the pier in Marrow Bay on Monday. Harbour spokesman Tom Harlow said that the pier was "
        "badly lit. “We asked the town for new lamps two years ago. Nobody answered,” Harlow said. "
        "Mayor Ines Calder declined to comment on the lamps.",
    ),
    (
        "Quay Times",
        "2026-03-05",
        "Mayor answers for the lamps",
        "Mayor Ines Calder denied that the town had been asked for lamps. She told Reuters that no letter about lamps "
        "had come. “The harbour must pay for its own lamps,” she said.",
    ),
    (
        "Quay Times",
        "2026-03-07",
        "Mayor finds the letter",
        "Mayor Ines Calder confirmed on Saturday that the town had been asked for lamps. The ferry sails again.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("quotes")
    rows = [
        {"id": f"a{n}", "source": source, "published": f"{day}T09:00:00Z", "title": title, "text": text}
        for n, (source, day, title, text) in enumerate(ARTICLES)
    ]
    path = folder / "three.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    opened = replace(
        open_app(Settings(data_dir=folder / "var"), say=print, clock=lambda: NOW), analyser=shared_analyser()
    )
    opened.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    return opened


def asked(app: App, question: str) -> Answer:
    answer = app.answer(Question(text=question, collections=("main",)), keep=False)
    for entry in answer.entries:
        texts = [citation.sentence.text for citation in answer.citations if citation.n in entry.citations]
        assert any(entry.value in text for text in texts), "a line's words stand in a sentence it cites"
    return answer


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Peskov say about the talks?", "Peskov", "the talks"),
        ("what did the Kremlin spokesman say", "the Kremlin spokesman", ""),
        ("what has Biden said about guns recently?", "Biden", "guns recently"),
        ("has Zelenskyy commented on tariffs?", "Zelenskyy", "tariffs"),
        ("did Peskov say anything about the talks", "Peskov", "the talks"),
        ("what does Elon Musk think of remote work?", "Elon Musk", "remote work"),
        ("what is Putin's stance on NATO?", "Putin", "NATO"),
        ("Merkel’s reaction to the vote", "Merkel", "the vote"),
        ("how did Apple respond to the ruling?", "Apple", "the ruling"),
        ("quotes by Biden on guns", "Biden", "guns"),
        ("show me quotes from Ines Calder", "Ines Calder", ""),
    ],
)
def test_a_question_about_speech(question: str, speaker: str, topic: str) -> None:
    intent = classify(question)
    assert isinstance(intent, Quote)
    assert (intent.speaker, intent.topic, intent.said) == (speaker, topic, None)


@pytest.mark.parametrize(
    ("question", "said", "denied"),
    [
        ("who said the Russian side should stop hiding?", "the Russian side should stop hiding", False),
        ("Who denied that there was a letter?", "there was a letter", True),
    ],
)
def test_a_question_for_the_speaker(question: str, said: str, denied: bool) -> None:
    intent = classify(question)
    assert isinstance(intent, Quote)
    assert (intent.speaker, intent.said, intent.denied) == (None, said, denied)


@pytest.mark.parametrize(
    "question",
    [
        "What does Zelenskyy say must be obtained at all costs?",
        "What did Moscow tell Ukraine to turn down?",
        "What should the Russians quit doing, according to Kyiv?",
        "who said no to the offer?",
        "What did he say about the talks?",
        "Did Trump and Putin speak?",
        "Has Al Jazeera reported on it?",
        "which word did Zakharova use for the ultimatum?",
        "The derogatory term ‘snowflake’ is thought to have originated from which novel?",
        "what happened in Kyiv",
    ],
)
def test_no_question_about_speech(question: str) -> None:
    assert not isinstance(classify(question), Quote)


def test_the_ledger_is_dated_newest_first_and_marks_a_change_of_position(app: App) -> None:
    answer = asked(app, "what did Calder say about the lamps?")
    assert (answer.intent, answer.status) == ("quote", Status.ANSWERED)
    assert [(entry.when, entry.label, entry.value) for entry in answer.entries] == [
        ("2026-03-07", "confirmed, unlike before", "the town had been asked for lamps"),
        ("2026-03-05", "denied", "denied that the town had been asked for lamps"),
        ("2026-03-05", "said, via Reuters", "no letter about lamps had come"),
        ("2026-03-05", "said", "“The harbour must pay for its own lamps,”"),
        ("2026-03-02", "did not say", "declined to comment on the lamps"),
    ]
    assert {entry.speaker for entry in answer.entries} == {"Ines Calder"}
    assert answer.answer == "the town had been asked for lamps"
    assert answer.citations[0].answer_span is not None


def test_what_a_pronoun_says_is_its_bearers_and_the_sentence_that_names_them_is_cited(app: App) -> None:
    answer = asked(app, "what did Ines Calder say about who must pay for lamps")
    assert answer.intent != "quote", "a question inside a question is for the fact path"
    answer = asked(app, "what did Ines Calder say about paying for lamps?")
    line = next(entry for entry in answer.entries if "must pay" in entry.value)
    assert len(line.citations) == 2


def test_who_said_so_is_answered_by_the_name(app: App) -> None:
    answer = asked(app, "who said the pier was badly lit?")
    assert (answer.intent, answer.answer) == ("quote", "Tom Harlow")
    assert "badly lit" in answer.citations[0].sentence.text


def test_a_speaker_may_be_asked_for_by_role(app: App) -> None:
    answer = asked(app, "what did the harbour spokesman say about the pier?")
    assert answer.answer == "the pier was badly lit"


def test_who_never_spoke_on_it_is_not_quoted(app: App) -> None:
    answer = asked(app, "what did Harlow say about tariffs?")
    assert (answer.intent, answer.status, answer.answer) == ("quote", Status.DECLINED, None)
    assert answer.remark == "No article I have quotes Harlow on tariffs. The nearest sentences:"
    assert answer.nearest


def test_only_the_days_asked_for_are_looked_at(app: App) -> None:
    answer = asked(app, "what did Calder say about the lamps since 2026-03-06?")
    assert [entry.when for entry in answer.entries] == ["2026-03-07"]


def test_the_json_has_the_ledger(app: App) -> None:
    told = answer_json(asked(app, "what did Calder say about the lamps?"), took_ms=1.0)
    assert told["entries"][0] == {
        "label": "confirmed, unlike before",
        "value": "the town had been asked for lamps",
        "when": "2026-03-07",
        "speaker": "Ines Calder",
        "citations": [1],
    }
    assert len(told["citations"]) <= 12
