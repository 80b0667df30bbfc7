"""Files that hold one article each, and how bytes become text."""

import codecs
import errno
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import BadRecord
from retrieval.ingest.fields import bad, file_key, storable
from retrieval.text.headline import title_of
from retrieval.types import RawArticle

LARGEST_FILE = 50_000_000  # bytes: a page may carry its pictures inside

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def unreadable(where: str, error: OSError) -> BadRecord:
    """Why the system would not read a file."""
    causes = {
        errno.ENOENT: ("there is no such file", "check the path"),
        errno.EACCES: ("it may not be read", "allow reading it, or run as a user who may"),
        errno.EISDIR: ("it is a folder", "name the files in it"),
    }
    cause, remedy = causes.get(error.errno or 0, (error.strerror or "it cannot be read", "check the file"))
    return bad(where, cause, remedy)


def byte_mark(data: bytes) -> tuple[str | None, int]:
    """The encoding that a byte order mark names, and the mark's length."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most `LARGEST_FILE`; raises BadRecord when it cannot be read or is larger."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise unreadable(str(path), error) from None
    if len(data) > LARGEST_FILE:
        cause = f"it is larger than {LARGEST_FILE // 1_000_000} MB, too large for one article"
        raise bad(str(path), cause, "split it, or write its articles as .jsonl, one to a line")
    if not data:
        raise bad(str(path), "it is empty", "leave it out")
    return data


def decode(data: bytes, where: str) -> str:
    """The text of UTF-8, or of any Unicode encoding with its mark; raises BadRecord for anything else."""
    encoding, skip = byte_mark(data)
    if encoding is None and b"\0" in data:
        raise bad(where, "it is not a text file (it holds NUL bytes)", "save it as plain text in UTF-8")
    try:
        return data[skip:].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        name = (encoding or "utf-8").upper().removesuffix("-LE").removesuffix("-BE")
        cause = f"it is not {name} (byte {error.start + skip})"
        raise bad(where, cause, "save it as UTF-8") from None


def read_text(path: Path) -> Iterator[RawArticle]:
    """The article of a plain-text file: its ``text`` is the whole file. Raises BadRecord."""
    text = storable(decode(read_bytes(path), str(path)), "text", str(path))
    title = title_of(text)
    yield RawArticle(key=file_key(path.name.removesuffix(path.suffix), title), title=title, text=text)
