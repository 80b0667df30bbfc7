"""Stories as entries of an answer: each with one sentence, verbatim, and how widely it is told."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot import messages
from bot.answers import Answer, Citation, Entry, Status
from retrieval.store.record import Record
from retrieval.stories import Stories, Story, told_at
from retrieval.text.tokens import content_terms
from retrieval.types import Article, Hit, Precision, Sentence, SentenceKind

SHOWN = 6  # stories in an answer
_READ, _OPENING = 4, 5  # articles of a story whose first sentences are read, and how many
_POINTS = re.compile(  # to another piece: "Related: ..."
    r"\W*(?:related|more|read more|see also|watch|opinion|fact check|live updates?|photos?|graphics)[^.:]{0,30}:",
    re.I,
)
SHORTEST, _LONGEST = 40, 400  # characters of a sentence that tells a story


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story with the sentence that stands for it; ``score`` is BM25, 0 where nothing was searched."""

    story: Story
    sentence: Sentence
    score: float = 0.0


def answered(
    text: str, intent: str, as_of: datetime, lines: Sequence[Line], *, zone: tzinfo, words: str | None
) -> Answer:
    """An answer with an entry and a citation for each story, in their order."""
    return Answer(
        question=text,
        intent=intent,
        status=Status.ANSWERED,
        as_of=as_of,
        confidence=1.0,
        remark=words,
        citations=tuple(
            Citation(n=n, sentence=line.sentence, answer_span=None, score=line.score)
            for n, line in enumerate(lines, start=1)
        ),
        entries=tuple(
            Entry(
                label=label(line.story),
                value=line.sentence.text,
                when=day(line.sentence.article, zone),
                citations=(n,),
            )
            for n, line in enumerate(lines, start=1)
        ),
    )


def label(story: Story) -> str:
    """A story's title, and how widely it is told."""
    return f"{' '.join(story.title.split())} ({messages.told_by(story.outlets, story.texts)})"


def day(article: Article, zone: tzinfo) -> str | None:
    """The day an article was published, in the asker's zone where its hour is known; None when undated."""
    if article.published_at is None:
        return None
    known = article.precision is not Precision.DAY
    return (article.published_at.astimezone(zone) if known else article.published_at).date().isoformat()


def telling(stories: Stories, record: Record, story: Story) -> Sentence | None:
    """The sentence near the beginning of the story's texts that says most of what they share; None when none is read.

    One article of each text is read, those published first before others.
    """
    unique = dict(zip(story.groups, story.articles, strict=True))
    first = sorted(unique.values(), key=lambda article: (told_at(article), article.key))
    opening = [sentence for article in first[:_READ] for sentence in _opening(record, article)]
    return _nearest(stories, story, opening)


def telling_of(
    stories: Stories, record: Record, story: Story, hits: Sequence[Hit], terms: Collection[str]
) -> tuple[Sentence, float]:
    """The sentence that says most of a story among those that have the words asked for, and its score.

    ``hits`` are not empty: one of them, or a sentence near the beginning of the article of the best.
    """
    best = max(hits, key=lambda hit: (hit.score, -hit.rank))
    had = {share.term for share in best.terms} & set(terms)
    named = [hit.sentence for hit in hits if {share.term for share in hit.terms} >= had]
    named += [s for s in _opening(record, best.sentence.article) if had <= set(content_terms(s.text))]
    found = _nearest(stories, story, named) or best.sentence
    return found, next((hit.score for hit in hits if hit.sentence.sentence_id == found.sentence_id), best.score)


def _nearest(stories: Stories, story: Story, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence of a readable length that says most of what a story's articles share; None when none says any."""
    fitting = [s for s in sentences if SHORTEST <= len(s.text) <= _LONGEST and not _POINTS.match(s.text)]
    near = stories.nearness(story, [sentence.text for sentence in fitting])
    best = max(range(len(fitting)), key=lambda at: (near[at], -at), default=None)
    return fitting[best] if best is not None and near[best] > 0 else None


def _opening(record: Record, article: Article) -> tuple[Sentence, ...]:
    first = record.first_sentence(article.collection, article.key, article.version)
    if first is None:
        return ()
    found = (first, *record.neighbours(first, 0, _OPENING))
    return tuple(sentence for sentence in found if sentence.kind is SentenceKind.BODY)
