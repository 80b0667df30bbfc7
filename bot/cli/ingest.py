"""`onrecord ingest`: articles from files, folders and web addresses into the record."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from bot import messages
from bot.app import MAIN, App
from bot.cli.common import ANSWERED, BAD_INPUT, opened, stderr, stdout, steps
from bot.terminal import plain
from retrieval.errors import BadInput, BadRecord
from retrieval.types import Level

MANY = 5  # records left out, from which on they are counted by cause
MOST_CAUSES = 10
_NUMBER = re.compile(r"\d[\d,]*")


def add_to(app: typer.Typer) -> None:
    app.command(name="ingest")(ingest)


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL...",
            help="Files, folders (.txt .html .jsonl .jsonl.gz), or the addresses of pages and feeds.",
        ),
    ],
    collection: Annotated[str, typer.Option(help="The collection they belong to.")] = MAIN,
    light: Annotated[bool, typer.Option("--light", help="Analyse lightly: for large archives.")] = False,
    show: Annotated[bool, typer.Option("--progress/--no-progress", help="Show a progress bar.")] = True,
) -> int:
    """Read articles into the record. What is already there is left alone; what changed becomes a new version."""
    app = opened()
    errors = stderr()
    addresses = [path for path in paths if is_address(path)]
    rejected = sum(_read(app, address, collection) for address in addresses)
    files = [path for path in paths if not is_address(path)]
    if files:
        with steps(shown=show) as begin:
            level = Level.LIGHT if light else Level.FULL
            bar = begin("articles")
            report = app.ingest(files, collection=collection, level=level, on_progress=bar, steps=begin)
        for bad in report.bad:
            errors.print(str(bad))
        done = messages.ingested(report.new, report.changed, report.unchanged, report.copies, collection)
        stdout().print(done, markup=False)
        for cause, count in _causes(report.bad):
            errors.print(messages.rejected(count, cause))
        rejected += len(report.bad)
    if rejected:
        errors.print(messages.bad_records(rejected))
    return BAD_INPUT if rejected else ANSWERED


def is_address(given: str) -> bool:
    """Whether this is a web address, not a path."""
    return given.lower().startswith(("http://", "https://", "feed:"))


def _read(app: App, address: str, collection: str) -> int:
    """Reads the article, or the feed's articles, at an address; how many could not be had."""
    bad = 0
    try:
        for read in app.newsroom.read_all(address, collection=collection):
            if isinstance(read, BadInput):
                bad += 1
                stderr().print(str(read))
            else:
                when = messages.UNDATED if read.published_at is None else f"{read.published_at:%Y-%m-%d %H:%M} UTC"
                stdout().print(plain(messages.page_read(read, when)), markup=False)
    except BadInput as error:
        stderr().print(str(error))
        return bad + 1
    return bad


def _causes(bad: Sequence[BadRecord]) -> list[tuple[str, int]]:
    """Why records were left out, the commonest first, where there are so many that the lines above say little."""
    if len(bad) < MANY:
        return []
    return Counter(_NUMBER.sub("N", record.cause) for record in bad).most_common(MOST_CAUSES)
