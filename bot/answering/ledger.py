"""Quotations as a ledger: dated, newest first, each with its citations, a change of position marked."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot import messages
from bot.answering.spoken import Spoken
from bot.answers import Citation, Entry
from retrieval.speech import Polarity
from retrieval.text.tokens import content_terms
from retrieval.types import Precision, Sentence, Span

MOST_CITED = 12
ALIKE = 0.4  # share of terms from which two quotations are about one thing


def published(each: Spoken) -> float:
    published = each.quotation.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()


def newest_first(found: Sequence[Spoken]) -> list[Spoken]:
    return sorted(
        found,
        key=lambda e: (
            -published(e),
            e.quotation.sentence.sentence_id.rpartition(":")[0],
            e.quotation.sentence.start,
        ),
    )


def ledger(
    best: Spoken, listed: Sequence[Spoken], zone: ZoneInfo, *, speaker: bool = False
) -> tuple[tuple[Citation, ...], tuple[Entry, ...]]:
    """The citations, the answer's first, and a line for each quotation. ``speaker``: the first span is the name."""
    numbered: dict[str, Citation] = {}

    def cite(sentence: Sentence | None, span: Span | None, score: float) -> int | None:
        if sentence is None:
            return None
        if sentence.sentence_id not in numbered:
            if len(numbered) == MOST_CITED:
                return None
            n = len(numbered) + 1
            numbered[sentence.sentence_id] = Citation(n=n, sentence=sentence, answer_span=span, score=score)
        return numbered[sentence.sentence_id].n

    first = best.quotation
    cite(first.sentence, first.speaker_span if speaker else first.said, best.score)
    cite(best.named_in, None, 0.0)
    entries = []
    for at, each in enumerate(listed):
        n = cite(each.quotation.sentence, each.quotation.said, each.score)
        if n is None:
            continue
        named = cite(each.named_in, None, 0.0)
        entries.append(_entry(each, listed[at + 1 :], (n,) if named is None else (n, named), zone))
    return tuple(numbered.values()), tuple(entries)


def _entry(each: Spoken, earlier: Sequence[Spoken], cited: tuple[int, ...], zone: ZoneInfo) -> Entry:
    quotation = each.quotation
    label = messages.said_by(
        quotation.polarity.value, outlet=quotation.outlet, changed=any(_changed(each, other) for other in earlier)
    )
    return Entry(
        label=label,
        value=_shown(quotation.words),
        when=day_of(quotation.sentence, zone),
        speaker=quotation.speaker,
        citations=cited,
    )


def _shown(words: str) -> str:
    """What is said, without an opening mark that nothing closes."""
    return words[1:] if words[:1] in ("“", "«", "„") and not any(mark in words for mark in "”»") else words


def _changed(now: Spoken, before: Spoken) -> bool:
    """Whether somebody denies what they confirmed, or the other way round; or says what they would not."""
    one, other = now.quotation.polarity, before.quotation.polarity
    if published(now) == published(before) or (one is Polarity.DENIED) == (other is Polarity.DENIED):
        return False
    mine, theirs = set(content_terms(now.quotation.words)), set(content_terms(before.quotation.words))
    return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs) or 1)


def day_of(sentence: Sentence, zone: ZoneInfo) -> str | None:
    """The day of publication in the asker's zone, as YYYY-MM-DD."""
    article = sentence.article
    if article.published_at is None:
        return None
    day = article.precision is Precision.DAY
    return (article.published_at if day else article.published_at.astimezone(zone)).date().isoformat()
