"""A record filled once from article files and kept: the benchmarks ask the same product a person would.

The folder's name is a fingerprint of the files' bytes, of the code that reads and analyses them, and of the level; so
what is found there is what an ingestion now would give. One that was cut short is taken up where it ended.
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.app import App, open_app
from config.settings import Settings
from retrieval.types import Level

COLLECTION = "benchmark"
_CODE = ("retrieval/text", "retrieval/language", "retrieval/ingest", "retrieval/store/schema.py")
_EVERY = 20.0  # seconds between two lines of progress


def default_cache() -> Path:
    """The user's cache folder, as the XDG base directory specification has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord" / "benchmarks"


def fingerprint(articles: Sequence[Path], level: Level, root: Path) -> str:
    """One name for these files, read by this code."""
    joined = hashlib.sha256(level.value.encode())
    for path in articles:
        joined.update(hashlib.sha256(path.read_bytes()).digest())
    for place in _CODE:
        files = [root / place] if place.endswith(".py") else sorted((root / place).glob("*.py"))
        for file in files:
            joined.update(file.read_bytes())
    return joined.hexdigest()[:16]


def folder_of(articles: Sequence[Path], level: Level, cache: Path) -> Path:
    return cache / fingerprint(articles, level, Path(__file__).parent.parent)


def is_filled(articles: Sequence[Path], level: Level, cache: Path) -> bool:
    """Whether `filled` would have nothing to ingest."""
    return (folder_of(articles, level, cache) / "filled").exists()


def filled(articles: Sequence[Path], level: Level, cache: Path, *, say: Callable[[str], None]) -> App:
    """The product over a record of just these articles, in the collection `COLLECTION`."""
    folder = folder_of(articles, level, cache)
    folder.mkdir(parents=True, exist_ok=True)
    app = open_app(Settings(data_dir=folder, database_url=None, timezone="UTC"), say=say)
    done = folder / "filled"
    if not done.exists():
        say(f"filling {folder} at level {level.value}")
        started, told = time.monotonic(), [0.0]

        def progress(ready: int, of: int | None) -> None:
            now = time.monotonic()
            if now - told[0] >= _EVERY:
                told[0] = now
                say(f"  {ready:,} of {of or '?'} articles after {now - started:,.0f} s")

        report = app.ingest([str(path) for path in articles], collection=COLLECTION, level=level, on_progress=progress)
        say(f"  {report.new:,} new, {report.unchanged:,} there before, {len(report.bad):,} bad")
        done.write_text(f"{report.new} {report.unchanged} {len(report.bad)}\n")
    return app


def tell(line: str) -> None:
    """Progress goes to standard error: standard output holds the figures."""
    print(line, file=sys.stderr, flush=True)
