"""Socket Mode's server side: tickets, connections, envelopes and their acknowledgements."""

import asyncio
import json
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.workspace.records import JSON


class Sockets:
    """The open connections. Envelopes go to one of them, in turn; ``silent`` ones get nothing and stay open."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: list[tuple[WebSocket, asyncio.AbstractEventLoop]] = []
        self._waiting: dict[str, Future[JSON]] = {}
        self._turn = count()
        self.silent = False
        self.connected = threading.Condition(self._lock)

    def ticket(self, value: str) -> str:
        """Lets one connection in."""
        with self._lock:
            self._tickets.add(value)
        return value

    def __len__(self) -> int:
        with self._lock:
            return len(self._open)

    def wait_for_connections(self, number: int, timeout: float) -> bool:
        with self._lock:
            return self.connected.wait_for(lambda: len(self._open) == number, timeout)

    async def serve(self, websocket: WebSocket) -> None:
        """One connection, from hello to the end."""
        ticket = websocket.query_params.get("ticket", "")
        with self._lock:
            known = ticket in self._tickets
            self._tickets.discard(ticket)
        if not known:
            await websocket.close(code=4001)
            return
        await websocket.accept()
        mine = (websocket, asyncio.get_running_loop())
        with self._lock:
            self._open.append(mine)
            number = len(self._open)
        hello = {
            "type": "hello",
            "num_connections": number,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "local", "approximate_connection_time": 18060},
        }
        await websocket.send_text(json.dumps(hello))
        with self._lock:
            self.connected.notify_all()
        try:
            while True:
                self._acknowledge(await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            with self._lock:
                self._open.remove(mine)
                self.connected.notify_all()

    def send(self, envelope: JSON, timeout: float) -> JSON | None:
        """What the bot acknowledged the envelope with; None when it did not in time."""
        with self._lock:
            if not self._open or self.silent:
                return None
            websocket, loop = self._open[next(self._turn) % len(self._open)]
            waiting: Future[JSON] = Future()
            self._waiting[envelope["envelope_id"]] = waiting
        try:
            asyncio.run_coroutine_threadsafe(websocket.send_text(json.dumps(envelope)), loop).result(timeout)
            return waiting.result(timeout)
        except (FutureTimeout, RuntimeError, WebSocketDisconnect):
            return None
        finally:
            with self._lock:
                self._waiting.pop(envelope["envelope_id"], None)

    def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tells every connection to go and come again, as Slack does every few hours."""
        with self._lock:
            told = tuple(self._open)
        for websocket, loop in told:
            text = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
            asyncio.run_coroutine_threadsafe(websocket.send_text(text), loop).result(3)

    def cut(self) -> None:
        """Closes every connection without a word."""
        with self._lock:
            told = tuple(self._open)
        for websocket, loop in told:
            asyncio.run_coroutine_threadsafe(websocket.close(), loop).result(3)

    def _acknowledge(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        with self._lock:
            waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload") or {})
