"""Socket Mode: Slack sends everything through a connection that the bot opens. For one workspace, without an address.

slack_sdk's client reconnects by itself, but can end up with a connection that nobody reads (bolt-python#1529). A
watchdog therefore looks whether anything is heard, and otherwise opens a new line before it closes the old one.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RD
from time import monotonic, time

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from retrieval.errors import BadInput

LOOK_EVERY = 5.0  # seconds between two looks
HELLO_WITHIN = 30.0  # Slack says hello as soon as a line is open
CONNECTED_WITHIN = 30.0  # slack_sdk is given so long to reconnect by itself
QUIET_FOR = 900.0  # with nothing heard for so long a new line is opened, in case this one is deaf
CLOSED_WITHIN = 10.0
AT_ONCE = 10  # envelopes in hand

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a line, in seconds of one steady clock."""

    opened_at: float
    heard_at: float | None  # anything at all
    connected_at: float  # seen connected last


def deaf(signs: Signs, *, now: float) -> str | None:
    """Why the line is to be replaced; None when it is well."""
    if now - signs.connected_at > CONNECTED_WITHIN:
        return "disconnected"
    if signs.heard_at is None:
        return "no hello" if now - signs.opened_at > HELLO_WITHIN else None
    return "quiet" if now - signs.heard_at > QUIET_FOR else None


class _Line:
    """One client of slack_sdk's, and what was heard through it."""

    def __init__(self, client: SocketModeClient, *, now: float) -> None:
        self.client = client
        self.opened_at = self.connected_at = now
        self.heard_at: float | None = None
        self.hello = threading.Event()


class SocketLine:
    """A line that is kept open until `close`; every envelope goes to ``bolt``."""

    def __init__(
        self,
        bolt: App,
        app_token: str,
        *,
        api_url: str,
        observe: Callable[[int, float], None] = lambda _status, _seconds: None,
        clock: Callable[[], float] = monotonic,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._bolt, self._token, self._clock = bolt, app_token, clock
        self._api_url, self._observe, self._look_every = api_url, observe, look_every
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._watching, name="socket watchdog", daemon=True)
        self._line: _Line | None = None

    def open(self) -> None:
        """Connected afterwards, and watched. Raises BadInput when Slack refuses the app-level token."""
        try:
            self._line = self._new_line()
        except SlackApiError as error:
            raise BadInput(
                "SLACK_APP_TOKEN",
                f"Slack refuses it ({error.response.get('error')})",
                "make an app-level token with connections:write under Basic Information",
            ) from None
        except (SlackClientError, OSError) as error:
            raise BadInput(
                "Slack", f"it cannot be reached ({type(error).__name__})", "check the network and try again"
            ) from error
        if not self._line.hello.wait(HELLO_WITHIN):  # slack_sdk says nothing when a connection is turned away
            shut(self._line.client)
            raise BadInput("Slack's socket", "it does not say hello", "try again, or look at status.slack.com")
        self._watch.start()

    def close(self) -> None:
        """No further envelope is taken; those in hand are finished."""
        self._stopping.set()
        if self._watch.is_alive():
            self._watch.join()
        if self._line is not None:
            shut(self._line.client)

    def look(self) -> str | None:
        """One look of the watchdog: why the line was replaced, or None."""
        line, now = self._line, self._clock()
        if line is None:
            return None
        if line.client.is_connected():
            line.connected_at = now
        signs = Signs(opened_at=line.opened_at, heard_at=line.heard_at, connected_at=line.connected_at)
        reason = deaf(signs, now=now)
        if reason is None:
            return None
        try:
            self._line = self._new_line()
        except (SlackClientError, OSError) as error:
            _log.warning("socket not replaced", reason=reason, error=type(error).__name__)
            return None
        _log.info("socket replaced", reason=reason)
        shut(line.client)
        return reason

    def _watching(self) -> None:
        while not self._stopping.wait(self._look_every):
            self.look()

    def _new_line(self) -> _Line:
        silent = logging.getLogger("onrecord.slack")
        client = SocketModeClient(
            app_token=self._token,
            logger=silent,
            web_client=WebClient(base_url=self._api_url, logger=silent),
            concurrency=AT_ONCE,
        )
        line = _Line(client, now=self._clock())

        def heard(_message: str) -> None:
            line.heard_at = self._clock()
            line.hello.set()

        client.on_message_listeners.append(heard)
        client.socket_mode_request_listeners.append(self._handle)
        try:
            client.connect()
        except BaseException:
            shut(client)
            raise
        return line

    def _handle(self, client: BaseSocketModeClient, envelope: SocketModeRequest) -> None:
        started, began = time(), self._clock()
        request = BoltRequest(mode="socket_mode", body=envelope.payload, headers=build_headers(envelope))
        with structlog.contextvars.bound_contextvars(request=str(envelope.envelope_id)[:12]):
            response: BoltResponse = self._bolt.dispatch(request)
        send_response(client, envelope, response, started)
        self._observe(response.status, self._clock() - began)


def shut(client: SocketModeClient) -> None:
    """The client closed, what it has in hand finished; one that cannot end, because it is reconnecting, is left."""
    client.closed = True
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    sock = None if client.current_session is None else client.current_session.sock
    if sock is not None:  # whoever listens wakes now, and not when slack_sdk's three seconds are over
        with suppress(OSError):
            sock.shutdown(SHUT_RD)
    closing = threading.Thread(target=client.close, name="closing a socket", daemon=True)
    closing.start()
    closing.join(CLOSED_WITHIN)
