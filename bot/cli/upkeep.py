"""`onrecord db upgrade`, `db copy`, `index rebuild` and `doctor`: keep the record in order."""

from typing import Annotated

import typer

from bot import doctor as health
from bot.cli.common import ANSWERED, UNEXPECTED, opened, progress, stderr, stdout
from bot.copying import copy
from bot.migrate import upgrade as upgraded
from retrieval.store.database import connect


def add_to(app: typer.Typer) -> None:
    database = typer.Typer(help="The database.", no_args_is_help=True)
    database.command(name="upgrade")(upgrade)
    database.command(name="copy")(copied)
    app.add_typer(database, name="db")
    index = typer.Typer(help="The search index.", no_args_is_help=True)
    index.command(name="rebuild")(rebuild)
    app.add_typer(index, name="index")
    app.command(name="doctor")(doctor)


def upgrade() -> int:
    """Bring the database to this release's tables, and tokens under the newest key; run it after either changes."""
    from bot.slack.installing import installations

    app = opened()
    store = installations(app)
    changed = 0 if store is None else store.reseal()
    if changed:
        stdout().print(f"tokens: {changed} rows are encrypted with the new key now")
    app.record.engine.dispose()
    stdout().print("database: up to date")
    return ANSWERED


def copied(
    target: Annotated[str, typer.Argument(help="an empty database: postgresql://user@host/name, or a new file")],
) -> int:
    """Copy everything from the database in use to an empty one, and compare it row by row. Stop the bot meanwhile."""
    app = opened()
    engine = connect(target)
    upgraded(engine, lock_path=app.settings.lock_dir / "migrate.lock")
    with progress("copying") as report:
        done = copy(app.record.engine, engine, on_progress=report)
    where = engine.url.render_as_string(hide_password=True)
    stdout().print(f"{done.rows:,} rows of {done.tables} tables copied and compared; now set DATABASE_URL to {where}")
    return ANSWERED


def rebuild() -> int:
    """Build the index anew from the database; searching goes on meanwhile."""
    app = opened()
    with stderr().status("building the index"):
        app.keeper.rebuild()
    stdout().print(f"index rebuilt: everything up to change {app.keeper.index.watermark()} is in it")
    return ANSWERED


def doctor() -> int:
    """Check settings, database, index and language model, and say what to fix."""
    findings = health.examine(opened)
    for finding in findings:
        mark = "[green]ok[/]  " if finding.ok else "[red]fix[/] "
        stdout().print(f"{mark} {finding.what}: ", end="")
        stdout().print(finding.said, markup=False)
    return ANSWERED if all(finding.ok for finding in findings) else UNEXPECTED
