"""The rules and the transformer read together: spans of both, weighed by one small logistic model.

The rules propose spans, know answer types, names and mentions, and their vetoes hold; how good a span is, the
transformer says, which knows paraphrase.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from retrieval.reader.bridging import bridged
from retrieval.reader.confidence import Chosen, Stats
from retrieval.reader.passages import Passage
from retrieval.reader.question import Annotate, Asked, understand
from retrieval.reader.reader import Annotated, RuleReader, Scene, SentenceAt, choose, load_reader, survey
from retrieval.reader.scorer import Floats, Logistic
from retrieval.reader.spans.adding import added, core
from retrieval.reader.spans.completed import completed
from retrieval.reader.transformer import Judge, Judgement, load_transformer, passage_of
from retrieval.reader.weighing import load_weighing, log_shares, weigh
from retrieval.recent import Recent
from retrieval.types import Hit, Query, Reading, Surroundings

Around = Callable[[Sequence[Hit]], Sequence[Surroundings]]

FIRST, DEPTH = 4, 12  # hits that are read; the rest of them only where none of the first surely answers
LAID_OUT = 6  # of them, the most relevant: their spans are looked at
SURE = 3.0  # log-odds: from here on a sentence surely answers
MAY = -3.5  # from here on it may: what is below says something else in other words
RELEVANCE = 0.5  # how much a sentence's log-share of relevance counts beside the log-odds of its best reading


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
        return log_shares([judgement.relevance for judgement in self.judged])


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReader:
    """Reads as the rules do, with the transformer's judgement of each sentence; thread-safe."""

    rules: RuleReader
    judge: Judge
    around: Around
    trust: Logistic
    threshold: float
    recent: Recent[tuple[str, Passage], Judgement] = field(default_factory=Recent, repr=False, compare=False)

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
        scenes = [looked.scenes[pick.scene] for pick in both]
        cut = [completed(asked, scene.tree, core(asked, scene, pick)) for scene, pick in zip(scenes, both, strict=True)]
        relevance = dict(zip((hit.sentence.sentence_id for hit in looked.hits), looked.shares, strict=True))
        return tuple(
            replace(
                reading,
                bearing=_log_odds(reading.confidence) + RELEVANCE * relevance[reading.hit.sentence.sentence_id],
            )
            for reading in self.rules.readings(cut, trust)
        )

    def look(self, asked: Asked, query: Query, hits: Sequence[Hit]) -> Looked:
        """The first hits judged, and where none of them surely answers, more of them; the most relevant laid out, and
        judged again in their own words.
        """
        seen, judged = hits[:FIRST], self._judged(query, hits[:FIRST])
        if not any(judgement.relevance >= SURE for judgement in judged):
            seen, judged = hits[:DEPTH], judged + self._judged(query, hits[FIRST:DEPTH])
        best = sorted(range(len(seen)), key=lambda at: (-judged[at].relevance, at))[:LAID_OUT]
        known = {seen[at].sentence.sentence_id: at for at in sorted(best)}
        scenes = survey(asked, self.rules.annotated([seen[at] for at in known.values()]))
        places = tuple(known[scene.hit.sentence.sentence_id] for scene in scenes)
        again = list(judged)
        for scene, at in zip(scenes, places, strict=True):
            again[at] = self._in_its_words(asked, query, scene, judged[at])
        return Looked(hits=tuple(seen), judged=tuple(again), scenes=tuple(scenes), places=places)

    def _in_its_words(self, asked: Asked, query: Query, scene: Scene, judgement: Judgement) -> Judgement:
        """A sentence that may answer, asked in its own words where it has others; the surer judgement of the two."""
        said = bridged(asked, scene.tree) if MAY < judgement.relevance < SURE else None
        if said is None:
            return judgement
        (other,) = self._judged(replace(query, text=query.text.replace(asked.tree.text, said, 1)), [scene.hit])
        return max(judgement, other, key=lambda each: each.relevance)

    def _judged(self, query: Query, hits: Sequence[Hit]) -> tuple[Judgement, ...]:
        """What the transformer says of each sentence, read with the one before it."""
        if not hits:
            return ()
        passages = [passage_of(hit, beside.before) for hit, beside in zip(hits, self.around(hits), strict=True)]

        def judge(missing: Sequence[tuple[str, Passage]]) -> Sequence[Judgement]:
            return self.judge.judge(query.text, [passage for _, passage in missing])

        return self.recent.all([(query.text, passage) for passage in passages], judge)

    def weigh(self, query: Query, looked: Looked, both: Sequence[Chosen]) -> Floats:
        """One row of `FEATURES` for each span."""
        stats = self.rules.stats
        sentences = 0 if stats is None else stats((), query.collections).sentences
        return weigh(query, looked.hits, looked.judged, looked.scenes, looked.places, both, sentences)


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


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
