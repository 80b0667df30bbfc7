"""The reader over the supplied article and over sentences of invented places."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.reader import load_reader
from retrieval.reader.confidence import THRESHOLD
from retrieval.types import AnswerType, CollectionStats
from tests.retrieval.reader_case import SEED, analyser, hits, query, read, reader, sentence_at, without_annotation

TEXT = SEED.read_text(encoding="utf-8")
DEADLINE = query("what deadline did Trump set?", AnswerType.TIME, focus="deadline", names=("Trump",))
DELEGATION = query("who leads Ukraine's delegation?", AnswerType.PERSON, names=("Ukraine",))
BIDEN = query("What deadline did Biden set?", AnswerType.THING, focus="deadline", names=("Biden",))

HARBOUR = (
    "The harbour of Alder Bay was closed for six weeks after a storm. "
    "Mayor Ines Calloway said on Tuesday that repairs would cost $4.5 million. "
    "She told reporters the lighthouse keeper, Tomas Reed, was rescued by a fishing boat. "
    "The council closed the harbour because the sea wall had cracked."
)


def test_a_number_comes_with_the_noun_that_was_asked_for() -> None:
    best = read(DEADLINE, TEXT)[0]
    assert best.value == "50 -day deadline"
    assert best.span is not None
    assert best.hit.sentence.text[best.span.start : best.span.end] == best.value


def test_a_pronoun_is_answered_with_the_name_it_stands_for_and_the_sentence_that_names_it() -> None:
    best = read(DELEGATION, TEXT)[0]
    assert best.value == "Rustem Umerov"
    assert best.mention is not None
    assert best.span is not None
    assert best.hit.sentence.text[best.span.start : best.span.end] == "He"
    assert best.support
    assert "Rustem Umerov" in best.support[0].text


def test_another_persons_deadline_is_no_answer() -> None:
    assert read(BIDEN, TEXT)[0].confidence < min(THRESHOLD, read(DEADLINE, TEXT)[0].confidence)


@pytest.mark.parametrize(
    ("text", "kind", "focus", "names", "answer"),
    [
        ("How much will the repairs cost?", AnswerType.AMOUNT, None, (), "$4.5 million"),
        ("Who was rescued by a fishing boat?", AnswerType.PERSON, None, (), "Tomas Reed"),
        ("When did Calloway speak about the repairs?", AnswerType.TIME, None, ("Calloway",), "Tuesday"),
        ("How long was the harbour closed?", AnswerType.DURATION, None, (), "six weeks"),
        ("Who is Tomas Reed?", AnswerType.DEFINITION, None, ("Tomas Reed",), "lighthouse keeper"),
    ],
)
def test_the_form_of_the_answer_fits_the_question(
    text: str, kind: AnswerType, focus: str | None, names: tuple[str, ...], answer: str
) -> None:
    best = read(query(text, kind, focus=focus, names=names), HARBOUR)[0]
    assert answer in (best.value or "")


def test_every_reading_is_verbatim_and_each_hit_gives_a_value_once() -> None:
    for asked in (DEADLINE, DELEGATION, BIDEN, query("Why did talks stop?", AnswerType.REASON)):
        readings = read(asked, TEXT)
        seen = [(reading.hit.sentence.sentence_id, reading.value) for reading in readings]
        assert len(seen) == len(set(seen))
        assert [r.confidence for r in readings] == sorted((r.confidence for r in readings), reverse=True)
        for reading in readings:
            assert 0.0 <= reading.confidence <= 1.0
            if reading.span is not None and reading.mention is None:
                assert reading.value == reading.hit.sentence.text[reading.span.start : reading.span.end]
            if reading.mention is not None:
                assert reading.value == TEXT[reading.mention.named_start : reading.mention.named_end]


def test_yes_or_no_has_no_span() -> None:
    readings = read(query("Did Russia respond?", AnswerType.YES_NO, names=("Russia",)), TEXT)
    assert readings
    assert all(reading.span is None and reading.value is None for reading in readings)


def test_a_name_the_whole_record_lacks_is_declined_outright() -> None:
    def stats(terms: object, _collections: object) -> CollectionStats:
        assert isinstance(terms, tuple)
        return CollectionStats(sentences=17, average_length=20.0, document_frequency=dict.fromkeys(terms, 0))

    knowing = load_reader(annotate=analyser().annotate, sentence_at=sentence_at(TEXT), stats=stats)
    assert knowing.read(DEADLINE, hits(DEADLINE, TEXT))[0].confidence < 0.05


@pytest.mark.parametrize(
    ("question", "names", "text"),
    [
        ("How many Ghanaians are isolating?", ("Ghanaians",), "In Ghana 98 people are isolating."),
        ("What did Havana ban?", ("Havana",), "Cuba banned loud music on beaches."),
        ("Who spoke at Orvik in July?", ("Orvik",), "Mayor Ines Calloway spoke at Orvik at the summer fair."),
    ],
)
def test_a_country_is_known_by_its_people_and_capital_and_a_month_is_no_name(
    question: str, names: tuple[str, ...], text: str
) -> None:
    def stats(terms: object, _collections: object) -> CollectionStats:
        assert isinstance(terms, tuple)
        frequency = {term: int(term == "orvik") for term in terms}
        return CollectionStats(sentences=17, average_length=20.0, document_frequency=frequency)

    asked = query(question, AnswerType.THING, names=names)
    plain = reader(text).read(asked, hits(asked, text))[0].confidence
    knowing = load_reader(annotate=analyser().annotate, sentence_at=sentence_at(text), stats=stats)
    assert knowing.read(asked, hits(asked, text))[0].confidence == plain


def test_nothing_to_read_gives_nothing() -> None:
    assert reader(TEXT).read(DEADLINE, ()) == ()
    assert reader(TEXT).read(DEADLINE, without_annotation(hits(DEADLINE, TEXT))) == ()


@pytest.mark.parametrize("text", ["", "?", "who", "🙂 \u200b", "what " * 400])
def test_odd_questions_do_not_break_it(text: str) -> None:
    reader(TEXT).read(query(text, AnswerType.THING), hits(DEADLINE, TEXT))


def test_threads_read_alike() -> None:
    one = reader(TEXT)
    asked = [DEADLINE, DELEGATION, BIDEN] * 6
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda q: one.read(q, hits(q, TEXT)), asked))
    assert together == [one.read(q, hits(q, TEXT)) for q in asked]
