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

NEW = Turn(
    question="who's the new head of Lumen Port?",
    answer="Bram Lund",
    answer_type="person",
    names=(Name(text="Lumen Port", label="ORG"), Name(text="Bram Lund", label="PERSON", gender="m")),
)
GETS = Turn(question="who gets defence?", answer="Hanus", answer_type="person")
OPENS = Turn(question="when does the harbour reopen for ferries?", answer="24 November", answer_type="time")
SHUT = Turn(question="is the harbour shut?", answer_type="yes_no")
MAYOR = Turn(question="is Bram Lund the mayor?", answer_type="yes_no", names=(Name(text="Bram Lund", label="PERSON"),))
VOTED = Turn(question="how many workers voted to strike?", answer="503", answer_type="amount")
FIRM = Turn(
    question="what does Lumen Port make?",
    answer="paint",
    answer_type="thing",
    names=(Name(text="Lumen Port", label="ORG"),),
)
WORK = Turn(
    question="how many people had to leave because of the Ossery dam?",
    answer="2,400",
    answer_type="amount",
    names=(Name(text="Ossery", label="GPE"),),
)
DIED = Turn(
    question="how many died in the Karsa market?",
    answer="14",
    answer_type="amount",
    names=(Name(text="Karsa", label="GPE"),),
)
GET = Turn(question="will the exporters get compensation?", answer_type="yes_no")

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
    ((WON,), "which is right?", "who won the election in Calder?"),
    ((WON,), "are you sure about that?", "who won the election in Calder?"),
    ((WON,), "shorter please", "who won the election in Calder?"),
    ((WON,), "in one sentence pls", "who won the election in Calder?"),
    ((BEGAN,), "sentence?", "the tram strike: sentence?"),
    ((WON,), "who else?", "who else won the election in Calder?"),
    ((GOT,), "who else?", None),
    # the same of another, or the other way round
    ((WON,), "and who lost?", "who lost the election in Calder?"),
    ((WON,), "who died?", "who died in Calder?"),
    ((WON,), "by how much?", "by how much did Tobias Venn win the election in Calder?"),
    ((WON,), "and before him?", "who was Tobias Venn's predecessor?"),
    ((NEW,), "and before him?", "who did Bram Lund replace?"),
    ((NEW,), "and after him", "who replaced Bram Lund?"),
    ((GETS,), "and finance?", "who gets finance?"),
    ((GETS,), "no deal", None),
    ((OPENS,), "and small boats?", "when does the harbour reopen for small boats?"),
    ((OPENS,), "why not earlier", "why does the harbour reopen for ferries earlier?"),
    ((OPENS,), "why not?", "why does the harbour reopen for ferries?"),
    ((SHUT,), "since when", "when was the harbour shut?"),
    ((MAYOR,), "since when", "since when is Bram Lund the mayor?"),
    ((VOTED,), "out of how many", "503 workers voted to strike, out of how many?"),
    ((SHUT,), "says who?", "who said that the harbour is shut?"),
    ((Turn(question="Lorn: rents?", answer="11 percent"),), "says who?", "Lorn: rents?"),
    # capitals, greetings, what is left out
    ((WON,), "WHO ELSE RESIGNED", "who else resigned in Calder?"),
    ((WON,), "really sure?", "who won the election in Calder?"),
    ((WON,), "WHAT DID HE SAY ABOUT NATO", "what did Tobias Venn say about nato"),
    ((WON,), "AND NATO?", "who won the election in NATO?"),
    ((WON,), "thanks! and when was he born?", "when was Tobias Venn born?"),
    ((WON,), "hi all, when was he born?", "when was Tobias Venn born?"),
    ((WON,), "how many ppl voted", "how many people voted in Calder?"),
    ((FIRM,), "whats the ceos name", "who is the ceo of Lumen Port?"),
    ((FIRM,), "what does the company say?", "what does Lumen Port say?"),
    ((WORK,), "who leads it?", "who leads the Ossery dam?"),
    ((WORK,), "are they back?", "are the people back?"),
    ((DIED,), "who said that?", "who said that 14 people died in the Karsa market?"),
    ((GET,), "who said that?", "who said that the exporters will get compensation?"),
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
        ("what does he wnat", "what does he want"),
        ("the mayors name, the mayors of Calder", "the mayor's name, the mayors of Calder"),
        ("bc of the ppl", "because of the people"),
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


def test_a_noun_before_a_name_may_be_of_it() -> None:
    written = {"tarn": "Tarn", "hydro": "Hydro", "union": "Union", "moss": "Moss"}
    assert as_recorded("what is at tarn hydro", lambda word: written.get(word, word)) == "what is at Tarn Hydro"
    assert as_recorded("did the boss hydro say", lambda word: written.get(word, word)) == "did the boss Hydro say"


def test_a_noun_that_tells_another_apart_may_be_a_name() -> None:
    written = {"halm": "Halm", "crash": "crash", "mayor": "Mayor"}
    assert as_recorded("who died in the halm crash", lambda word: written.get(word, word)) == (
        "who died in the Halm crash"
    )
    assert as_recorded("what did the mayor crash", lambda word: written.get(word, word)) == "what did the mayor crash"


def test_outlets_are_known_by_their_initials() -> None:
    known = Known(outlets=lambda: ("BCN News", "Harbour Post", "Port Herald"))
    assert standalone("and bcn?", (GOT,), known=known) == "how much did Tobias Venn get according to BCN News?"
    assert known.outlet("port") is None, "a word that begins a name is none"


def test_who_is_quoted_is_known_by_name() -> None:
    asked = Turn(question="what did the inspector say?", answer="it was filed", answer_type="statement")
    assert standalone("what's his name?", (asked,)) == "who said it was filed?"
    left = Turn(question="when did the inspector leave?", answer="June", answer_type="time")
    assert standalone("what's his name?", (asked, left)) == "who said it was filed?"
    assert standalone("what's his name?", (left,)) == "who is the inspector?"


def test_a_name_taken_for_something_else_is_somebodys_where_the_record_has_it_in_full() -> None:
    asked = Turn(question="has Voss resigned?", answer_type="yes_no", names=(Name(text="Voss", label="ORG"),))
    known = Known(namesakes=lambda name: ("Ruairi Voss",) if name == "Voss" else ())
    assert standalone("what did he say?", (asked,), known=known) == "what did Ruairi Voss say?"
    assert standalone("what did he say?", (asked,)) is None


def test_a_word_is_written_as_most_sentences_have_it() -> None:
    texts = ["Venn met Amadi.", "They met amadi?", "He saw Amadi again."]
    assert as_written("amadi", texts) == "Amadi"
    assert as_written("venn", texts) == "Venn"
    assert as_written("nobody", texts) == "nobody"


def test_a_turn_keeps_whom_the_sentence_names() -> None:
    assert read_turn(turn_json(WARNED)) == WARNED
