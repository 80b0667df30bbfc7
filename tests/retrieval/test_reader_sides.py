"""Who has another part in a deed than is asked for is no answer."""

from dataclasses import replace

import pytest

from retrieval.reader.confidence import Chosen
from retrieval.reader.question import understand
from retrieval.reader.reader import survey
from retrieval.reader.vetoes import vetoes
from retrieval.reader.vetoes.sides import of_other_side
from retrieval.types import AnswerType, Mention, MentionKind, Span
from tests.retrieval.reader_case import analyser, hits, query, spanned

PLACE, PERSON, BODY = AnswerType.PLACE, AnswerType.PERSON, AnswerType.ORGANISATION
GAVE = "Tessen handed over a suitcase in Orvik in May."
LICENSED = "The Norhaven ferry firm obtained the approval of the Harbour Board for its pier."
CONCEDED = "Mayor Jon Tessen conceded defeat in the election before midnight."
MOVED = "Ida Lund signed her contract after a transfer from Norhaven to Sudmark United."
SERVES = "Orvik Ferries director Jon Tessen spoke of losses."


@pytest.mark.parametrize(
    ("question", "kind", "sentence", "span", "other"),
    [
        ("Where was the money handed over?", PLACE, GAVE, "a suitcase", True),
        ("Where did Tessen hand the suitcase over?", PLACE, GAVE, "a suitcase", True),
        ("Where was the money handed over?", PLACE, GAVE, "Orvik", False),
        ("What did Tessen hand over?", AnswerType.THING, GAVE, "a suitcase", False),
        ("Where did Ida Lund go?", PLACE, "Ida Lund visited a school.", "a school", False),
        ("Who approved the pier?", PERSON, LICENSED, "The Norhaven ferry firm", True),
        ("Who approved the pier?", PERSON, LICENSED, "the Harbour Board", False),
        ("Who obtained approval?", PERSON, LICENSED, "The Norhaven ferry firm", False),
        ("Who won the election?", PERSON, CONCEDED, "Jon Tessen", True),
        ("Who lost the election?", PERSON, CONCEDED, "Jon Tessen", False),
        ("Who won the election?", PERSON, "Jon Tessen did not concede defeat.", "Jon Tessen", False),
        ("Which club did Ida Lund join?", BODY, MOVED, "Norhaven", True),
        ("Which club did Ida Lund join?", BODY, MOVED, "Sudmark United", False),
        ("Which club did Ida Lund leave?", BODY, MOVED, "Sudmark United", True),
        ("Which club did Ida Lund leave?", BODY, MOVED, "Norhaven", False),
        ("Which club did she move from?", BODY, MOVED, "Norhaven", False),
        ("Who owns Orvik Ferries?", PERSON, SERVES, "Jon Tessen", True),
        ("Who owns Orvik Ferries?", PERSON, SERVES, "Jon", True),
        ("Who runs Orvik Ferries?", PERSON, SERVES, "Jon Tessen", False),
        ("Who owns Orvik Ferries?", PERSON, "Director Jon Tessen bought Orvik Ferries.", "Jon Tessen", False),
        ("Who owns Orvik Ferries?", PERSON, "Jon Tessen praised Orvik Ferries.", "Jon Tessen", False),
    ],
)
def test_another_part_in_the_deed(question: str, kind: AnswerType, sentence: str, span: str, other: bool) -> None:
    assert of_other_side(*spanned(question, kind, sentence, span)) is other


def test_a_mention_of_him_is_no_better_than_his_name() -> None:
    text = "For his part, Orvik Ferries director Jon Tessen spoke of losses."
    asked = query("Who owns Orvik Ferries?", PERSON, names=("Orvik Ferries",))
    named = text.index("Jon Tessen")
    his = Mention(
        start=4, end=7, refers_to="Jon Tessen", named_start=named, named_end=named + 10,
        kind=MentionKind.POSSESSIVE, label="PERSON", confidence=0.9,
    )  # fmt: skip
    understood = understand(asked, analyser().annotate)
    scenes = survey(understood, hits(asked, text))
    pick = Chosen(
        hit=scenes[0].hit, scene=0, value="Jon Tessen", span=Span(start=4, end=7), mention=his, margin=0.0, lead=0.0,
        fit=0.0,
    )  # fmt: skip
    looked = [(scene.hit, scene.tree, scene.met) for scene in scenes]
    assert vetoes(understood, looked, [pick], False)[0] < 1
    assert vetoes(understood, looked, [replace(pick, value="Ida Lund")], False)[0] == 1
