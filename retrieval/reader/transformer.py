"""The transformer: how far each sentence answers a question, where in it, or that nothing in it does.

A MiniLM of six layers with 8-bit weights, run by onnxruntime on one thread; see docs/reader.md.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.passages import Laid, Passage, lay
from retrieval.types import Hit

PACKAGED = Path(__file__).parent / "model"
NETWORK, TOKENIZER, ABOUT = "model.onnx", "tokenizer.json", "about.json"
MOST_SPANS = 5  # of one sentence
SPAN_TOKENS = 24  # the longest span
EDGES = 12  # starts and ends that are paired
BATCH = 16
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
    """Judges passages in batches of like length. Safe to share between threads."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def judge(self, question: str, passages: Sequence[Passage]) -> tuple[Judgement, ...]:
        """One judgement a passage, in their order; the same whatever else is judged in the call, but for rounding."""
        laid = [lay(self._encode, question, passage) for passage in passages]
        order = sorted(range(len(laid)), key=lambda at: (len(laid[at].ids), at))
        found: dict[int, Judgement] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            relevance, start, end = self._session.run(None, _feed([laid[place] for place in batch]))
            for row, place in enumerate(batch):
                found[place] = _judgement(laid[place], float(relevance[row]), start[row], end[row])
        return tuple(found[at] for at in range(len(laid)))

    def _encode(self, text: str) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        whole = _LONE_SURROGATES.sub("\ufffd", text[:MOST_CHARACTERS])
        encoding = self._tokenizer.encode(whole, add_special_tokens=False)
        return encoding.ids, encoding.offsets


def _feed(laid: Sequence[Laid]) -> dict[str, NDArray[np.int64]]:
    """Padded token ids, 1 for tokens of the sentence and its break, 1 for tokens that are there."""
    shape = len(laid), max(len(each.ids) for each in laid)
    ids, kinds, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, each in enumerate(laid):
        ids[row, : len(each.ids)] = each.ids
        mask[row, : len(each.ids)] = 1
        kinds[row, each.first : each.first + len(each.offsets) + 1] = 1
    return {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask}


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
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        raw = {name: (folder / name).read_bytes() for name in (NETWORK, TOKENIZER)}
        damaged = [name for name in raw if hashlib.sha256(raw[name]).hexdigest() != about["sha256"][name]]
    except (OSError, ValueError, KeyError, TypeError) as cause:
        say(f"reader: the transformer's files cannot be read ({cause}); the rules read alone")
        return None
    if damaged:
        say(f"reader: {damaged[0]} is damaged, install the package again; the rules read alone")
        return None
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must stand before the import, which else writes files
    try:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(raw[NETWORK], options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(raw[TOKENIZER].decode("utf-8"))
    except Exception as cause:  # whatever a foreign library raises: the rules read without it
        say(f"reader: the transformer does not start ({type(cause).__name__}: {cause}); the rules read alone")
        return None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return TransformerReader(session, tokenizer)
