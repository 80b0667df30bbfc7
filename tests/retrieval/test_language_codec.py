"""An annotation comes back from its bytes as it went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import StorageError
from retrieval.language.codec import decode, encode
from retrieval.language.labels import DEPS, ENTITY_LABELS, POS_TAGS
from retrieval.types import Annotation, Entity, Span, Token


def _token(start: int, end: int, **changes: object) -> Token:
    fields = {"start": start, "end": end, "pos": "NOUN", "tag": "NN", "dep": "nsubj", "head": 0, "lemma": "word"}
    return Token(**(fields | changes))  # type: ignore[arg-type]


number = st.integers(0, 70_000)
small = st.integers(0, 9)
known_token = st.builds(
    lambda start, pair, dep, head, lemma: Token(
        start=start, end=start + 3, pos=pair[0], tag=pair[1], dep=dep, head=head, lemma=lemma
    ),
    small,
    st.sampled_from(POS_TAGS),
    st.sampled_from(DEPS),
    small,
    st.text(st.characters(exclude_categories=["Cs"])),
)
any_token = st.builds(
    Token,
    start=number,
    end=number,
    pos=st.text(max_size=5),
    tag=st.text(max_size=5),
    dep=st.text(max_size=5),
    head=number,
    lemma=st.text(),
)
any_entity = st.builds(Entity, start=number, end=number, label=st.sampled_from([*ENTITY_LABELS, "NEW"]))
annotations = st.builds(
    Annotation,
    tokens=st.lists(st.one_of(known_token, any_token), max_size=300).map(tuple),
    entities=st.lists(any_entity, max_size=5).map(tuple),
    noun_phrases=st.lists(st.builds(Span, start=number, end=number), max_size=5).map(tuple),
    root=number,
)


@given(annotations)
def test_round_trip(annotation: Annotation) -> None:
    assert decode(encode(annotation)) == annotation


def test_an_ordinary_sentence_takes_about_ten_bytes_a_word() -> None:
    annotation = Annotation(
        tokens=tuple(_token(5 * i, 5 * i + 4, head=min(i, 3)) for i in range(26)),
        entities=(Entity(start=0, end=4, label="ORG"),),
        noun_phrases=(Span(start=0, end=9), Span(start=10, end=14)),
        root=3,
    )
    assert decode(encode(annotation)) == annotation
    assert len(encode(annotation)) < 300


@pytest.mark.parametrize(
    "token",
    [_token(0, 70), _token(9, 12), _token(0, 3, tag="NEW"), _token(0, 3, lemma="a\x1fb"), _token(0, 3, head=256)],
    ids=["a long word", "a wide gap", "an unknown label", "the separator in a lemma", "a far head"],
)
def test_what_does_not_fit_the_compact_layout_survives(token: Token) -> None:
    annotation = Annotation(tokens=(token,))
    assert decode(encode(annotation)) == annotation


def test_the_empty_annotation_takes_no_bytes() -> None:
    assert encode(Annotation()) == b""
    assert decode(b"") == Annotation()


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(StorageError, match="unknown layout 9"):
        decode(b"\x09abc")
