"""How the local Slack is made to misbehave, as Slack does now and then."""

from dataclasses import replace
from typing import Any

from bot.workspace import cast
from bot.workspace.faults import Fault, Faults, Way
from bot.workspace.gestures import Gestures


class Switches(Gestures):
    """Faults of the next calls, deliveries doubled and tried again, scopes taken away."""

    faults: Faults

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
    def paced(self) -> bool:
        """Whether more than one post a second in a channel is refused with 429, as Slack may."""
        return self.faults.paced

    @paced.setter
    def paced(self, on: bool) -> None:
        self.faults.paced = on

    def rotate_tokens(self, seconds: int) -> None:
        """From now on a token that is handed out lives so long and comes with one to refresh it by."""
        self._world.token_seconds = seconds

    @property
    def copies(self) -> int:
        return self._courier.copies

    @copies.setter
    def copies(self, number: int) -> None:
        self._courier.copies = number

    @property
    def retries(self) -> tuple[float, ...]:
        return self._courier.retries

    @retries.setter
    def retries(self, waits: tuple[float, ...]) -> None:
        self._courier.retries = waits

    @property
    def scopes(self) -> frozenset[str]:
        return self._world.installed(cast.TEAM).scopes

    @scopes.setter
    def scopes(self, scopes: frozenset[str]) -> None:
        with self._world.lock:
            by = self._world.installed(cast.TEAM)
            self._world.installations[by.token] = replace(by, scopes=scopes)

    def restrict(self, *scopes: str) -> None:
        """Takes scopes away from the bot."""
        self.scopes = self.scopes - set(scopes)

    def set_channel(self, channel: str, **changes: Any) -> None:
        """Another state of a channel, told to nobody."""
        self._world.set_channel(channel, **changes)
