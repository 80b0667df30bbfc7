"""The transformer: how far each sentence answers a question, where in it, or that nothing in it does.

A MiniLM of twelve layers with 8-bit weights, run by onnxruntime; see docs/reader.md.
"""

import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.network import PACKAGED, Unusable, opened
from retrieval.reader.passages import Laid, Passage, lay
from retrieval.types import Hit

OUTPUTS = ("relevance", "start", "end")
MOST_SPANS = 5  # of one sentence
SPAN_TOKENS = 24  # the longest span
EDGES = 12  # starts and ends that are paired
MOST_THREADS = 4
MOST_CHARACTERS = 4000  # of any text that is given to the tokenizer

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A possible answer: half-open offsets in the passage's text; the logit compares within one judgement only."""

    start: int
    end: int
    logit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``relevance``: log-odds that the sentence answers; ``no_answer``: log-odds that no span of it does.

    ``spans``: at most `MOST_SPANS`, the best first, all different; none for a text without words.
    """

    relevance: float
    no_answer: float
    spans: tuple[Scored, ...]


class Judge(Protocol):
    def judge(self, question: str, passages: Sequence[Passage]) -> tuple[Judgement, ...]: ...


class TransformerReader:
    """Judges each passage by itself, so that what it says never depends on the company. Safe to share between threads.

    ``threads`` passages at once, each by one thread of onnxruntime: a question that is alone has all cores, and many
    questions share them.
    """

    def __init__(self, session: Any, tokenizer: Any, *, threads: int = 1) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="transformer")

    def judge(self, question: str, passages: Sequence[Passage]) -> tuple[Judgement, ...]:
        """One judgement a passage, in their order; the longest is begun first, so that threads end together."""
        begun = {
            at: self._pool.submit(self._judged, question, passages[at])
            for at in sorted(range(len(passages)), key=lambda at: -len(passages[at].text))
        }
        return tuple(begun[at].result() for at in range(len(passages)))

    def _judged(self, question: str, passage: Passage) -> Judgement:
        laid = lay(self._encode, question, passage)
        relevance, start, end = self._session.run(OUTPUTS, _feed(laid))
        return _judgement(laid, float(relevance[0]), start[0], end[0])

    def _encode(self, text: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        whole = _LONE_SURROGATES.sub("\ufffd", text[:MOST_CHARACTERS])
        encoding = self._tokenizer.encode(whole, add_special_tokens=False)
        return encoding.ids, encoding.offsets


def _feed(laid: Laid) -> dict[str, NDArray[np.int64]]:
    """One row each of token ids, and of 1 for tokens of the sentence and its break."""
    ids = np.array([laid.ids], dtype=np.int64)
    kinds = np.zeros_like(ids)
    kinds[0, laid.first : laid.first + len(laid.offsets) + 1] = 1
    return {"input_ids": ids, "token_type_ids": kinds}


def _judgement(laid: Laid, relevance: float, start: Floats, end: Floats) -> Judgement:
    """Spans are pairs of a start and an end token; the start mark's own scores mean that there is none."""
    count = len(laid.offsets)
    if not count:
        return Judgement(relevance=relevance, no_answer=0.0, spans=())
    starts, ends = (np.asarray(scores[laid.first : laid.first + count], dtype=np.float64) for scores in (start, end))
    scores = starts[:, None] + ends[None, :]
    places = np.arange(count)
    reach = places[None, :] - places[:, None]
    allowed = (reach >= 0) & (reach < SPAN_TOKENS)
    none = float(start[0]) + float(end[0]) - float(np.logaddexp.reduce(scores[allowed]))
    scores = np.where(allowed, scores, -np.inf)
    spans: dict[tuple[int, int], float] = {}
    for flat in np.argsort(-scores, axis=None, kind="stable")[: EDGES * EDGES]:
        first, last = divmod(int(flat), count)
        if len(spans) == MOST_SPANS or not allowed[first, last]:
            break
        where = laid.offsets[first][0], laid.offsets[last][1]
        if where[0] < where[1]:
            spans.setdefault(where, float(scores[first, last]))
    return Judgement(
        relevance=relevance,
        no_answer=none,
        spans=tuple(Scored(start=a, end=b, logit=logit) for (a, b), logit in spans.items()),
    )


def passage_of(hit: Hit, before: str = "") -> Passage:
    """A hit as the transformer reads it; ``before`` is the sentence before it."""
    sentence = hit.sentence
    names = tuple(
        (sentence.text[mention.start : mention.end], mention.refers_to)
        for mention in sentence.mentions
        if sentence.text[mention.start : mention.end] != mention.refers_to
    )
    return Passage(text=sentence.text, title=sentence.article.title, before=before, names=names)


def load_transformer(folder: Path = PACKAGED, *, say: Callable[[str], None]) -> TransformerReader | None:
    """The transformer with the weights in ``folder``; None, and one line said, when it cannot be used."""
    try:
        network = opened(folder)
    except Unusable as cause:
        say(f"reader: {cause}; the rules read alone")
        return None
    return TransformerReader(network.session, network.tokenizer, threads=min(MOST_THREADS, os.cpu_count() or 1))
