"""Training units of written questions: spans stay verbatim; what holds the answer is not taught as wrong."""

from random import Random

from hypothesis import given
from hypothesis import strategies as some

from benchmarks.seed_questions import Asked
from benchmarks.training.transformer.augment import stuttered
from benchmarks.training.transformer.thinned import garbled
from benchmarks.training.transformer.written import units
from retrieval.types import AnalysedSentence, AnalysedVersion, Level, Mention, MentionKind, SentenceKind

SENTENCES = (
    "Ada Miller runs the port of Hull.",
    "She took over in March.",
    "The port handled 40 ships a day.",
    "Storms closed it in March.",
    "Its cranes are blue.",
)
TEXT = " ".join(SENTENCES)
STARTS = tuple(TEXT.index(each) for each in SENTENCES)
SHE = Mention(
    start=0,
    end=3,
    refers_to="Ada Miller",
    named_start=0,
    named_end=10,
    kind=MentionKind.PRONOUN,
    label="PERSON",
    confidence=0.9,
)


def article() -> tuple[str, str, AnalysedVersion]:
    sentences = tuple(
        AnalysedSentence(
            position=at,
            paragraph=0,
            start=start,
            end=start + len(said),
            kind=SentenceKind.BODY,
            tokens=(),
            mentions=(SHE,) if at == 1 else (),
        )
        for at, (start, said) in enumerate(zip(STARTS, SENTENCES, strict=True))
    )
    return "Hull", TEXT, AnalysedVersion(level=Level.FULL, sentences=sentences, title_tokens=())


def asked(question: str, answers: tuple[str, ...], *right: int) -> Asked:
    starts = tuple(STARTS[at] for at in right)
    return Asked(id="a", question=question, answers=answers, starts=starts, answerable=bool(answers), doc_id="hull")


def made(question: Asked) -> list[dict]:  # type: ignore[type-arg]
    found = [unit for seed in range(8) for unit in units([question], {"hull": article()}, {}, Random(seed))]
    return [pair for unit in found if unit["kind"] == "written" for pair in unit["pairs"]]


def test_a_sentence_that_holds_the_answer_is_not_taught_as_wrong() -> None:
    pairs = made(asked("when did Miller start at the port?", ("March", "in March"), 1))
    assert {pair["text"] for pair in pairs if pair["label"]} >= {SENTENCES[1]}
    assert SENTENCES[3] not in {pair["text"] for pair in pairs}
    assert {SENTENCES[0], SENTENCES[2], SENTENCES[4]} <= {pair["text"] for pair in pairs if not pair["label"]}


def test_a_mention_is_the_span_when_the_answer_is_a_name_it_stands_for() -> None:
    pairs = [pair for pair in made(asked("who took over in spring?", ("Ada Miller",), 1)) if pair["label"]]
    assert {pair["text"][slice(*pair["span"])] for pair in pairs} == {"She"}
    assert [("She", "Ada Miller")] in [pair["names"] for pair in pairs]


def test_an_unanswerable_question_teaches_that_nothing_answers() -> None:
    pairs = made(asked("how long is the quay?", ()))
    assert {pair["label"] for pair in pairs} == {0}


@given(some.randoms(use_true_random=False), some.data())
def test_a_stutter_leaves_the_span_as_it_is(random: Random, data: some.DataObject) -> None:
    sentence = "He chaired the well-known delegation in the two  talks in Turkey earlier this year."
    start = data.draw(some.integers(0, len(sentence) - 1))
    end = data.draw(some.integers(start + 1, len(sentence)))
    fresh, span = stuttered(sentence, (start, end), random)
    assert fresh[slice(*span)] == sentence[start:end]


def test_a_garbled_question_stutters_in_every_sentence_and_keeps_its_answer() -> None:
    text = "He chaired the delegation in two talks in Turkey earlier this year, and then in three more at home."
    pair = {"question": "where?", "text": text, "label": 1, "span": (37, 42)}
    pairs = [pair, {**pair, "label": 0, "span": None}]
    made = [garbled({"kind": "written", "pairs": pairs}, Random(seed))["pairs"] for seed in range(40)]
    assert all(right["text"][slice(*right["span"])] == text[37:42] and wrong["span"] is None for right, wrong in made)
    for at in (0, 1):
        assert any(each[at]["text"] != text for each in made)
    assert any("in two talks in two talks" in each[at]["text"] for each in made for at in (0, 1)), "whole phrases, too"


def test_a_sentence_does_stutter() -> None:
    sentence = "He chaired the delegation in two talks in Turkey earlier this year."
    found = {stuttered(sentence, (0, 2), Random(seed))[0] for seed in range(40)}
    assert any("delegation delegation" in each or "talks talks" in each for each in found)
