"""The log itself: what cannot be written is left out."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from config.logging import configure


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


class Full(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_log_that_is_full_or_closed_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    configure("INFO")
    closed, good = io.StringIO(), io.StringIO()
    closed.close()
    for stream in (Full(), closed, good):
        monkeypatch.setattr(sys, "stderr", stream)
        for level in ("info", "warning", "error"):
            getattr(structlog.get_logger(), level)("said", n=1)
    assert good.getvalue().count("event='said'") == 3
