"""`onrecord sources`: what is read by itself: feeds added, listed, paused, removed, and looked after."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from bot import messages
from bot.app import MAIN, App
from bot.cli.common import ANSWERED, BAD_INPUT, UNEXPECTED, opened, print_json, progress, stderr, stdout
from bot.cli.source_list import as_record, table
from bot.newsdesk import AT_ONCE, run_until_idle
from bot.terminal import plain
from config.starter import NAMES as PACKS
from config.starter import read_pack
from retrieval.errors import BadInput
from retrieval.newsroom import State

READ_FOR = 120.0  # seconds that `add` and `import` read articles for, at most
SHOWN_EVERY = 0.5  # seconds

Collection = Annotated[str, typer.Option(help="The collection they belong to.")]
Only = Annotated[str | None, typer.Option("--collection", help="Only of this collection.", show_default=False)]
Number = Annotated[int, typer.Argument(metavar="ID", help="Its number in: onrecord sources list")]
NoRead = Annotated[bool, typer.Option("--no-read", help="Leave reading the articles to: onrecord work")]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(help="Sources: the feeds that are read by themselves.", no_args_is_help=True)
    named = {"list": list_sources, "import": import_list, "export": export_list}
    for command in (add, list_sources, remove, pause, resume, import_list, export_list, doctor):
        name = next((name for name, other in named.items() if other is command), command.__name__)
        group.command(name=name)(command)
    app.add_typer(group, name="sources")


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a page that leads to one.")],
    collection: Collection = MAIN,
    no_read: NoRead = False,
) -> int:
    """Add a source; its articles are read at once."""
    app = opened()
    made = app.newsroom.add(url, collection=collection)
    stdout().print(messages.source_added(made), markup=False)
    for note in made.notes:
        stderr().print(note, style="dim")
    if made.taken and not no_read:
        _read_now(app, collection)
    return ANSWERED


def list_sources(
    collection: Only = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> int:
    """List the sources: when each was last polled, when it is next, and why then."""
    app = opened()
    found = app.newsroom.sources(None if collection is None else (collection,))
    if as_json:
        for source in found:
            print_json(as_record(source))
    elif found:
        stdout().print(table(found, app.clock()))
    else:
        stderr().print(messages.NO_SOURCES)
    return ANSWERED


def remove(
    source_id: Number,
    articles: Annotated[bool, typer.Option("--articles", help="Delete its articles too.")] = False,
) -> int:
    """Remove a source; its articles stay unless told otherwise."""
    source = opened().newsroom.remove(source_id, keep_articles=not articles)
    stdout().print(messages.source_removed(source, kept=not articles), markup=False)
    return ANSWERED


def pause(source_id: Number) -> int:
    """Poll a source no more until it is resumed."""
    stdout().print(messages.source_stands(opened().newsroom.pause(source_id)), markup=False)
    return ANSWERED


def resume(source_id: Number) -> int:
    """Poll a source again, whatever kept it from that."""
    stdout().print(messages.source_stands(opened().newsroom.resume(source_id)), markup=False)
    return ANSWERED


def import_list(
    lists: Annotated[list[str], typer.Argument(metavar="PACK|FILE...", help="A starter pack, or an OPML file.")],
    collection: Collection = MAIN,
    no_read: NoRead = False,
) -> int:
    """Add the sources of starter packs (world, politics, business, science) or of OPML files."""
    bodies = [_list(name) for name in lists]
    app = opened()
    bad = 0
    for body in bodies:
        made = app.newsroom.import_opml(body, collection=collection)
        stdout().print(messages.sources_imported(made, collection), markup=False)
        for line in made.bad:
            stderr().print(line)
        bad += len(made.bad)
    if not no_read:
        _read_now(app, collection)
    stderr().print(messages.SOURCES_WORK, style="dim")
    return BAD_INPUT if bad else ANSWERED


def export_list(
    file: Annotated[Path | None, typer.Argument(help="The file to write; standard output without.")] = None,
    collection: Only = None,
) -> int:
    """Write the sources as OPML, which every feed reader takes."""
    body = opened().newsroom.export_opml(None if collection is None else (collection,))
    if file is None:
        sys.stdout.write(body.decode())
        return ANSWERED
    try:
        file.write_bytes(body)
    except OSError as error:
        raise BadInput(f"{file}", error.strerror or "it cannot be written", "name another file") from error
    return ANSWERED


def doctor(collection: Only = None) -> int:
    """Say what is not well with the sources, and what to do about it."""
    app = opened()
    names = None if collection is None else (collection,)
    found = app.newsroom.ailing(names)
    for ailment in found:
        stdout().print(f"{ailment.source.id}: {plain(ailment.source.name)}: {plain(ailment.said)}", markup=False)
    if not app.newsroom.sources(names):
        stderr().print(messages.NO_SOURCES)
    elif not found:
        stdout().print(messages.SOURCES_WELL)
    sick = any(ailment.source.state in {State.FAILING, State.GONE} for ailment in found)
    return UNEXPECTED if sick else ANSWERED


def _list(name: str) -> bytes:
    """A starter pack by its name, or a file."""
    pack = read_pack(name)
    if pack is not None:
        return pack
    try:
        return Path(name).read_bytes()
    except OSError as error:
        remedy = f"name an OPML file, or one of the packs: {', '.join(PACKS)}"
        raise BadInput(f"{name}", error.strerror or "it cannot be read", remedy) from error


def _read_now(app: App, collection: str) -> None:
    """Polls and reads what is due, for two minutes at most; the rest is for `onrecord work`."""
    newsroom = app.newsroom
    began = time.monotonic()

    def told() -> tuple[int, int]:
        found = newsroom.sources((collection,))
        return sum(source.articles for source in found), sum(source.waiting for source in found)

    before = told()[0]
    shown_at = [0.0]
    with progress("articles") as bar:

        def enough() -> bool:
            now = time.monotonic()
            if now - shown_at[0] > SHOWN_EVERY:
                shown_at[0] = now
                done, waiting = told()
                bar(done - before, done - before + waiting)
            return now - began > READ_FOR or newsroom.due(app.clock()) == 0

        run_until_idle(newsroom, at_once=AT_ONCE, wait=time.sleep, until=enough)
    app.keeper.catch_up()
    done, waiting = told()
    stdout().print(messages.articles_read(done - before, waiting))
