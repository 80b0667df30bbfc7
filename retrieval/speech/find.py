"""The quotations of sentences in order: attributed within a sentence first, then carried on from sentence to sentence."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from retrieval.speech.attributed import Claim, claims
from retrieval.speech.marks import Marked, marked
from retrieval.speech.quotation import Form, Polarity, Quotation
from retrieval.speech.whom import about, beside, body, fuller, own_subject, people_in, pronoun, role
from retrieval.types import Sentence, SentenceKind, Span

_LEAD_IN = 12  # characters


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
    given = _carried(run, stretches, own)
    people = people_in(run)
    quoted = {place for stretch in stretches for place in _bare(run, stretch, own)}
    for place, sentence in enumerate(run):
        spoken = [own[i] or ((given[i],) if i in given else ()) for i in range(place)]
        own[place] = tuple(_whole(q, c, run[:place], spoken, people, quoted) for q, c in zip(own[place], made[place], strict=True))
        if own[place]:
            given = _carried(run, stretches, own)
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
        name = fuller(who.name, people, recent)
        return replace(quotation, speaker=name if who.sure or " " in name else None)
    if who.open is None or quotation.form is Form.ACCORDING:
        return quotation
    if who.open in ("he", "she"):
        name = own_subject(quotation.sentence, who) or pronoun(who.open, run, spoken, quoted)
    elif who.person:
        name = role(run, spoken)
    else:
        name = body(run, spoken, often=who.open != "it")
    if name is None or (who.person and name != own_subject(quotation.sentence, who) and beside(name, quotation)):
        return quotation
    return replace(quotation, speaker=fuller(name, people, recent))


def _carried(
    run: Sequence[Sentence], stretches: Sequence[Marked], own: Sequence[tuple[Quotation, ...]]
) -> dict[int, Quotation]:
    """By place, whose words a sentence without an attribution of its own goes on with."""
    given: dict[int, Quotation] = {}
    for stretch in stretches:
        bare = _bare(run, stretch, own)
        if not bare:
            continue
        source = _source(run, stretch, own, given)
        if source is not None:
            for place in bare:
                given.setdefault(place, source)
    return given


def _bare(run: Sequence[Sentence], stretch: Marked, own: Sequence[tuple[Quotation, ...]]) -> list[int]:
    """The places of a stretch's sentences that have no attribution of their own."""
    before = stretch.start - run[stretch.first].start
    lead_in = run[stretch.first].text[:before].rstrip().endswith(",") and before <= _LEAD_IN  # "Rather, '...'"
    if before > 1 and not lead_in and not own[stretch.first]:
        return []  # words quoted inside the article's own sentence
    places = range(stretch.first, stretch.last + 1)
    return [place for place in places if not own[place] and _mostly(run[place], stretch)]


def _mostly(sentence: Sentence, stretch: Marked) -> bool:
    """Whether all but a few characters of the sentence are in the stretch."""
    shared = min(sentence.end, stretch.end) - max(sentence.start, stretch.start)
    return shared >= 0.8 * len(sentence.text.strip()) - 2


def _source(
    run: Sequence[Sentence],
    stretch: Marked,
    own: Sequence[tuple[Quotation, ...]],
    given: dict[int, Quotation],
) -> Quotation | None:
    """The attribution a quoted stretch has: behind its end, before its beginning, or in what it goes on from."""
    closing = [each for each in own[stretch.last] if each.form in (Form.DIRECT, Form.MIXED)]
    if closing and stretch.last > stretch.first:
        return closing[0]
    if stretch.last > stretch.first:
        for place in range(stretch.last, stretch.first - 1, -1):
            if own[place]:
                return own[place][-1]
    if stretch.first == 0:
        return None
    before = stretch.first - 1
    same = run[before].paragraph == run[stretch.first].paragraph
    if same and own[before]:
        return own[before][-1]
    if before in given:
        return given[before]
    if not same and own[before] and own[before][-1].form is not Form.ACCORDING:
        return own[before][-1]
    if same and before not in given and (name := about(run[before])) is not None:
        return _unattributed(run[before], fuller(name, people_in(run), ()))
    return None


def _unattributed(sentence: Sentence, name: str) -> Quotation:
    """Stands for the speaker of words that follow, without a verb of saying, a sentence about somebody."""
    return Quotation(
        sentence=sentence,
        said=Span(start=0, end=0),
        speaker=name,
        speaker_span=None,
        cue="",
        polarity=Polarity.SAID,
        form=Form.DIRECT,
    )
