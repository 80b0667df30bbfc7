"""chat.*: post, update, delete, whisper, link."""

import json
from dataclasses import replace
from typing import Any

from bot.workspace import limits
from bot.workspace.api.context import Context, kind_of, message_json
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Channel, Message, Private

_NOT_SENT = frozenset({"token", "blocks", "text", "metadata"})


def post_message(context: Context) -> JSON:
    context.need("chat:write")
    channel = _writable(context)
    blocks = limits.check_message(context.arguments, text_limit=limits.TEXT)
    world, by = context.world, context.by
    with world.lock:
        message = world.put(
            Message(
                channel=channel.id,
                ts=world.new_ts(),
                user=by.bot_user,
                bot_id=by.bot_id,
                text=context.arguments.get("text") or "",
                blocks=_numbered(context, blocks),
                thread_ts=_root(context, channel),
                metadata=_metadata(context),
                sent={name: value for name, value in context.arguments.items() if name not in _NOT_SENT},
            )
        )
    shape = message_json(message, team=by.team, metadata=True)
    told = {**shape, "type": "message", "channel": channel.id, "channel_type": _type(channel), "event_ts": message.ts}
    context.emit(told, by.team)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def update(context: Context) -> JSON:
    context.need("chat:write")
    channel, world = context.channel(), context.world
    with world.lock:
        old = world.message(channel.id, context.text("ts"))
        if old.bot_id != context.by.bot_id or old.sent.get("response_url"):
            raise SlackError("cant_update_message")
        if channel.is_archived:
            raise SlackError("is_archived")
        blocks = limits.check_message(context.arguments, text_limit=limits.EDITED_TEXT)
        kept = old.blocks if "blocks" not in context.arguments and "text" not in context.arguments else blocks
        new = world.put(
            replace(
                old,
                text=context.arguments.get("text") or "",
                blocks=_numbered(context, kept),
                edited=world.new_ts(),
                metadata=_metadata(context) or old.metadata,
            )
        )
    shape = message_json(new, team=context.by.team, metadata=True)
    told = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "channel_type": _type(channel),
        "ts": new.edited,
        "event_ts": new.edited,
        "message": shape,
        "previous_message": message_json(old, team=context.by.team, metadata=True),
    }
    context.emit(told, context.by.team)
    return {"channel": channel.id, "ts": new.ts, "text": new.text, "message": shape}


def delete(context: Context) -> JSON:
    context.need("chat:write")
    channel, world = context.channel(), context.world
    with world.lock:
        old = world.message(channel.id, context.text("ts"))
        if old.bot_id != context.by.bot_id:
            raise SlackError("cant_delete_message")
        world.remove(channel.id, old.ts)
        deleted_at = world.new_ts()
    told = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": _type(channel),
        "ts": deleted_at,
        "event_ts": deleted_at,
        "deleted_ts": old.ts,
        "previous_message": message_json(old, team=context.by.team, metadata=True),
    }
    context.emit(told, context.by.team)
    return {"channel": channel.id, "ts": old.ts}


def post_ephemeral(context: Context) -> JSON:
    context.need("chat:write")
    channel = context.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if not context.inside(channel):
        raise SlackError("not_in_channel")
    person = context.arguments.get("user") or ""
    if person not in channel.members:
        raise SlackError("user_not_in_channel")
    blocks = limits.check_message(context.arguments, text_limit=limits.PRIVATE_TEXT)
    world = context.world
    private = world.put_private(
        Private(
            channel=channel.id,
            ts=world.new_ts(),
            user=person,
            text=context.arguments.get("text") or "",
            blocks=_numbered(context, blocks),
            thread_ts=context.arguments.get("thread_ts"),
        )
    )
    return {"message_ts": private.ts}


def get_permalink(context: Context) -> JSON:
    channel = context.channel()
    message = context.world.message(channel.id, context.text("message_ts"))
    link = f"{context.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(context: Context) -> Channel:
    channel = context.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if not context.inside(channel) and "chat:write.public" not in context.by.scopes:
        raise SlackError("not_in_channel")
    return channel


def _root(context: Context, channel: Channel) -> str | None:
    """The thread's first message: a reply's own thread when a reply was named."""
    given = context.arguments.get("thread_ts")
    if not given:
        return None
    try:
        return context.world.message(channel.id, str(given)).thread
    except SlackError:
        return str(given)  # a thread whose first message is gone stays a thread


def _metadata(context: Context) -> JSON | None:
    given: Any = context.arguments.get("metadata")
    if given in (None, ""):
        return None
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise SlackError("invalid_metadata_format") from error
    if not isinstance(given, dict) or not given.get("event_type") or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    return dict(given)


def _numbered(context: Context, blocks: tuple[JSON, ...]) -> tuple[JSON, ...]:
    """Blocks and their elements with the ids that Slack gives those that came without."""
    return tuple(_with_ids(context, block) for block in blocks)


def _with_ids(context: Context, block: JSON) -> JSON:
    found = {**block, "block_id": block.get("block_id") or context.world.new_id("b")}
    if isinstance(found.get("elements"), list) and found["type"] in {"actions", "context_actions"}:
        found["elements"] = [
            {**e, "action_id": e.get("action_id") or context.world.new_id("a")} for e in found["elements"]
        ]
    return found


def _type(channel: Channel) -> str:
    return {"im": "im", "private": "group", "public": "channel"}[kind_of(channel)]


METHODS = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": get_permalink,
}
