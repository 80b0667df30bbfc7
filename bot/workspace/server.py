"""The local Slack as one thing: started, connected to a bot, looked at, and made to misbehave."""

import secrets as randomness
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.workspace import cast
from bot.workspace.courier import Courier
from bot.workspace.faults import Fault, Faults, Way
from bot.workspace.gestures import Gestures
from bot.workspace.pages.authorize import Authorize
from bot.workspace.pages.guard import Guard
from bot.workspace.pages.routes import Pages
from bot.workspace.records import Call, Delivery, Message, Private, View
from bot.workspace.running import Running
from bot.workspace.secrets import Secrets, make_secrets
from bot.workspace.sockets import Sockets
from bot.workspace.wire import Wire
from bot.workspace.world import World

T = TypeVar("T")
SLACKS_RETRIES = (0.0, 60.0, 300.0)  # seconds


def utc_now() -> datetime:
    return datetime.now(UTC)


class LocalSlack(Gestures):
    """A running local Slack with the bot installed. Use it as a context manager, or `start` and `stop` it."""

    team, app_id = cast.TEAM, cast.APP

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        port: int = 0,
        random_hex: Callable[[int], str] = randomness.token_hex,
        new_uuid: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        self.secrets: Secrets = make_secrets(random_hex)
        self.world = World(clock=clock, bot_token=self.secrets.bot_token, new_uuid=new_uuid)
        self.faults = Faults()
        self.sockets = Sockets(cast.APP)
        self.courier = Courier(
            self.world, self.sockets, signing_secret=self.secrets.signing_secret, new_id=self.world.new_id
        )
        self._wire = Wire(self.world, self.secrets, self.faults, self.sockets, emit=self.echoed, new_uuid=new_uuid)
        csrf = random_hex(16)
        self._pages = Pages(self.world, self, csrf=csrf)
        self._authorize = Authorize(self.world, self.secrets, csrf=csrf)
        self._server = Running(port=port)
        self._wire.base_url = self.url = self._server.url
        super().__init__(self.world, self.courier, base_url=self.url, new_uuid=new_uuid)
        self._bots: list[Running] = []

    def asgi(self) -> ASGIApp:
        routes = [*self._wire.routes(), *self._authorize.routes(), *self._pages.routes()]
        return Guard(Starlette(routes=routes), port=lambda: self._server.port)

    def start(self) -> "LocalSlack":
        self._server.start(self.asgi())
        return self

    def stop(self) -> None:
        self.world.close()
        self.courier.close()
        for bot in self._bots:
            bot.stop()
        self._server.stop()

    def __enter__(self) -> "LocalSlack":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- what the bot needs to know -------------------------------------------------------------------------------

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.secrets.bot_token

    @property
    def app_token(self) -> str:
        return self.secrets.app_token

    @property
    def signing_secret(self) -> str:
        return self.secrets.signing_secret

    @property
    def client_id(self) -> str:
        return self.secrets.client_id

    @property
    def client_secret(self) -> str:
        return self.secrets.client_secret

    @property
    def bot_user(self) -> str:
        return self.world.installed(cast.TEAM).bot_user

    @property
    def bot_id(self) -> str:
        return self.world.installed(cast.TEAM).bot_id

    @property
    def mention(self) -> str:
        """The bot's mention as it stands in a message's text."""
        return f"<@{self.bot_user}>"

    # -- how the bot is reached -----------------------------------------------------------------------------------

    def connect(self, request_url: str) -> None:
        """Events, commands and interactions go to this address, signed."""
        self.courier.connect(request_url)

    def reserve(self, *, port: int = 0) -> str:
        """The URL that the bot will have once it is served: some settings must know it before there is a bot."""
        self._bots.append(Running(port=port))
        return self._bots[-1].url

    def serve(self, app: ASGIApp, *, path: str = "/slack/events") -> str:
        """Runs the bot's own web app beside it, connects to it, and gives its URL: the one reserved, or a new one."""
        if not self._bots or self._bots[-1].is_started:
            self.reserve()
        bot = self._bots[-1]
        bot.start(app)
        self.connect(bot.url + path)
        return bot.url

    def suggest(self, questions: Sequence[str]) -> None:
        """Questions that the pages offer as a first try."""
        self.world.suggestions = tuple(questions)
        self.world.changed()

    def live(self) -> None:
        """For people instead of tests: failed events are tried again when Slack would, after the gesture returned."""
        self.courier.retries, self.courier.retries_later = SLACKS_RETRIES, True

    # -- what happened --------------------------------------------------------------------------------------------

    def messages(self, channel: str) -> tuple[Message, ...]:
        return self.world.messages(channel)

    def thread(self, channel: str, ts: str) -> tuple[Message, ...]:
        return self.world.thread(channel, ts)

    def replies(self, message: Message) -> tuple[Message, ...]:
        """What the bot has in the message's thread."""
        return tuple(m for m in self.world.thread(message.channel, message.thread) if m.bot_id)

    def privates(self, user: str) -> tuple[Private, ...]:
        return self.world.privates(user)

    def modal(self, user: str) -> View | None:
        """The modal on top, if one is open."""
        return self.world.modal(user)

    def home(self, user: str) -> View | None:
        return self.world.homes.get(user)

    def status(self, channel: str, thread: str) -> str:
        return self.world.status(channel, thread)

    def calls(self, method: str | None = None) -> tuple[Call, ...]:
        with self.world.lock:
            return tuple(call for call in self.world.calls if method in (None, call.method))

    def deliveries(self, kind: str | None = None) -> tuple[Delivery, ...]:
        with self.world.lock:
            return tuple(delivery for delivery in self.world.deliveries if kind in (None, delivery.kind))

    def wait_for(self, wanted: Callable[[], T], timeout: float = 10.0) -> T:
        """The first true value; asked at every change, without sleeping. Raises TimeoutError."""
        return self.world.wait_for(wanted, timeout)

    def settle(self, timeout: float = 10.0) -> None:
        """Returns once everything the bot's own calls brought about is delivered."""
        self.courier.settle(timeout)

    # -- switches -------------------------------------------------------------------------------------------------

    def fail(self, method: str, code: str = "", *, status: int = 0, times: int = 1) -> None:
        """The next calls are refused with an error code, or broken with an HTTP status; nothing happens."""
        fault = Fault(way=Way.BREAK, status=status) if status else Fault(way=Way.REFUSE, code=code)
        self.faults.add(method, fault, times)

    def ratelimit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        self.faults.add(method, Fault(way=Way.LIMIT, retry_after=retry_after), times)

    def lose(self, method: str, *, times: int = 1) -> None:
        """It happens, and the connection is cut before the answer has arrived."""
        self.faults.add(method, Fault(way=Way.LOSE), times)

    def hang(self, method: str, *, times: int = 1) -> None:
        """It happens, and no answer comes until the caller gives up."""
        self.faults.add(method, Fault(way=Way.HANG), times)

    @property
    def copies(self) -> int:
        return self.courier.copies

    @copies.setter
    def copies(self, number: int) -> None:
        self.courier.copies = number

    @property
    def retries(self) -> tuple[float, ...]:
        return self.courier.retries

    @retries.setter
    def retries(self, waits: tuple[float, ...]) -> None:
        self.courier.retries = waits

    @property
    def scopes(self) -> frozenset[str]:
        return self.world.installed(cast.TEAM).scopes

    @scopes.setter
    def scopes(self, scopes: frozenset[str]) -> None:
        with self.world.lock:
            by = self.world.installed(cast.TEAM)
            self.world.installations[by.token] = replace(by, scopes=scopes)

    def restrict(self, *scopes: str) -> None:
        """Takes scopes away from the bot."""
        self.scopes = self.scopes - set(scopes)

    def set_channel(self, channel: str, **changes: Any) -> None:
        """Another state of a channel, told to nobody."""
        self.world.set_channel(channel, **changes)
