"""`onrecord ask`: a question, or a file of them, answered in the terminal or as JSON."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import messages
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.cli.common import ANSWERED, BAD_INPUT, DECLINED, opened, print_json, progress, stderr, stdout
from bot.questions import Question
from bot.terminal import answer_view
from bot.times import parse_time
from retrieval.errors import BadInput, OnRecordError


def add_to(app: typer.Typer) -> None:
    app.command(name="ask")(ask)


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.", show_default=False)] = None,
    batch: Annotated[
        Path | None, typer.Option(help="A JSONL file of questions: id, question, optional as_of.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_of: Annotated[str | None, typer.Option(help="Answer as if it were this time.", show_default=False)] = None,
    source: Annotated[str | None, typer.Option(help="Only this outlet.", show_default=False)] = None,
    since: Annotated[str | None, typer.Option(help="Only articles from this day on.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Only articles up to this day.", show_default=False)] = None,
) -> int:
    """Answer a question with cited sentences."""
    if (question is None) == (batch is None):
        raise BadInput("ask", "it takes a question or --batch FILE, one of them", 'try: onrecord ask "who is Umerov?"')
    lines = None if batch is None else _lines(batch)
    app = opened()
    with progress("sample articles") as bar:
        filled = app.fill_sample(bar)
    if filled:
        stderr().print(messages.sample_notice(filled), style="dim")
    limits = _limits(app, as_of=as_of, source=source, since=since, until=until)
    if lines is not None:
        return _batch(app, lines, limits)
    started = time.perf_counter()
    answer = app.answer(replace(limits, text=question or ""))
    took_ms = (time.perf_counter() - started) * 1000
    if as_json:
        print_json(answer_json(answer, took_ms=took_ms))
    else:
        stdout().print(answer_view(answer, zone=app.settings.zone))
    return ANSWERED if answer.status is Status.ANSWERED else DECLINED


def _limits(app: App, *, as_of: str | None, source: str | None, since: str | None, until: str | None) -> Question:
    def moment(text: str | None, option: str, *, end_of_day: bool) -> Any:
        if text is None:
            return None
        return parse_time(text, zone=app.settings.zone, now=app.clock(), option=option, end_of_day=end_of_day)

    limits = Question(
        text="",
        collections=app.collections(),
        as_of=moment(as_of, "--as-of", end_of_day=True),
        since=moment(since, "--since", end_of_day=False),
        until=moment(until, "--until", end_of_day=True),
        sources=() if source is None else (_outlet(app, source),),
    )
    if limits.since and limits.until and limits.since > limits.until:
        raise BadInput(f"--since {since!r}", f"it is later than --until {until!r}", "swap them")
    return limits


def _outlet(app: App, name: str) -> str:
    """The outlet as the record spells it."""
    known = app.record.sources(app.collections())
    for source in known:
        if source.casefold() == name.strip().casefold():
            return source
    listed = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
    raise BadInput(
        f"source {name!r}", "no article is from it", f"choose one of: {listed}" if known else "leave --source out"
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        return enumerate(path.read_bytes().split(b"\n"), start=1)
    except OSError as error:
        raise BadInput(f"{path}", error.strerror or "it cannot be read", "name a JSONL file of questions") from error


def _batch(app: App, lines: Iterator[tuple[int, bytes]], limits: Question) -> int:
    """Answers every line in order; a bad one prints its error and the rest goes on."""
    bad = False
    for number, line in lines:
        if not line.strip():
            continue
        record: Any = None
        started = time.perf_counter()
        try:
            record = _record(line)
            answer = _answer_line(app, record, limits)
            identity = record.get("id")
            print_json(answer_json(answer, took_ms=(time.perf_counter() - started) * 1000, id=identity))
        except OnRecordError as error:
            bad = True
            print_json(
                {"id": record.get("id") if isinstance(record, dict) else None, "error": f"line {number}, {error}"}
            )
    sys.stdout.flush()
    return BAD_INPUT if bad else ANSWERED


def _record(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("text", "it is not JSON", 'write {"id": ..., "question": "..."}') from error


def _answer_line(app: App, record: Any, limits: Question) -> Answer:
    text = record.get("question") if isinstance(record, dict) else None
    if not isinstance(text, str):
        raise BadInput("question", "it is missing or not text", 'write {"id": ..., "question": "..."}')
    as_of = record.get("as_of")
    if as_of is not None:
        if not isinstance(as_of, str):
            raise BadInput(f"as_of {as_of!r}", "it is not text", "write 2025-07-20 or 2025-07-20T08:30Z")
        zone, now = app.settings.zone, app.clock()
        limits = replace(limits, as_of=parse_time(as_of, zone=zone, now=now, option="as_of", end_of_day=True))
    return app.answer(replace(limits, text=text))
