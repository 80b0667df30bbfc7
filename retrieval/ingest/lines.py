"""JSONL files, zipped or not: an article to a line, each good or bad for itself."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import BadRecord
from retrieval.ingest.fields import article, bad
from retrieval.ingest.files import byte_mark, unreadable
from retrieval.types import RawArticle

_Lines = gzip.GzipFile | io.BufferedReader | io.TextIOWrapper

LONGEST_LINE = 50_000_000  # bytes, unzipped
_SKIP_AT_MOST = 4  # times that, to find the end of a line that is longer


def read_lines(path: Path) -> Iterator[RawArticle | BadRecord]:
    """The articles of a .jsonl or .jsonl.gz file in order; a bad line is told with its number, the rest is read."""
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as file:
            empty = True
            for number, line in _numbered(file, str(path)):
                if isinstance(line, BadRecord):
                    empty = False
                    yield line
                elif line.strip():
                    empty = False
                    yield _article(line, f"{path}, line {number}")
            if empty:
                yield bad(str(path), "it is empty", "leave it out")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        cause = "it is cut off" if isinstance(error, EOFError) else "it is not gzip, or it is damaged"
        yield bad(f"{path}, after line {number}", cause, "get the whole file again; the lines before it were read")
    except OSError as error:
        yield unreadable(str(path), error)


def _numbered(reader: gzip.GzipFile | io.BufferedReader, where: str) -> Iterator[tuple[int, bytes | str | BadRecord]]:
    """Every line with its number, without the byte order mark; what cannot be a line of text is a BadRecord."""
    head = reader.peek(4096)[:4096]
    encoding, skip = byte_mark(head)
    reader.read(skip)
    if encoding is None and b"\0" in head:
        yield 1, bad(where, "it is not a text file (it holds NUL bytes)", "save it as JSONL in UTF-8")
        return
    wide = encoding not in (None, "utf-8")
    lines: _Lines = io.TextIOWrapper(reader, encoding, "replace", newline="\n") if wide else reader
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        cause = f"it is longer than {LONGEST_LINE // 1_000_000} MB"
        yield number, bad(f"{where}, line {number}", cause, "split the article")
        for _ in range(_SKIP_AT_MOST):
            if not line or line[-1] in ("\n", 10):  # a str's last character, or a byte
                break
            line = lines.readline(LONGEST_LINE)
        else:
            yield number, bad(f"{where}, after line {number}", "the line does not end", "check the file")
            return


def _article(line: bytes | str, where: str) -> RawArticle | BadRecord:
    try:
        return article(json.loads(line if isinstance(line, str) else line.decode()), where)
    except UnicodeDecodeError as error:
        return bad(where, f"it is not UTF-8 (byte {error.start} of the line)", "save the file as UTF-8")
    except json.JSONDecodeError as error:
        return bad(where, f"it is not JSON ({error.msg}, column {error.colno})", "correct the line")
    except (ValueError, RecursionError):  # numbers of thousands of digits; brackets thousands deep
        return bad(where, "it is JSON beyond all measure", "correct the line")
    except BadRecord as error:
        return error
