"""uvicorn at the rim. A signal to stop closes the door, lets what is inside finish, and only then returns."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from retrieval.errors import BadInput

PATIENCE = 10.0  # seconds for requests in hand
_LOOK_EVERY = 0.5  # seconds


class Server(uvicorn.Server):
    """uvicorn's server; ``stop`` may be called from any thread or a signal handler."""

    def stop(self) -> None:
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the caller's: uvicorn would raise them again after its own end and cut ours short."""
        yield


def server(app: ASGIApp) -> Server:
    """A server of the app that is not listening yet."""
    return Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=int(PATIENCE),
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; port 0 takes any free one. Raises BadInput when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(512)
    except OSError as error:
        sock.close()
        cause = error.strerror or "it cannot be listened on"
        raise BadInput(f"port {port} on {host}", cause, "choose another with PORT and HOST") from error
    return sock


def address_of(sock: socket.socket) -> str:
    """``http://host:port`` of a listening socket."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def until_told(stop: Callable[[], None]) -> Iterator[None]:
    """SIGTERM and SIGINT call ``stop`` while the block runs; a second SIGINT interrupts at once.

    A second SIGTERM says nothing new, also to a process that is about to end: some hosts send several.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGTERM:
            before[signal.SIGTERM] = signal.SIG_IGN
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for(told: threading.Event) -> None:
    """Returns once it is set, by `until_told` too.

    The system may give a signal to any thread, and Python handles it in the main one when that next runs: a wait
    without end would not hear of it.
    """
    while not told.wait(_LOOK_EVERY):
        pass
