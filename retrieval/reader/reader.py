"""The first reader: candidate spans of the best hits, judged by rules and a small learnt scorer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.reader.confidence import THRESHOLD, Chosen, Stats, evidence
from retrieval.reader.features import FIT, describe, question_features
from retrieval.reader.fit import MISFIT
from retrieval.reader.match import Match, match
from retrieval.reader.question import Annotate, Asked, understand
from retrieval.reader.scorer import Floats, Forest, Weights, shipped
from retrieval.reader.spans.candidates import CORE, Proposal, propose
from retrieval.reader.spans.finished import finished, with_sign
from retrieval.reader.spans.units import with_unit
from retrieval.reader.tree import Tree, lay_out, top_of
from retrieval.reader.vetoes import unknown_names, vetoes
from retrieval.types import AnswerType, Hit, Mention, Query, Reading, Sentence, Span

SentenceAt = Callable[[str, str, int, int], Sentence | None]
Annotated = Callable[[Sequence[Hit]], Sequence[Hit]]

DEPTH = 12  # hits that are read
FIRST_TREES = 40
FINALISTS = 8  # spans of one sentence that all trees judge
PER_HIT = 2  # spans of one sentence that are handed on
_MEASURED = frozenset({AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_WEAK_OPENERS = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One hit laid out for reading, with its candidates."""

    hit: Hit
    tree: Tree
    proposals: list[Proposal]
    stands_for: dict[tuple[int, int], Mention]
    met: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReader:
    """Reads hits. ``annotate`` parses the question, ``sentence_at`` finds the sentence that names a person.

    ``annotated`` gives hits their annotations, where they have none yet.
    """

    annotate: Annotate
    sentence_at: SentenceAt
    weights: Weights
    annotated: Annotated = tuple
    stats: Stats | None = None  # None: nobody knows which names the record lacks
    threshold: float = THRESHOLD

    def read(self, query: Query, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        """Best first; ties by rank. Hits without annotation are passed over."""
        asked = understand(query, self.annotate)
        found = survey(asked, self.annotated(hits[:DEPTH]))
        chosen = choose(asked, found, self.weights)
        return self.readings(chosen, self.trust(asked, query, hits, found, chosen))

    def trust(
        self, asked: Asked, query: Query, hits: Sequence[Hit], found: Sequence[Scene], chosen: Sequence[Chosen]
    ) -> Floats:
        """The probability that each chosen span is right, vetoes included."""
        if not chosen:
            return np.zeros(0, dtype=np.float32)
        looked = [scene_of(scene) for scene in found]
        learnt = self.weights.trust.probability(evidence(asked, hits, looked, chosen))
        return learnt * self.vetoes(asked, query, found, chosen)

    def vetoes(self, asked: Asked, query: Query, found: Sequence[Scene], chosen: Sequence[Chosen]) -> Floats:
        """The factor that rules no score outweighs put on each chosen span."""
        looked = [scene_of(scene) for scene in found]
        unknown = self.stats is not None and unknown_names(asked, query, looked, self.stats)
        return vetoes(asked, looked, chosen, unknown)

    def readings(self, chosen: Sequence[Chosen], trust: Floats) -> tuple[Reading, ...]:
        """The chosen spans as readings, the most trusted first, each value of a sentence once."""
        chosen = [finished(pick) for pick in chosen]
        order = sorted(range(len(chosen)), key=lambda at: (-float(trust[at]), chosen[at].hit.rank, at))
        readings: list[Reading] = []
        seen = set()
        for at in order:
            pick = chosen[at]
            mark = (pick.hit.sentence.sentence_id, pick.value)
            if mark not in seen:
                seen.add(mark)
                readings.append(self._reading(pick, float(trust[at])))
        return tuple(readings)

    def _reading(self, pick: Chosen, confidence: float) -> Reading:
        support: tuple[Sentence, ...] = ()
        if pick.mention is not None:
            article = pick.hit.sentence.article
            named = self.sentence_at(article.collection, article.key, article.version, pick.mention.named_start)
            if named is not None and named.sentence_id != pick.hit.sentence.sentence_id:
                support = (named,)
        return Reading(
            hit=pick.hit,
            value=pick.value,
            span=pick.span,
            mention=pick.mention,
            confidence=confidence,
            bearing=confidence,
            support=support,
        )


def scene_of(scene: Scene) -> tuple[Hit, Tree, Match]:
    return scene.hit, scene.tree, scene.met


def survey(asked: Asked, hits: Sequence[Hit]) -> list[Scene]:
    """The hits that can be read, laid out."""
    found = []
    for hit in hits:
        sentence = hit.sentence
        if sentence.annotation is None or not sentence.annotation.tokens:
            continue
        tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
        proposals, stands_for = propose(tree)
        found.append(Scene(hit=hit, tree=tree, proposals=proposals, stands_for=stands_for, met=match(asked, tree)))
    return found


def rows_of(asked: Asked, found: Sequence[Scene]) -> Floats:
    """Features of every candidate of every scene, in order."""
    blocks = [describe(asked, s.tree, s.proposals, s.stands_for, s.met) for s in found]
    rows = np.concatenate(blocks)
    constant = np.array(question_features(asked), dtype=np.float32)
    return np.concatenate([rows, np.broadcast_to(constant, (len(rows), len(constant)))], axis=1)


def choose(asked: Asked, found: Sequence[Scene], weights: Weights) -> list[Chosen]:
    """The best spans of each scene; for a question that no span answers, the sentences themselves."""
    if not found:
        return []
    if asked.type is AnswerType.YES_NO:
        return [
            Chosen(hit=s.hit, scene=at, value=None, span=None, mention=None, margin=0.0, lead=0.0, fit=0.0)
            for at, s in enumerate(found)
        ]
    rows = rows_of(asked, found)
    if not len(rows):
        return []
    margins = _margins(rows, [len(scene.proposals) for scene in found], weights.spans)
    chosen: list[Chosen] = []
    start = 0
    for at, scene in enumerate(found):
        stop = start + len(scene.proposals)
        chosen.extend(_best(at, asked, scene, margins[start:stop], rows[start:stop]))
        start = stop
    return chosen


def _margins(rows: Floats, sizes: Sequence[int], forest: Forest) -> Floats:
    """The first trees judge every candidate, the rest only the best of each sentence: it is four times as fast."""
    margins = forest.margin(rows, 0, FIRST_TREES)
    start = 0
    kept = []
    for size in sizes:
        kept.append(start + np.argsort(-margins[start : start + size], kind="stable")[:FINALISTS])
        start += size
    finalists = np.concatenate(kept)
    late = forest.margin(rows[finalists], FIRST_TREES)
    out = margins - 20.0
    out[finalists] = margins[finalists] + late
    return out


def _best(at: int, asked: Asked, scene: Scene, margins: Floats, rows: Floats) -> list[Chosen]:
    order = np.argsort(-margins, kind="stable").tolist()
    if asked.type in (AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME, AnswerType.PERSON):
        order = [place for place in order if rows[place, FIT] > MISFIT]
    picked: list[tuple[int, int, int]] = []
    chosen: list[Chosen] = []
    for place in order:
        first, last, _, _ = scene.proposals[place]
        if any(first < b and a < last for a, b, _ in picked):
            continue
        picked.append((first, last, place))
        if len(picked) > PER_HIT:
            break
    for order_at, (first, last, place) in enumerate(picked[:PER_HIT]):
        rival = picked[1 - order_at] if len(picked) > 1 else None
        lead = float(margins[place] - margins[rival[2]]) if rival is not None else 3.0
        chosen.append(_chosen(at, asked, scene, first, last, float(margins[place]), lead, float(rows[place, FIT])))
    return chosen


def _chosen(
    at: int, asked: Asked, scene: Scene, first: int, last: int, margin: float, lead: float, fitting: float
) -> Chosen:
    tree = scene.tree
    mention = scene.stands_for.get((first, last))
    if mention is not None:
        span = Span(start=mention.start, end=mention.end)
        value = mention.refers_to
    else:
        first, last = whole(asked, scene, first, last)
        last = with_unit(asked, tree, last)
        if tree.words[first] in _WEAK_OPENERS and last - first > 1 and tree.pos[first] == "DET":
            first += 1
        span = with_sign(tree.text, tree.starts[first], tree.ends[last - 1])
        value = tree.text[span.start : span.end]
    return Chosen(
        hit=scene.hit, scene=at, value=value, span=span, mention=mention, margin=margin, lead=lead, fit=fitting
    )


def whole(asked: Asked, scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A modifier with the noun it modifies: "50 -day" is "50 -day deadline" to "what deadline", "breast" is a cancer.

    Numbers stay alone where a number is asked for, and so does what modifies a noun that the question gives.
    """
    tree, proposals = scene.tree, scene.proposals
    if asked.type in _MEASURED and asked.kind not in ("what", "which"):
        return first, last
    top = top_of(tree, first, last)
    noun = tree.heads[top]
    named = any(tree.labels[index] in _NAMES for index in range(first, last))
    if tree.dep[top] in ("compound", "amod", "nummod", "nmod") and last <= noun <= last + 2:
        focused = scene.met.focus[noun] >= 1.0 and not named
        given = scene.met.strength[noun].max(initial=0.0) > 0 or scene.met.focus[noun] > 0
        sort = asked.type in (AnswerType.THING, AnswerType.DEFINITION, AnswerType.STATEMENT)
        if (asked.kind in ("what", "which") and focused) or (sort and not named and not given):
            wider = [(a, b) for a, b, _, kind in proposals if kind == CORE and a <= first and b == noun + 1]
            return max(wider, default=(first, last))
    if asked.type is AnswerType.DEFINITION and last < len(tree) and tree.words[last] == "of":
        wider = [(a, b) for a, b, head, _ in proposals if head == top and a == first and last < b <= last + 6]
        return min(wider, default=(first, last))
    return first, last


def load_reader(
    *, annotate: Annotate, sentence_at: SentenceAt, annotated: Annotated = tuple, stats: Stats | None = None
) -> RuleReader:
    """The reader with the packaged weights."""
    weights = shipped()
    return RuleReader(annotate=annotate, sentence_at=sentence_at, weights=weights, annotated=annotated, stats=stats)
