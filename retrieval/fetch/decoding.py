"""A body as it was before it was packed for the way, a small piece at a time: a bomb never unfolds."""

import zlib
from collections.abc import Iterable, Iterator

from retrieval.fetch.failures import Stopped
from retrieval.fetch.records import Trouble

PIECE = 64 * 1024  # bytes that are unpacked at once
MOST_MEMBERS = 1000  # packed pieces in a row that one body may be made of
ACCEPTED = b"gzip, deflate"
_NONE = frozenset({"", "identity", "none", "utf-8"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP = b"\x1f\x8b"


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces of a body whose Content-Encoding is given. Raises Stopped when it cannot be read."""
    names = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in _NONE]
    if not names:
        return iter(chunks)
    if len(names) > 1 or names[0] not in _PACKED:
        raise Stopped(Trouble.CONTENT_TYPE, f"it is packed as {', '.join(names)[:40]!r}, which was not asked for")
    return _inflated(chunks)


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker: zlib._Decompress | None = None
    waiting = b""
    members = 0
    for chunk in chunks:
        waiting += chunk
        while waiting and (unpacker or len(waiting) >= len(_GZIP)):
            if unpacker is None:
                if members and not waiting.startswith(_GZIP):
                    return  # what follows the end is padding
                members += 1
                if members > MOST_MEMBERS:
                    raise Stopped(Trouble.CONNECTION, "its packed body cannot be unpacked")
                unpacker = zlib.decompressobj(_window(waiting))
            yield _piece(unpacker, waiting)
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            unpacker = None if unpacker.eof else unpacker
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise Stopped(Trouble.CONNECTION, "its packed body breaks off")
    elif waiting and not members:
        raise Stopped(Trouble.CONNECTION, "its packed body breaks off")


def _piece(unpacker: "zlib._Decompress", packed: bytes) -> bytes:
    try:
        return unpacker.decompress(packed, PIECE)
    except zlib.error as error:
        raise Stopped(Trouble.CONNECTION, "its packed body cannot be unpacked") from error


def _window(start: bytes) -> int:
    """zlib's name for the format: gzip, deflate with its header, or deflate without, which some servers send."""
    if start.startswith(_GZIP):
        return 16 + zlib.MAX_WBITS
    headed = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS
