"""What every test shares: in continuous integration a skipped test is a failure, so that nothing is left out.

With `--postgres` every database of the tests is one of a real PostgreSQL server, which is started for them.
"""

from collections.abc import Generator, Iterator

import pytest
import structlog
from structlog.dev import ConsoleRenderer, plain_traceback

from tests import opensearch, postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--strict-skips", action="store_true", help="a skipped test fails")
    parser.addoption("--postgres", action="store_true", help="databases of the tests are PostgreSQL's")


def pytest_configure(config: pytest.Config) -> None:
    postgres.switch(config.getoption("--postgres"))
    # As the bot logs: with every variable beside it, as where nothing is configured, a traceback takes seconds to draw.
    structlog.configure(
        processors=[*structlog.get_config()["processors"][:-1], ConsoleRenderer(exception_formatter=plain_traceback)]
    )


# Files of few and long tests: begun first, so that no process is left with one of them when the others are done.
LONG = (
    "test_load.py", "test_wheel.py", "test_process.py", "test_work_killed.py", "test_desk_killed.py",
    "test_managing.py", "test_desk.py", "test_newsdesk.py", "test_polling_processes.py", "test_apart.py",
    "test_inbox_speed.py", "test_index_keeper.py", "test_cli_record.py", "test_dialogues.py", "test_browser.py",
    "test_life.py", "test_buttons.py", "test_editor.py", "test_digests.py",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONG)))
    if (why := opensearch.absent()) is not None:
        for item in items:
            if item.get_closest_marker("opensearch") is not None:
                item.add_marker(pytest.mark.skip(reason=why))
    if not config.getoption("--postgres"):
        return
    absent = pytest.mark.skip(reason="PostgreSQL's server is not installed: apt-get install postgresql")
    kept = [item for item in items if item.get_closest_marker("sqlite") is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
    for item in items:
        if postgres.programs() is None:
            item.add_marker(absent)


@pytest.fixture(autouse=True)
def databases() -> Iterator[None]:
    """The databases a test made on PostgreSQL are gone after it."""
    with postgres.tidied():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and item.config.getoption("--strict-skips") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure here: {report.longrepr}"
    return report
