"""Forms that write: messages, replies, edits, commands."""

import re

from starlette.datastructures import FormData

from bot.workspace import cast
from bot.workspace.errors import SlackError
from bot.workspace.pages.hand import Hand, field
from bot.workspace.payloads import plain
from bot.workspace.records import Message

LONGEST = 12_000  # characters of a message that is written here


class Writing(Hand):
    """What a person writes and takes back."""

    def say(self, person: str, form: FormData) -> str | None:
        channel, thread = field(form, "channel"), field(form, "thread") or None
        text = (field(form, "command") or field(form, "text")).strip()[:LONGEST]
        place = self._world.channels[channel]
        if not text or person not in place.members or place.is_archived:
            return None
        if text.startswith("/"):
            self._command(person, channel, text, thread)
            return None
        message = self._gestures.say(channel, person, self.wire_text(text), thread=thread)
        by = self._world.installed(place.team)
        if f"<@{by.bot_user}>" not in message.text or place.is_im:
            return None
        if by.bot_user not in place.members:
            self._note(
                person,
                channel,
                f"{cast.BOT_NAME} is not in this channel and has not heard you. Invite it: `/invite @{cast.BOT_NAME}`",
            )
            return None
        return f"/as/{person}/{channel}?thread={message.thread}"

    def _command(self, person: str, channel: str, text: str, thread: str | None) -> None:
        command, _, rest = text.partition(" ")
        if thread:
            self._note(person, channel, f"{command} does not work in threads.", thread=thread)
        elif command == "/invite" and cast.BOT_NAME.casefold() in rest.casefold():
            self._gestures.join(
                channel, self._world.installed(self._world.people[person].team).bot_user, inviter=person
            )
        elif command == "/news":
            # Unlike a message, a command's text is not escaped: the manifest says should_escape false.
            delivery = self._gestures.command(person, channel, rest.strip(), command=command)
            self._told(delivery, person, channel, command)
        else:
            self._note(person, channel, f"{command} is not a command here. There are `/news` and `/invite`.")

    def edit(self, person: str, form: FormData) -> None:
        place = self.place(field(form, "place"), person)
        text = field(form, "text").strip()[:LONGEST]
        if isinstance(place, Message) and place.user == person and text:
            self._gestures.edit(place, self.wire_text(text))

    def message(self, person: str, form: FormData) -> None:
        place = self.place(field(form, "place"), person)
        if not isinstance(place, Message):
            return
        if field(form, "delete"):
            if place.user == person:
                self._gestures.delete(place)
            return
        delivery = self._gestures.shortcut(person, field(form, "callback_id"), on=place)
        self._told(delivery, person, place.channel, "The shortcut")

    def wire_text(self, text: str) -> str:
        """A message as Slack sends it on: escaped, names as mentions."""
        wire = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for person in sorted(self._world.people.values(), key=lambda person: -len(person.name)):
            pattern = re.compile(f"@{re.escape(person.name)}\\b", re.IGNORECASE)
            wire = pattern.sub(f"<@{person.id}>", wire)
        return wire

    def shown_text(self, channel: str, ts: str) -> str:
        """The same back again, for editing."""
        try:
            text = self._world.message(channel, ts).text if ts else ""
        except SlackError:
            return ""
        for person in self._world.people.values():
            text = text.replace(f"<@{person.id}>", f"@{person.name}")
        return plain(text)
