"""Hands the bot its events and gestures: signed HTTP requests or Socket Mode envelopes, with Slack's retries."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from itertools import cycle
from urllib.parse import urlencode, urlsplit

from bot.workspace.records import JSON, Delivery
from bot.workspace.secrets import signature
from bot.workspace.sockets import Sockets
from bot.workspace.world import World

PATIENCE = 3.0  # seconds until Slack gives up on an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Something for the bot. Only events are tried again."""

    id: str
    kind: str  # "event", "command", "interactive"
    type: str
    payload: JSON

    @property
    def body(self) -> tuple[str, bytes]:
        """Content type and body of the HTTP form."""
        if self.kind == "event":
            return "application/json", json.dumps(self.payload, ensure_ascii=False).encode()
        form = self.payload if self.kind == "command" else {"payload": json.dumps(self.payload, ensure_ascii=False)}
        return "application/x-www-form-urlencoded", urlencode(form).encode()

    @property
    def envelope_type(self) -> str:
        return {"event": "events_api", "command": "slash_commands"}.get(self.kind, "interactive")


class Courier:
    """Delivers, one attempt after the other, and keeps a record of each in the world."""

    def __init__(self, world: World, sockets: Sockets, *, signing_secret: str, new_id: Callable[[str], str]) -> None:
        self._world, self._sockets, self._secret, self._new_id = world, sockets, signing_secret, new_id
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="local-slack-courier")
        self._underway: set[Future[object]] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.request_url: str | None = None
        self._in_turn: Iterator[str] = iter(())
        self.copies = 1
        self.retries: tuple[float, ...] = (0.0, 0.0, 0.0)
        self.patience = PATIENCE
        self.retries_later = False  # whether a gesture returns after the first attempt, the others following

    def connect(self, url: str, *others: str) -> None:
        """Deliver to this address from now on, or to several in turn. Only loopback: nothing leaves the machine."""
        for each in (url, *others):
            parts = urlsplit(each)
            host = parts.hostname or ""
            if parts.scheme != "http" or not (host == "localhost" or _is_loopback(host)):
                raise ValueError(f"{each}: the local workspace talks to http addresses on this machine only")
        self.request_url, self._in_turn = url, cycle((url, *others))

    def deliver(self, parcel: Parcel) -> Delivery:
        """The last attempt's outcome; every copy is delivered, every attempt kept."""
        outcome = self._with_retries(parcel)
        for _ in range(self.copies - 1):
            self._with_retries(parcel)
        return outcome

    def later(self, parcel: Parcel) -> None:
        """Delivers on a thread of its own; see `settle`."""
        self._spawn(lambda: self.deliver(parcel))

    def settle(self, timeout: float = 10.0) -> None:
        """Returns once nothing is under way. Raises TimeoutError."""
        until = time.monotonic() + timeout
        while True:
            with self._lock:
                waiting = list(self._underway)
            if not waiting:
                return
            waiting[0].result(max(0.0, until - time.monotonic()))

    def close(self) -> None:
        with self._lock:
            self._closed.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _spawn(self, work: Callable[[], object]) -> None:
        with self._lock:
            if self._closed.is_set():
                return
            underway: Future[object] = self._pool.submit(work)
            self._underway.add(underway)
        underway.add_done_callback(self._done)

    def _done(self, future: Future[object]) -> None:
        with self._lock:
            self._underway.discard(future)

    def _with_retries(self, parcel: Parcel) -> Delivery:
        outcome = self._attempt(parcel, 0, None)
        if parcel.kind != "event" or not (self.request_url or len(self._sockets)):
            return outcome
        if self.retries_later and not outcome.acknowledged:
            self._spawn(lambda: self._again(parcel, outcome))
            return outcome
        return self._again(parcel, outcome)

    def _again(self, parcel: Parcel, outcome: Delivery) -> Delivery:
        for number, wait in enumerate(self.retries, start=1):
            if outcome.acknowledged or self._closed.wait(wait):
                break
            reason = "http_timeout" if outcome.status == 0 else "http_error"
            outcome = self._attempt(parcel, number, reason)
        return outcome

    def _attempt(self, parcel: Parcel, number: int, reason: str | None) -> Delivery:
        started = time.monotonic()
        if len(self._sockets):
            via, (status, body) = "socket", self._by_socket(parcel, number, reason)
        else:
            via, (status, body) = "http", self._by_http(parcel, number, reason)
        delivery = Delivery(
            id=parcel.id,
            kind=parcel.kind,
            type=parcel.type,
            attempt=number,
            status=status,
            body=body,
            took=time.monotonic() - started,
            via=via,
        )
        with self._world.lock:
            self._world.deliveries.append(delivery)
            self._world.changed()
        return delivery

    def _by_socket(self, parcel: Parcel, number: int, reason: str | None) -> tuple[int, str]:
        envelope: JSON = {
            "envelope_id": self._new_id("E"),
            "type": parcel.envelope_type,
            "payload": parcel.payload,
            "accepts_response_payload": parcel.kind != "event",
        }
        if parcel.kind == "event":
            envelope |= {
                "retry_attempt": number,
                "retry_reason": {"http_timeout": "timeout"}.get(reason or "", reason or ""),
            }
        answer = self._sockets.send(envelope, self.patience)
        return (0, "") if answer is None else (200, json.dumps(answer) if answer else "")

    def _by_http(self, parcel: Parcel, number: int, reason: str | None) -> tuple[int, str]:
        if self.request_url is None:
            return 0, ""
        content_type, body = parcel.body
        timestamp = str(int(time.time()))  # of the wire: the bot compares it with its own clock
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp=timestamp, body=body),
        }
        if reason is not None:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        parts = urlsplit(next(self._in_turn))
        line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=self.patience)
        try:
            line.request("POST", parts.path or "/", body=body, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            line.close()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
