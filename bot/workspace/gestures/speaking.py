"""Messages of people: said, edited, deleted."""

from dataclasses import replace

from bot.workspace import payloads
from bot.workspace.gestures.telling import Telling
from bot.workspace.records import Channel, Message

MESSAGE_FIRST = "message first"
MENTION_FIRST = "mention first"


class Speaking(Telling):
    """What a person writes."""

    def say(
        self,
        channel: str,
        user: str,
        text: str,
        *,
        thread: str | Message | None = None,
        twins: str = MESSAGE_FIRST,
        client_msg_id: str | None = None,
        subtype: str | None = None,
    ) -> Message:
        """A person's message; where the bot is mentioned it is told twice, in either order."""
        place = self._world.channels[channel]
        root = thread.thread if isinstance(thread, Message) else thread
        message = self._world.put(
            Message(
                channel=channel,
                ts=self._world.new_ts(),
                user=user,
                text=text,
                thread_ts=root,
                client_msg_id=client_msg_id or self._new_uuid(),
                subtype=subtype,
            )
        )
        self._tell_of(message, place, twins)
        return message

    def dm(self, user: str, text: str, *, thread: str | Message | None = None) -> Message:
        """A message to the bot alone."""
        return self.say(self._world.dm(user).id, user, text, thread=thread)

    def edit(self, message: Message, text: str) -> Message:
        """The message with another text; a mention in it is told as a mention again."""
        old = self._world.message(message.channel, message.ts)
        new = self._world.put(replace(old, text=text, edited=self._world.new_ts()))
        place, person = self._world.channels[old.channel], self._world.people[old.user]
        self._event(payloads.edited(new, old, person=person, channel=place), place)
        if self._mentions(new, place):
            event = payloads.mentioned(new, person=person, channel=place)
            self._event(event | {"edited": {"user": old.user, "ts": new.edited}}, place)
        return new

    def delete(self, message: Message) -> None:
        """Takes the message away; with replies under it a marker stays."""
        old = self._world.message(message.channel, message.ts)
        place, person = self._world.channels[old.channel], self._world.people[old.user]
        at = self._world.new_ts()
        if len(self._world.thread(old.channel, old.ts)) > 1:
            self._world.put(replace(old, text="This message was deleted.", subtype="tombstone", blocks=()))
            self._event(payloads.tombstone(old, person=person, channel=place, at=at), place)
        else:
            self._world.remove(old.channel, old.ts)
            self._event(payloads.deleted(old, person=person, channel=place, at=at), place)

    def _tell_of(self, message: Message, place: Channel, twins: str) -> None:
        person = self._world.people[message.user]
        events = [payloads.said(message, person=person, channel=place)]
        if self._mentions(message, place):
            events.append(payloads.mentioned(message, person=person, channel=place))
        if twins == MENTION_FIRST:
            events.reverse()
        for event in events:
            self._event(event, place)

    def _mentions(self, message: Message, place: Channel) -> bool:
        return f"<@{self._world.installed(place.team).bot_user}" in message.text
