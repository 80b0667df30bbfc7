"""What the commands share: exit statuses, the opened app, printing JSON, progress bars."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.app import App, open_app
from bot.upkeep import Upkeep
from config.logging import configure
from config.settings import Settings

Report = Callable[[int, int | None], None]  # how many are done, and of how many
ANSWERED, UNEXPECTED, BAD_INPUT, DECLINED = 0, 1, 2, 3


def opened(**instead: Any) -> App:
    """The app as the environment describes it, its database migrated. ``instead``: settings that it does not decide."""
    settings = Settings(**instead)
    configure(settings.log_level)
    return open_app(settings, say=stderr().print)


def print_json(value: dict[str, Any]) -> None:
    """One line; text outside ASCII is escaped where the terminal could not show it."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(value, ensure_ascii=ascii_only), flush=True)


def stdout() -> Console:
    return Console(highlight=False, emoji=False, soft_wrap=False)


def stderr() -> Console:
    return Console(stderr=True, highlight=False, emoji=False, markup=False, soft_wrap=True)


def open_upkeep(app: App) -> Upkeep:
    """All the upkeep of the app's record, not begun yet."""
    return Upkeep(
        app.keeper,
        copies=app.copies,
        stories=app.stories,
        retention=app.retention,
        departures=app.departures,
        now=app.clock,
    )


@contextmanager
def progress(label: str, *, shown: bool = True) -> Iterator[Report]:
    """A bar on standard error, drawn only on a terminal; call it with (done, total or None)."""
    with steps(shown=shown) as begin:
        yield begin(label)


@contextmanager
def steps(*, shown: bool = True) -> Iterator[Callable[[str], Report]]:
    """Bars as `progress` gives one, one below the other: a step's is drawn once it is told of."""
    console = stderr()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not shown or not console.is_terminal,
    )

    def begin(label: str) -> Report:
        task = cache(lambda: bar.add_task(label, total=None))
        return lambda done, total: bar.update(task(), completed=done, total=total)

    with bar:
        yield begin
