"""What all forms share: the person's hand in the world, what a form names, and notes where something did not work."""

import re

from starlette.datastructures import FormData

from bot.workspace import cast
from bot.workspace.errors import SlackError
from bot.workspace.gestures import Gestures
from bot.workspace.pages.model import HELPER
from bot.workspace.records import JSON, Delivery, Message, Private, View
from bot.workspace.world import World


class Hand:
    """The gestures that forms may make."""

    def __init__(self, world: World, gestures: Gestures, *, csrf: str) -> None:
        self._world, self._gestures, self._csrf = world, gestures, csrf

    def place(self, name: str, person: str) -> Message | Private | View | None:
        """The message, private answer, modal or Home that a form names, if the person may see it."""
        kind, _, rest = name.partition("|")
        if kind == "m":
            channel, _, ts = rest.partition("|")
            inside = channel in self._world.channels and person in self._world.channels[channel].members
            try:
                return self._world.message(channel, ts) if inside else None
            except SlackError:
                return None
        if kind == "p":
            return next((private for private in self._world.privates(person) if private.ts == rest), None)
        found = self._world.homes.get(person) if kind == "h" else self._world.views.get(rest)
        return found if found is not None and found.user == person else None

    def blocks_of(self, place: Message | Private | View) -> tuple[JSON, ...]:
        return tuple(place.view["blocks"]) if isinstance(place, View) else place.blocks

    def _told(self, delivery: Delivery, person: str, channel: str, what: str) -> None:
        """Says so where the bot did not answer, as Slack does."""
        if not delivery.acknowledged:
            reason = (
                "it did not answer within three seconds" if delivery.status == 0 else f"it answered {delivery.status}"
            )
            self._note(person, channel, f"{what} did not work: {reason}. Is the bot running?")

    def _note(self, person: str, channel: str, text: str, *, thread: str | None = None) -> None:
        note = Private(
            channel=channel, ts=self._world.new_ts(), user=person, text=text, thread_ts=thread, author=HELPER
        )
        self._world.put_private(note)


def field(form: FormData, name: str) -> str:
    """A form's field as text; empty when it is not there."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def back_to(form: FormData, person: str) -> str:
    """Where the form stood: a page of this person, never another place."""
    back = field(form, "back")
    return back if re.fullmatch(r"/as/\w+/\w+(\?thread=[\d.]+)?", back) else f"/as/{person}/{cast.NEWSROOM}"
