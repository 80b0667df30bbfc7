"""Quotations that run over several sentences: whose words a sentence without an attribution goes on with."""

from collections.abc import Sequence

from retrieval.speech.marks import Marked
from retrieval.speech.quotation import Form, Polarity, Quotation
from retrieval.speech.surnames import fuller, people_in
from retrieval.speech.whom import about
from retrieval.types import Sentence, Span

_LEAD_IN = 12  # characters
_MOST = 0.8  # of a sentence's characters in the marks


def carried(
    run: Sequence[Sentence], stretches: Sequence[Marked], own: Sequence[tuple[Quotation, ...]]
) -> dict[int, Quotation]:
    """By place, whose words a sentence without an attribution of its own goes on with."""
    given: dict[int, Quotation] = {}
    for stretch in stretches:
        places = bare(run, stretch, own)
        if not places:
            continue
        source = _source(run, stretch, own, given)
        if source is not None:
            for place in places:
                given.setdefault(place, source)
    return given


def bare(run: Sequence[Sentence], stretch: Marked, own: Sequence[tuple[Quotation, ...]]) -> list[int]:
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
    return shared >= _MOST * len(sentence.text.strip()) - 2


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
