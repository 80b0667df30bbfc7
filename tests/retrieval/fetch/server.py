"""Servers on loopback that say exactly what a test tells them to, and names that mean what it says."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

Reply = bytes | Callable[["Visit"], None]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request, and the connection to answer it on."""

    path: str
    head: bytes
    connection: socket.socket
    over: Event

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def keep_sending(self, data: bytes, *, pause: float = 0) -> None:
        """Until the other side hangs up or the server stops."""
        while not self.over.wait(pause) if pause else not self.over.is_set():
            self.connection.sendall(data)

    def stay(self) -> None:
        """Says nothing more until the test is over."""
        self.over.wait()

    def said(self, name: str) -> str | None:
        """A header of the request."""
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name.lower():
                return value
        return None


@dataclass(kw_only=True)
class Server:
    """Answers each path by its reply; counts who connects, and keeps what was asked."""

    listener: socket.socket
    replies: dict[str, Reply] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0
    over: Event = field(default_factory=Event)
    tls: ssl.SSLContext | None = None
    greet: Callable[[socket.socket, Event], None] | None = None

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def listen(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self.greet is not None:
                self.greet(connection, self.over)
                return
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(65536)
                if not data:
                    return
                head += data
            path = head.split(b" ", 2)[1].decode("latin-1")
            visit = Visit(path=path, head=head, connection=connection, over=self.over)
            self.visits.append(visit)
            reply = self.replies.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(visit)
            if self.tls is not None:
                with suppress(OSError):
                    connection.unwrap()
            connection.close()


@contextmanager
def serving(
    replies: dict[str, Reply] | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    greet: Callable[[socket.socket, Event], None] | None = None,
) -> Iterator[Server]:
    listener = socket.create_server((host, port))
    server = Server(listener=listener, replies=dict(replies or {}), tls=tls, greet=greet)
    Thread(target=server.listen, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@dataclass(kw_only=True)
class Names:
    """A resolver: what each name means, one meaning a look-up, the last one for ever; numbers mean themselves."""

    meanings: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int, *_: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        self.asked.append(host)
        meanings = self.meanings.get(host.rstrip("."))
        if meanings is None:
            return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        now = meanings.pop(0) if len(meanings) > 1 else meanings[0]
        return [
            answer
            for address in now
            for answer in socket.getaddrinfo(address, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        ]


def response(
    body: bytes = b"<html></html>", *, status: str = "200 OK", kind: str | None = "text/html", **head: str
) -> bytes:
    """A whole response; header names are given with underscores."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind is not None else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in head.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return response(b"", status=status, Location=location)
