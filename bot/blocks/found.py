"""What was found as blocks: the answer, its chart, its entries, choices and citations, and the same in plain words."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from bot import messages
from bot.answers import Answer, Choice, Citation, Entry, Status, day_shown, headed
from bot.blocks import dates, escape, limits, parts, quotes
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.records import Block, Corrected, Held, Message
from bot.links import Links

_HERE = {  # what the terminal says, in words for Slack
    messages.NOTHING_NEAR: messages.NOTHING_NEAR_HERE,
    messages.NO_ARTICLES: messages.NO_ARTICLES_HERE,
    messages.NEAREST: messages.NEAREST_HERE,
}
Corrections = Mapping[int, Corrected]  # by the number of the citation
UNCHANGED: Corrections = MappingProxyType({})
_LONGEST_ANSWER = 1_000  # an answer is a span of a sentence, which is no longer


def found_message(
    answer: Answer,
    answer_id: str,
    links: Links,
    held: Held,
    before: list[Block],
    after: list[Block],
    corrections: Corrections = UNCHANGED,
) -> Message:
    """What was found between what comes before and after it; what does not fit is left out whole, and counted."""
    head = [*before, *_opening(answer, corrections), *_chart(answer, links)]
    entries = headed(answer)
    whole = {c.sentence.text: c for c in reversed(answer.citations) if corrections.get(c.n) is None}
    found = [_entry(entry, corrections, whole.get(entry.value), links) for entry in entries]
    found += [_choice(choice, n, answer_id) for n, choice in enumerate(answer.choices, start=1)]
    stand = {whole[entry.value].n for entry in entries if entry.value in whole}
    cited = [citation for citation in answer.citations or answer.nearest if citation.n not in stand]
    found += [quotes.cited(citation, links, corrections.get(citation.n)) for citation in cited]
    if answer.status is Status.DECLINED or answer.intent in {"search", "latest"}:
        after = [_searched(held, answer.as_of), *after]
    blocks = limits.in_message(head, found, after, note=lambda left: parts.small(messages.left_out(left)))
    return Message(text=_fallback(answer, held), blocks=blocks)


def _opening(answer: Answer, corrections: Corrections) -> list[Block]:
    said = _said(answer)
    strike = any(_undone(answer, citation, corrections.get(citation.n)) for citation in answer.citations)
    opening = [parts.rich(parts.section(parts.text(said, bold=True, strike=strike)))] if said else []
    words = remark(answer)
    return [*opening, parts.says(words)] if words else opening


def _chart(answer: Answer, links: Links) -> list[Block]:
    """The answer's chart as a picture with its numbers in words, or as bars where Slack could not fetch one."""
    chart = answer.chart
    if chart is None:
        return []
    if links.picture is None:
        return [parts.says(messages.bars(chart.each, chart.bars))]
    sums = [(chart.day(place), n) for place, n in enumerate(chart.sums)]
    peaks = [(peak.day, peak.texts, peak.story) for peak in chart.peaks]
    told = messages.chart_told(chart.topic, chart.each, sums, chart.last, peaks)
    return [parts.picture(links.picture(chart), told)]


def _undone(answer: Answer, citation: Citation, corrected: Corrected | None) -> bool:
    """Whether the sentence that the answer was read in no longer bears it out."""
    if corrected is None or citation.answer_span is None:
        return False
    return not _still(answer.answer or "", corrected)


def _still(value: str, corrected: Corrected) -> bool:
    """Whether a value stands in the sentence as it is now."""
    return not corrected.struck or (corrected.sentence is not None and value in corrected.sentence.text)


def _said(answer: Answer) -> str:
    return escape.shortened(escape.one_line(answer.answer or ""), _LONGEST_ANSWER)


def remark(answer: Answer) -> str:
    """The bot's own words before what was found."""
    if answer.remark:
        for elsewhere, here in _HERE.items():  # notes on what was made of the question may stand before it
            if answer.remark.endswith(elsewhere):
                return answer.remark.removesuffix(elsewhere) + here
        return answer.remark
    match answer.status:
        case Status.AMBIGUOUS:
            return messages.READINGS
        case Status.DECLINED:
            return messages.NEAREST_HERE if answer.nearest else messages.NOTHING_NEAR_HERE
        case Status.ANSWERED:
            return {"search": messages.FOUND, "latest": messages.NEWEST}.get(answer.intent, "")
    assert_never(answer.status)


def _entry(
    entry: Entry, corrections: Corrections, whole: Citation | None = None, links: Links | None = None
) -> list[Block]:
    """One line: when, label, value, who says so, and the numbers of its citations; the value struck when none of those
    bears it out any more.

    ``whole`` is the citation whose sentence is the value: it is quoted here with its origin under it, and only here.
    """
    now = [corrections.get(n) for n in entry.citations]
    strike = bool(now) and all(each is not None and not _still(entry.value, each) for each in now)
    elements = [parts.text(f"{escape.plain(day_shown(entry.when) or '', 60)}  ")] if entry.when else []
    if label := escape.one_line(entry.label):
        elements.append(parts.text(escape.shortened(label, 150), bold=True))
        elements.append(parts.text("  "))
    link = None if whole is None or links is None else links.to(whole.sentence)
    value = escape.shortened(escape.one_line(entry.value), _LONGEST_ANSWER)
    if whole is not None:
        elements += quotes.quote(whole.sentence, link=link)
    elif value or not label:
        elements.append(parts.text(value or "–", strike=strike))
    if entry.speaker:
        elements.append(parts.text(f" – {escape.plain(entry.speaker, 100)}"))
    if entry.citations:
        elements.append(parts.text(" [" + ", ".join(map(str, entry.citations)) + "]"))
    line = parts.rich(parts.bulleted([elements]))
    return [line] if whole is None else [line, quotes.origin(whole.sentence, link, also_in=len(whole.also_in))]


def _choice(choice: Choice, n: int, answer_id: str) -> list[Block]:
    """A reading with a button that asks just that."""
    text = f"{escape.one_line(choice.label)}: {escape.one_line(choice.question)}"
    pressed = button(messages.CHOOSE, Action.CHOOSE, ButtonValue(answer_id=answer_id, n=n))
    return [{"type": "section", "text": parts.plain_text(text, 500), "accessory": pressed}]


def _searched(held: Held, now: datetime) -> Block:
    return parts.small(messages.searched(held.articles, held.sources, dates.days(held, now=now)))


def _fallback(answer: Answer, held: Held) -> str:
    """What a notification or a screen reader says: the answer and its first sentence, whole or not at all."""
    lines = [_said(answer), remark(answer).replace("`", "")]
    lines += [f"{entry.label}: {entry.value}" if entry.label else entry.value for entry in answer.entries[:3]]
    lines += [choice.label for choice in answer.choices]
    lines += [_spoken(citation) for citation in (answer.citations or answer.nearest)[:1]]
    if answer.status is Status.DECLINED:
        lines.append(messages.searched(held.articles, held.sources, dates.days(held, now=answer.as_of)))
    fallback = ""
    for line in filter(None, map(escape.mrkdwn, lines)):
        longer = f"{fallback} – {line}" if fallback else line
        if len(longer) <= limits.FALLBACK_CHARACTERS:
            fallback = longer
    return fallback or messages.HELP_TITLE


def _spoken(citation: Citation) -> str:
    article = citation.sentence.article
    source = article.source or messages.UNNAMED_SOURCE
    return f"“{citation.sentence.text}” ({source}, {dates.published_plain(article)})"
