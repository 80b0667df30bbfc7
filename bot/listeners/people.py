"""Who may do what. Facts come from the payload itself, or from `users.info`, remembered for a few minutes.

Managers change sources, retention, collections, and which channels people of other organisations may ask in; full
members of a channel its settings; guests only ask.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

REMEMBERED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a workspace says of one of its people."""

    user: str
    admin: bool = False  # or owner
    guest: bool = False
    outsider: bool = False  # of another organisation
    zone: str | None = None


class People:
    """The people of every workspace; any thread may ask."""

    def __init__(self, *, now: Callable[[], datetime], managers: frozenset[str]) -> None:
        self._now = now
        self._managers = managers
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], tuple[datetime, Person]] = {}

    def find(self, client: WebClient, workspace: str, user: str) -> Person:
        """The person, as Slack knew them a few minutes ago at most. Raises what the client raises."""
        now = self._now()
        with self._lock:
            known = self._known.get((workspace, user))
        if known is not None and now - known[0] < REMEMBERED:
            return known[1]
        answer: Mapping[str, Any] = client.users_info(user=user)["user"]
        person = read_person(answer, workspace=workspace)
        with self._lock:
            self._known = {key: value for key, value in self._known.items() if now - value[0] < REMEMBERED}
            self._known[workspace, user] = (now, person)
        return person

    def manages(self, person: Person, *, installer: str | None, appointed: tuple[str, ...]) -> bool:
        """Whether the person manages the bot: its installer, admins and owners, and whom the settings name."""
        if person.outsider or person.guest:
            return False
        return person.admin or person.user in {installer, *appointed} or person.user in self._managers


def read_person(user: Mapping[str, Any], *, workspace: str) -> Person:
    """A person as `users.info` describes them."""
    team = user.get("team_id")
    grid = user.get("enterprise_user") or {}
    elsewhere = bool(team) and team != workspace and workspace not in grid.get("teams", [])
    return Person(
        user=str(user["id"]),
        admin=bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        outsider=bool(user.get("is_stranger")) or elsewhere,
        zone=user.get("tz"),
    )


def from_elsewhere(payload: Mapping[str, Any], *, workspace: str) -> bool:
    """Whether an event or interaction itself says that its sender belongs to another organisation.

    In an Enterprise organisation people of sister workspaces are no strangers: there the shared channel says it.
    """
    if _in_enterprise(payload):
        return False
    user, event = payload.get("user"), payload.get("event") or {}
    team = user.get("team_id") if isinstance(user, Mapping) else None
    for name in ("user_team", "source_team", "team"):
        team = team or (event.get(name) if isinstance(event.get(name), str) else None)
    if not team and payload.get("command"):
        team = payload.get("team_id")
    return bool(team) and team != workspace


def _in_enterprise(payload: Mapping[str, Any]) -> bool:
    """Whether the bot's workspace belongs to an Enterprise organisation: an event says it in one of three places."""
    installed = (payload.get("authorizations") or [{}])[0]
    named = (payload.get("enterprise"), payload.get("enterprise_id"), payload.get("context_enterprise_id"))
    return any(named) or bool(installed.get("enterprise_id"))


def shared_with_others(payload: Mapping[str, Any]) -> bool:
    """Whether an event comes from a channel that is shared with another organisation."""
    return payload.get("is_ext_shared_channel") is True
