"""Dialogues: what was asked and answered before, what is said now, and the question that stands alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Status
from bot.followups import Name, Turn, is_question, read_turn, standalone, turn_json, turn_of
from retrieval.types import Entity
from tests.bot.cited import answered, citation, mention

TARROW = Name(text="Odile Tarrow", label="PERSON", gender="f")
OSKELL = Name(text="Bram Oskell", label="PERSON", gender="m")
TRUMP, PUTIN = Name(text="Trump", label="PERSON", gender="m"), Name(text="Putin", label="PERSON")
UKRAINE, RUSSIA = Name(text="Ukraine", label="GPE"), Name(text="Russia", label="GPE")
KHARKIV, NATO = Name(text="Kharkiv", label="GPE"), Name(text="NATO", label="ORG")

LEADS = Turn(
    question="Who leads Ukraine's delegation?", answer="Bram Oskell", answer_type="person", names=(UKRAINE, OSKELL)
)
DEADLINE = Turn(question="what deadline did Trump set?", answer="50 -day deadline", answer_type="thing", names=(TRUMP,))
KILLED = Turn(
    question="how many soldiers were killed in Kharkiv?", answer="400", answer_type="amount", names=(KHARKIV,)
)
RATE = Turn(question="what is the inflation rate?", answer="4%", answer_type="amount")
WHEN = Turn(question="when was Bram Oskell appointed?", answer="Thursday", answer_type="time", names=(OSKELL,))
TOLD = Turn(
    question="what did Putin tell Trump on Friday?",
    answer="that the war would go on",
    answer_type="statement",
    names=(PUTIN, TRUMP),
)
LAUNCHED = Turn(question="what did Russia launch?", answer="drones", answer_type="thing", names=(RUSSIA,))
FOUNDED = Turn(question="When was NATO founded?", answer="1949", answer_type="time", names=(NATO,))
MAYOR = Turn(
    question="who is the mayor of Kharkiv?", answer="Odile Tarrow", answer_type="person", names=(KHARKIV, TARROW)
)
DECLINED = Turn(question="Where was Bram Oskell born?", answer_type="place", names=(OSKELL,))
TALKS = Turn(
    question="where did the talks take place?",
    answer="Turkey",
    answer_type="place",
    names=(Name(text="Turkey", label="GPE"),),
)
FLOODS = Turn(question="How many people died in the Texas floods?", answer="120", answer_type="amount")
FED = Turn(
    question="What did the Fed do with interest rates?",
    answer="left them unchanged",
    answer_type="statement",
    names=(Name(text="Fed"),),
)
MET = Turn(
    question="Where did Zelensky meet Macron?",
    answer="Paris",
    answer_type="place",
    names=(
        Name(text="Zelensky", label="PERSON"),
        Name(text="Macron", label="PERSON"),
        Name(text="Paris", label="GPE"),
    ),
)
DEMANDS = Turn(
    question="What is Hamas demanding?",
    answer="a full withdrawal",
    answer_type="statement",
    names=(Name(text="Hamas"),),
)
RESIGNED = Turn(question="Why did the minister resign?", answer="a spending scandal", answer_type="reason")
MAKES = Turn(
    question="Which company makes Ozempic?",
    answer="Novo Nordisk",
    answer_type="organisation",
    names=(Name(text="Ozempic"), Name(text="Novo Nordisk", label="ORG")),
)
DAYS = replace(DEADLINE, answer="50 -day")
UNKNOWN = Turn(question="Who is the mayor of Tessaby?", answer_type="person", names=(Name(text="Tessaby"),))

DIALOGUES: list[tuple[tuple[Turn, ...], str, str | None]] = [
    # pronouns, by what they can stand for
    ((LEADS,), "and when was he appointed?", "when was Bram Oskell appointed?"),
    ((LEADS,), "how old is he", "how old is Bram Oskell"),
    ((LEADS,), "who is he?", "who is Bram Oskell?"),
    ((LEADS,), "who is that?", "who is Bram Oskell?"),
    ((LEADS,), "And what's his salary?", "what's Bram Oskell's salary?"),
    ((LEADS,), "who appointed him and when did he leave?", "who appointed Bram Oskell and when did he leave?"),
    ((LEADS,), "what do they want?", "what does Ukraine want?"),
    ((LEADS,), "did Trump meet him?", "did Trump meet Bram Oskell?"),
    ((LEADS,), "he's from where?", "Bram Oskell's from where?"),
    ((LEADS,), "where was she born?", None),
    ((LEADS, MAYOR), "where was he born?", "where was Bram Oskell born?"),
    ((LEADS, MAYOR), "where was she born?", "where was Odile Tarrow born?"),
    ((LEADS, MAYOR), "did he call her?", "did Bram Oskell call Odile Tarrow?"),
    ((LEADS, MAYOR), "who is her deputy?", "who is Odile Tarrow's deputy?"),
    ((DEADLINE,), "when does it expire?", "when does the 50 -day deadline expire?"),
    ((DEADLINE,), "how did he announce it?", "how did Trump announce the 50 -day deadline?"),
    ((DEADLINE,), "when does the deadline end?", "when does the 50 -day deadline end?"),
    ((FOUNDED,), "who leads it?", "who leads NATO?"),
    ((FOUNDED,), "and its members?", "what is NATO's members?"),
    ((TALKS,), "what happened there?", "what happened in Turkey?"),
    ((TALKS,), "is there a ceasefire?", "is there a ceasefire?"),
    ((FED,), "and the ECB?", "What did the ECB do with interest rates?"),
    ((DECLINED,), "and who is he?", "who is Bram Oskell?"),
    ((TOLD,), "when did he say it?", "when did Putin tell Trump that the war would go on?"),
    ((WHEN, TOLD), "where was he born?", "where was Putin born?"),
    ((Turn(question="Did Merkel meet Orban?"),), "what did he say?", "what did Merkel say?"),
    ((FLOODS,), "when did it happen?", "when did the Texas floods happen?"),
    ((FLOODS,), "what caused them?", "what caused the Texas floods?"),
    ((FED,), "when will it decide next?", "when will the Fed decide next?"),
    ((FED,), "why?", "why did the Fed do that with interest rates?"),
    ((MET,), "what did they discuss?", "what did Zelensky and Macron discuss?"),
    ((MET,), "how long did he stay there?", "how long did Zelensky stay in Paris?"),
    ((DEMANDS,), "has Israel accepted it?", "has Israel accepted a full withdrawal?"),
    ((DEMANDS,), "what does Iran say about that?", "what does Iran say about a full withdrawal?"),
    ((RESIGNED,), "who will replace him?", "who will replace the minister?"),
    ((MAKES,), "how much is it worth?", "how much is Novo Nordisk worth?"),
    ((DAYS,), "why?", "why did Trump set the 50 -day deadline?"),
    ((DAYS,), "when does it expire?", "when does the 50 -day deadline expire?"),
    ((DEADLINE, UNKNOWN), "when was she elected?", "when was the mayor of Tessaby elected?"),
    ((DEADLINE, Turn(question="why did Trump set it?", names=(Name(text="Trump"),))), "was she there?", None),
    # half questions
    ((LEADS,), "what about Russia?", "Who leads Russia's delegation?"),
    ((LEADS,), "how about Russia", "Who leads Russia's delegation?"),
    ((LEADS,), "and Turkey?", "Who leads Turkey's delegation?"),
    ((LEADS,), "Turkey?", "Who leads Turkey's delegation?"),
    ((LEADS,), "and in Turkey?", "Who leads Turkey's delegation?"),
    ((LEADS,), "same for Russia", "Who leads Russia's delegation?"),
    ((LEADS,), "and the Russian delegation?", "Who leads the Russian delegation?"),
    ((LEADS,), "what about his deputy?", "who is Bram Oskell's deputy?"),
    ((LEADS,), "what about the United States?", "Who leads the United States' delegation?"),
    ((DEADLINE,), "and Putin?", "what deadline did Putin set?"),
    ((DEADLINE,), "what about Russia?", "what deadline did Trump set for Russia?"),
    ((TOLD,), "what about Iran?", "what did Putin tell Trump about Iran on Friday?"),
    ((TOLD,), "and Oskell?", "what did Oskell tell Trump on Friday?"),
    ((TOLD,), "and to Oskell?", "what did Putin tell Oskell on Friday?"),
    ((KILLED,), "and civilians?", "how many civilians were killed in Kharkiv?"),
    ((KILLED,), "what about the prisoners?", "how many prisoners were killed in Kharkiv?"),
    ((KILLED,), "and in Odesa?", "how many soldiers were killed in Odesa?"),
    ((RATE,), "and in Turkey?", "what is the inflation rate in Turkey?"),
    ((RATE,), "what about Turkey?", "what is the inflation rate in Turkey?"),
    ((RATE,), "and the unemployment rate?", "what is the unemployment rate?"),
    ((MAYOR,), "and the governor?", "who is the governor of Kharkiv?"),
    ((LAUNCHED,), "and Ukraine?", "what did Ukraine launch?"),
    ((LAUNCHED,), "and Russia?", None),
    ((LEADS,), "what about it?", None),
    # days stay as they are
    ((TOLD,), "and on Monday?", "what did Putin tell Trump on Monday?"),
    ((TOLD,), "and on 2025-07-18?", "what did Putin tell Trump on 2025-07-18?"),
    ((TOLD,), "yesterday?", "what did Putin tell Trump yesterday?"),
    ((DEADLINE,), "and yesterday?", "what deadline did Trump set yesterday?"),
    ((DEADLINE,), "since last Friday?", "what deadline did Trump set since last Friday?"),
    ((KILLED,), "and in Odesa since Monday?", "how many soldiers were killed in Odesa since Monday?"),
    ((LEADS,), "what did he say today?", "what did Bram Oskell say today?"),
    ((LEADS,), "what did he say before 2025-07-18?", "what did Bram Oskell say before 2025-07-18?"),
    # a question word alone
    ((DEADLINE,), "why?", "why did Trump set the 50 -day deadline?"),
    ((DEADLINE,), "Why is that?", "why did Trump set the 50 -day deadline?"),
    ((DEADLINE,), "how come?", "why did Trump set the 50 -day deadline?"),
    ((DEADLINE,), "and when?", "when did Trump set the 50 -day deadline?"),
    ((LEADS,), "why?", "why is it that Bram Oskell leads Ukraine's delegation?"),
    ((WHEN,), "why?", "why was Bram Oskell appointed?"),
    ((WHEN,), "where exactly?", "where was Bram Oskell appointed?"),
    ((WHEN,), "by whom?", "by whom was Bram Oskell appointed?"),
    ((WHEN,), "who?", "by whom was Bram Oskell appointed?"),
    ((KILLED,), "when?", "when were 400 soldiers killed in Kharkiv?"),
    ((LAUNCHED,), "how many?", "how many drones did Russia launch?"),
    ((RATE,), "why?", "why is the inflation rate 4%?"),
    ((Turn(question="did Trump meet Putin?"),), "where?", "where did Trump meet Putin?"),
    ((DEADLINE,), "who?", None),
    ((DEADLINE,), "how many?", None),
    # whole questions stay as they are
    ((LEADS,), "what deadline did Trump set?", "what deadline did Trump set?"),
    ((LEADS,), "When did Trump say he would come?", "When did Trump say he would come?"),
    ((LEADS,), "Is it true that Putin refused?", "Is it true that Putin refused?"),
    ((LEADS,), "which country withdrew its troops?", "which country withdrew its troops?"),
    ((LEADS,), "when will the bank raise its rate?", "when will the bank raise its rate?"),
    ((LEADS,), "trump deadline", "trump deadline"),
    ((LEADS,), "search drones", "search drones"),
    ((LEADS,), "help", "help"),
    ((LEADS,), "thanks!", "thanks!"),
    ((LEADS,), "how many people lost their homes?", "how many people lost their homes?"),
    # with nothing before
    ((), "who is Oskell?", "who is Oskell?"),
    ((), "Who said he would resign?", "Who said he would resign?"),
    ((), "Which company said it would lay off workers?", "Which company said it would lay off workers?"),
    ((), "Oskell?", "Oskell?"),
    ((), "when was he appointed?", None),
    ((), "why?", None),
    ((), "what about Russia?", None),
    ((), "and in Turkey?", None),
    ((), "what did they say about it?", None),
    ((), "???", None),
    ((), "", None),
]


@pytest.mark.parametrize(("earlier", "said", "asked"), DIALOGUES)
def test_a_message_is_understood_in_its_thread(earlier: tuple[Turn, ...], said: str, asked: str | None) -> None:
    assert standalone(said, earlier) == asked


def test_turns_go_on_from_what_was_understood() -> None:
    """Each answer's question is the one that stood alone, so that a third turn still knows who is meant."""
    turns: list[Turn] = [LEADS]
    for said, asked in (
        ("and when was he appointed?", "when was Bram Oskell appointed?"),
        ("by whom?", "by whom was Bram Oskell appointed?"),
        ("what about Odile Tarrow?", "by whom was Odile Tarrow appointed?"),
        ("where was she born?", "where was Odile Tarrow born?"),
    ):
        assert standalone(said, turns) == asked
        turns.append(turn_of(answered(question=asked, answer=None, status=Status.DECLINED)))


def test_a_turn_knows_what_its_names_are() -> None:
    text = "He said that Vessen County backs the talks in Tessaby."
    entities = tuple(
        Entity(start=text.index(name), end=text.index(name) + len(name), label=label)
        for name, label in (("Vessen County", "GPE"), ("Tessaby", "GPE"))
    )
    cited = citation(text, mentions=(mention(text, "He", "Joss Wennick"),), entities=entities)
    turn = turn_of(answered(cited, question="Who said that Tessaby hosts the talks of NATO?", answer="Joss Wennick"))
    assert turn == Turn(
        question="Who said that Tessaby hosts the talks of NATO?",
        answer="Joss Wennick",
        answer_type="person",
        names=(
            Name(text="Tessaby", label="GPE"),
            Name(text="NATO", label="ORG"),
            Name(text="Joss Wennick", label="PERSON", gender="m"),
        ),
        articles=(cited.sentence.article.key,),
    )
    assert read_turn(turn_json(turn)) == turn


def test_a_short_name_is_who_the_articles_say() -> None:
    text = "She met Ilsabet Corran."
    cited = citation(text, mentions=(mention(text, "She", "Odile Tarrow"),))
    turn = turn_of(answered(cited, question="whom did Tarrow meet?", answer="Ilsabet Corran"))
    assert turn.names[0] == Name(text="Tarrow", label="PERSON", gender="f", full="Odile Tarrow")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=3))
def test_any_message_after_any_question_is_understood_or_not(said: str, questions: list[str]) -> None:
    found = standalone(said, [Turn(question=question) for question in questions])
    assert found is None or any(c.isalnum() for c in found)
    assert is_question(said) in (True, False)


_VOCABULARY = (
    "and what about who why when where how many much in on to the a he him his she her it its they them their there "
    "that this is was did do will has said say Trump Russia Ukraine's Bram Oskell deadline soldiers the minister talks "
    "killed set appointed Friday yesterday 2025-07-18 since 's he's it's ? . , same for of with by whom me you"
)
WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=9).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.lists(st.builds(Turn, question=WORDS, answer=st.one_of(st.none(), WORDS)), max_size=3))
def test_any_order_of_telling_words_is_understood_or_not(said: str, earlier: list[Turn]) -> None:
    found = standalone(said, earlier)
    assert found is None or any(c.isalnum() for c in found)
    if found is not None:
        for day in ("yesterday", "2025-07-18"):
            assert day not in said or day in found, "what was said of the day is kept"


QUESTIONS = """
who leads the delegation?
Who leads Ukraine's delegation?
and when was he appointed?
when was he appointed
what about Russia?
what about Russia
and in Turkey?
and Putin?
why?
why is that?
since when?
by whom?
how many soldiers were killed in Kharkiv?
how many have died so far
did Trump meet Putin?
Is the bridge open?
has the ceasefire started?
ok, and what did Putin say?
Interesting. Who is Oskell?
Umerov was appointed when?
In which city did they meet?
does anyone know when the talks start?
what’s the deadline?
what is the deadline for the ceasefire
where did it happen?
""".strip().splitlines()
NO_QUESTIONS = """
thanks
thanks!
great, thank you
ok
ok?
really?
right?
so what?
who cares?
who knows
lol what
what a mess
how nice
that was a good article
I think he was appointed on Friday.
When he arrives, we start.
What he said is wrong.
Which reminds me of the meeting.
can you review my PR?
could you check this?
do we have a meeting today?
are you coming to lunch?
should I post this?
what do you think?
does anyone want coffee?
who is on call today, guys?
<@U123> who leads the delegation?
@tom did he call?
see https://post.example/what?
`what did he say?`? no, ```why?```
He was fired, right?
He resigned, didn't he
isn't it?
Russia?
hello
help
what's up?
how are you?
Trump set a deadline
and then he left
why not?
what now?
?
!!!
""".strip().splitlines()


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_asks_about_the_news(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", NO_QUESTIONS)
def test_what_people_say_to_each_other(text: str) -> None:
    assert not is_question(text)
