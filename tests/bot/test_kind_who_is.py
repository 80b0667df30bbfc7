"""Questions for who somebody is: what is one, and the roles that answer it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Answer, Status, answer_json
from bot.app import App, open_app
from bot.intents import WhoIs, classify
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
ARTICLES = [
    (
        "The Harbour Post",
        "2026-03-02",
        "Old captain leaves",
        "Tom Harlow, a captain of the ferry Aldora, left on Monday. Harbour spokesman Bob Vance thanked him.",
    ),
    (
        "Quay Times",
        "2026-03-05",
        "New head for the board",
        "Tom Harlow, the secretary of the Marrow Bay harbour board, spoke on Thursday. "
        "Harlow was appointed as president of the Marrow Bay harbour board last week. "
        "The Sea Lamp Trust is a charity that pays for lamps in small harbours.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("roles")
    rows = [
        {"id": f"a{n}", "source": source, "published": f"{day}T09:00:00Z", "title": title, "text": text}
        for n, (source, day, title, text) in enumerate(ARTICLES)
    ]
    path = folder / "two.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    opened = replace(
        open_app(Settings(data_dir=folder / "var"), say=print, clock=lambda: NOW), analyser=shared_analyser()
    )
    opened.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    return opened


def asked(app: App, question: str) -> Answer:
    return app.answer(Question(text=question, collections=("main",)), keep=False)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is Umerov?", "Umerov"),
        ("WHO IS UMEROV", "UMEROV"),
        ("who's umerov", "umerov"),
        ("who is dmitry peskov", "dmitry peskov"),
        ("tell me who is Rustem Umerov", "Rustem Umerov"),
        ("what is the IAEA?", "IAEA"),
        ("what is Hamas", "Hamas"),
        ("what is Umerov's job?", "Umerov"),
    ],
)
def test_who_is(question: str, name: str) -> None:
    intent = classify(question)
    assert isinstance(intent, WhoIs)
    assert intent.name == name


@pytest.mark.parametrize(
    "question",
    [
        "who is the president of Ukraine?",
        "who is the prime minister of ukraine",
        "Who is Trump's vice president?",
        "who is winning",
        "president of ukraine?",
        "What is a ceasefire?",
        "what is the deadline",
        "What is Inflation?",
        "What is the name of the ship?",
        "what is happening in Kyiv",
        "who leads Ukraine's delegation?",
    ],
)
def test_not_who_is(question: str) -> None:
    assert not isinstance(classify(question), WhoIs)


def test_roles_come_newest_first_with_outlet_and_day_and_a_contradiction_is_said(app: App) -> None:
    answer = asked(app, "who is Tom Harlow?")
    assert (answer.intent, answer.status) == ("who_is", Status.ANSWERED)
    assert [(entry.when, entry.label, entry.value) for entry in answer.entries] == [
        ("2026-03-05", "Quay Times", "president of the Marrow Bay harbour board"),
        ("2026-03-05", "Quay Times", "the secretary of the Marrow Bay harbour board"),
        ("2026-03-02", "The Harbour Post", "a captain of the ferry Aldora"),
    ]
    assert answer.answer in {entry.value for entry in answer.entries[:2]}
    assert answer.remark is not None
    for entry in answer.entries:
        (sentence,) = [c.sentence.text for c in answer.citations if c.n in entry.citations]
        assert entry.value in sentence


def test_a_title_before_the_name(app: App) -> None:
    answer = asked(app, "who is vance?")
    assert (answer.answer, answer.remark) == ("Harbour spokesman", None)


def test_what_something_is(app: App) -> None:
    answer = asked(app, "what is the Sea Lamp Trust?")
    assert (answer.intent, answer.answer) == ("who_is", "a charity")


def test_nobody_known_is_for_the_fact_path(app: App) -> None:
    answer = asked(app, "who is Ines Calder?")
    assert (answer.intent, answer.status) == ("fact", Status.DECLINED)


def test_the_json_has_the_roles(app: App) -> None:
    told = answer_json(asked(app, "who is Tom Harlow?"), took_ms=1.0)
    assert {line["label"] for line in told["entries"]} == {"Quay Times", "The Harbour Post"}
    assert told["answer"] in {line["value"] for line in told["entries"]}
