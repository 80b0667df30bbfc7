"""What Slack sends: events, commands and interactions, as JSON. Pure but for the ids it is handed."""

import re
from collections.abc import Iterator

from bot.workspace import cast
from bot.workspace.api.context import kind_of, message_json
from bot.workspace.records import JSON, Channel, Installation, Message, Person, Team

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def channel_type(channel: Channel) -> str:
    return {"im": "im", "private": "group", "public": "channel"}[kind_of(channel)]


def envelope(event: JSON, *, event_id: str, by: Installation, now: int, ext_shared: bool = False) -> JSON:
    """The outer event as the Events API sends it."""
    return {
        "token": "local",
        "team_id": by.team,
        "api_app_id": cast.APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": now,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": by.team,
                "user_id": by.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": ext_shared,
        "event_context": f"4-{event_id}",
    }


def said(message: Message, *, person: Person, channel: Channel) -> JSON:
    """The `message` event of a person's message."""
    event = message_json(message, team=person.home or person.team) | {
        "type": "message",
        "channel": channel.id,
        "channel_type": channel_type(channel),
        "event_ts": message.ts,
        "blocks": [typed(message.text)],
    }
    return event | _stranger(person)


def mentioned(message: Message, *, person: Person, channel: Channel) -> JSON:
    """The `app_mention` twin of the same message: no channel type, another event id."""
    event = message_json(message, team=person.home or person.team) | {
        "type": "app_mention",
        "channel": channel.id,
        "event_ts": message.edited or message.ts,
        "blocks": [typed(message.text)],
    }
    return event | _stranger(person)


def edited(new: Message, old: Message, *, person: Person, channel: Channel) -> JSON:
    team = person.home or person.team
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel_type(channel),
        "ts": new.edited,
        "event_ts": new.edited,
        "message": message_json(new, team=team) | {"blocks": [typed(new.text)]} | _stranger(person),
        "previous_message": message_json(old, team=team),
    }


def tombstone(old: Message, *, person: Person, channel: Channel, at: str) -> JSON:
    """A deleted message that had replies: it is changed into a marker."""
    gone = {"type": "message", "subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT",
            "hidden": True, "ts": old.ts, "thread_ts": old.ts}  # fmt: skip
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel_type(channel),
        "ts": at,
        "event_ts": at,
        "message": gone,
        "previous_message": message_json(old, team=person.team),
    }


def deleted(old: Message, *, person: Person, channel: Channel, at: str) -> JSON:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel_type(channel),
        "ts": at,
        "event_ts": at,
        "deleted_ts": old.ts,
        "previous_message": message_json(old, team=person.team),
    }


def command(
    *, name: str, text: str, person: Person, channel: Channel, team: Team, trigger_id: str, response_url: str
) -> JSON:
    """The form of a slash command."""
    return {
        "token": "local",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.is_im else "privategroup" if channel.is_private else channel.name,
        "user_id": person.id,
        "user_name": _handle(person),
        "command": name,
        "text": text,
        "api_app_id": cast.APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def interaction(kind: str, *, person: Person, team: Team, trigger_id: str, **more: object) -> JSON:
    """A block_actions, view_submission, shortcut or message_action payload."""
    return {
        "type": kind,
        "token": "local",
        "api_app_id": cast.APP,
        "team": {"id": team.id, "domain": team.domain},
        "user": {
            "id": person.id,
            "username": _handle(person),
            "name": _handle(person),
            "team_id": person.home or team.id,
        },
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": trigger_id,
        **more,
    }


def typed(text: str) -> JSON:
    """A person's message as the rich text block their Slack makes of it."""
    section = {"type": "rich_text_section", "elements": list(_pieces(text)) or [{"type": "text", "text": " "}]}
    return {"type": "rich_text", "block_id": "typed", "elements": [section]}


def plain(text: str) -> str:
    """Slack's three entities undone."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _pieces(text: str) -> Iterator[JSON]:
    last = 0
    for found in _MENTION.finditer(text):
        if before := text[last : found.start()]:
            yield {"type": "text", "text": plain(before)}
        yield {"type": "user", "user_id": found.group(1)}
        last = found.end()
    if rest := text[last:]:
        yield {"type": "text", "text": plain(rest)}


def _stranger(person: Person) -> JSON:
    return {"user_team": person.home, "source_team": person.home} if person.is_stranger else {}


def _handle(person: Person) -> str:
    return person.name.lower().replace(" ", ".")
