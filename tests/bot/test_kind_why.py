"""Questions that a clause answers: why, and how."""

import pytest

from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import FactQuestion, HowQuestion, WhyQuestion, classify, name_of
from tests.bot.kind_case import app_of, asked

ARTICLES = [
    {
        "title": "Fisheries talks put off",
        "source": "The Harbour Post",
        "published": "2026-03-02T09:00:00Z",
        "text": "The fisheries talks in Marrow Bay were postponed because the Norland delegation was stuck in the "
        "snow. "
        "Mayor Ines Calder resigned on Sunday over the ferry scandal. The town hall stayed empty.",
    },
    {
        "title": "Prisoners flee",
        "source": "Quay Times",
        "published": "2026-03-03T09:00:00Z",
        "text": "Three prisoners escaped from Selwyn jail by digging a tunnel under the kitchen. "
        "The new bridge will be financed by selling harbour bonds. "
        "Oskar Lind recalled 5,000 boats, citing a risk of fire.",
    },
]

WHY = [
    "why were the talks postponed?",
    "how come the mayor resigned",
    "what was the reason for the delay?",
    "The minister resigned, but why?",
    "y did the mayor resign",
    "what's behind the surge in prices",
    "what prompted the walkout?",
    "any idea why the bridge is closed?",
]
HOW = [
    "how did the prisoners escape?",
    "How will the bridge be financed",
    "in what way did Sudmark change the law?",
    "explain how the price cap works",
    "by what means did they get in",
]
FACTS = [
    "how many prisoners escaped?",
    "how long is the tunnel",
    "how old is the mayor?",
    "how much is it",
    "how far is it",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_of(tmp_path_factory.mktemp("why"), ARTICLES)


@pytest.mark.parametrize("question", WHY)
def test_asks_why(question: str) -> None:
    assert isinstance(classify(question), WhyQuestion)
    assert name_of(classify(question)) == "why"


@pytest.mark.parametrize("question", HOW)
def test_asks_how(question: str) -> None:
    assert isinstance(classify(question), HowQuestion)
    assert name_of(classify(question)) == "how"


@pytest.mark.parametrize("question", FACTS)
def test_how_many_is_a_fact(question: str) -> None:
    assert type(classify(question)) is FactQuestion


def spanned(answer: Answer) -> str:
    first = answer.citations[0]
    assert first.answer_span is not None
    return first.sentence.text[first.answer_span.start : first.answer_span.end]


@pytest.mark.parametrize(
    ("question", "intent", "clause"),
    [
        ("Why were the fisheries talks postponed?", "why", "the Norland delegation was stuck in the snow"),
        ("why did Ines Calder resign", "why", "over the ferry scandal"),
        ("Why did Oskar Lind recall the boats?", "why", "citing a risk of fire"),
        ("How did the prisoners escape from Selwyn jail?", "how", "by digging a tunnel under the kitchen"),
        ("how will the new bridge be financed", "how", "by selling harbour bonds"),
    ],
)
def test_the_clause_answers(app: App, question: str, intent: str, clause: str) -> None:
    answer = asked(app, question)
    assert answer.status is Status.ANSWERED
    assert answer.intent == intent
    assert answer.answer == clause
    assert spanned(answer) == clause


def test_a_reason_nobody_gives_is_declined(app: App) -> None:
    answer = asked(app, "Why did Vestria leave the customs union?")
    assert answer.status is Status.DECLINED
    assert answer.intent == "why"


def test_the_json_form(app: App) -> None:
    written = answer_json(asked(app, "Why were the fisheries talks postponed?"), took_ms=1.0)
    assert written["intent"] == "why"
    assert written["answer"] in written["citations"][0]["sentence"]
    assert written["entries"] == []
