"""`onrecord digest`: an edition of a channel's digest in the terminal, or posted now."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import messages
from bot.app import SAMPLE, App
from bot.cli.common import ANSWERED, UNEXPECTED, opened, stderr, steps
from bot.digests.view import edition_text
from bot.store.channels import Channels
from bot.store.digests import Digests
from bot.store.digests_table import Digest
from bot.store.workspaces import Workspaces
from bot.times import parse_time
from retrieval.errors import BadInput, Unknown
from retrieval.store.schema import LOCAL_WORKSPACE


def add_to(app: typer.Typer) -> None:
    app.command(name="digest")(digest)


def digest(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel's id or name, or a person's id.")],
    name: Annotated[str | None, typer.Option(help="Which of the channel's digests.", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the edition; post and keep nothing.")] = False,
    at: Annotated[str | None, typer.Option(help="As of this time, in the digest's zone.", show_default=False)] = None,
) -> int:
    """Put an edition of a digest together, and post it."""
    app = opened()
    found = _digest(app, channel, name, dry_run=dry_run)
    moment = app.clock() if at is None else _moment(app, at, found)
    if moment > app.clock():
        raise BadInput(f"--at {at!r}", "it is still to come", "name a time that has been")
    if dry_run:
        with steps() as begin:
            app.fill_sample(begin("sample articles"))
            app.catch_up_stories(steps=begin)
        edition = app.gathering.edition(found, at=moment, collections=_collections(app, found))
        typer.echo(edition_text(edition), nl=False)
        return ANSWERED
    return _post(app, found, moment)


def _digest(app: App, channel: str, name: str | None, *, dry_run: bool) -> Digest:
    """The digest that is meant; the default one for a channel that has none, where nothing is posted."""
    there = Digests(app.record.engine, new_id=app.new_id).at(_target(app, channel))
    chosen = [one for one in there if name is None or one.name.casefold() == name.strip().casefold()]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = ", ".join(one.name for one in chosen)
        raise BadInput(f"the digests of {channel}", f"there are several: {names}", "choose one: --name NAME")
    if there and name is not None:
        names = ", ".join(one.name for one in there)
        raise Unknown(f"the digest {name!r}", f"{channel} has {names}", "choose one of them: --name NAME")
    if not dry_run:
        raise Unknown(f"a digest in {channel}", "none is set up", "set one up in Slack: /news digest")
    return Digest(
        id="",
        workspace=LOCAL_WORKSPACE,
        target=channel,
        name=name or messages.DIGEST_NAME,
        zone=app.settings.timezone,
        turned_on_at=app.clock(),
    )


def _target(app: App, channel: str) -> str:
    """Slack's id for a name that the bot has heard."""
    wanted = channel.removeprefix("#")
    for workspace in Workspaces(app.record.engine).all():
        for known in Channels(app.record.engine).all(workspace):
            if known.name == wanted:
                return known.channel
    return wanted


def _moment(app: App, at: str, found: Digest) -> datetime:
    return parse_time(at, zone=ZoneInfo(found.zone), now=app.clock(), option="--at", end_of_day=True)


def _collections(app: App, found: Digest) -> tuple[str, ...]:
    """What the digest's workspace reads; what a question in the terminal reads where there is none."""
    if not found.id:
        return app.collections()
    from bot.slack.shelves import Shelves

    settings = app.settings
    shelves = Shelves(
        record=app.record,
        workspaces=Workspaces(app.record.engine),
        several=settings.bot_token is None and settings.client_id is not None,
        sample=True,
        operators=settings.manager_ids,
    )
    return shelves.read_by(found.workspace) or (SAMPLE,)


def _post(app: App, found: Digest, moment: datetime) -> int:
    from bot.editor import Outcome
    from bot.slack import open_slack

    slack = open_slack(app)
    outcome = slack.editor.post(found, at=moment)
    stderr().print(messages.posted_outcome(found.name, outcome.value))
    return ANSWERED if outcome in {Outcome.POSTED, Outcome.QUIET} else UNEXPECTED
