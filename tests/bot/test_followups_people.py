"""Whom and what "she", "him" and "they" stand for, where the turns and the articles cited leave one."""

from dataclasses import replace

import pytest

from bot.followups import Known, Name, Turn, standalone, turn_of
from retrieval.types import Entity
from tests.bot.cited import answered, citation

CRACK = Turn(question="how big is the crack in the dam", answer="40 centimetres", answer_type="amount")
LEFT = Turn(question="how many people had to leave?", answer="3,400", answer_type="amount")
TALKS = Turn(question="did the steel talks succeed?", answer_type="yes_no")
TAX = Turn(question="what happens if there's no deal by the 10th", answer="a tax on cars", answer_type="statement")
BRON, KERR = Name(text="Edvin Bron", label="PERSON", gender="m"), Name(text="Alma Kerr", label="PERSON")
APPEAL = Turn(question="will Edvin Bron appeal?", answer_type="yes_no", names=(BRON,))
JUDGE = Turn(question="who was the judge?", answer="Alma Kerr", answer_type="person", names=(KERR,))
DAM = Turn(question="what's going on at the Tellin dam", names=(Name(text="Tellin"),), articles=("dam",))
DEAL = Turn(question="Corliss Fenwick deal?", answer="2.4 billion", names=(Name(text="Corliss Fenwick"),))
PLAN = Turn(question="did Brix plan it?", answer="yes", answer_type="yes_no", names=(Name(text="Brix"),))
CORLISS = Turn(
    question="what does Corliss say to the union?", answer="nothing", answer_type="statement",
    names=(Name(text="Corliss", label="ORG"),),
)  # fmt: skip
FERRY = Turn(
    question="what happened to the Alma Ros", answer="ran aground", answer_type="statement",
    names=(Name(text="Alma Ros", label="PRODUCT"),),
)  # fmt: skip
FLU = Turn(question="where was the bird flu found", answer="Hesk", answer_type="place", names=(Name(text="Hesk"),))
GREENS = Turn(question="who wants that referendum", answer="Greens in Lagen", answer_type="person")
PAID = Turn(
    question="what did Rovers pay for Kofi Adjei", said="what did rovers pay for him", answer="900,000 euros",
    answer_type="thing", names=(Name(text="Rovers", label="PERSON"), Name(text="Kofi Adjei", label="PERSON")),
)  # fmt: skip
COACH = Turn(
    question="what does the coach say", answer="she had wanted to keep him", answer_type="statement",
    said="what does the coach say", shown=(Name(text="Lena Voss", label="PERSON", gender="f"),),
)  # fmt: skip
SHARES = Turn(
    question="how did Nordchip's shares do",
    answer="rose 6 percent",
    answer_type="manner",
    names=(Name(text="Nordchip"),),
)
TRAIN = Turn(question="when does the night train to Solm start again", answer="12 December", answer_type="time")
PAUSE = Turn(question="when does the tariff pause end in Tarn?", answer="12 December", answer_type="time")
PHONES = Turn(question="are phones banned in schools?", answer_type="yes_no")
WON = Turn(
    question="who made Salt Year?", answer="Amina Dahr", answer_type="person",
    names=(Name(text="Salt Year", label="WORK_OF_ART"), Name(text="Amina Dahr", label="PERSON")),
)  # fmt: skip
FROM = Turn(
    question="where is Amina Dahr from?", answer="Hals", answer_type="place", names=(Name(text="Hals", label="GPE"),)
)
SUED = Turn(question="who sued?", answer="fishing villages", answer_type="person")
BAN = Turn(question="for how long has Torland banned poultry?", answer="at least 30 days", answer_type="duration")
TARIFF = Turn(question="is the union for or against the tariff", answer_type="yes_no")
CITED = Known(people=lambda keys, gender: ("Hanne Brix",) if (keys, gender) == (("dam",), "f") else ())
TWO = Known(people=lambda _keys, _gender: ("Hanne Brix", "Greta Moss"))


@pytest.mark.parametrize(
    ("earlier", "said", "asked"),
    [
        ((LEFT,), "where are they now", "where are the people now"),
        ((TALKS,), "why not?", "why didn't the steel talks succeed?"),
        ((APPEAL,), "why not", "why won't Edvin Bron appeal?"),
        ((APPEAL, JUDGE), "what did she say about him", "what did Alma Kerr say about Edvin Bron"),
        ((PLAN,), "when did he resign", "when did Brix resign"),
        ((CORLISS,), "and the owners of Fenwick?", "what do the owners of Fenwick say to the union?"),
        ((FERRY,), "how many people were on it?", "how many people were on the Alma Ros?"),
        ((FLU,), "is it dangerous?", "is the bird flu dangerous?"),
        ((FLU,), "on how many farms?", "on how many farms was the bird flu found?"),
        ((FLU,), "when will they lift the ban?", "when will they lift the ban?"),
        ((GREENS,), "how many signatures do they need?", "how many signatures do the Greens in Lagen need?"),
        ((GREENS,), "what does the mayor say about it?", "what does the mayor say about the referendum?"),
        ((PAID,), "when does he go?", "when does Kofi Adjei go?"),
        ((PAID, COACH), "who replaces him?", "who replaces Kofi Adjei?"),
        ((SHARES,), "who runs the company?", "who runs Nordchip?"),
        ((TARIFF,), "when did it start?", "when did the tariff start?"),
        ((TRAIN,), "how long does it take?", "how long does the night train take?"),
        ((PAUSE,), "why was it set?", "why was the tariff pause set?"),
        ((PHONES,), "who decided that?", "who decided that phones are banned in schools?"),
        ((PHONES,), "for which age?", "for which age are phones banned in schools?"),
        ((WON, FROM), "when was it made?", "when was Salt Year made?"),
        ((SUED,), "who's their lawyer?", "who's the fishing villages' lawyer?"),
        # a thing is no woman, a deal no man
        ((DAM,), "what did she say about the wall", None),
        ((DEAL,), "what does he get", None),
    ],
)
def test_a_message_is_understood(earlier: tuple[Turn, ...], said: str, asked: str | None) -> None:
    assert standalone(said, earlier) == asked


@pytest.mark.parametrize(
    ("turn", "said", "never"),
    [
        (CRACK, "since when do they know about it", "centimetres"),
        (TAX, "when do they meet next?", "happens"),
        (TAX, "when do they meet next?", "10th"),
        (BAN, "what did the chief vet think of it?", "days"),
        (Turn(question="when was the last one?", answer="1987"), "how many people did it kill?", "the last"),
    ],
)
def test_a_measure_a_day_and_a_verb_are_nobody(turn: Turn, said: str, never: str) -> None:
    assert never not in (standalone(said, (turn,)) or "")


def test_she_is_whom_alone_the_article_cited_last_calls_so() -> None:
    asked = "what did Hanne Brix say about the wall"
    assert standalone("what did she say about the wall", (DAM,), known=CITED) == asked
    assert standalone("what did he say about the wall", (DAM,), known=CITED) is None
    assert standalone("what did she say about the wall", (DAM,), known=TWO) is None, "of two nobody is chosen"
    assert standalone("what did she say about the wall", (replace(DAM, articles=()),), known=CITED) is None


def test_a_body_that_answers_and_a_ship_are_no_persons() -> None:
    body = citation("Civil rights groups will go to court.")
    told = turn_of(answered(body, question="who's going to court?", answer="Civil rights groups"))
    assert told.names == ()
    ship = Entity(start=10, end=18, label="PERSON")
    sunk = citation("The ferry Alma Ros ran aground.", entities=(ship,))
    told = turn_of(answered(sunk, question="what happened to the Alma Ros?", answer="ran aground"))
    assert told.names == (Name(text="Alma Ros", label="PRODUCT"),)


def test_a_name_of_two_words_is_written_as_the_record_has_it() -> None:
    spelt = {"eastern": "Eastern", "Eastern union": "Eastern Union"}
    known = Known(written=lambda word: spelt.get(word, word))
    assert standalone("what does the eastern union want?", (), known=known) == "what does the Eastern Union want?"
    assert standalone("what does the union want?", (), known=known) == "what does the union want?"
