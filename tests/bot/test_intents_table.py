"""What people write, and what is made of it."""

import pytest

from bot.intents import FactQuestion, Greeting, Help, Search, classify
from retrieval.types import AnswerType

PERSON, ORGANISATION, PLACE = AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.PLACE
TIME, DURATION, AMOUNT, THING = AnswerType.TIME, AnswerType.DURATION, AnswerType.AMOUNT, AnswerType.THING
REASON, MANNER, DEFINITION = AnswerType.REASON, AnswerType.MANNER, AnswerType.DEFINITION
ABBREVIATION, YES_NO, STATEMENT = AnswerType.ABBREVIATION, AnswerType.YES_NO, AnswerType.STATEMENT

FACTS = [
    ("what deadline did Trump set?", THING, "deadline", ("Trump",)),
    ("What deadline has the minister set for the ferry line?", THING, "deadline", ()),
    ("umm what's the deadline trump set", THING, "deadline", ()),
    ("trump deadline", THING, "deadline", ()),
    ("who leads Ukraine's delegation", PERSON, None, ("Ukraine",)),
    ("who leads Ukraine’s delegation?", PERSON, None, ("Ukraine",)),
    ("leader of ukraine's delegation?", PERSON, "leader", ()),
    ("tell me who chairs the harbour board", PERSON, None, ()),
    ("Could you please tell me who won in Norwich?", PERSON, None, ("Norwich",)),
    ("who was arrested after the match", PERSON, None, ()),
    ("Who did Mayor Ines Calder blame?", PERSON, None, ("Mayor Ines Calder",)),
    ("Which singer opened the festival in Leeds?", PERSON, "singer", ("Leeds",)),
    ("What is the name of the mayor who resigned?", PERSON, "mayor", ()),
    ("This actor will play the detective in the new series.", PERSON, "actor", ()),
    ("What is a ceasefire?", DEFINITION, "ceasefire", ()),
    ("Which company owns the ferry line?", ORGANISATION, "company", ()),
    ("He is a valued member of which team?", ORGANISATION, "team", ()),
    ("What airline cancelled all its flights?", ORGANISATION, "airline", ()),
    ("Which bank did Calder Holdings buy?", ORGANISATION, "bank", ("Calder Holdings",)),
    ("which political party lost the vote", ORGANISATION, "party", ()),
    ("Where was Peskov born?", PLACE, None, ("Peskov",)),
    ("where are the talks being held", PLACE, None, ()),
    ("Which country joined NATO?", PLACE, "country", ("NATO",)),
    ("In which city did the talks take place?", PLACE, "city", ()),
    ("The treaty was signed in what city?", PLACE, "city", ()),
    ("Protests broke out in the capital of which country?", PLACE, "country", ()),
    ("This island was hit by a cyclone.", PLACE, "island", ()),
    ("when did talks stall", TIME, None, ()),
    ("When does the deadline expire?", TIME, None, ()),
    ("What year did the bridge open?", TIME, "year", ()),
    ("on what date will the court rule", TIME, "date", ()),
    ("This was the highest hike since:", TIME, None, ()),
    ("The ban was extended until when?", TIME, None, ()),
    ("how long did the siege last?", DURATION, None, ()),
    ("How long is the deadline?", DURATION, None, ()),
    ("How long will the bridge stay shut", DURATION, None, ()),
    ("The Vatican held such a rite for the first time in how many years?", DURATION, "year", ("Vatican",)),
    ("How many people were hurt?", AMOUNT, "people", ()),
    ("how many drones were shot down over kyiv", AMOUNT, "drone", ()),
    ("How much did the bridge cost?", AMOUNT, None, ()),
    ("What was the price of oil?", AMOUNT, "price", ()),
    ("What percentage of voters stayed at home?", AMOUNT, "percentage", ()),
    ("Shares fell by how much on Friday?", AMOUNT, None, ()),
    ("how old is the new pope", AMOUNT, None, ()),
    ("What is the U.S. tariff rate?", AMOUNT, "rate", ("U.S.",)),
    ("How far did the ship drift?", AMOUNT, None, ()),
    ("death toll in Gaza", AMOUNT, "toll", ("Gaza",)),
    ("what is the name of the ship", THING, "ship", ()),
    ("Which drug was approved?", THING, "drug", ()),
    ("What disease did the doctors find?", THING, "disease", ()),
    ("what kind of animal escaped from the zoo", THING, "animal", ()),
    ("What film won the prize in Cannes?", THING, "film", ("Cannes",)),
    ("what language do they speak", THING, "language", ()),
    ("What award did Ines Calder win?", THING, "award", ("Ines Calder",)),
    ("Why did the talks stall?", REASON, None, ()),
    ("The minister resigned, but why?", REASON, None, ()),
    ("why is NATO worried", REASON, None, ("NATO",)),
    ("How did the thieves get in?", MANNER, None, ()),
    ("how was the virus discovered", MANNER, None, ()),
    ("What does NATO stand for?", ABBREVIATION, None, ("NATO",)),
    ("Did Russia accept?", YES_NO, None, ("Russia",)),
    ("is the bridge open", YES_NO, None, ()),
    ("Has Al Jazeera reported on it?", YES_NO, None, ("Al Jazeera",)),
    ("Who heads the National Security and Defense Council?", PERSON, None, ("National Security and Defense Council",)),
    ("Did Trump and Putin speak?", YES_NO, None, ("Trump", "Putin")),
    ("Which US state's governor resigned?", PLACE, "state", ("US",)),
    ("What is the state's governor called?", PERSON, "governor", ()),
    ("Which adviser did the White House dismiss?", PERSON, "adviser", ("White House",)),
]


@pytest.mark.parametrize(("question", "answer_type", "focus", "names"), FACTS)
def test_a_fact_question(question: str, answer_type: AnswerType, focus: str | None, names: tuple[str, ...]) -> None:
    intent = classify(question)
    assert isinstance(intent, FactQuestion)
    assert (intent.answer_type, intent.focus, intent.names) == (answer_type, focus, names)


@pytest.mark.parametrize(
    ("question", "topic", "since", "until", "source"),
    [
        ("According to Al Jazeera, who leads the delegation?", "who leads the delegation?", None, None, "Al Jazeera"),
        (
            "who leads the delegation according to the Harbour Post?",
            "who leads the delegation?",
            None,
            None,
            "the Harbour Post",
        ),
        ("according to bbc, who won", "who won", None, None, "bbc"),
        ("According to a new study, how many died?", "According to a new study, how many died?", None, None, None),
        ("who resigned in Kyiv since Monday?", "who resigned in Kyiv?", "Monday", None, None),
        ("what did Peskov sign on 2025-07-18?", "what did Peskov sign?", "2025-07-18", "2025-07-18", None),
        ("who met Putin yesterday", "who met Putin", "yesterday", "yesterday", None),
        ("What did he sign between 2025-07-01 and 2025-07-04?", "What did he sign?", "2025-07-01", "2025-07-04", None),
        ("who resigned before last Friday", "who resigned", None, "before last Friday", None),
        ("When is Monday's vote?", "When is Monday's vote?", None, None, None),
        ("umm, tell me what Monday's vote is about", "what Monday's vote is about", None, None, None),
    ],
)
def test_the_slots_of_a_question(
    question: str, topic: str, since: str | None, until: str | None, source: str | None
) -> None:
    intent = classify(question)
    assert isinstance(intent, FactQuestion)
    assert (intent.topic, intent.since, intent.until, intent.source) == (topic, since, until, source)


@pytest.mark.parametrize(
    ("message", "words", "since"),
    [
        ("search umerov", "umerov", None),
        ("Search for grain deal", "grain deal", None),
        ("find articles about Al Jazeera since yesterday", "Al Jazeera", "yesterday"),
        ("please show me all the latest news on the ferry strike", "the ferry strike", None),
        ("find: tariffs", "tariffs", None),
        ("look up Ines Calder", "Ines Calder", None),
    ],
)
def test_a_search(message: str, words: str, since: str | None) -> None:
    intent = classify(message)
    assert isinstance(intent, Search)
    assert (intent.words, intent.since) == (words, since)


@pytest.mark.parametrize(
    "message",
    [
        "help",
        "Help!",
        "",
        "   ",
        "???",
        "what can you do?",
        "What can I ask you",
        "how does this work?",
        "who are you?",
    ],
)
def test_help(message: str) -> None:
    assert classify(message) == Help()


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        ("hi", "hello"),
        ("Hello there!", "hello"),
        ("good morning", "hello"),
        ("thanks!", "thanks"),
        ("Thank you so much", "thanks"),
        ("hey, thanks", "hello"),
        ("+1", "thanks"),
        ("cc", "thanks"),
        ("agreed!", "thanks"),
        ("Good morning everyone 👋", "hello"),
    ],
)
def test_a_greeting(message: str, tone: str) -> None:
    assert classify(message) == Greeting(tone=tone)  # type: ignore[arg-type]


def test_a_greeting_before_a_question_is_no_greeting() -> None:
    intent = classify("hi, who leads the delegation?")
    assert isinstance(intent, FactQuestion)
    assert intent.topic == "who leads the delegation?"
