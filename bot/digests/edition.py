"""From stories with their sentences to an edition: pure, and the same from the same record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.records import Candidate, Edition, Ground, Told
from bot.digests.schedule import day_of
from bot.digests.supporting import LOOKED_AT, Supported, Text, alike, supported
from bot.store.digests_table import Digest
from retrieval.dating import tells_of_old
from retrieval.novelty import Fact, Known, facts_of, novel
from retrieval.types import Sentence

BEHIND = 8  # stories behind *More*, at most
SAME = 0.8  # of the shorter sentence's words: then two sentences tell the same
_UPDATE_NEAR_TOP = 8  # what is new in a later article stands further down than its lead
_FACT, _MOST_FACTS = 0.15, 4  # by which a story weighs more for each number, speaker or quotation it brings


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A story with the sentences it may be told by: the beginnings of its fresh texts, newest first.

    ``before``: of one that was told, what its earlier articles say and what was quoted. ``nearest``: the sentence that
    comes nearest to a question among the digest's topics.
    """

    candidate: Candidate
    texts: tuple[Text, ...]
    before: tuple[Sentence, ...] = ()
    nearest: Sentence | None = None


def edition(
    digest: Digest, *, since: datetime, at: datetime, material: Sequence[Material], quoted: Sequence[str]
) -> Edition:
    """The stories that are told, the weightiest first. ``quoted``: the sentences the channel has read lately.

    A sentence that the channel has read is not quoted again, whichever story it is counted to, and no two stories of
    an edition say the same.
    """
    told: list[tuple[float, Told]] = []
    for one in material:
        found = _update(one) if one.candidate.update else _first_time(one, quoted)
        if found is not None:
            facts = found.new if found.update else facts_of(found.sentence)
            told.append((one.candidate.weight * (1 + _FACT * min(len(facts), _MOST_FACTS)), found))
    told.sort(key=lambda pair: (-pair[0], pair[1].story))
    chosen: list[Told] = []
    for _, found in told:
        if not any(_same(found, other) for other in chosen):
            chosen.append(found)
    return Edition(
        name=digest.name,
        day=day_of(digest, at),
        since=since,
        at=at,
        zone=digest.zone,
        topics=digest.topics,
        stories=tuple(chosen[: digest.length]),
        more=tuple(chosen[digest.length : digest.length + BEHIND]),
    )


def _first_time(one: Material, quoted: Sequence[str]) -> Told | None:
    if one.nearest is not None:
        best = Supported(sentence=one.nearest, supporters=1, kinship=0, place=0)
        ground = Ground.ASKED
    else:
        found = supported(one.texts, one.candidate.story.title)
        found = found or supported(one.texts, one.candidate.story.title, near_top=LOOKED_AT)
        if not found:
            return None
        best, ground = found[0], Ground.MOST if found[0].supporters > 1 else Ground.FIRST
    if any(alike(best.sentence.text, text) >= SAME for text in quoted):
        return None
    return _told(one, best, ground)


def _update(one: Material) -> Told | None:
    """What is new of a story that was told: a number, a speaker or a quotation; None when there is none."""
    before = Known(one.before)
    for found in supported(one.texts, one.candidate.story.title, near_top=_UPDATE_NEAR_TOP):
        if not facts_of(found.sentence) or tells_of_old(found.sentence):
            continue
        new = novel(found.sentence, before)
        if new and not any(alike(found.sentence.text, sentence.text) >= SAME for sentence in one.before):
            return _told(one, found, Ground.NEW, new)
    return None


def _told(one: Material, best: Supported, ground: Ground, new: tuple[Fact, ...] = ()) -> Told:
    candidate = one.candidate
    return Told(
        story=candidate.story.id,
        headline=candidate.story.title,
        sentence=best.sentence,
        ground=ground,
        supporters=best.supporters,
        texts=candidate.texts,
        outlets=candidate.outlets,
        update=ground is Ground.NEW,
        new=new,
        articles=tuple(sorted({article.key for article in candidate.story.articles})),
    )


def _same(one: Told, other: Told) -> bool:
    return alike(one.sentence.text, other.sentence.text) >= SAME or one.headline == other.headline
