"""conversations.* and users.*: what there is, who is in it, what was said."""

from collections.abc import Callable

from bot.workspace.api.context import HISTORY, READ, Context, channel_json, kind_of, message_json, person_json
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Channel, Message

_TYPES = {"public": "public_channel", "private": "private_channel", "im": "im"}


def info(context: Context) -> JSON:
    channel = context.channel()
    context.need(READ[kind_of(channel)])
    return {"channel": channel_json(channel, member=context.inside(channel))}


def list_(context: Context) -> JSON:
    context.need("channels:read", "groups:read", "im:read")
    return _listed(context, lambda channel: context.inside(channel) or kind_of(channel) == "public")


def users_conversations(context: Context) -> JSON:
    context.need("channels:read", "groups:read", "im:read")
    person = context.arguments.get("user") or context.by.bot_user
    return _listed(
        context,
        lambda channel: person in channel.members and (kind_of(channel) == "public" or context.inside(channel)),
    )


def members(context: Context) -> JSON:
    channel = context.channel()
    context.need(READ[kind_of(channel)])
    found, metadata = context.page(sorted(channel.members))
    return {"members": found, "response_metadata": metadata}


def replies(context: Context) -> JSON:
    channel = _readable(context)
    ts = context.text("ts")
    thread = context.world.thread(channel.id, ts)
    if not thread:
        raise SlackError("thread_not_found")
    return _said(context, channel, thread)


def history(context: Context) -> JSON:
    channel = _readable(context)
    top = [message for message in context.world.messages(channel.id) if message.thread == message.ts]
    return _said(context, channel, tuple(reversed(top)))


def join(context: Context) -> JSON:
    context.need("channels:join")
    channel = context.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_private or channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    if not context.inside(channel):
        changed = context.world.set_channel(channel.id, members=channel.members | {context.by.bot_user})
        event = {"type": "member_joined_channel", "user": context.by.bot_user, "channel": channel.id,
                 "channel_type": "C", "team": context.by.team, "event_ts": context.world.new_ts()}  # fmt: skip
        context.emit(event, context.by.team)
        channel = changed
    return {"channel": channel_json(channel, member=True)}


def open_(context: Context) -> JSON:
    context.need("im:write")
    people = [name for name in str(context.arguments.get("users") or "").split(",") if name]
    if not people and context.arguments.get("channel"):
        channel = context.channel()
    elif len(people) == 1:
        channel = context.world.dm(context.person(people[0]).id)
    else:
        raise SlackError("users_list_not_supplied" if not people else "method_not_supported_for_channel_type")
    return {"channel": channel_json(channel, member=True)}


def users_info(context: Context) -> JSON:
    context.need("users:read")
    return {"user": person_json(context.person(context.text("user")))}


def users_list(context: Context) -> JSON:
    context.need("users:read")
    everyone = [person_json(person) for person in context.world.people.values() if person.team == context.by.team]
    found, metadata = context.page(everyone)
    return {"members": found, "response_metadata": metadata}


def _readable(context: Context) -> Channel:
    channel = context.channel()
    context.need(HISTORY[kind_of(channel)])
    if not context.inside(channel):
        raise SlackError("not_in_channel")
    return channel


def _said(context: Context, channel: Channel, messages: tuple[Message, ...]) -> JSON:
    oldest, latest = context.arguments.get("oldest"), context.arguments.get("latest")
    within = [
        message
        for message in messages
        if (not oldest or message.ts >= str(oldest)) and (not latest or message.ts <= str(latest))
    ]
    found, metadata = context.page(within)
    with_metadata = context.flag("include_all_metadata")
    shown = [
        message_json(message, team=context.by.team, metadata=with_metadata, replies=_counts(context, channel, message))
        for message in found
    ]
    return {"messages": shown, "has_more": bool(metadata["next_cursor"]), "response_metadata": metadata}


def _counts(context: Context, channel: Channel, message: Message) -> JSON:
    """What a message that starts a thread says about it."""
    below = [m for m in context.world.thread(channel.id, message.ts) if m.ts != message.ts]
    if not below:
        return {}
    return {"thread_ts": message.ts, "reply_count": len(below), "latest_reply": below[-1].ts}


def _listed(context: Context, wanted: Callable[[Channel], bool]) -> JSON:
    types = str(context.arguments.get("types") or "public_channel").replace(" ", "").split(",")
    without_archived = context.flag("exclude_archived")
    every = [
        channel_json(channel, member=context.inside(channel))
        for channel in context.world.channels.values()
        if channel.team == context.by.team
        and _TYPES[kind_of(channel)] in types
        and not (without_archived and channel.is_archived)
        and wanted(channel)
    ]
    found, metadata = context.page(every)
    return {"channels": found, "response_metadata": metadata}


METHODS = {
    "conversations.info": info,
    "conversations.list": list_,
    "conversations.members": members,
    "conversations.replies": replies,
    "conversations.history": history,
    "conversations.join": join,
    "conversations.open": open_,
    "users.info": users_info,
    "users.list": users_list,
    "users.conversations": users_conversations,
}
