"""The bytes of one request: to addresses that were checked, within its time, and not more than its share."""

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock
from typing import Any

from httpcore2 import SOCKET_OPTION, ConnectError, ConnectTimeout, NetworkBackend, NetworkStream, SyncBackend
from ssrfguard import Address

from retrieval.fetch.deadline import Deadline
from retrieval.fetch.failures import Stopped
from retrieval.fetch.records import Trouble

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
HEAD = 256 * 1024  # bytes that may come in before the response begins
ATTEMPTS = 4  # addresses of one name that are tried


class Line(NetworkBackend):
    """Where a request connects: one of ``addresses``, whatever the name may mean by now. Used once, then closed.

    What comes in is counted: at first there is room for a response's head, later for what ``allow`` adds.
    """

    def __init__(self, addresses: tuple[Address, ...], *, deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._left = HEAD
        self._streams: list[NetworkStream] = []
        self._lock = Lock()
        self._closed = False

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002  the name was resolved and checked before
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        trouble: Exception = ConnectError("no address")
        for address in self._addresses[:ATTEMPTS]:
            seconds = self._deadline.left(CONNECT_SECONDS)
            try:
                stream = SyncBackend().connect_tcp(str(address.ip), port, seconds, local_address, socket_options)
            except (ConnectError, ConnectTimeout) as error:
                trouble = error
            else:
                return _Stream(self.keep(stream), self)
        raise trouble

    def keep(self, stream: NetworkStream) -> NetworkStream:
        """The stream, which is closed with the line."""
        with self._lock:
            self._streams.append(stream)
            closed = self._closed
        if closed:
            stream.close()
        return stream

    def seconds(self, most: float) -> float:
        return self._deadline.left(most)

    def allow(self, more: int) -> None:
        """That many more bytes may come in."""
        self._left += more

    def count(self, size: int) -> None:
        """Raises Stopped when more came in than was allowed."""
        self._left -= size
        if self._left < 0:
            raise Stopped(Trouble.TOO_LARGE, "it sends more than is taken")

    def close(self) -> None:
        """Whoever reads or writes is woken and fails; may be called from any thread, more than once."""
        with self._lock:
            self._closed = True
            streams = tuple(self._streams)
        for stream in streams:
            sock = stream.get_extra_info("socket")
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                stream.close()


class _Stream(NetworkStream):
    """A stream that looks at the clock before every step and counts what comes in."""

    def __init__(self, stream: NetworkStream, line: Line) -> None:
        self._stream = stream
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self._stream.read(max_bytes, self._line.seconds(READ_SECONDS))
        self._line.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._line.seconds(READ_SECONDS))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        seconds = self._line.seconds(CONNECT_SECONDS)
        return _Stream(self._line.keep(self._stream.start_tls(ssl_context, server_hostname, seconds)), self._line)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
