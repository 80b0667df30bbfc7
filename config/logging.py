"""Logs: one line an event on standard error, nothing a person wrote above debug."""

import logging
import sys
from contextlib import suppress

import structlog


class _Lines(structlog.PrintLogger):
    """Where the log goes. One that is full or closed costs the line, never what was being done."""

    def msg(self, message: str) -> None:
        with suppress(OSError, ValueError):
            super().msg(message)

    log = debug = info = warn = warning = msg
    fatal = failure = err = error = critical = exception = msg


def configure(level: str) -> None:
    """Sends structlog and the standard library's log to standard error, from ``level`` up."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(message)s", force=True)
    for name in ("slack_bolt", "slack_sdk"):  # they log questions and secrets; what matters of it we log ourselves
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in ("alembic", "uvicorn", "asyncio", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        processors=[
            structlog.contextvars.merge_contextvars,  # which request or question it is about
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=lambda *_: _Lines(sys.stderr),  # as it is when something is logged
        cache_logger_on_first_use=False,
    )
