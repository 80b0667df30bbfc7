"""What an article says cannot drive the terminal it is shown in."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.answers import Answer, Citation, Entry, Status
from bot.terminal import answer_view, dated
from retrieval.types import Article, Level, Precision, Sentence, SentenceKind, Span

NOW = datetime(2026, 2, 3, 23, 30, tzinfo=UTC)


def _answer(text: str, title: str) -> Answer:
    article = Article(
        key="a", collection="main", title=title, source="Post", url=None, published_at=NOW,
        precision=Precision.MINUTE, version=1, fetched_at=NOW,
    )  # fmt: skip
    sentence = Sentence(
        sentence_id="main/a:1:0", article=article, position=0, paragraph=0, start=0, end=len(text), text=text,
        kind=SentenceKind.BODY, level=Level.FULL,
    )  # fmt: skip
    citation = Citation(n=1, sentence=sentence, answer_span=Span(start=0, end=4), score=1.0)
    return Answer(
        question="q", intent="fact", status=Status.ANSWERED, as_of=NOW, answer=text[:4], citations=(citation,)
    )


def test_markup_and_escapes_in_an_article_are_plain_text() -> None:
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=False, highlight=False, emoji=False)
    console.print(
        answer_view(_answer("[red]bold[/red] :smile: \x1b[2J\x9b31m end", "T[/]itle\x07"), zone=ZoneInfo("UTC"))
    )
    shown = out.getvalue()
    assert "[red]bold[/red] :smile: [2J31m end" in shown
    assert "T[/]itle" in shown
    assert not {"\x1b", "\x9b", "\x07"} & set(shown)


def test_what_the_answer_says_is_not_said_again_by_its_only_entry() -> None:
    answer = _answer("Rain fell.", "Weather")
    once = replace(
        answer, entries=(Entry(label="said", value=answer.answer or "", speaker="Ida Brand", citations=(1,)),)
    )
    out = io.StringIO()
    Console(file=out, width=100).print(answer_view(once, zone=ZoneInfo("UTC")))
    shown = out.getvalue()
    assert shown.count("Rain") == 2  # the answer, and the sentence that it is quoted from
    assert "said – Ida Brand [1]" in shown


def test_a_day_stays_a_day_in_every_zone() -> None:
    day = datetime(2026, 2, 3, tzinfo=UTC)
    for zone in ("Pacific/Honolulu", "Asia/Tokyo"):
        assert dated(day, Precision.DAY, zone=ZoneInfo(zone)) == "3 Feb 2026"
    assert dated(NOW, Precision.MINUTE, zone=ZoneInfo("Europe/Kyiv")) == "4 Feb 2026, 01:30 EET"
    assert dated(None, None, zone=ZoneInfo("UTC")) == "undated"
