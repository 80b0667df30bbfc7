"""What outlets say, side by side; and in the answer to a fact question, unasked, where they disagree."""

import pytest

from bot import messages
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import Compare, classify, name_of
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
        ("which outlets cover the talks", "the talks", ()),
        ("what papers are reporting on the talks?", "the talks", ()),
        ("who's covering the talks?", "the talks", ()),
        ("compare the cost in outlets", "cost", ()),
        ("compare the cost of the repairs across outlets", "cost of the repairs", ()),
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


PHRASINGS = """
what do outlets say about the strike
what do the papers say about Sunak?
what do newspapers write about the budget
what are the media saying about the verdict
what does the press say on the riots
how do different outlets cover the war in Gaza?
how did the media report on the coup
how do papers differ on the death toll
how do outlets disagree on the cause of the blast
how do Western and Russian media cover the war
how is the protest covered by the press?
how was the speech received in the papers
do outlets agree on the cause of the fire?
do sources agree on the number of dead
do reports differ on the casualties
which outlets disagree about the strike
which papers say otherwise about the deal
which sources contradict the ministry on the losses
who says what about the explosion
who reports what on the talks?
compare coverage of the trial
compare the reports on the hospital blast
compare Reuters and AP on the strike
compare how CNN and Fox News covered the debate
compare what outlets say about the strike
BBC vs Al Jazeera on the hospital blast
Reuters vs. AP coverage of the truce
Guardian versus Telegraph on Rwanda
how do the Guardian and the Telegraph differ on Brexit?
what do Reuters and the BBC say about the truce
do the BBC and CNN agree on the toll
difference between CNN and Fox coverage of the trial
what are the differences in coverage of the strike
differences between outlets on the death toll
conflicting reports on the explosion
are there conflicting accounts of the shooting
are there contradictory reports about the ship
different versions of the incident
what versions of the story are there
show me the coverage of the truce side by side
is there disagreement on the casualty figures
press review on the summit
media reaction to the budget
do accounts of the raid match
how does the FT cover the merger
contrast the coverage of the two trials
comparison of reports on the blast
does CNN agree with Fox on the toll?
compare what Reuters and AP wrote about the raid
contrast the BBC and the Guardian on the strike
where do accounts of the raid conflict
is there a conflict between reports on the toll
side by side: Reuters and BBC on the truce
compare Merkel and Macron on Russia
compare Reuters with the BBC on Gaza
how did the Guardian and the Telegraph each report the vote
do sources conflict about the cause
what do Russian media say compared with Ukrainian media about the bridge
differences in how the strike is reported
how do the British and French accounts of the clash differ
how does Macron's position differ from Scholz's on Taurus
compare the positions of France and Germany on nuclear power
do Germany and France agree on the budget?
are all outlets reporting the same number of victims?
how do reuters and the bbc differ on the toll
how differently do papers report the strike
is the BBC's version of the raid different from CNN's?
which outlets report a different death toll
who disagrees on the troop numbers?
do the accounts of the crash contradict each other
do newspapers contradict each other about the vote
what are the different takes on the ruling
how did various outlets report the speech
show how outlets differ on the strike
how did the coverage of the strike differ between outlets
how is Al Jazeera's reporting on Gaza different from CNN's
compare guardian and times on the budget
Reuters and AFP on the blast: any differences?
what does each outlet say about the strike
any contradictions in the reporting on the raid?
where do the papers disagree on the ruling
is everyone reporting the same figures for the flood
how does the NYT account of the raid differ from the Post's account
"""
LOOK_ALIKES = """
compare Trump and Biden
how do the two plans differ?
what did the media company pay?
what did sources say about the raid?
which media outlet was shut down?
who owns the newspapers?
how do mRNA vaccines differ from others?
what is the difference between a virus and a bacterium?
do doctors agree on the cause of death?
which countries disagree on the text?
who reported the theft?
what did Macron say about the press?
how is the law enforced by agencies?
how is gas imported by companies?
who won, Arsenal or Chelsea?
Arsenal vs Chelsea
who won the England vs France match?
what newspaper broke the story?
which paper published the letter?
how did the press secretary respond?
what agreement was reached on prisoners?
did Russia and Ukraine agree on a truce?
what is the conflict about?
what is different about the new phone?
who disputes the result?
which outlets sell the drug?
what did the press conference cost?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "compare"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "compare"] == []
