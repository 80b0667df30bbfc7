"""The rules and the transformer read together: spans of both, weighed by one small logistic model.

The rules know answer types, names and mentions; the transformer knows paraphrase. The rules' vetoes hold over both.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import numpy as np

from retrieval.reader.confidence import Chosen, Stats
from retrieval.reader.question import Annotate, Asked, understand
from retrieval.reader.reader import RuleReader, Scene, SentenceAt, choose, load_reader, survey
from retrieval.reader.scorer import Floats, Logistic
from retrieval.reader.transformer import Judge, Judgement, load_transformer, passage_of
from retrieval.types import AnswerType, Hit, Query, Reading, Span, Surroundings

Around = Callable[[Sequence[Hit]], Sequence[Surroundings]]

FEATURES = (
    "trust", "by the rules", "span", "answers", "relevance", "behind most relevant", "share", "belief", "agreement",
    "fit", "no span",
)  # fmt: skip
ADDED = 3  # spans of one sentence that the transformer adds to those of the rules
RELEVANCE = 0.5  # how much a sentence's log-share of relevance counts beside the log-odds of its best reading
FAR = -8.0  # the logit, behind the best, of a span that the transformer does not have among its best
_OPENERS = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReader:
    """Reads as the rules do, with the transformer's judgement of each sentence; thread-safe."""

    rules: RuleReader
    judge: Judge
    around: Around
    trust: Logistic
    threshold: float

    def read(self, query: Query, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Best first; ties by rank. Hits without annotation are passed over."""
        asked = understand(query, self.rules.annotate)
        found = survey(asked, hits)
        if not found:
            return ()
        judged = self.judged(query, found)
        chosen = choose(asked, found, self.rules.weights)
        both = [*chosen, *added(asked, found, chosen, judged)]
        if not both:
            return ()
        rows = self.weigh(asked, query, hits, found, chosen, both, judged)
        trust = self.trust.probability(rows) * self.rules.vetoes(asked, query, found, both)
        shares = _log_shares([judgement.relevance for judgement in judged])
        relevance = {scene.hit.sentence.sentence_id: share for scene, share in zip(found, shares, strict=True)}
        return tuple(
            replace(
                reading,
                bearing=_log_odds(reading.confidence) + RELEVANCE * relevance[reading.hit.sentence.sentence_id],
            )
            for reading in self.rules.readings(both, trust)
        )

    def judged(self, query: Query, found: Sequence[Scene]) -> tuple[Judgement, ...]:
        """What the transformer says of each sentence, read with the one before it."""
        hits = [scene.hit for scene in found]
        passages = [passage_of(hit, beside.before) for hit, beside in zip(hits, self.around(hits), strict=True)]
        return self.judge.judge(query.text, passages)

    def weigh(
        self,
        asked: Asked,
        query: Query,
        hits: Sequence[Hit],
        found: Sequence[Scene],
        chosen: Sequence[Chosen],
        both: Sequence[Chosen],
        judged: Sequence[Judgement],
    ) -> Floats:
        """One row of `FEATURES` for each of ``both``, which begins with the spans the rules have ``chosen``."""
        trusted = self.rules.trust(asked, query, hits, found, chosen)
        best_of_scene: dict[int, float] = {}
        for pick, trust in zip(chosen, trusted, strict=True):
            best_of_scene[pick.scene] = max(best_of_scene.get(pick.scene, 0.0), float(trust))
        shares = _log_shares([judgement.relevance for judgement in judged])
        beliefs = _log_shares([scene.hit.relevance for scene in found])
        most = max(judgement.relevance for judgement in judged)
        voices = [_words(scene, judgement) for scene, judgement in zip(found, judged, strict=True)]
        rows = []
        for at, pick in enumerate(both):
            judgement = judged[pick.scene]
            own = at < len(chosen)
            trust = float(trusted[at]) if own else best_of_scene.get(pick.scene, 0.0)
            said = frozenset((pick.value or "").lower().split())
            agreeing = sum(
                bool(voice) and (voice <= said or said <= voice)
                for scene, voice in enumerate(voices)
                if said and scene != pick.scene
            )
            rows.append(
                [
                    _logit(trust),
                    float(own),
                    _gap(pick.span, judgement),
                    -_clipped(judgement.no_answer),
                    _clipped(judgement.relevance),
                    max(judgement.relevance - most, -8.0),
                    shares[pick.scene],
                    beliefs[pick.scene],
                    math.log1p(agreeing),
                    pick.fit,
                    float(pick.span is None),
                ]
            )
        return np.array(rows, dtype=np.float32)


def added(asked: Asked, found: Sequence[Scene], chosen: Sequence[Chosen], judged: Sequence[Judgement]) -> list[Chosen]:
    """The transformer's best spans that the rules have not chosen themselves."""
    if asked.type is AnswerType.YES_NO:
        return []
    known = {(pick.scene, pick.span.start, pick.span.end) for pick in chosen if pick.span is not None}
    out = []
    for at, (scene, judgement) in enumerate(zip(found, judged, strict=True)):
        for scored in judgement.spans[:ADDED]:
            span = _trimmed(scene.tree.text, scored.start, scored.end)
            if span is None or (at, span.start, span.end) in known:
                continue
            known.add((at, span.start, span.end))
            meant = (m for m in scene.stands_for.values() if (m.start, m.end) == (span.start, span.end))
            mention = next(meant, None)
            value = scene.tree.text[span.start : span.end] if mention is None else mention.refers_to
            out.append(
                Chosen(hit=scene.hit, scene=at, value=value, span=span, mention=mention, margin=0.0, lead=0.0, fit=0.0)
            )
    return out


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without an article before it and without punctuation or space around it."""
    while start < end and not text[start].isalnum() and text[start] not in '$£€¥“"‘(':
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in '%”"’)':
        end -= 1
    for opener in _OPENERS:
        if text[start:end].startswith(opener) and end - start > len(opener):
            start += len(opener)
            break
    return Span(start=start, end=end) if start < end else None


def _gap(span: Span | None, judgement: Judgement) -> float:
    """How far behind the transformer's best span this one is; the nearest of its spans counts when they overlap."""
    if span is None or not judgement.spans:
        return 0.0 if span is None else FAR
    best = judgement.spans[0].logit
    out = FAR
    for scored in judgement.spans:
        shared = min(span.end, scored.end) - max(span.start, scored.start)
        if shared > 0:
            whole = max(span.end, scored.end) - min(span.start, scored.start)
            out = max(out, scored.logit - best - 3.0 * (1.0 - shared / whole))
    return max(out, FAR)


def _words(scene: Scene, judgement: Judgement) -> frozenset[str]:
    if not judgement.spans or judgement.no_answer > 0:
        return frozenset()
    first = judgement.spans[0]
    return frozenset(scene.tree.text[first.start : first.end].lower().split())


def _log_shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    whole = math.log(sum(math.exp(score - top) for score in scores)) + top
    return [max(score - whole, -8.0) for score in scores]


def _clipped(value: float) -> float:
    return min(max(value, -8.0), 8.0)


def _logit(probability: float) -> float:
    return _log_odds(min(max(probability, 0.0025), 0.9975))


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


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


def load_best_reader(
    *, annotate: Annotate, sentence_at: SentenceAt, around: Around, stats: Stats | None, say: Callable[[str], None]
) -> RuleReader | JudgedReader:
    """The rules with the transformer; without it, and that is said in one line, when its files cannot be used."""
    rules = load_reader(annotate=annotate, sentence_at=sentence_at, stats=stats)
    judge = load_transformer(say=say)
    if judge is None:
        return rules
    trust, threshold = load_weighing()
    return JudgedReader(rules=rules, judge=judge, around=around, trust=trust, threshold=threshold)
