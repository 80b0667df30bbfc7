"""What a request says, and what of a response's head is kept."""

from collections.abc import Iterable
from types import MappingProxyType

from ssrfguard import Target

from retrieval.fetch.decoding import ACCEPTED
from retrieval.fetch.kinds import KINDS
from retrieval.fetch.records import Want

LONGEST_VALIDATOR = 1024  # characters; a longer one would be answered by 431
_JOINED = frozenset({"cache-control", "content-encoding", "link", "vary", "x-robots-tag"})
_NEVER_KEPT = frozenset({"set-cookie", "set-cookie2"})
_USUAL_PORTS = {"http": 80, "https": 443}


def asked(
    target: Target, *, want: Want, user_agent: str, etag: str | None, last_modified: str | None
) -> list[tuple[bytes, bytes]]:
    """The head of a request: no cookie, no referrer, no name of a person; validators byte for byte as they came."""
    head = [
        (b"Host", _host(target)),
        (b"User-Agent", user_agent.encode("ascii", "replace")),
        (b"Accept", KINDS[want].accept),
        (b"Accept-Encoding", ACCEPTED),
        (b"Connection", b"close"),
    ]
    for name, value in ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified)):
        if value and _sendable(value):
            head.append((name, value.encode("latin-1")))
    return head


def kept(head: Iterable[tuple[bytes, bytes]]) -> MappingProxyType[str, str]:
    """The head of a response: lower-case names, latin-1 values, the first of each name, lists joined, no cookies."""
    found: dict[str, str] = {}
    for raw_name, raw_value in head:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in _NEVER_KEPT:
            continue
        if name in found and name in _JOINED:
            found[name] += f", {value}"
        else:
            found.setdefault(name, value)
    return MappingProxyType(found)


def _host(target: Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = target.port == _USUAL_PORTS[target.scheme]
    return (host if usual else f"{host}:{target.port}").encode("ascii")


def _sendable(value: str) -> bool:
    """Whether a validator can go over the wire as it is; one that cannot is left out."""
    fits = len(value) <= LONGEST_VALIDATOR and value == value.strip()
    return fits and all(" " <= sign <= "~" or "\xa0" <= sign <= "\xff" for sign in value)
