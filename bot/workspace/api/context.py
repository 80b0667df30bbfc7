"""What every Web API method is given, and the checks that many share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Channel, Installation, Message, Person
from bot.workspace.world import World

READ = {"im": "im:read", "private": "groups:read", "public": "channels:read"}
HISTORY = {"im": "im:history", "private": "groups:history", "public": "channels:history"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One call: who makes it, with what. ``emit`` tells the bot of an event, later and elsewhere."""

    world: World
    by: Installation
    arguments: JSON
    emit: Callable[[JSON, str], None]  # event, team
    base_url: str

    def text(self, name: str) -> str:
        """A required argument. Raises SlackError: invalid_arguments."""
        value = self.arguments.get(name)
        if value in (None, ""):
            problem = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [problem]})
        return str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.arguments.get(name, default)
        return value not in (False, None, "false", "False", "0", 0, "")

    def need(self, *scopes: str) -> None:
        """Raises SlackError: missing_scope, unless the token has one of them."""
        if not set(scopes) & self.by.scopes:
            raise SlackError("missing_scope", needed=scopes[0], provided=",".join(sorted(self.by.scopes)))

    def channel(self, identity: str | None = None) -> Channel:
        """A conversation the bot may know of: private ones only from inside. Raises SlackError: channel_not_found."""
        key = self.text("channel") if identity is None else identity
        with self.world.lock:
            if key.startswith("U") and key in self.world.people:
                return self.world.dm(key)
            found = self.world.channels.get(key)
            if found is None:
                named = [c for c in self.world.channels.values() if c.name and f"#{c.name}" == f"#{key.lstrip('#')}"]
                found = named[0] if named else None
        hidden = found is not None and (found.is_private or found.is_im) and self.by.bot_user not in found.members
        if found is None or found.team != self.by.team or hidden:
            raise SlackError("channel_not_found")
        return found

    def inside(self, channel: Channel) -> bool:
        return self.by.bot_user in channel.members

    def person(self, identity: str) -> Person:
        found = self.world.people.get(identity)
        if found is None or found.team != self.by.team:
            raise SlackError("user_not_found")
        return found

    def page(self, items: list[Any], default: int = 100) -> tuple[list[Any], JSON]:
        """The items after the cursor, no more than the limit, and the metadata that says where to go on."""
        try:
            start = int(self.arguments.get("cursor") or 0)
            limit = int(self.arguments.get("limit") or default)
        except ValueError as error:
            raise SlackError("invalid_cursor") from error
        if not 0 < limit <= 1000:
            raise SlackError("invalid_limit")
        following = start + limit
        return items[start:following], {"next_cursor": str(following) if following < len(items) else ""}


def kind_of(channel: Channel) -> str:
    return "im" if channel.is_im else "private" if channel.is_private else "public"


def message_json(
    message: Message, *, team: str, metadata: bool = False, replies: Mapping[str, Any] | None = None
) -> JSON:
    """A message as the API returns it and events carry it."""
    found: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts, "team": team}
    if message.subtype:
        found["subtype"] = message.subtype
    if message.client_msg_id:
        found["client_msg_id"] = message.client_msg_id
    if message.blocks:
        found["blocks"] = list(message.blocks)
    if message.thread_ts:
        found["thread_ts"] = message.thread_ts
    if message.bot_id:
        found["bot_id"] = message.bot_id
        found["bot_profile"] = {"id": message.bot_id, "name": "On the Record", "team_id": team}
    if message.edited:
        found["edited"] = {"user": message.user, "ts": message.edited}
    if metadata and message.metadata:
        found["metadata"] = message.metadata
    return found | dict(replies or {})


def channel_json(channel: Channel, *, member: bool) -> JSON:
    if channel.is_im:
        return {"id": channel.id, "is_im": True, "is_channel": False, "is_archived": False, "is_private": True,
                "user": next(iter(sorted(m for m in channel.members if not m.startswith("U00"))), ""),
                "context_team_id": channel.team}  # fmt: skip
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_member": member,
        "context_team_id": channel.team,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def person_json(person: Person) -> JSON:
    return {
        "id": person.id,
        "team_id": person.home or person.team,
        "name": person.name.lower().replace(" ", "."),
        "real_name": person.name,
        "deleted": person.deleted,
        "tz": person.tz,
        "locale": person.locale,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_stranger": person.is_stranger,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "profile": {"real_name": person.name, "display_name": person.name.split()[0], "title": person.title},
    }
