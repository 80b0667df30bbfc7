"""Where the days of a person begin, as their Slack profile says."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.incoming import Incoming
from bot.listeners.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Any thread may ask; a person is asked for once in a few minutes at most."""

    people: People
    client_for: Callable[[str], WebClient]

    def of(self, incoming: Incoming) -> ZoneInfo | None:
        """The asker's zone; None where Slack does not say, or names one that this machine does not know."""
        try:
            person = self.people.find(self.client_for(incoming.workspace), incoming.workspace, incoming.user)
            return None if person.zone is None else ZoneInfo(person.zone)
        except (SlackClientError, OSError, ValueError, KeyError):  # a permission is lacking, Slack is away
            return None
