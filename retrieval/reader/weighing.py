"""What describes a span that is to be judged, and how that is weighed: the transformer's evidence and the rules'."""

import json
import math
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np

from retrieval.reader.confidence import Chosen
from retrieval.reader.reader import Scene
from retrieval.reader.scorer import Floats, Logistic
from retrieval.reader.transformer import Judgement
from retrieval.text.tokens import tokenise
from retrieval.types import Hit, Query, Span

FEATURES = (
    "answers", "behind most relevant", "share", "belief", "agreement", "size", "likely", "touching",
    "words", "parts", "verbs", "asked", "fit", "margin",
)  # fmt: skip
SMALL, LARGE = 1.0, 6.0  # log10 of a collection's sentences: between these its size counts
SAME = 0.7  # of two spans' joint length: as much as they share when they are one answer


def weigh(
    query: Query,
    hits: Sequence[Hit],
    judged: Sequence[Judgement],
    scenes: Sequence[Scene],
    places: Sequence[int],
    chosen: Sequence[Chosen],
    sentences: int,
) -> Floats:
    """One row of `FEATURES` for each span that was chosen; there must be one.

    ``judged`` are of the ``hits``; ``places`` say where among them each scene stands; ``sentences``: how many were
    searched.
    """
    beliefs, shares = log_shares([hit.relevance for hit in hits]), log_shares([each.relevance for each in judged])
    most = max(judgement.relevance for judgement in judged)
    size = min(max(math.log10(max(sentences, 1)), SMALL), LARGE)
    voices = [_words(hit, judgement) for hit, judgement in zip(hits, judged, strict=True)]
    terms = frozenset(tokenise(query.text))
    rows = []
    for pick in chosen:
        place = places[pick.scene]
        judgement = judged[place]
        said = frozenset((pick.value or "").lower().split())
        agreeing = sum(
            bool(voice) and (voice <= said or said <= voice) for at, voice in enumerate(voices) if said and at != place
        )
        rows.append(
            [
                -_clipped(judgement.no_answer),
                max(judgement.relevance - most, -8.0),
                shares[place],
                beliefs[place],
                math.log1p(agreeing),
                size,
                *_among_spans(pick.span, judgement),
                *_shape(pick.span, scenes[pick.scene], terms),
                pick.fit,
                pick.margin,
            ]
        )
    return np.array(rows, dtype=np.float32)


def _among_spans(span: Span | None, judgement: Judgement) -> tuple[float, float]:
    """Of the likelihood of the transformer's spans: the share of those that say the same, of those that touch it."""
    if span is None or not judgement.spans:
        return 0.0, 0.0
    logits = np.array([scored.logit for scored in judgement.spans])
    likely = np.exp(logits - logits.max())
    likely /= likely.sum()
    shared = [min(span.end, scored.end) - max(span.start, scored.start) for scored in judgement.spans]
    joint = [max(span.end, scored.end) - min(span.start, scored.start) for scored in judgement.spans]
    same = [at for at in range(len(shared)) if shared[at] > SAME * joint[at]]
    touching = [at for at in range(len(shared)) if shared[at] > 0]
    return float(likely[same].sum()), float(likely[touching].sum())


def _shape(span: Span | None, scene: Scene, terms: frozenset[str]) -> tuple[float, float, float, float]:
    """The logarithm of its words; into how many more parts than one the parse cuts it; its verbs; the share of its
    terms that the question has."""
    tree = scene.tree
    if span is None:
        return 0.0, 0.0, 0.0, 0.0
    inside = tree.inside(span.start, span.end)
    if not inside:
        return 0.0, 0.0, 0.0, 0.0
    parts = sum(tree.heads[at] == at or not inside[0] <= tree.heads[at] <= inside[-1] for at in inside)
    verbs = sum(tree.pos[at] in ("VERB", "AUX") for at in inside)
    own = frozenset(tokenise(tree.text[span.start : span.end]))
    return math.log(len(inside)), parts - 1.0, float(verbs), len(own & terms) / max(len(own), 1)


def _words(hit: Hit, judgement: Judgement) -> frozenset[str]:
    if not judgement.spans or judgement.no_answer > 0:
        return frozenset()
    first = judgement.spans[0]
    return frozenset(hit.sentence.text[first.start : first.end].lower().split())


def log_shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    whole = math.log(sum(math.exp(score - top) for score in scores)) + top
    return [max(score - whole, -8.0) for score in scores]


def _clipped(value: float) -> float:
    return min(max(value, -8.0), 8.0)


def load_weighing() -> tuple[Logistic, float]:
    """The packaged weights of `FEATURES`, and the threshold chosen with them."""
    stored = json.loads(files("retrieval.reader").joinpath("judged.json").read_text(encoding="utf-8"))
    return weighing_of(stored), float(stored["threshold"])


def weighing_of(stored: dict[str, Any]) -> Logistic:
    """A model from its JSON form. Raises ValueError when it was learnt from other features."""
    if tuple(stored["features"]) != FEATURES:
        raise ValueError("judged.json was learnt from other features; train it again")
    columns = {name: np.array(stored[name], dtype=np.float32) for name in ("mean", "scale", "weight")}
    return Logistic(**columns, bias=float(stored["bias"]))
