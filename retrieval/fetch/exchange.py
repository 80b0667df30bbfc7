"""One request and its response, over one connection that is closed afterwards."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import httpcore2
from ssrfguard import Target

from retrieval.fetch.deadline import Deadline
from retrieval.fetch.decoding import unpacked
from retrieval.fetch.failures import Stopped
from retrieval.fetch.headers import kept
from retrieval.fetch.kinds import KINDS, START, media_type, starts_right, taken
from retrieval.fetch.records import Trouble, Want
from retrieval.fetch.wire import Line

PACKING = 2  # bytes on the way for a byte of the body, chunks and packing included
_NO_BODY = frozenset({204, 205})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one server said; the body of anything but a success is left unread."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def exchange(
    target: Target,
    path: bytes,
    *,
    head: list[tuple[bytes, bytes]],
    want: Want,
    line: Line,
    deadline: Deadline,
    tls: ssl.SSLContext,
) -> Answered:
    """The response to a GET. Raises Stopped."""
    url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=path)
    connection = httpcore2.HTTPConnection(url.origin, ssl_context=tls, network_backend=line)
    with _named():
        response = connection.handle_request(httpcore2.Request("GET", url, headers=head))
        headers = kept(response.headers)
        if response.status < 200:
            raise Stopped(Trouble.CONNECTION, f"it answered with status {response.status} and nothing after")
        if not 200 <= response.status < 300 or response.status in _NO_BODY:
            return Answered(status=response.status, headers=headers)
        line.allow(PACKING * KINDS[want].most)
        body = _body(cast("Iterator[bytes]", response.stream), headers, want, deadline)
        return Answered(status=response.status, headers=headers, body=body)


def _body(chunks: Iterator[bytes], headers: Mapping[str, str], want: Want, deadline: Deadline) -> bytes:
    kind = KINDS[want]
    content_type = headers.get("content-type", "")
    known = taken(want, content_type)
    if known is False:
        raise _other_type(content_type)
    size = headers.get("content-length", "")
    if size.isdecimal() and int(size[:12]) > kind.most and not kind.cut:
        raise Stopped(Trouble.TOO_LARGE, f"it is larger than {kind.most:,} bytes")
    body = bytearray()
    for piece in unpacked(chunks, headers.get("content-encoding", "")):
        deadline.left()
        body += piece
        if len(body) > kind.most:
            if kind.cut:
                break
            raise Stopped(Trouble.TOO_LARGE, f"it is larger than {kind.most:,} bytes")
    if known is None and not starts_right(want, bytes(body[:START])):
        raise _other_type(content_type)
    return bytes(body[: kind.most])


def _other_type(content_type: str) -> Stopped:
    named = media_type(content_type)[:60]
    cause = f"it is {named!r}, which is not read" if named else "it is of no type that is read"
    return Stopped(Trouble.CONTENT_TYPE, cause)


@contextmanager
def _named() -> Iterator[None]:
    """Whatever the libraries below raise, as the trouble it is."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise Stopped(Trouble.TIMEOUT, "it did not answer in time") from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise Stopped(Trouble.CONNECTION, "it does not speak HTTP as it should") from error
    except (httpcore2.NetworkError, OSError, ValueError) as error:
        raise Stopped(Trouble.CONNECTION, _cause(error)) from error


def _cause(error: BaseException) -> str:
    """Why there is no connection; a certificate that does not hold is the only thing told apart."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, ssl.SSLCertVerificationError):
            return f"its certificate does not hold ({at.verify_message})"
        if isinstance(at, ssl.SSLError):
            return "no secure connection to it can be made"
        at = at.__cause__
    return "it cannot be reached, or it hung up"
