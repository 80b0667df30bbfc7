"""Questions for who somebody is: what is one, and the roles that answer it."""

import pytest

from bot.answers import Status, answer_json
from bot.app import App
from bot.intents import WhoIs, classify, name_of
from tests.bot.kind_case import app_of, asked

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
    articles = [
        {"source": source, "published": f"{day}T09:00:00Z", "title": title, "text": text}
        for source, day, title, text in ARTICLES
    ]
    return app_of(tmp_path_factory.mktemp("roles"), articles)


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


PHRASINGS = """
who is Rishi Sunak?
who's liz truss
whos mette frederiksen
who was Shinzo Abe
Who exactly is Sam Bankman-Fried?
tell me about Giorgia Meloni
Tell me more about Javier Milei
could you tell me who Alexei Navalny was?
do you know who Evan Gershkovich is
who is this Elon Musk guy
who the hell is George Santos
who is the man called Andrew Tate?
who is a certain Jan Marsalek
who is Volker Wissing and what does he do
who is Annalena Baerbock again?
what is Hezbollah
what's the Azov battalion?
What is the Schengen area?
what is UNRWA?
what are the Proud Boys
who are the Houthis?
who were the Tamil Tigers
what is the Northern Ireland Protocol?
what's OpenAI
what is Lindner's job?
what does Kristalina Georgieva do?
What does Jerome Powell do for a living
what post does Dmitry Medvedev hold?
what is the position of Ursula von der Leyen
Merz's role?
what is Greta Thunberg known for
give me some background on Mohammed bin Salman
background on Ali Khamenei
what do you know about Kash Patel?
who or what is Palantir
explain who Nigel Farage is
explain what AUKUS is
bio of Kamala Harris
profile of Lula da Silva
short profile of Benny Gantz
what is the Zaporizhzhia plant?
who is Rustem Umerov, exactly?
who is that Prigozhin
who's this Jan Marsalek
who was that man Sergei Surovikin
who is Mr Draghi
who is Dr. Fauci?
what kind of organisation is Hezbollah
what sort of company is Palantir
what role does Kushner have
who, exactly, is Steve Witkoff
what is the ECOWAS bloc
what is meant by the Budapest Memorandum
what does Witkoff do
Who's Witkoff?
witkoff, who is that
who is this person called Surovikin
info on Steve Witkoff
what's Mistral AI
what is Nord Stream 2?
who is ursula von der leyen
"""
LOOK_ALIKES = """
who is the president of France?
who is the new pope?
who is the CEO of Boeing?
who is running for president?
who is winning?
who is on strike?
who is behind the attack?
who is Macron meeting on Friday?
who is Biden's chief of staff?
who are the candidates?
who are the people in the lawsuit?
who was killed in the raid?
what is the deadline?
what is inflation?
what is a filibuster?
what is the price of gas?
what is the Trump deadline?
what is Germany's GDP?
what is Russia's population?
what is the capital of Mali?
what is the death toll in Gaza?
what does Iran want?
what does Ukraine do with the shells?
tell me about the latest talks
tell me about inflation
what do you know about the strike?
what is happening in Gaza
who was first?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "who_is"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "who_is"] == []
