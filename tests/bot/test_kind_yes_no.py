"""Questions whether something is so. The bot says neither yes nor no: it shows what bears on it, and which way."""

import pytest

from bot import messages
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import YesNoQuestion, classify, name_of
from tests.bot.kind_case import app_of, asked, cited_by

ARTICLES = [
    {
        "title": "Norland turns down ferry plan",
        "source": "The Harbour Post",
        "published": "2026-03-02T09:00:00Z",
        "text": "Norland rejected the ferry plan on Monday. Mayor Ines Calder said she would not resign. "
        "The harbour in Marrow Bay is closed.",
    },
    {
        "title": "Sudmark and the ferry plan",
        "source": "Quay Times",
        "published": "2026-03-03T09:00:00Z",
        "text": "Sudmark accepted the ferry plan on Tuesday. Minister Oskar Lind said Sudmark had accepted the ferry "
        "plan without changes. The harbour board denied that the pilots had been dismissed.",
    },
    {
        "title": "Elbonia wavers",
        "source": "Quay Times",
        "published": "2026-03-04T09:00:00Z",
        "text": "Elbonia may accept the ferry plan next week. The strike ended on Monday.",
    },
    {
        "title": "Strike goes on",
        "source": "The Harbour Post",
        "published": "2026-03-04T10:00:00Z",
        "text": "The strike did not end on Monday, the union said.",
    },
    {
        "title": "Fire in the Brackwater boathouse",
        "source": "The Harbour Post",
        "published": "2026-03-05T10:00:00Z",
        "text": "A fire broke out on Thursday. No one was injured.",
    },
]

WHETHER = [
    "did Norland accept the plan?",
    "is Ines Calder going to resign",
    "Has the strike ended?",
    "hasnt the deadline passed",
    "is it true that the pilots were dismissed?",
    "tell me if the strike has ended",
    "do we know whether the pilots survived",
    "was there a deal or not?",
    "will the bank cut rates",
    "confirm: did the bank get a bailout?",
    "True or false: Norland accepted the plan.",
]
NOT_WHETHER = [
    "who accepted the plan?",
    "is it Norland or Sudmark?",
    "May 4th has become a day for fans of which film?",
    "Wednesday was Equal Pay Day. How many years will it take?",
    "If confirmed, Kristen Calder would make history as the:",
    "the plan was accepted by what country?",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_of(tmp_path_factory.mktemp("whether"), ARTICLES)


@pytest.mark.parametrize("question", WHETHER)
def test_asks_whether(question: str) -> None:
    assert isinstance(classify(question), YesNoQuestion)
    assert name_of(classify(question)) == "yes_no"


@pytest.mark.parametrize("question", NOT_WHETHER)
def test_asks_otherwise(question: str) -> None:
    assert not isinstance(classify(question), YesNoQuestion)


def labels(answer: Answer) -> list[str]:
    return [entry.label for entry in answer.entries]


def test_against(app: App) -> None:
    answer = asked(app, "Did Norland accept the ferry plan?")
    assert answer.status is Status.ANSWERED
    assert answer.answer is None
    assert labels(answer) == ["no"]
    assert answer.remark == messages.SPEAKS_AGAINST
    entry = answer.entries[0]
    assert entry.value == "Norland rejected the ferry plan on Monday"
    assert (entry.when, entry.speaker) == ("2026-03-02", "The Harbour Post")
    assert entry.value in cited_by(answer, entry.citations)[0].sentence.text


def test_for_and_who_says_so(app: App) -> None:
    answer = asked(app, "did sudmark accept the ferry plan")
    assert set(labels(answer)) == {"yes"}
    assert answer.remark == messages.SPEAKS_FOR
    assert "Minister Oskar Lind" in [entry.speaker for entry in answer.entries]


def test_open(app: App) -> None:
    answer = asked(app, "Did Elbonia accept the ferry plan?")
    assert labels(answer) == ["unclear"]
    assert answer.remark == messages.SPEAKS_OPEN


def test_both_ways(app: App) -> None:
    answer = asked(app, "Did the strike end?")
    assert set(labels(answer)) == {"yes", "no"}
    assert answer.remark == messages.SPEAKS_BOTH


def test_a_sentence_on_nobody_speaks_of_what_its_article_does(app: App) -> None:
    assert labels(asked(app, "Was anyone hurt in the Brackwater fire?")) == ["no"]
    assert labels(asked(app, "Was anyone hurt in the Tidelight fire?")) == []


def test_a_denial_is_kept_as_one(app: App) -> None:
    answer = asked(app, "Have the pilots been dismissed?")
    assert labels(answer) == ["no"]
    assert answer.entries[0].speaker is not None


def test_what_others_did_is_no_evidence(app: App) -> None:
    answer = asked(app, "Did Vestria accept the ferry plan?")
    assert answer.status is Status.DECLINED
    assert answer.intent == "yes_no"
    assert not answer.entries


def test_the_json_form(app: App) -> None:
    written = answer_json(asked(app, "Did Norland accept the ferry plan?"), took_ms=1.0)
    assert (written["intent"], written["answer"]) == ("yes_no", None)
    assert written["entries"][0]["label"] == "no"
    start, end = written["citations"][0]["answer_span"]
    assert written["citations"][0]["sentence"][start:end] == written["entries"][0]["value"]
