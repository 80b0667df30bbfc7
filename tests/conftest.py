"""What every test shares: in continuous integration a skipped test is a failure, so that nothing is left out.

With `--postgres` every database of the tests is one of a real PostgreSQL server, which is started for them.
"""

from collections.abc import Generator, Iterator

import pytest

from tests import opensearch, postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--strict-skips", action="store_true", help="a skipped test fails")
    parser.addoption("--postgres", action="store_true", help="databases of the tests are PostgreSQL's")


def pytest_configure(config: pytest.Config) -> None:
    postgres.switch(config.getoption("--postgres"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
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
