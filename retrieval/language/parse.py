"""Sentences through spaCy: paragraph by paragraph, with our boundaries, on clean text, mapped back to raw."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from retrieval.language.labels import part_of_speech
from retrieval.language.parsed import Name, Parsed
from retrieval.language.pipeline import Pipeline
from retrieval.text.clean import CleanText
from retrieval.types import SentenceKind, Span

LONGEST_SENTENCE = 4_000  # characters of a "sentence" that are parsed: what is longer is a table or a list, not prose
LONGEST_PASSAGE = 6_000  # characters parsed in one go, about 1,000 words; longer paragraphs are cut between sentences
_BATCH = 64  # passages that go through the model together
_INSIDE, _BEGIN = 1, 3  # spaCy's ENT_IOB


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence to parse."""

    group: int  # the article it belongs to: passages never mix articles
    position: int
    paragraph: int
    start: int  # absolute
    kind: SentenceKind
    raw: str
    clean: CleanText


def parse(pipeline: Pipeline, pieces: Sequence[Piece]) -> list[Parsed]:
    """The parsed form of each piece, in order."""
    passages = list(_passages(pieces))
    docs: list[Doc] = []
    for passage in passages:
        docs.append(_document(pipeline, passage))
    parsed: list[Parsed] = []
    for passage, doc in zip(passages, pipeline.nlp.pipe(docs, batch_size=_BATCH), strict=True):
        parsed.extend(_read(pipeline, passage, doc))
    return parsed


def _passages(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    for _, paragraph in groupby(pieces, key=lambda piece: (piece.group, piece.paragraph, piece.kind)):
        passage: list[Piece] = []
        length = 0
        for piece in paragraph:
            size = min(len(piece.clean.text), LONGEST_SENTENCE)
            if passage and length + size > LONGEST_PASSAGE:
                yield passage
                passage, length = [], 0
            passage.append(piece)
            length += size + 1
        yield passage


def _shown(piece: Piece) -> str:
    return piece.clean.text[:LONGEST_SENTENCE]


def _document(pipeline: Pipeline, passage: Sequence[Piece]) -> Doc:
    doc = pipeline.nlp.make_doc(" ".join(map(_shown, passage)))
    if len(doc):
        marks = np.full((len(doc), 1), -1, dtype=np.int64)  # -1: no sentence may start here
        bounds = _bounds(passage, doc.to_array([IDX]).ravel())
        marks[[first for first, last in bounds if first < last], 0] = 1
        marks[0, 0] = 1
        doc.from_array([SENT_START], marks.astype(np.uint64))
    return doc


def _bounds(passage: Sequence[Piece], offsets: np.ndarray[Any, Any]) -> list[tuple[int, int]]:
    """First and last word (half-open) of each sentence."""
    starts = list(accumulate((len(_shown(piece)) + 1 for piece in passage), initial=0))
    edges = np.searchsorted(offsets, starts).tolist()
    return list(pairwise(edges))


def _read(pipeline: Pipeline, passage: Sequence[Piece], doc: Doc) -> Iterator[Parsed]:
    columns = doc.to_array([IDX, LENGTH, TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, IS_SPACE])
    bounds = _bounds(passage, columns[:, 0]) if len(doc) else [(0, 0)] * len(passage)
    at = 0
    for piece, (first, last) in zip(passage, bounds, strict=True):
        yield _sentence(pipeline, piece, columns[first:last], at)
        at += len(_shown(piece)) + 1


def _sentence(pipeline: Pipeline, piece: Piece, columns: np.ndarray[Any, Any], at: int) -> Parsed:
    """The rows of one sentence, which begins at character ``at`` of its passage, as columns relative to it."""
    text, to_raw, lemma = piece.clean.text, piece.clean.to_raw, pipeline.lemma
    string = pipeline.nlp.vocab.strings.__getitem__
    heads = [i + step for i, step in enumerate(columns[:, 4].astype(np.int64).tolist())]
    sentence = Parsed(
        position=piece.position, paragraph=piece.paragraph, start=piece.start, kind=piece.kind, raw=piece.raw
    )
    place: dict[int, int] = {}  # row -> word: spaces are words to spaCy, not to us
    rows = columns.tolist()
    for i, (offset, length, tag_id, dep_id, _, _, _, blank) in enumerate(rows):
        start = offset - at
        if blank:
            continue
        raw = _trimmed(piece.raw, to_raw(start, start + length))
        if raw.start >= raw.end:
            continue
        place[i] = len(sentence.words)
        word, tag, dep = text[start : start + length], string(tag_id), string(dep_id)
        lower = word.lower()
        pos = part_of_speech(tag, dep, lower)
        sentence.words.append(word)
        sentence.lower.append(lower)
        sentence.starts.append(raw.start)
        sentence.ends.append(raw.end)
        sentence.tags.append(tag)
        sentence.deps.append(dep)
        sentence.pos.append(pos)
        sentence.lemmas.append(lemma(word, pos, tag))
    sentence.heads = [_kept_head(i, heads, place) for i in place]
    sentence.names = _names(rows, place, string)
    return sentence


def _trimmed(text: str, span: Span) -> Span:
    """The span without the space that clean-up closed: "-" of "50 -day"."""
    if span.start < span.end and (text[span.start].isspace() or text[span.end - 1].isspace()):
        shown = text[span.start : span.end]
        start = span.start + len(shown) - len(shown.lstrip())
        return Span(start=start, end=start + len(shown.strip()))
    return span


def _kept_head(row: int, heads: Sequence[int], place: Mapping[int, int]) -> int:
    head = heads[row]
    while head not in place:
        if not 0 <= head < len(heads) or heads[head] == head:
            return place[row]
        head = heads[head]
    return place[head]


def _names(rows: Sequence[Sequence[int]], place: Mapping[int, int], string: Callable[[int], str]) -> list[Name]:
    names: list[Name] = []
    inside = False
    for i, (*_, iob, kind, _) in enumerate(rows):
        inside = iob == _BEGIN or (iob == _INSIDE and inside)
        if i not in place or iob not in (_BEGIN, _INSIDE):
            continue
        if iob == _BEGIN or not names or not inside:
            names.append(Name(first=place[i], last=place[i] + 1, label=string(kind)))
            inside = True
        else:
            names[-1].last = place[i] + 1
    return names
