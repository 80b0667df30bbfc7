"""uvicorn on a thread of its own, on loopback."""

import socket
import threading
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


class Running:
    """An address of this machine and, once started, the ASGI app that is served there."""

    def __init__(self, *, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="wsproto",
            timeout_graceful_shutdown=1,
            server_header=False,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)  # off the main thread it leaves signals alone
        self._socket.listen(128)  # requests queue from here on, also before the loop runs
        name = f"local-slack-{self.port}"
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name=name, daemon=True)
        self._thread.start()

    @property
    def is_started(self) -> bool:
        return self._thread is not None

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(10)
        with suppress(OSError):
            self._socket.close()
