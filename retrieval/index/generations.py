"""Whole indexes side by side in one folder: ``gen-1``, ``gen-2``, ... and ``CURRENT``, which names the one in use."""

import json
import os
import re
import shutil
import zlib
from pathlib import Path

from retrieval.index.trouble import damaged

FORMAT = 3
SHELVES = ("sentences", "articles")
_NAME = re.compile(r"gen-(\d+)")
_COMPONENTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_MAGIC = 1337  # of the footer that ends every file of tantivy's segments


def numbers(folder: Path) -> list[int]:
    """The generations there are, ascending."""
    names = [_NAME.fullmatch(path.name) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(int(name[1]) for name in names if name)


def path_of(folder: Path, number: int) -> Path:
    return folder / f"gen-{number}"


def current(folder: Path) -> int | None:
    """The generation in use; None in an empty folder."""
    try:
        text = (folder / "CURRENT").read_text(encoding="ascii")
    except FileNotFoundError:
        if numbers(folder):
            raise damaged(folder, "CURRENT is missing") from None
        return None
    except ValueError as error:
        raise damaged(folder, f"CURRENT cannot be read ({error})") from error
    name = _NAME.fullmatch(text.strip())
    if name is None or not path_of(folder, int(name[1])).is_dir():
        raise damaged(folder, "CURRENT names no generation")
    return int(name[1])


def describe(generation: Path, analyser: str) -> None:
    (generation / "about.json").write_text(json.dumps({"format": FORMAT, "analyser": analyser}), encoding="utf-8")


def switch(folder: Path, number: int) -> None:
    """Names the generation in use: all at once, and on disk before anything is removed."""
    new = folder / "CURRENT.new"
    with new.open("w", encoding="ascii") as file:
        file.write(f"gen-{number}\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / "CURRENT")
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def retire(folder: Path, kept: set[int]) -> None:
    """Removes every other generation: those before, and any that a killed rebuild left half done."""
    for number in numbers(folder):
        if number not in kept:
            shutil.rmtree(path_of(folder, number), ignore_errors=True)


def verify(folder: Path, number: int, analyser: str) -> None:
    """Raises IndexDamaged unless every file of the generation is as it was written, by this version of the program."""
    generation = path_of(folder, number)
    try:
        about = json.loads((generation / "about.json").read_text(encoding="utf-8"))
        if about != {"format": FORMAT, "analyser": analyser}:
            raise damaged(folder, "it was written by another version of the program")
        for shelf in SHELVES:
            _verify_shelf(folder, generation / shelf)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, f"a file cannot be read ({error})") from error


def _verify_shelf(folder: Path, shelf: Path) -> None:
    while True:
        meta = (shelf / "meta.json").read_bytes()
        broken = _broken(shelf, meta)
        if broken is None:
            return
        if (shelf / "meta.json").read_bytes() == meta:  # else a writer merged these files away meanwhile
            raise damaged(folder, f"{broken} is not as it was written")


def _broken(shelf: Path, meta: bytes) -> str | None:
    json.loads((shelf / ".managed.json").read_bytes())
    for segment in json.loads(meta)["segments"]:
        name = str(segment["segment_id"]).replace("-", "")
        endings = [*_COMPONENTS, *([f"{segment['deletes']['opstamp']}.del"] if segment.get("deletes") else [])]
        for ending in endings:
            path = shelf / f"{name}.{ending}"
            if not _intact(path):
                return f"{shelf.name}/{path.name}"
    return None


def _intact(path: Path) -> bool:
    """Whether the file's content has the checksum in its footer: content, JSON, its length, a magic number."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size < 8:
                return False
            file.seek(size - 8)
            tail = file.read(8)
            length = int.from_bytes(tail[:4], "little")
            if int.from_bytes(tail[4:], "little") != _MAGIC or length > size - 8:
                return False
            file.seek(size - 8 - length)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            found, left = 0, size - 8 - length
            while left:
                piece = file.read(min(left, 1 << 20))
                if not piece:
                    return False
                found, left = zlib.crc32(piece, found), left - len(piece)
            return bool(found == expected)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return False
