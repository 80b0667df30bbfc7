"""`onrecord collections` and `forget`: what is kept, and for how long."""

from typing import Annotated

import typer

from bot import messages
from bot.cli.common import ANSWERED, opened, stdout
from bot.store.forgetting import forget_person
from retrieval.errors import BadInput


def add_to(app: typer.Typer) -> None:
    for command in (collections, forget):
        app.command(name=command.__name__)(command)


def collections(
    name: Annotated[str | None, typer.Argument(help="The collection to change.", show_default=False)] = None,
    keep_days: Annotated[
        int | None, typer.Option(min=1, help="Articles go so many days after they came in.", show_default=False)
    ] = None,
    keep_forever: Annotated[bool, typer.Option("--keep-forever", help="Articles stay.")] = False,
) -> int:
    """List the collections, or set how long the articles of one stay."""
    changes = (keep_days is not None) + keep_forever
    if (name is None) != (changes == 0) or changes > 1:
        raise BadInput(
            "collections",
            "it takes a name with --keep-days N or --keep-forever, or nothing at all",
            "try: onrecord collections main --keep-days 365",
        )
    app = opened()
    if name is not None:
        app.retention.keep(name, keep_days)
    for kept in app.retention.collections():
        if name in (None, kept.collection):
            articles = app.record.summary([kept.collection]).articles
            copies = app.copies.count([kept.collection])
            stdout().print(messages.kept(kept.collection, articles, copies, kept.keep_days), markup=False)
    return ANSWERED


def forget(
    user: Annotated[str, typer.Argument(metavar="USER", help="The person's Slack id, such as U0123ABCD.")],
) -> int:
    """Remove what a person asked, in every workspace: the words, and that it was them."""
    person = user.strip().strip("<@>").partition("|")[0]
    if not person.isalnum():
        raise BadInput(f"{user!r}", "it is no Slack user id", "take it from the person's profile, Copy member ID")
    app = opened()
    gone = forget_person(app.record.engine, person, now=app.clock())
    stdout().print(messages.forgotten(person, gone.questions, gone.feedback), markup=False)
    return ANSWERED
