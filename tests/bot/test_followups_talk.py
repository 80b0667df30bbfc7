"""Time, source and topic that follow-ups take with them, what is put right, and what is picked of several."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Choice
from bot.followups import Known, Name, Turn, is_question, read_turn, standalone, turn_json, understood
from bot.followups.corrections import correction
from bot.followups.parts import Parts, joined, parted

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
UMEROV = Name(text="Umerov", label="PERSON", gender="m", full="Rustem Umerov")
PESKOV, TRUMP = Name(text="Peskov", label="PERSON", gender="m"), Name(text="Trump", label="PERSON", gender="m")
UKRAINE, RUSSIA = Name(text="Ukraine", label="GPE"), Name(text="Russia", label="GPE")
READINGS = (
    Choice(label="Rustem Umerov, defence minister", question="when was Rustem Umerov appointed?"),
    Choice(label="Ali Umerov, judge", question="when was Ali Umerov appointed?"),
)
KNOWN = Known(
    outlets=lambda: ("Reuters", "The Guardian", "BBC"),
    namesakes=lambda surname: ("Rustem Umerov", "Ali Umerov") if surname == "Umerov" else (),
)

JAPAN = Turn(
    question="who is the prime minister of Japan?",
    answer="Shigeru Ishiba",
    answer_type="person",
    names=(Name(text="Japan", label="GPE"), Name(text="Shigeru Ishiba", label="PERSON", gender="m")),
)
CRASH = Turn(
    question="where did the plane crash yesterday?",
    answer="Ahmedabad",
    answer_type="place",
    names=(Name(text="Ahmedabad", label="GPE"),),
)
PAUSE = Turn(question="when does the tariff pause end?", answer="August 1", answer_type="time")
LYRA = Turn(
    question="what is Lyra made of", answer="titanium and carbon fibre", answer_type="thing",
    said="what is it made of", names=(Name(text="Lyra", label="PRODUCT"),),
)  # fmt: skip
STOLEN = Turn(question="how many customers were hit by the Kredita hack?", answer="1.6 million", answer_type="amount")
TAX = Turn(question="did the sugar tax pass?", answer="yes", answer_type="yes_no")
FIRE = Turn(
    question="what burnt in Calder?", answer="a mill", answer_type="thing", names=(Name(text="Calder", label="GPE"),)
)
CEO = Turn(
    question="who's the new ceo of Pelago?", answer="Noor Castellane", answer_type="person",
    names=(Name(text="Pelago", label="ORG"), Name(text="Noor Castellane", label="PERSON")),
)  # fmt: skip
SHARES = Turn(
    question="how far did Halvard shares fall", answer="7 percent", answer_type="amount",
    names=(Name(text="Halvard", label="ORG"),),
)  # fmt: skip
BRAZIL = Turn(
    question="what tariffs did Trump announce on Brazil?",
    answer="50%",
    answer_type="thing",
    names=(TRUMP, Name(text="Brazil", label="GPE")),
)
MET = Turn(
    question="did Putin and Zelenskyy meet?", answer_type="yes_no", names=(Name(text="Putin"), Name(text="Zelenskyy"))
)
THAT = Turn(
    question="what did Peskov say about the talks?",
    answer="that they would go on",
    answer_type="statement",
    names=(PESKOV,),
)
SAID = Turn(question="what did Peskov say on Friday?", answer_type="statement", names=(PESKOV,))
TARIFFS = Turn(question="what did Peskov say about tariffs on Friday?", answer_type="statement", names=(PESKOV,))
SINCE = Turn(question="how many ships sank since Friday?", answer="3", answer_type="amount")
REUTERS = Turn(question="what did Peskov say according to Reuters?", answer_type="statement", names=(PESKOV,))
APPOINTED = Turn(
    question="when was Umerov appointed?", answer="Thursday", answer_type="time", names=(UMEROV,), said="and Umerov?"
)
SEVERAL = Turn(question="when was Umerov appointed?", answer_type="time", readings=READINGS)
LEADS = Turn(question="who leads Ukraine's delegation?", answer="Umerov", answer_type="person", names=(UKRAINE, UMEROV))
BOUND = Turn(question="when was Peskov born?", answer_type="time", names=(PESKOV,), said="when was he born?")
BEFORE = Turn(question="did Trump meet Peskov?", answer_type="yes_no", names=(TRUMP, PESKOV))
HURT = Turn(question="what happened in Kharkiv on Monday?", answer_type="statement", names=(Name(text="Kharkiv"),))
RATE = Turn(question="what was the rate in June 2024?", answer="4%", answer_type="amount")
YESTERDAY = Turn(
    question="what did Peskov say yesterday?",
    answer_type="statement",
    names=(PESKOV,),
    asked_at="2026-03-03T09:00:00+00:00",
    since="2026-03-02",
    until="2026-03-02",
)

UNDERSTOOD: list[tuple[tuple[Turn, ...], str, str | None]] = [
    # the time and the source stay, or are replaced
    ((SAID,), "and Umerov?", "what did Umerov say on Friday?"),
    ((SAID,), "and yesterday?", "what did Peskov say yesterday?"),
    ((SAID,), "what did he say about tariffs?", "what did Peskov say about tariffs on Friday?"),
    ((SAID,), "what did he say about tariffs on Monday?", "what did Peskov say about tariffs on Monday?"),
    ((SAID,), "where was he born?", "where was Peskov born?"),
    ((SAID,), "what did he do that day?", "what did Peskov do on Friday?"),
    ((SAID,), "where was he then?", "where was Peskov on Friday?"),
    ((SAID,), "according to Reuters?", "what did Peskov say on Friday according to Reuters?"),
    ((SAID,), "what about the BBC?", "what did Peskov say on Friday according to the BBC?"),
    ((SAID,), "what does Reuters say?", "what did Peskov say on Friday according to Reuters?"),
    ((SAID,), "and in the Guardian?", "what did Peskov say on Friday according to the Guardian?"),
    ((REUTERS,), "and the BBC?", "what did Peskov say according to the BBC?"),
    ((REUTERS,), "and Umerov?", "what did Umerov say according to Reuters?"),
    ((REUTERS,), "yesterday?", "what did Peskov say yesterday according to Reuters?"),
    ((SINCE,), "and yesterday?", "how many ships sank yesterday?"),
    ((HURT,), "who was injured?", "who was injured in Kharkiv on Monday?"),
    ((HURT,), "how many people died?", "how many people died in Kharkiv on Monday?"),
    ((HURT,), "who won the election?", "who won the election?"),
    # another topic
    ((SAID,), "what about tariffs?", "what did Peskov say about tariffs on Friday?"),
    ((TARIFFS,), "what about the border?", "what did Peskov say about the border on Friday?"),
    ((TARIFFS,), "and about Iran?", "what did Peskov say about Iran on Friday?"),
    ((RATE,), "and in July?", "what was the rate in July 2024?"),
    # who said it
    ((BOUND, LEADS), "who said that?", "who said that Umerov leads Ukraine's delegation?"),
    ((APPOINTED,), "says who?", "who said that Umerov was appointed Thursday?"),
    ((), "who said that?", None),
    ((THAT,), "who said that?", "who said that they would go on?"),
    ((THAT,), "is that true?", "is it true that they would go on?"),
    # what "it" and "they" are
    ((CRASH,), "who was flying it?", "who was flying the plane?"),
    ((CRASH,), "has that happened there before?", "has that happened in Ahmedabad before?"),
    ((PAUSE,), "who announced it?", "who announced the tariff pause?"),
    ((BRAZIL,), "when do they take effect?", "when do the tariffs take effect?"),
    ((BRAZIL,), "and on Canada?", "what tariffs did Trump announce on Canada?"),
    ((JAPAN,), "and of France?", "who is the prime minister of France?"),
    # put right
    ((JAPAN,), "no, the foreign minister", "who is the foreign minister of Japan?"),
    ((MET,), "sorry, I meant Trump and Putin", "did Trump and Putin meet?"),
    ((THAT,), "actually, Lavrov", "what did Lavrov say about the talks?"),
    ((SAID,), "no, I meant Monday", "what did Peskov say on Monday?"),
    ((SAID,), "Sorry, I meant yesterday.", "what did Peskov say yesterday?"),
    ((SINCE,), "I meant Thursday", "how many ships sank since Thursday?"),
    ((SAID,), "not on Friday, on Monday", "what did Peskov say on Monday?"),
    ((SAID,), "Monday, not Friday", "what did Peskov say on Monday?"),
    ((SAID,), "not Peskov, Umerov", "what did Umerov say on Friday?"),
    ((SAID,), "no, Umerov", "what did Umerov say on Friday?"),
    ((SAID,), "Umerov, I mean", "what did Umerov say on Friday?"),
    ((SAID,), "I meant the minister", "what did the minister say on Friday?"),
    ((SAID,), "not him, Umerov", "what did Umerov say on Friday?"),
    ((REUTERS,), "no, the BBC", "what did Peskov say according to the BBC?"),
    ((RATE,), "no, July", "what was the rate in July 2024?"),
    ((RATE,), "I meant 2023", "what was the rate in June 2023?"),
    ((LEADS,), "no, Russia's delegation", "who leads Russia's delegation?"),
    ((LEADS,), "no, Russia", "who leads Russia's delegation?"),
    ((LEADS,), "no, I meant who leads the council", "who leads the council?"),
    ((BEFORE, BOUND), "no, I meant Trump", "when was Trump born?"),
    ((BEFORE, BOUND), "not him", "when was Trump born?"),
    ((BEFORE, BOUND), "the other one", "when was Trump born?"),
    ((BEFORE, BOUND), "not him, the governor", "when was the governor born?"),
    ((), "no, I meant July", None),
    # somebody else of the name
    ((APPOINTED,), "no, the other Umerov", "when was Ali Umerov appointed?"),
    ((APPOINTED,), "wrong Umerov", "when was Ali Umerov appointed?"),
    ((APPOINTED,), "I meant Ali", "when was Ali Umerov appointed?"),
    ((APPOINTED,), "not Rustem Umerov", "when was Ali Umerov appointed?"),
    ((APPOINTED,), "not Rustem, Ali", "when was Ali Umerov appointed?"),
    ((SAID,), "the other Peskov", "the other Peskov"),
    # picked
    ((SEVERAL,), "the second one", "when was Ali Umerov appointed?"),
    ((SEVERAL,), "1", "when was Rustem Umerov appointed?"),
    ((SEVERAL,), "the judge", "when was Ali Umerov appointed?"),
    ((SEVERAL,), "I mean Rustem", "when was Rustem Umerov appointed?"),
    ((SEVERAL,), "the last", "when was Ali Umerov appointed?"),
    ((SEVERAL,), "where was Ali Umerov born?", "where was Ali Umerov born?"),
    # another day of asking
    ((YESTERDAY,), "and Umerov?", "what did Umerov say on 2026-03-02?"),
    ((YESTERDAY,), "and today?", "what did Peskov say today?"),
    # no correction
    ((LEADS,), "no", None),
    ((LEADS,), "no thanks", None),
    ((LEADS,), "no way", None),
    ((LEADS,), "no deal?", None),
    ((SAID,), "did he not accept the offer?", "did Peskov not accept the offer?"),
    ((SAID,), "which other countries agreed?", "which other countries agreed?"),
    ((SAID,), "what did the other minister say?", "what did the other minister say on Friday?"),
    ((SAID,), "may he travel?", "may Peskov travel?"),
    ((LYRA,), "when was it launched?", "when was Lyra launched?"),  # not what it is made of
    ((LYRA,), "how heavy?", "how heavy is Lyra?"),
    ((STOLEN,), "what did they ask for?", "what did the customers ask for?"),  # not what 1.6 million asked for
    ((TAX,), "who voted against?", "who voted against the sugar tax?"),
    ((TAX,), "which outlet has that?", "did the sugar tax pass?"),
    ((TAX,), "no way, really 78?", "did the sugar tax pass?"),
    ((TAX,), "seriously?", "did the sugar tax pass?"),
    ((TAX,), "did anyone resign?", "did anyone resign?"),
    ((FIRE,), "did anyone die?", "did anyone die in Calder?"),
    ((CEO,), "and the old one?", "who is the old ceo of Pelago?"),
    ((CEO,), "who ran Pelago before Castellane?", "who did Castellane replace at Pelago?"),
    ((SHARES,), "to what price?", "to what price did Halvard shares fall?"),
    ((SHARES,), "when did the shares recover?", "when did Halvard's shares recover?"),
    ((SHARES,), "the Guardian?", "how far did Halvard shares fall according to the Guardian?"),
]


@pytest.mark.parametrize(("earlier", "said", "asked"), UNDERSTOOD)
def test_a_message_is_understood(earlier: tuple[Turn, ...], said: str, asked: str | None) -> None:
    assert standalone(said, earlier, known=KNOWN, now=NOW) == asked


def test_when_several_others_bear_the_name_they_are_offered() -> None:
    known = Known(namesakes=lambda _surname: ("Rustem Umerov", "Ali Umerov", "Lenur Umerov"))
    assert understood("no, the other Umerov", (APPOINTED,), known=known) == (
        Choice(label="Ali Umerov", question="when was Ali Umerov appointed?"),
        Choice(label="Lenur Umerov", question="when was Lenur Umerov appointed?"),
    )


def test_an_undecided_choice_is_offered_again() -> None:
    assert understood("the other one", (SEVERAL,), known=KNOWN) == READINGS


@pytest.mark.parametrize(
    "said", ["thanks", "no problem?", "what did Umerov say?", "is it not true?", "another question"]
)
def test_what_is_no_correction(said: str) -> None:
    put = correction(said)
    assert put is None or not put.old


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what did Peskov say on Friday?", Parts(asks="what did Peskov say", when="on Friday")),
        (
            "According to the BBC, what did Peskov say since last Friday?",
            Parts(asks="what did Peskov say", when="since last Friday", source="according to the BBC"),
        ),
        (
            "what did Peskov say according to Reuters on 2025-07-18?",
            Parts(asks="what did Peskov say", when="on 2025-07-18", source="according to Reuters"),
        ),
        ("who leads NATO?", Parts(asks="who leads NATO")),
    ],
)
def test_parts_of_a_question(question: str, parts: Parts) -> None:
    assert parted(question) == parts
    assert parted(joined(parts)) == parts


def test_a_turn_is_kept_whole() -> None:
    for turn in (APPOINTED, SEVERAL, YESTERDAY):
        assert read_turn(turn_json(turn)) == turn


def test_turns_of_an_earlier_release_are_read() -> None:
    kept = '{"question":"who is he?","answer":null,"type":null,"names":[["Peskov","PERSON","m"]]}'
    assert read_turn(kept) == Turn(question="who is he?", names=(PESKOV,))


def test_an_outlet_asked_for_among_people_is_a_question() -> None:
    assert is_question("according to Reuters?")
    assert not is_question("according to me?")
    assert not is_question("no, I meant July")


_VOCABULARY = (
    "no not sorry I meant mean the other one another wrong Umerov Ali him her it that July Friday yesterday 2024 on in "
    "about according to Reuters who said what when , ? . minister first second rather actually and Peskov's delegation"
)
WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=8).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(st.builds(Turn, question=WORDS, answer=st.one_of(st.none(), WORDS), said=WORDS), max_size=3))
def test_any_correction_is_understood_or_not(said: str, earlier: list[Turn]) -> None:
    found = understood(said, earlier, known=KNOWN, now=NOW)
    assert found is None or isinstance(found, tuple) or any(c.isalnum() for c in found)
