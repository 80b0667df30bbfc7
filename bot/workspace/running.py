"""uvicorn on a thread of its own, on loopback."""

import socket
import threading
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


class Running:
    """An ASGI app being served; ``url`` once started."""

    def __init__(self, app: ASGIApp, *, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{LOOPBACK}:{self.port}"
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            access_log=False,
            lifespan="off",
            ws="wsproto",
            timeout_graceful_shutdown=1,
            server_header=False,
        )
        self._server = uvicorn.Server(config)  # off the main thread it leaves signals alone
        self._thread = threading.Thread(target=self._run, name=f"local-slack-{self.port}", daemon=True)

    def start(self) -> "Running":
        self._socket.listen(128)  # requests queue from here on, also before the loop runs
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        with suppress(OSError):
            self._socket.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])
