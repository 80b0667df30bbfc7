"""Follow-ups as people type them: small letters, slips, a word or two, and asking for more of the same."""

import pytest

from bot.answering.spelling import as_written
from bot.followups import Known, Name, Turn, read_turn, standalone, turn_json
from bot.followups.cased import as_named, as_recorded
from bot.followups.slips import put_right

KNOWN = Known(
    outlets=lambda: ("Harbour Post", "Quay Times"),
    written=lambda word: {"amadi": "Amadi", "ruun": "Ruun", "court": "court", "party": "Party"}.get(word, word),
)
VENN = Name(text="Tobias Venn", label="PERSON", gender="m")
WON = Turn(
    question="who won the election in Calder?",
    answer="Tobias Venn",
    answer_type="person",
    names=(Name(text="Calder", label="GPE"), VENN),
)
GOT = Turn(question="how much did Tobias Venn get?", answer="52 percent", answer_type="amount", names=(VENN,))
BEGAN = Turn(question="when did the tram strike begin?", answer="Tuesday", answer_type="time")
OPENED = Turn(question="who opened the inquiry?", answer="competition authority", answer_type="person")
MISSING = Turn(question="how many are missing?", answer="40", answer_type="amount")
SAID = Turn(
    question="what did Tobias Venn say about the strike?", answer="reckless", answer_type="statement", names=(VENN,)
)
WARNED = Turn(
    question="when was the mill warned?",
    answer="June",
    answer_type="time",
    shown=(Name(text="Tove Aldrin", label="PERSON", gender="f"),),
)
JUDGE = Turn(
    question="who is the judge?",
    answer="Leona Stark",
    answer_type="person",
    names=(Name(text="Leona Stark", label="PERSON"),),
)
HAPPENED = Turn(
    question="what happened in Calder on Friday?", answer="a vote", names=(Name(text="Calder", label="GPE"),)
)
APRIL = Turn(question="how many ships came in april?", answer="3", answer_type="amount")

TYPED: list[tuple[tuple[Turn, ...], str, str | None]] = [
    # names in small letters
    ((GOT,), "and amadi?", "how much did Amadi get?"),
    ((WON,), "who won in ruun", "who won in Ruun"),
    ((WON,), "what did venn say", "what did Venn say"),
    ((), "when was amadi born", "when was Amadi born"),
    # slips
    ((WON,), "whos his rival", "who's Tobias Venn's rival"),
    ((SAID,), "waht about the border", "what did Tobias Venn say about the border?"),
    # a word or two
    ((GOT,), "born when?", "Tobias Venn: born when?"),
    ((WON,), "turnout?", "Calder, Tobias Venn: turnout?"),
    ((GOT,), "which party", "Tobias Venn: which party?"),
    ((HAPPENED,), "how many?", "Calder on Friday: how many?"),
    ((GOT,), "no deal?", None),
    ((BEGAN,), "and end?", "when did the tram strike end?"),
    ((GOT,), "from whom", "from whom did Tobias Venn get 52 percent?"),
    ((APRIL,), "same for march", "how many ships came in march?"),
    # it, they and she
    ((BEGAN,), "who called it", "who called the tram strike"),
    ((OPENED,), "when will they decide", "when will the competition authority decide"),
    ((OPENED,), "who's the head", "who's the head of the competition authority?"),
    ((WARNED,), "who is she", "who is Tove Aldrin"),
    ((WON, JUDGE), "and his lawyer?", "who is Tobias Venn's lawyer?"),
    ((SAID,), "and the union?", "what did the union say about the strike?"),
    ((MISSING,), "is that confirmed?", "is it confirmed that 40 are missing?"),
    ((Turn(question="did Tobias Venn resign?", names=(VENN,)),), "when did he deny it", "when did Tobias Venn deny it"),
    # more of the same
    ((WON,), "any news?", "what is the latest on Calder"),
    ((WON,), "tell me more", "find everything about Calder"),
    ((WON,), "source?", "who won the election in Calder?"),
    ((), "any news?", "any news?"),
    # outlets
    ((GOT,), "what does the post say", "how much did Tobias Venn get according to Harbour Post?"),
    ((GOT,), "quay times says?", "how much did Tobias Venn get according to quay times?"),
    ((GOT,), "what does reuters say", "how much did Tobias Venn get according to reuters?"),
    # put right
    ((BEGAN,), "no i mean the trial", "when did the trial begin?"),
]


@pytest.mark.parametrize(("earlier", "said", "asked"), TYPED)
def test_a_message_is_understood(earlier: tuple[Turn, ...], said: str, asked: str | None) -> None:
    assert standalone(said, earlier, known=KNOWN) == asked


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("how mnay are there", "how many are there"),
        ("whats that", "what's that"),
        ("the form and the dose", "the form and the dose"),  # words, not "from" and "does"
        ("Waht", "Waht"),
    ],
)
def test_slips_in_small_words(said: str, put: str) -> None:
    assert put_right(said) == put


def test_names_of_the_thread_are_written_as_they_are() -> None:
    names = {"Edda Rowan": True, "Transport League": False}
    assert as_named("did rowan meet the transport league", names) == "did Rowan meet the Transport League"
    assert as_named("the league of rowan trees", {"Transport League": False}) == "the league of rowan trees"


def test_a_noun_is_a_name_only_where_one_stands() -> None:
    assert as_recorded("which party voted", KNOWN.written) == "which party voted"
    assert as_recorded("was it heard in court", KNOWN.written) == "was it heard in court"


def test_a_word_is_written_as_most_sentences_have_it() -> None:
    texts = ["Venn met Amadi.", "They met amadi?", "He saw Amadi again."]
    assert as_written("amadi", texts) == "Amadi"
    assert as_written("venn", texts) == "Venn"
    assert as_written("nobody", texts) == "nobody"


def test_a_turn_keeps_whom_the_sentence_names() -> None:
    assert read_turn(turn_json(WARNED)) == WARNED
