"""Analysis of whole versions: what it reads, where it points, and that nothing makes it fall."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.language.analyse import Analyser
from retrieval.language.codec import decode, encode
from retrieval.types import AnalysedVersion, Level, SentenceKind

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("000_*.txt"))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def analysed(analyser: Analyser, seed: str) -> AnalysedVersion:
    return analyser.full(seed.split("\n")[0], seed)


def check(version: AnalysedVersion, text: str) -> None:
    """Every offset of a version points at what it names."""
    last = 0
    for position, sentence in enumerate(version.sentences):
        assert sentence.position == position
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end
        raw = text[sentence.start : sentence.end]
        annotation = sentence.annotation
        assert annotation is not None
        assert decode(encode(annotation)) == annotation
        before = 0
        for token in annotation.tokens:
            assert before <= token.start < token.end <= len(raw)
            assert raw[token.start : token.end].strip() == raw[token.start : token.end]
            assert 0 <= token.head < len(annotation.tokens)
            before = token.end
        assert annotation.root == 0 or annotation.tokens[annotation.root].head == annotation.root
        for span in (*annotation.entities, *annotation.noun_phrases, *sentence.mentions):
            assert 0 <= span.start < span.end <= len(raw)
        for mention in sentence.mentions:
            assert text[mention.named_start : mention.named_end] == mention.refers_to
            assert 0.0 <= mention.confidence <= 1.0


def test_offsets_point_into_the_raw_seed(analysed: AnalysedVersion, seed: str) -> None:
    check(analysed, seed)
    assert analysed.level is Level.FULL
    assert len(analysed.sentences) == 16


def test_the_headline_stands_apart_from_the_lead(analysed: AnalysedVersion, seed: str) -> None:
    headline, lead = analysed.sentences[:2]
    assert headline.kind is SentenceKind.HEADLINE
    assert lead.kind is SentenceKind.BODY
    assert seed[lead.start :].startswith("According to Al Jazeera, Ukraine proposed")


def test_the_model_reads_clean_text_and_the_offsets_are_raw(analysed: AnalysedVersion, seed: str) -> None:
    sentence = next(s for s in analysed.sentences if "50 -day" in seed[s.start : s.end])
    raw = seed[sentence.start : sentence.end]
    assert sentence.annotation is not None
    dates = [raw[e.start : e.end] for e in sentence.annotation.entities if e.label == "DATE"]
    assert "50 -day" in dates
    assert sentence.noise > 0


def test_analysis_gives_the_same_alone_and_among_others(analyser: Analyser, seed: str) -> None:
    other = "Berlin (AP) — It rained.\n\nAngela Merkel said she would stay at home."
    alone = analyser.full("", seed)
    assert analyser.full_many([("", other), ("", seed), ("", "")])[1] == alone


def test_light_analysis_has_the_same_sentences_and_names_by_shape(
    analyser: Analyser, analysed: AnalysedVersion, seed: str
) -> None:
    light = analyser.light(seed.split("\n")[0], seed)
    assert light.level is Level.LIGHT
    assert light.title_tokens == analysed.title_tokens
    assert [(s.start, s.end, s.tokens, s.noise) for s in light.sentences] == [
        (s.start, s.end, s.tokens, s.noise) for s in analysed.sentences
    ]
    assert all(sentence.annotation is None for sentence in light.sentences)
    names = {name for sentence in light.sentences for name in sentence.names}
    assert {"rustem umerov", "al jazeera", "russia", "national security and defense council"} <= names
    assert not names & {"he", "everything", "according to al jazeera", "however"}


def test_single_sentences_are_annotated_for_themselves(analyser: Analyser) -> None:
    texts = ("Angela Merkel visited Paris.", "", "  Prices rose  by 3%. ")
    first, empty, last = analyser.annotate(texts)
    assert [(texts[0][e.start : e.end], e.label) for e in first.entities] == [
        ("Angela Merkel", "PERSON"),
        ("Paris", "GPE"),
    ]
    assert first.tokens[first.root].lemma == "visit"
    assert not empty.tokens
    assert [texts[2][t.start : t.end] for t in last.tokens] == ["Prices", "rose", "by", "3", "%", "."]


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "...", "\x00\x01", "a" * 5_000, "word " * 4_000, "🙂" * 50])
def test_odd_texts_are_analysed(analyser: Analyser, text: str) -> None:
    check(analyser.full(text[:50], text), text)


hostile = st.text(
    st.one_of(
        st.sampled_from(list("aAbB 1.,\"'’“”-\n\r\t")),
        st.sampled_from(["\u0301", "\u200b", "\u200d", "\u202e", "\u00a0", "\ufeff", "\x00", "ß", "ﬁ", "א", "😀"]),
        st.characters(),
    ),
    max_size=200,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=hostile)
def test_hostile_unicode_keeps_every_offset_true(analyser: Analyser, text: str) -> None:
    check(analyser.full("", text), text)
    analyser.light("", text)
    analyser.annotate([text])
