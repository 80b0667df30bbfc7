"""The quotations of sentences in order: attributed within a sentence first, then carried on to the next ones."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from retrieval.speech.attributed import claims
from retrieval.speech.carrying import bare, carried
from retrieval.speech.claim import Claim
from retrieval.speech.marks import Marked, marked
from retrieval.speech.naming import Speaker
from retrieval.speech.quotation import Form, Polarity, Quotation
from retrieval.speech.surnames import fuller, goes_on, people_in, spelled_out, stands_amid
from retrieval.speech.whom import beside, body, own_subject, pronoun, role
from retrieval.types import Sentence, SentenceKind, Span


def quotations(sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """What the sentences report somebody to have said, in their order; a sentence may report more than once.

    Sentences are annotated, and in the order of their version; where one is missing between two, nothing is carried
    over. Headlines report nothing.
    """
    found: list[Quotation] = []
    ordered = sorted(sentences, key=lambda s: (s.article.collection, s.article.key, s.article.version, s.start))
    for _, group in groupby(ordered, key=lambda s: (s.article.collection, s.article.key, s.article.version)):
        run: list[Sentence] = []
        for sentence in group:
            if sentence.kind is SentenceKind.HEADLINE:
                continue
            if run and sentence.position != run[-1].position + 1:
                found += _of_run(run)
                run = []
            run.append(sentence)
        found += _of_run(run)
    return tuple(found)


def _of_run(run: Sequence[Sentence]) -> Iterator[Quotation]:
    """The quotations of sentences that follow one another."""
    stretches = marked(run)
    by_place: dict[int, list[Marked]] = defaultdict(list)
    for stretch in stretches:
        for place in range(stretch.first, stretch.last + 1):
            by_place[place].append(stretch)
    made: list[tuple[Claim, ...]] = []
    for place, sentence in enumerate(run):
        inside = _within(sentence, [stretch for stretch in by_place[place] if stretch.closed])
        unclosed = [stretch.start - sentence.start for stretch in by_place[place] if not stretch.closed]
        made.append(claims(sentence, inside, unclosed[0] if unclosed else None))
    own: list[tuple[Quotation, ...]] = [tuple(_quotation(s, c) for c in m) for s, m in zip(run, made, strict=True)]
    given = carried(run, stretches, own)
    people = people_in(run)
    quoted = {place for stretch in stretches for place in bare(run, stretch, own)}
    for place in range(len(run)):
        spoken = [own[i] or ((given[i],) if i in given else ()) for i in range(place)]
        own[place] = tuple(
            _whole(q, c, run[:place], spoken, people, quoted) for q, c in zip(own[place], made[place], strict=True)
        )
        if own[place]:
            given = carried(run, stretches, own)
    for place, sentence in enumerate(run):
        if own[place]:
            yield from own[place]
        elif (source := given.get(place)) is not None:
            yield Quotation(
                sentence=sentence,
                said=Span(start=0, end=len(sentence.text)),
                speaker=source.speaker,
                speaker_span=None,
                cue="",
                polarity=Polarity.SAID,
                form=Form.DIRECT,
                outlet=source.outlet,
                attributed=source.attributed or source.sentence,
            )


def _within(sentence: Sentence, stretches: Sequence[Marked]) -> tuple[Span, ...]:
    """The quoted parts of a sentence, relative to it."""
    return tuple(
        Span(start=max(0, s.start - sentence.start), end=min(len(sentence.text), s.end - sentence.start))
        for s in stretches
    )


def _quotation(sentence: Sentence, claim: Claim) -> Quotation:
    return Quotation(
        sentence=sentence,
        said=claim.said,
        speaker=claim.speaker.name if claim.speaker is not None else None,
        speaker_span=claim.speaker.span if claim.speaker is not None else None,
        cue=claim.cue,
        polarity=claim.polarity,
        form=claim.form,
        outlet=claim.outlet,
    )


def _whole(
    quotation: Quotation,
    claim: Claim,
    run: Sequence[Sentence],
    spoken: Sequence[tuple[Quotation, ...]],
    people: Sequence[str],
    quoted: Container[int],
) -> Quotation:
    """The quotation with its speaker's fullest name, where the sentences before tell."""
    who = claim.speaker
    if who is None:
        return quotation
    recent = [each.speaker for earlier in spoken for each in earlier if each.speaker is not None]
    if who.name is not None:
        written = quotation.sentence.text[who.span.start : who.span.end]
        full = goes_on(written, recent) or fuller(who.name, people, recent)
        if " " not in full:
            full = spelled_out(full, run, person=who.person)
        known = who.sure or " " in full or stands_amid(full, run)
        return replace(quotation, speaker=full if known else None)
    if who.open is None or quotation.form is Form.ACCORDING:
        return quotation
    own = own_subject(quotation.sentence, who)
    meant = own or _meant(who, run, spoken, quoted)
    if meant is None or (who.person and meant != own and beside(meant, quotation)):
        return quotation
    return replace(quotation, speaker=fuller(meant, people, recent))


def _meant(
    who: Speaker, run: Sequence[Sentence], spoken: Sequence[tuple[Quotation, ...]], quoted: Container[int]
) -> str | None:
    """Whom a pronoun or a role stands for, by the sentences before."""
    if who.open in ("he", "she"):
        return pronoun(who.open, run, spoken, quoted)
    return (
        role(run, spoken)
        if who.person
        else body(run, spoken, often=who.open != "it", word=who.open.split()[-1] if who.open else None)
    )
