"""Paths to articles: files by their suffix, folders walked in sorted order."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import BadRecord
from retrieval.ingest.fields import bad
from retrieval.ingest.files import read_text, unreadable
from retrieval.ingest.lines import read_lines
from retrieval.ingest.pages import read_page
from retrieval.types import RawArticle

Reader = Callable[[Path], Iterator[RawArticle | BadRecord]]

READERS: tuple[tuple[str, Reader], ...] = (
    (".txt", read_text),
    (".html", read_page),
    (".htm", read_page),
    (".jsonl", read_lines),
    (".jsonl.gz", read_lines),
)
_READABLE = ".txt, .html, .jsonl, .jsonl.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a path leads to: files to read in order, how many others a folder holds, and what is wrong with it."""

    files: tuple[Path, ...] = ()
    skipped: int = 0
    bad: tuple[BadRecord, ...] = ()


def reader_of(path: Path) -> Reader | None:
    """What reads a file of that name."""
    name = path.name.lower()
    return next((reader for suffix, reader in READERS if name.endswith(suffix)), None)


def holds_many(path: Path) -> bool:
    """Whether a file of that name holds any number of articles, not one."""
    return reader_of(path) is read_lines


def find(given: str | Path) -> Found:
    """The readable files a path leads to. Never raises for a bad path: it says so."""
    where = str(given)
    if where.lower().startswith(("http://", "https://", "feed:")):
        return Found(bad=(bad(where, "it is an address, not a file", "give it to: onrecord ingest"),))
    if not where or "\0" in where:
        return Found(bad=(bad(repr(where), "it is no path", "name a file or folder"),))
    path = Path(where)
    try:
        if path.is_dir():
            return _walk(path)
        path.stat()
    except OSError as error:
        return Found(bad=(unreadable(where, error),))
    if not path.is_file():
        return Found(bad=(bad(where, "it is neither a file nor a folder", "name a file or folder"),))
    if reader_of(path) is None:
        return Found(bad=(bad(where, "files of this kind cannot be read", f"give it one of {_READABLE}"),))
    return Found(files=(path,))


def _walk(folder: Path) -> Found:
    files: list[Path] = []
    wrong: list[BadRecord] = []
    skipped = 0
    for where, folders, names in os.walk(folder, onerror=lambda error: wrong.append(unreadable(error.filename, error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where) / name
            if name.startswith(".") or reader_of(path) is None or not path.is_file():
                skipped += 1
            else:
                files.append(path)
    if not files and not wrong:
        wrong.append(bad(str(folder), "it holds nothing that can be read", f"put {_READABLE} files into it"))
    return Found(files=tuple(sorted(files, key=lambda path: path.parts)), skipped=skipped, bad=tuple(wrong))


def read_file(path: Path) -> Iterator[RawArticle | BadRecord]:
    """The articles of one file in order, and what is wrong with the others."""
    reader = reader_of(path)
    if reader is None:
        yield bad(str(path), "files of this kind cannot be read", f"give it one of {_READABLE}")
        return
    try:
        yield from reader(path)
    except BadRecord as error:
        yield error


def read(given: str | Path) -> Iterator[RawArticle | BadRecord]:
    """The articles a path leads to, in a fixed order, and what is wrong with the others; never raises for these."""
    found = find(given)
    yield from found.bad
    for path in found.files:
        yield from read_file(path)
