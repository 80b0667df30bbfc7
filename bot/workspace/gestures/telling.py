"""How the bot is told: events, echoes of its own calls, and interactions with their triggers."""

from collections.abc import Callable
from typing import Any

from bot.workspace import cast, payloads
from bot.workspace.courier import Courier, Parcel
from bot.workspace.records import JSON, Channel, Delivery, Installation, Person
from bot.workspace.world import World
from config import manifest

_MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}


class Telling:
    """The ground of all gestures: what happens in the world is told to the bot by the courier."""

    def __init__(self, world: World, courier: Courier, *, base_url: str, new_uuid: Callable[[], str]) -> None:
        self._world, self._courier, self._base, self._new_uuid = world, courier, base_url, new_uuid
        self.echo = True  # the bot is told of its own posts too, as in Slack
        self.subscriptions = frozenset(manifest.bot_events())

    def event(self, event: JSON, *, team: str = cast.TEAM, event_id: str | None = None) -> Delivery:
        """Any event, as it is."""
        return self._courier.deliver(self._parcel(event, self._world.installed(team), event_id=event_id))

    def echoed(self, event: JSON, team: str) -> None:
        """An event that the bot's own call brought about; told later, from another thread."""
        channel = event.get("channel")
        place = self._world.channels.get(channel) if isinstance(channel, str) else None
        by = self._world.installed(team)
        if self.echo and self._subscribed(event) and (place is None or by.bot_user in place.members):
            self._courier.later(self._parcel(event, by))

    def _event(self, event: JSON, place: Channel) -> None:
        by = self._world.installed(place.team)
        about_it = event.get("type") in {"member_joined_channel", "channel_left", "group_left"}
        if self._subscribed(event) and (by.bot_user in place.members or about_it):
            self._courier.deliver(self._parcel(event, by, ext_shared=place.is_ext_shared))

    def _subscribed(self, event: JSON) -> bool:
        kind = event.get("type")
        if kind != "message":
            return kind in self.subscriptions
        return _MESSAGES.get(str(event.get("channel_type")), "") in self.subscriptions

    def _parcel(
        self, event: JSON, by: Installation, *, ext_shared: bool = False, event_id: str | None = None
    ) -> Parcel:
        identity = event_id or self._world.new_id("Ev")
        now = int(self._world.clock().timestamp())
        outer = payloads.envelope(event, event_id=identity, by=by, now=now, ext_shared=ext_shared)
        return Parcel(id=identity, kind="event", type=str(event["type"]), payload=outer)

    def _trigger(self, user: str) -> str:
        with self._world.lock:
            trigger = f"{int(self._world.clock().timestamp())}.{self._world.new_id('')}.{self._new_uuid()[:12]}"
            self._world.triggers[trigger] = (user, self._world.clock(), False)
            return trigger

    def _interact(self, type_: str, person: Person, **more: Any) -> Delivery:
        trigger = self._trigger(person.id)
        payload = payloads.interaction(
            type_, person=person, team=self._world.teams[person.team], trigger_id=trigger, **more
        )
        return self._courier.deliver(Parcel(id=trigger, kind="interactive", type=type_, payload=payload))
