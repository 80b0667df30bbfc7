"""From Slack's message events to what is asked of the bot: pure decisions, made before anything is stored.

A message that is not for the bot ends here: it is neither kept nor logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.listeners.said import mentions, mentions_others, only_emoji, words_in
from bot.listeners.written import text_of

Event = Mapping[str, Any]

_HUMAN = {None, "file_share", "thread_broadcast", "me_message"}  # subtypes of messages that people write
_SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message of a person. ``root`` is its thread's first message: its own ts outside of threads."""

    channel: str
    user: str
    ts: str
    root: str
    text: str  # freed of markup
    direct: bool  # in a conversation with the bot alone
    mentioned: bool
    others: bool  # for somebody else
    mere: bool  # emoji and nothing else: it asks nothing
    in_thread: bool
    client_id: str | None = None
    edited_ts: str | None = None  # it is an edit of an earlier message

    @property
    def addressed(self) -> bool:
        return self.direct or self.mentioned


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A person deleted their message; ``said`` is what it was, where Slack still tells."""

    channel: str
    ts: str
    user: str
    said: Said | None


def read_message(event: Event, *, bot: str) -> Said | Deleted | None:
    """What a `message` event says; None for everything that is not a person's doing.

    ``bot`` is the bot's user id. Messages of bots, of this bot, of Slack itself, changes that only unfurl a link or
    note a reply, and people coming and going are nobody's question.
    """
    subtype, channel = event.get("subtype"), str(event.get("channel", ""))
    if subtype == "message_changed":
        return _changed(event, channel, bot)
    if subtype == "message_deleted":
        before = event.get("previous_message") or {}
        return _deleted(event, channel, str(event.get("deleted_ts") or before.get("ts") or ""), before, bot)
    if subtype not in _HUMAN or not _by_a_person(event, bot):
        return None
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    return _said(event, channel=channel, direct=direct, bot=bot, edited_ts=_edited(event))


def read_mention(event: Event, *, bot: str) -> Said | None:
    """What an `app_mention` event says. It comes beside the `message` of the same ts, in either order, and again
    for an edit."""
    if not _by_a_person(event, bot):
        return None
    channel = str(event.get("channel", ""))
    said = _said(event, channel=channel, direct=channel.startswith("D"), bot=bot, edited_ts=_edited(event))
    return None if said is None else replace(said, mentioned=True)  # by whatever id: Slack says so


def _changed(event: Event, channel: str, bot: str) -> Said | Deleted | None:
    after, before = event.get("message") or {}, event.get("previous_message") or {}
    if after.get("subtype") == "tombstone":  # deleted, but its thread stays
        return _deleted(event, channel, str(after.get("ts", "")), before, bot)
    edited = _edited(after)
    unchanged = edited is None or edited == _edited(before) or text_of(after) == text_of(before)
    if unchanged or after.get("subtype") not in _HUMAN or not _by_a_person(after, bot):
        return None
    return _said(after, channel=channel, direct=_direct(event, channel), bot=bot, edited_ts=edited)


def _deleted(event: Event, channel: str, ts: str, before: Event, bot: str) -> Deleted | None:
    if ts and not before:  # Slack does not always tell what it was
        return Deleted(channel=channel, ts=ts, user="", said=None)
    if not ts or not _by_a_person(before, bot):
        return None
    said = _said({**before, "ts": ts}, channel=channel, direct=_direct(event, channel), bot=bot, edited_ts=None)
    return Deleted(channel=channel, ts=ts, user=str(before["user"]), said=said)


def _direct(event: Event, channel: str) -> bool:
    return event.get("channel_type") == "im" or channel.startswith("D")


def _by_a_person(message: Event, bot: str) -> bool:
    user = message.get("user")
    written_by_a_bot = message.get("bot_id") or message.get("bot_profile") or message.get("subtype") == "bot_message"
    return bool(user) and not written_by_a_bot and user not in {bot, _SLACKBOT}


def _edited(message: Event) -> str | None:
    edited = message.get("edited")
    return str(edited["ts"]) if isinstance(edited, Mapping) and edited.get("ts") else None


def _said(message: Event, *, channel: str, direct: bool, bot: str, edited_ts: str | None) -> Said | None:
    ts, text = message.get("ts"), text_of(message)
    if not channel or not ts:
        return None
    words, mentioned = words_in(text, bot=bot), mentions(text, bot)
    if not words and (direct or mentioned) and not only_emoji(text):  # somebody else's words, forwarded without a word
        words = words_in(_forwarded(message), bot=bot)
    root = str(message.get("thread_ts") or ts)
    return Said(
        channel=channel,
        user=str(message["user"]),
        ts=str(ts),
        root=root,
        text=words,
        direct=direct,
        mentioned=mentioned,
        others=mentions_others(text, bot),
        mere=only_emoji(text),
        in_thread=root != ts,
        client_id=message.get("client_msg_id"),
        edited_ts=edited_ts,
    )


def _forwarded(message: Event) -> str:
    """The words of a message that was shared in another; "" where none was."""
    attached = message.get("attachments")
    parts = [part for part in attached if isinstance(part, Mapping)] if isinstance(attached, list) else []
    return next(
        (str(part.get("text") or "") for part in parts if part.get("is_share") or part.get("is_msg_unfurl")), ""
    )
