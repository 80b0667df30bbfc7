"""Sentences through spaCy: paragraph by paragraph, with our boundaries, on clean text, mapped back to raw."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from retrieval.language.labels import part_of_speech
from retrieval.language.parsed import Name, Parsed
from retrieval.language.pipeline import Pipeline
from retrieval.language.recogniser import Found, recognise
from retrieval.language.vectors import vectors
from retrieval.text.clean import CleanText
from retrieval.types import SentenceKind

LONGEST_SENTENCE = 4_000  # characters of a "sentence" that are parsed: what is longer is a table or a list, not prose
LONGEST_PASSAGE = 6_000  # characters parsed in one go, about 1,000 words; longer paragraphs are cut between sentences
_BATCH = 256  # passages that go through the model together

_HALVES = re.compile("[\ud800-\udfff]")


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
    parsed: list[Parsed] = []
    passages = list(_passages(pieces))
    for at in range(0, len(passages), _BATCH):
        batch = passages[at : at + _BATCH]
        docs = [_document(pipeline, passage) for passage in batch]
        names = _run(pipeline, docs)
        for passage, doc, found in zip(batch, docs, names, strict=True):
            parsed.extend(_read(pipeline, passage, doc, found))
    return parsed


def _run(pipeline: Pipeline, docs: Sequence[Doc]) -> list[list[Found]]:
    """Tags and parses the documents in place; their entities."""
    nlp = pipeline.nlp
    filled = [doc for doc in docs if len(doc)]
    if not filled:
        return [[] for _ in docs]
    for doc, rows in zip(filled, vectors(nlp.get_pipe("tok2vec").model, filled), strict=True):
        doc.tensor = rows  # where the tagger and the parser look for them
    for name in ("tagger", "parser"):
        component = nlp.get_pipe(name)
        component.set_annotations(filled, component.predict(filled))
    if pipeline.recogniser is None:
        component = nlp.get_pipe("ner")
        component.set_annotations(filled, component.predict(filled))
        return [[(name.start, name.end, name.label_) for name in doc.ents] for doc in docs]
    marks = [doc.to_array([SENT_START, IS_SPACE]).astype(np.int64) for doc in filled]
    ends = [np.append(rows[1:, 0] == 1, True) for rows in marks]  # a word ends a sentence where the next one starts one
    found = iter(recognise(pipeline.recogniser, filled, ends, [rows[:, 1] != 0 for rows in marks]))
    return [next(found) if len(doc) else [] for doc in docs]


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
    # Half a surrogate pair, which the record refuses, cannot be written for spaCy; one character stays one.
    doc = pipeline.nlp.make_doc(_HALVES.sub("\ufffd", " ".join(map(_shown, passage))))
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


def _read(pipeline: Pipeline, passage: Sequence[Piece], doc: Doc, names: Sequence[Found]) -> Iterator[Parsed]:
    columns = doc.to_array([IDX, LENGTH, TAG, DEP, HEAD, IS_SPACE])
    bounds = _bounds(passage, columns[:, 0]) if len(doc) else [(0, 0)] * len(passage)
    at = 0
    for piece, (first, last) in zip(passage, bounds, strict=True):
        inside = [(start - first, end - first, label) for start, end, label in names if first <= start < last]
        yield _sentence(pipeline, piece, columns[first:last], at, inside)
        at += len(_shown(piece)) + 1


def _sentence(
    pipeline: Pipeline, piece: Piece, columns: np.ndarray[Any, Any], at: int, names: Sequence[Found]
) -> Parsed:
    """The rows of one sentence, which begins at character ``at`` of its passage, as columns relative to it."""
    text, clean, lemma = piece.clean.text, piece.clean, pipeline.lemma
    string = pipeline.nlp.vocab.strings.__getitem__
    heads = [i + step for i, step in enumerate(columns[:, 4].astype(np.int64).tolist())]
    sentence = Parsed(
        position=piece.position, paragraph=piece.paragraph, start=piece.start, kind=piece.kind, raw=piece.raw
    )
    place: dict[int, int] = {}  # row -> word: spaces are words to spaCy, not to us
    for i, (offset, length, tag_id, dep_id, _, blank) in enumerate(columns.tolist()):
        if blank:
            continue
        start = offset - at
        end = start + length
        raw_start, raw_end = _trimmed(piece.raw, clean.starts[start], clean.ends[end - 1])
        if raw_start >= raw_end:
            continue
        place[i] = len(place)
        word, tag, dep = text[start:end], string(tag_id), string(dep_id)
        lower = word.lower()
        pos = part_of_speech(tag, dep, lower)
        sentence.words.append(word)
        sentence.lower.append(lower)
        sentence.starts.append(raw_start)
        sentence.ends.append(raw_end)
        sentence.tags.append(tag)
        sentence.deps.append(dep)
        sentence.pos.append(pos)
        sentence.lemmas.append(lemma(word, pos, tag))
    if len(place) == len(heads):
        sentence.heads = heads
    else:
        sentence.heads = [_kept_head(i, heads, place) for i in place]
    for first, last, label in names:
        kept = [place[i] for i in range(first, min(last, len(heads))) if i in place]
        if kept:
            sentence.names.append(Name(first=kept[0], last=kept[-1] + 1, label=label))
    return sentence


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The raw span without the space that clean-up closed: "-" of "50 -day"."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _kept_head(row: int, heads: Sequence[int], place: Mapping[int, int]) -> int:
    head = heads[row]
    while head not in place:
        if not 0 <= head < len(heads) or heads[head] == head:
            return place[row]
        head = heads[head]
    return place[head]
