"""The local Slack as one thing: started, connected to a bot, looked at, and made to misbehave."""

import secrets as randomness
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.workspace import cast
from bot.workspace.courier import Courier
from bot.workspace.faults import Faults
from bot.workspace.looking import Looking
from bot.workspace.pages.authorize import Authorize
from bot.workspace.pages.guard import Guard
from bot.workspace.pages.routes import Pages
from bot.workspace.running import Running
from bot.workspace.secrets import Secrets, make_secrets
from bot.workspace.sockets import Sockets
from bot.workspace.switches import Switches
from bot.workspace.wire import Wire
from bot.workspace.world import World

SLACKS_RETRIES = (0.0, 60.0, 300.0)  # seconds


def utc_now() -> datetime:
    return datetime.now(UTC)


class LocalSlack(Looking, Switches):
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
        self.faults = Faults(clock)
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

    def connect(self, request_url: str, *others: str) -> None:
        """Events, commands and interactions go to this address, signed; with several, to each in turn."""
        self.courier.connect(request_url, *others)

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
