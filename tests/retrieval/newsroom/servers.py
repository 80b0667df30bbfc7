"""A real HTTP server on loopback that is several hosts by name, and remembers who asked for what, and when."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    host: str
    path: str
    status: int
    begun: float  # monotonic
    ended: float
    agent: str = ""


@dataclass
class Served:
    """Pages by (host, path): a body, or what answers with status, headers and body."""

    pages: dict[tuple[str, str], bytes | Callable[[], tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, host: str, path: str, etag: str | None) -> tuple[int, dict[str, str], bytes]:
        page = self.pages.get((host, path))
        if page is None:
            return 404, {}, b""
        if not isinstance(page, bytes):
            return page()
        tag = f'"{sha256(page).hexdigest()[:12]}"'
        kind = "application/rss+xml" if page.lstrip().startswith(b"<rss") else "text/html; charset=utf-8"
        headers = {"ETag": tag, "Content-Type": kind}
        return (304, headers, b"") if etag == tag else (200, headers, page)


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Served]:
    served = Served()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            begun = time.monotonic()
            host = (self.headers["Host"] or "").partition(":")[0]
            status, headers, body = served.answer(host, self.path, self.headers["If-None-Match"])
            with lock:
                agent = self.headers["User-Agent"] or ""
                served.asked.append(
                    Asked(host=host, path=self.path, status=status, begun=begun, ended=time.monotonic(), agent=agent)
                )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # a reader that has had enough
                self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer((address, 0), Handler)
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def at_home(_host: str, port: int, *_more: object, **_named: object) -> list[tuple[object, ...]]:
    """In the place of getaddrinfo: every host is this machine."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
