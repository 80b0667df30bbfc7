"""How an answer looks in a terminal. Everything quoted is put in as plain text: nothing in it is read as markup."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot import messages
from bot.answers import Answer, Citation, Entry, Status, day_shown, headed
from retrieval.types import Article, Hit, Mention, Precision

SAMPLE_COLLECTION = "sample"
NAMED = 5  # other outlets with the same text
_CONTROL = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}


def plain(text: str) -> str:
    """Text without control characters: an article must not be able to drive the reader's terminal."""
    return text.translate(_CONTROL)


def answer_view(answer: Answer, *, zone: ZoneInfo) -> RenderableType:
    """The answer in bold, its numbered citations under it; the nearest sentences when it is declined."""
    parts: list[RenderableType] = []
    if answer.remark:
        parts.append(Text(answer.remark, style="yellow" if answer.status is not Status.ANSWERED else ""))
    if answer.chart is not None:
        parts.append(Text(messages.bars(answer.chart.each, answer.chart.bars)))
    if answer.answer:
        parts.append(Text.assemble((plain(answer.answer), "bold green"), ("  ", ""), (_sureness(answer), "dim")))
    parts += [_entry(entry) for entry in headed(answer)]
    for choice in answer.choices:
        parts.append(Text.assemble("• ", (plain(choice.label), "bold"), "  ", plain(choice.question)))
    values = {entry.value for entry in headed(answer)}
    parts += [
        _citation(citation, zone=zone, quoted=citation.sentence.text not in values)
        for citation in answer.citations or answer.nearest
    ]
    return Panel(
        Group(*parts),
        title=Text(plain(answer.question), style="bold"),
        title_align="left",
        padding=(1, 2),
        expand=False,
    )


def _sureness(answer: Answer) -> str:
    return f"{min(answer.confidence, 0.99):.0%} sure"  # a probability rounded up to certainty would promise too much


def _entry(entry: Entry) -> RenderableType:
    """When and by whom in one line, the value with the numbers of its citations in the next."""
    head = [plain(part) for part in (day_shown(entry.when), entry.label) if part]
    said = plain(" ".join(entry.value.split()))
    who = f" – {plain(entry.speaker)}" if entry.speaker else ""
    numbers = f" [{', '.join(map(str, entry.citations))}]" if entry.citations else ""
    first = ("  ".join(head), "bold"), "\n" if head and said else ""
    line = Text.assemble(*first, said, (who, "italic"), (numbers, "dim"))
    return Padding(line, (0, 0, 1, 0))


def _citation(citation: Citation, *, zone: ZoneInfo, quoted: bool = True) -> RenderableType:
    """A sentence and where it is from; without the sentence where an entry has said it."""
    sentence, span = citation.sentence, citation.answer_span
    quote = Text(plain(sentence.text)) if span is None else Text.assemble(
        plain(sentence.text[: span.start]),
        (plain(sentence.text[span.start : span.end]), "bold green"),
        plain(sentence.text[span.end :]),
    )  # fmt: skip
    body = Group(
        *([quote] if quoted else []),
        *(
            Text.assemble(
                (plain(sentence.text[m.start : m.end]), "italic"),
                " is ",
                (plain(m.refers_to), "italic bold"),
                style="dim",
            )
            for m in _telling(citation)
        ),
        Text(attribution(sentence.article, zone=zone), style="cyan"),
        *_elsewhere(citation),
        Text(pointer(citation), style="dim"),
    )
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"{citation.n}.", style="bold"), body)
    return Padding(grid, (1 if quoted else 0, 0, 0, 0))


def _elsewhere(citation: Citation) -> list[RenderableType]:
    """The other outlets with the same sentence, the first of them by name."""
    others = citation.also_in
    if not others:
        return []
    names = ", ".join(plain(other.source or messages.UNNAMED_SOURCE) for other in others[:NAMED])
    more = ", ..." if len(others) > NAMED else ""
    return [Text(f"{messages.also_in(len(others))}: {names}{more}", style="dim")]


def _telling(citation: Citation) -> list[Mention]:
    shown: list[Mention] = []
    seen: set[tuple[str, str]] = set()
    for mention in citation.mentions:
        words = citation.sentence.text[mention.start : mention.end]
        if (words.lower(), mention.refers_to) not in seen and words != mention.refers_to:
            seen.add((words.lower(), mention.refers_to))
            shown.append(mention)
    return shown


def attribution(article: Article, *, zone: ZoneInfo) -> str:
    """Outlet, date and title; a sample article is labelled so."""
    label = (messages.SAMPLE,) if article.collection == SAMPLE_COLLECTION else ()
    source = plain(article.source or messages.UNNAMED_SOURCE)
    return " · ".join((source, dated(article.published_at, article.precision, zone=zone), plain(article.title), *label))


def dated(published: datetime | None, precision: Precision | None, *, zone: ZoneInfo) -> str:
    """The publication time as exactly as it is known: a day stays a day in every zone."""
    if published is None:
        return messages.UNDATED
    if precision is Precision.DAY:
        return f"{published.day} {published:%b %Y}"
    local = published.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M %Z}"


def pointer(citation: Citation) -> str:
    """How to see the sentence in its article: the id, the version and the offsets `onrecord article` prints."""
    sentence, article = citation.sentence, citation.sentence.article
    return f"onrecord article {article.key}  version {article.version}, characters {sentence.start}-{sentence.end}"


def hits_view(hits: Sequence[Hit], *, explain: bool, zone: ZoneInfo) -> RenderableType:
    """Ranked sentences; with ``explain`` each term's share of the score and where it matched."""
    table = Table(show_header=False, box=None, padding=(0, 1, 1, 1))
    for hit in hits:
        body: list[RenderableType] = [Text(plain(hit.sentence.text))]
        body.append(Text(attribution(hit.sentence.article, zone=zone), style="cyan"))
        if explain:
            shares = "  ".join(f"{share.term} ({share.origin.value}) {share.share:.2f}" for share in hit.terms)
            body.append(Text(shares, style="dim"))
        table.add_row(Text(f"{hit.rank}.", style="bold"), Text(f"{hit.score:.2f}", style="green"), Group(*body))
    return table
