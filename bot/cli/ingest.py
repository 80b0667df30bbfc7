"""`onrecord ingest`: articles from files and folders into the record."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from bot import messages
from bot.cli.common import ANSWERED, BAD_INPUT, opened, progress, stderr, stdout
from retrieval.errors import BadRecord
from retrieval.types import Level

DEFAULT_COLLECTION = "main"
MANY = 5  # records left out, from which on they are counted by cause
MOST_CAUSES = 10
_NUMBER = re.compile(r"\d[\d,]*")


def add_to(app: typer.Typer) -> None:
    app.command(name="ingest")(ingest)


def ingest(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders: .txt .html .jsonl .jsonl.gz")
    ],
    collection: Annotated[str, typer.Option(help="The collection they belong to.")] = DEFAULT_COLLECTION,
    light: Annotated[bool, typer.Option("--light", help="Analyse lightly: for large archives.")] = False,
    show: Annotated[bool, typer.Option("--progress/--no-progress", help="Show a progress bar.")] = True,
) -> int:
    """Read articles into the record. What is already there is left alone; what changed becomes a new version."""
    app = opened()
    errors = stderr()
    with progress("articles", shown=show) as bar:
        report = app.ingest(paths, collection=collection, level=Level.LIGHT if light else Level.FULL, on_progress=bar)
    for bad in report.bad:
        errors.print(str(bad))
    done = messages.ingested(report.new, report.changed, report.unchanged, report.copies, collection)
    stdout().print(done, markup=False)
    for cause, count in _causes(report.bad):
        errors.print(messages.rejected(count, cause))
    if report.bad:
        errors.print(messages.bad_records(len(report.bad)))
    return BAD_INPUT if report.bad else ANSWERED


def _causes(bad: Sequence[BadRecord]) -> list[tuple[str, int]]:
    """Why records were left out, the commonest first, where there are so many that the lines above say little."""
    if len(bad) < MANY:
        return []
    return Counter(_NUMBER.sub("N", record.cause) for record in bad).most_common(MOST_CAUSES)
