"""The rules and the transformer read together: spans of both, weighed by one small logistic model.

The rules propose spans, know answer types, names and mentions, and their vetoes hold; how good a span is, the
transformer says, which knows paraphrase.
"""

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import numpy as np

from retrieval.reader.confidence import Chosen, Stats
from retrieval.reader.question import Annotate, Asked, understand
from retrieval.reader.reader import Annotated, RuleReader, Scene, SentenceAt, choose, load_reader, survey, whole
from retrieval.reader.scorer import Floats, Logistic
from retrieval.reader.transformer import Judge, Judgement, load_transformer, passage_of
from retrieval.reader.tree import top_of
from retrieval.types import AnswerType, Hit, Query, Reading, Span, Surroundings

Around = Callable[[Sequence[Hit]], Sequence[Surroundings]]

FEATURES = ("span", "answers", "relevance", "behind most relevant", "share", "belief", "agreement", "size")
FIRST, DEPTH = 8, 20  # hits that are read; the rest of them only where none of the first seems to answer
LAID_OUT = 8  # of them, the most relevant: their spans are looked at
SURE = 0.0  # log-odds: from here on a sentence seems to answer
ADDED = 3  # spans of one sentence that the transformer adds to those of the rules
RELEVANCE = 0.5  # how much a sentence's log-share of relevance counts beside the log-odds of its best reading
SMALL, LARGE = 1.0, 6.0  # log10 of a collection's sentences: between these its size counts
FAR = -8.0  # the logit, behind the best, of a span that the transformer does not have among its best
_OPENERS = ("the ", "a ", "an ")
_HYPHENED = re.compile("\\w\\s?[-\u2010\u2011]\\s?\\w+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The hits that were read, with what the transformer says of each; ``scenes`` are the best, laid out.

    ``places`` say where among the hits each scene stands.
    """

    hits: tuple[Hit, ...]
    judged: tuple[Judgement, ...]
    scenes: tuple[Scene, ...]
    places: tuple[int, ...]

    @property
    def of_scenes(self) -> tuple[Judgement, ...]:
        return tuple(self.judged[place] for place in self.places)

    @property
    def shares(self) -> list[float]:
        """The logarithm of each hit's share of the relevance."""
        return _log_shares([judgement.relevance for judgement in self.judged])


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReader:
    """Reads as the rules do, with the transformer's judgement of each sentence; thread-safe."""

    rules: RuleReader
    judge: Judge
    around: Around
    trust: Logistic
    threshold: float

    def read(self, query: Query, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Best first; ties by rank. Hits that cannot be annotated are passed over."""
        asked = understand(query, self.rules.annotate)
        looked = self.look(asked, query, hits)
        chosen = choose(asked, looked.scenes, self.rules.weights)
        both = [*chosen, *added(asked, looked.scenes, chosen, looked.of_scenes)]
        if not both:
            return ()
        rows = self.weigh(query, looked, both)
        trust = self.trust.probability(rows) * self.rules.vetoes(asked, query, looked.scenes, both)
        relevance = dict(zip((hit.sentence.sentence_id for hit in looked.hits), looked.shares, strict=True))
        return tuple(
            replace(
                reading,
                bearing=_log_odds(reading.confidence) + RELEVANCE * relevance[reading.hit.sentence.sentence_id],
            )
            for reading in self.rules.readings(both, trust)
        )

    def look(self, asked: Asked, query: Query, hits: Sequence[Hit]) -> Looked:
        """The first hits judged, and where none of them seems to answer, more of them; the best laid out."""
        seen, judged = hits[:FIRST], self._judged(query, hits[:FIRST])
        if not any(judgement.relevance >= SURE for judgement in judged):
            seen, judged = hits[:DEPTH], judged + self._judged(query, hits[FIRST:DEPTH])
        best = sorted(range(len(seen)), key=lambda at: (-judged[at].relevance, at))[:LAID_OUT]
        places = {seen[at].sentence.sentence_id: at for at in sorted(best)}
        scenes = survey(asked, self.rules.annotated([seen[at] for at in places.values()]))
        return Looked(
            hits=tuple(seen),
            judged=judged,
            scenes=tuple(scenes),
            places=tuple(places[scene.hit.sentence.sentence_id] for scene in scenes),
        )

    def _judged(self, query: Query, hits: Sequence[Hit]) -> tuple[Judgement, ...]:
        """What the transformer says of each sentence, read with the one before it."""
        if not hits:
            return ()
        passages = [passage_of(hit, beside.before) for hit, beside in zip(hits, self.around(hits), strict=True)]
        return self.judge.judge(query.text, passages)

    def weigh(self, query: Query, looked: Looked, both: Sequence[Chosen]) -> Floats:
        """One row of `FEATURES` for each span."""
        beliefs = _log_shares([hit.relevance for hit in looked.hits])
        most = max(judgement.relevance for judgement in looked.judged)
        size = self._size(query)
        voices = [_words(hit, judgement) for hit, judgement in zip(looked.hits, looked.judged, strict=True)]
        rows = []
        for pick in both:
            place = looked.places[pick.scene]
            judgement = looked.judged[place]
            said = frozenset((pick.value or "").lower().split())
            agreeing = sum(
                bool(voice) and (voice <= said or said <= voice)
                for at, voice in enumerate(voices)
                if said and at != place
            )
            rows.append(
                [
                    _gap(pick.span, judgement),
                    -_clipped(judgement.no_answer),
                    _clipped(judgement.relevance),
                    max(judgement.relevance - most, -8.0),
                    looked.shares[place],
                    beliefs[place],
                    math.log1p(agreeing),
                    size,
                ]
            )
        return np.array(rows, dtype=np.float32)

    def _size(self, query: Query) -> float:
        """How much there is that could answer by mistake: log10 of the sentences searched; `SMALL` where unknown."""
        stats = self.rules.stats
        sentences = 0 if stats is None else stats((), query.collections).sentences
        return min(max(math.log10(max(sentences, 1)), SMALL), LARGE)


def added(asked: Asked, found: Sequence[Scene], chosen: Sequence[Chosen], judged: Sequence[Judgement]) -> list[Chosen]:
    """The transformer's best spans that the rules have not chosen themselves."""
    if asked.type is AnswerType.YES_NO:
        return []
    known = {(pick.scene, pick.span.start, pick.span.end) for pick in chosen if pick.span is not None}
    out = []
    for at, (scene, judgement) in enumerate(zip(found, judged, strict=True)):
        for scored in judgement.spans[:ADDED]:
            span = _trimmed(scene.tree.text, scored.start, scored.end)
            if span is None:
                continue
            meant = (m for m in scene.stands_for.values() if (m.start, m.end) == (span.start, span.end))
            mention = next(meant, None)
            span = span if mention is not None else _widened(asked, scene, span)
            if (at, span.start, span.end) in known:
                continue
            known.add((at, span.start, span.end))
            value = scene.tree.text[span.start : span.end] if mention is None else mention.refers_to
            out.append(
                Chosen(hit=scene.hit, scene=at, value=value, span=span, mention=mention, margin=0.0, lead=0.0, fit=0.0)
            )
    return out


def _widened(asked: Asked, scene: Scene, span: Span) -> Span:
    """A hyphened modifier with the noun asked for ("what deadline") that it modifies: "50-day deadline"; else as is."""
    tree = scene.tree
    inside = [at for at in range(len(tree)) if tree.starts[at] < span.end and span.start < tree.ends[at]]
    if not inside or not _HYPHENED.search(tree.text[span.start : span.end]):
        return span
    if scene.met.focus[tree.heads[top_of(tree, inside[0], inside[-1] + 1)]] < 1.0:
        return span
    first, last = whole(asked, scene, inside[0], inside[-1] + 1)
    return _trimmed(tree.text, tree.starts[first], tree.ends[last - 1]) or span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span in whole words, without an article before it and without punctuation or space around it."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
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


def _words(hit: Hit, judgement: Judgement) -> frozenset[str]:
    if not judgement.spans or judgement.no_answer > 0:
        return frozenset()
    first = judgement.spans[0]
    return frozenset(hit.sentence.text[first.start : first.end].lower().split())


def _log_shares(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    whole = math.log(sum(math.exp(score - top) for score in scores)) + top
    return [max(score - whole, -8.0) for score in scores]


def _clipped(value: float) -> float:
    return min(max(value, -8.0), 8.0)


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
    *,
    annotate: Annotate,
    sentence_at: SentenceAt,
    around: Around,
    stats: Stats | None,
    say: Callable[[str], None],
    annotated: Annotated = tuple,
) -> RuleReader | JudgedReader:
    """The rules with the transformer; without it, and that is said in one line, when its files cannot be used."""
    rules = load_reader(annotate=annotate, sentence_at=sentence_at, annotated=annotated, stats=stats)
    judge = load_transformer(say=say)
    if judge is None:
        return rules
    trust, threshold = load_weighing()
    return JudgedReader(rules=rules, judge=judge, around=around, trust=trust, threshold=threshold)
