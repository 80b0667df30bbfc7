"""What outlets say, side by side; and in the answer to a fact question, unasked, where they disagree."""

import pytest

from bot import messages
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import Compare, classify
from tests.bot.kind_case import app_over, asked

WIRE = (
    "Dockers of Aldmoor rejected the pay offer of the harbour board on Tuesday, their union said in a statement. "
    "The strike at the harbour of Aldmoor will go on until the board has a better offer, a speaker of the union said. "
    "The board of the harbour said it had nothing more to give and called on the government to help. "
    "Forty ships are waiting outside the harbour, and the shops of the island are short of bread."
)
ROWS = [
    ("wire", "Harbour Wire", "2026-03-03T09:00:00Z", "Dockers reject offer", WIRE),
    ("echo", "Coast Echo", "2026-03-03T11:00:00Z", "Dockers reject offer", WIRE),
    (
        "times",
        "Quay Times",
        "2026-03-04T09:00:00Z",
        "Strike hits bakers",
        "The strike at the harbour of Aldmoor has emptied the shops, bakers said. They want the army to bring flour.",
    ),
    ("mail", None, "2026-03-05", "Strike", "The strike at the harbour of Aldmoor is a shame, wrote a reader of ours."),
    (
        "post1",
        "The Harbour Post",
        "2026-03-02T10:00:00Z",
        "Ferry hits pier",
        "Twelve people were injured when the ferry Aldora hit the pier in Marrow Bay.",
    ),
    (
        "times1",
        "Quay Times",
        "2026-03-02T12:00:00Z",
        "Ferry hits pier",
        "At least 15 people were injured when the ferry Aldora hit the pier in Marrow Bay.",
    ),
    (
        "post2",
        "The Harbour Post",
        "2026-03-01T10:00:00Z",
        "Mine collapses",
        "Six people were killed when the mine at Garrow collapsed.",
    ),
    (
        "times2",
        "Quay Times",
        "2026-03-04T12:00:00Z",
        "Mine collapses",
        "Nine people were killed when the mine at Garrow collapsed.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("compare"), ROWS)


@pytest.fixture(scope="module")
def told(app: App) -> Answer:
    return asked(app, "What do outlets say about the harbour strike?")


@pytest.mark.parametrize(
    ("question", "topic", "outlets"),
    [
        ("what do outlets say about the talks?", "the talks", ()),
        ("What are the papers saying about Umerov", "Umerov", ()),
        ("how is the strike covered by different newspapers?", "the strike", ()),
        ("do outlets agree on the number of victims?", "the number of victims", ()),
        ("compare coverage of the talks", "the talks", ()),
        ("How do Reuters and the BBC differ on the death toll?", "the death toll", ("Reuters", "the BBC")),
        ("compare the coverage of the talks by Reuters and CNN", "the talks", ("Reuters", "CNN")),
        ("how does CNN's coverage of the talks differ from Al Jazeera's?", "the talks", ("CNN", "Al Jazeera")),
    ],
)
def test_recognised(question: str, topic: str, outlets: tuple[str, ...]) -> None:
    intent = classify(question)
    assert isinstance(intent, Compare)
    assert (intent.topic, intent.outlets) == (topic, outlets)


@pytest.mark.parametrize(
    "question",
    [
        "what did Trump say about the media?",
        "which media company bought the paper?",
        "what did sources say about the raid?",
        "what does Peskov say about the talks?",
        "compare Trump and Biden",
        "how did the two sides differ?",
    ],
)
def test_not_recognised(question: str) -> None:
    assert not isinstance(classify(question), Compare)


def test_every_outlet_speaks_once_and_a_shared_text_once(told: Answer) -> None:
    assert (told.intent, told.status) == ("compare", Status.ANSWERED)
    assert [entry.label for entry in told.entries] == ["Quay Times", "Harbour Wire (same text: Coast Echo)"]
    assert told.entries[0].when == "4 Mar 2026, 09:00 UTC"
    for entry, citation in zip(told.entries, told.citations, strict=True):
        assert entry.value == citation.sentence.text
        assert entry.citations == (citation.n,)
    assert answer_json(told, took_ms=1.0)["entries"][0]["label"] == "Quay Times"


def test_outlets_that_are_named_are_the_only_ones(app: App) -> None:
    answer = asked(app, "How do Quay Times and Coast Echo differ on the harbour strike?")
    assert [entry.label for entry in answer.entries] == ["Quay Times", "Coast Echo (same text: Harbour Wire)"]
    answer = asked(app, "How do Quay Times and Reuters differ on the harbour strike?")
    assert [entry.label for entry in answer.entries] == ["Quay Times"]
    assert answer.remark == "No article here is from Reuters."


def test_names_that_are_no_outlets_make_it_a_question_like_any_other(app: App) -> None:
    assert asked(app, "How do Russia and Ukraine differ on the harbour strike?").intent == "fact"


def test_nothing_on_it_is_said(app: App) -> None:
    answer = asked(app, "compare coverage of the volcano Hekla")
    assert (answer.status, answer.remark) == (Status.DECLINED, messages.NOTHING_NEAR)


def test_outlets_that_disagree_stand_side_by_side_unasked(app: App) -> None:
    answer = asked(app, "how many people were injured when the ferry Aldora hit the pier?")
    assert (answer.intent, answer.remark) == ("fact", messages.CONFLICT)
    assert {entry.label for entry in answer.entries} == {"The Harbour Post", "Quay Times"}
    for entry in answer.entries:
        sentence = next(citation.sentence for citation in answer.citations if citation.n == entry.citations[0])
        assert entry.value in sentence.text
        assert sentence.article.source == entry.label


def test_a_later_count_is_an_update(app: App) -> None:
    answer = asked(app, "how many people were killed when the mine at Garrow collapsed?")
    assert answer.answer is not None
    assert "Nine" in answer.answer
    assert answer.remark == messages.UPDATE
    assert [entry.label for entry in answer.entries] == ["Quay Times", "The Harbour Post, earlier"]
    assert [entry.value.split()[0] for entry in answer.entries] == ["Nine", "Six"]
