"""A question whether something is so: the sentences that bear on it, and which way each does. The bot says neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot import messages
from bot.answering.fact import Looked, look, silent, told
from bot.answering.shape import Told
from bot.answering.tools import READ, Tools
from bot.answers import Answer, Citation, Entry, Status
from bot.intents import YesNoQuestion
from bot.questions import Question
from retrieval.reader.mentioned import vocabulary
from retrieval.reader.tree import lay_out
from retrieval.reader.whether.claims import Claim, claim_of
from retrieval.reader.whether.helpers import Way
from retrieval.reader.whether.polarity import Bearing, bears
from retrieval.types import Hit, Sentence

MOST = 6  # sentences that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A sentence and how it bears on the claim."""

    hit: Hit
    found: Bearing
    confidence: float  # of the reading of the sentence


def whether(tools: Tools, question: Question, text: str, intent: YesNoQuestion, as_of: datetime) -> Told:
    """Answered, with no words of the bot's own, when a sentence has the same deed of the same doer; else declined.

    A question without a deed to look for ("are the talks on?") is left to the fact path.
    """
    looked = look(tools, question, intent, as_of)
    claim = claim_of(intent.claim, tools.search.analyser.annotate)
    if claim is None or not looked.query.terms:
        return told(tools, text, intent, looked)
    found = _witnesses(tools, looked, claim)[:MOST]
    if not found:
        return silent(tools, text, intent, looked)
    answer = Answer(
        question=text,
        intent=intent.NAME,
        status=Status.ANSWERED,
        as_of=as_of,
        # the reader judges spans, and there is none here: that deed and doer are the same is what is trusted
        confidence=max(tools.reader.threshold, *(witness.confidence for witness in found)),
        citations=tuple(
            Citation(n=n, sentence=witness.hit.sentence, answer_span=witness.found.span, score=witness.hit.score)
            for n, witness in enumerate(found, start=1)
        ),
        entries=tuple(_entry(witness, n) for n, witness in enumerate(found, start=1)),
        remark=_remark(found),
    )
    return tools.told(answer, looked.query, looked.hits[:READ])


def _witnesses(tools: Tools, looked: Looked, claim: Claim) -> list[Witness]:
    """The sentences that bear on it, those that say yes or no before those that leave it open."""
    sure: dict[str, float] = {}
    for reading in looked.readings:
        sure.setdefault(reading.hit.sentence.sentence_id, reading.confidence)
    found = []
    for hit in tools.search.annotated(looked.hits[:READ]):
        sentence = hit.sentence
        if sentence.annotation is None:
            continue
        tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
        before = partial(_before, hit, looked.hits)
        bearing = bears(claim, tree, vocabulary(sentence.article.title), before)
        if bearing is not None:
            found.append(Witness(hit=hit, found=bearing, confidence=sure.get(sentence.sentence_id, 0.0)))
    return sorted(found, key=lambda witness: witness.found.way is Way.UNCLEAR)


def _before(hit: Hit, hits: Sequence[Hit]) -> frozenset[str]:
    """What the words that its article says before a hit match by, as far as they were found."""
    own = hit.sentence
    return vocabulary(own.article.title).union(
        *(
            vocabulary(other.sentence.text)
            for other in hits
            if other.sentence.start < own.start and other.sentence.article == own.article
        )
    )


def _entry(witness: Witness, n: int) -> Entry:
    sentence, span = witness.hit.sentence, witness.found.span
    published = sentence.article.published_at
    return Entry(
        label=witness.found.way.value,
        value=sentence.text[span.start : span.end],
        when=None if published is None else f"{published:%Y-%m-%d}",
        speaker=_speaker(sentence, witness.found),
        citations=(n,),
    )


def _speaker(sentence: Sentence, found: Bearing) -> str | None:
    """Who says so in the sentence, by the name a pronoun stands for; else its outlet."""
    if found.speaker is None:
        return sentence.article.source
    meant = (m.refers_to for m in sentence.mentions if m.start == found.speaker.start and m.end == found.speaker.end)
    return next(meant, sentence.text[found.speaker.start : found.speaker.end])


def _remark(found: Sequence[Witness]) -> str:
    ways = {witness.found.way for witness in found} - {Way.UNCLEAR}
    if not ways:
        return messages.SPEAKS_OPEN
    if len(ways) > 1:
        return messages.SPEAKS_BOTH
    return messages.SPEAKS_FOR if Way.YES in ways else messages.SPEAKS_AGAINST
