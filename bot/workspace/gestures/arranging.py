"""Channels and the installation: joined, left, archived, renamed, removed."""

from dataclasses import replace

from bot.workspace import cast
from bot.workspace.gestures.telling import Telling
from bot.workspace.records import JSON, Message


class Arranging(Telling):
    """What a person changes around the bot."""

    def join(self, channel: str, user: str, *, inviter: str | None = None) -> None:
        place = self._world.channels[channel]
        self._world.set_channel(channel, members=place.members | {user})
        event = {"type": "member_joined_channel", "user": user, "channel": channel,
                 "channel_type": "G" if place.is_private else "C", "team": place.team,
                 "event_ts": self._world.new_ts()}  # fmt: skip
        if inviter:
            event["inviter"] = inviter
        self._event(event, self._world.channels[channel])

    def leave(self, channel: str, user: str) -> None:
        place = self._world.channels[channel]
        bot = self._world.installed(place.team).bot_user
        self._world.set_channel(channel, members=place.members - {user})
        kind = "group_left" if place.is_private else "channel_left"
        event: JSON = {"type": kind, "channel": channel, "actor_id": user, "event_ts": self._world.new_ts()}
        if user != bot:
            event = {"type": "member_left_channel", "user": user, "channel": channel, "team": place.team,
                     "channel_type": "G" if place.is_private else "C", "event_ts": self._world.new_ts()}  # fmt: skip
        self._event(event, place)

    def archive(self, channel: str, user: str = cast.MARA, *, undo: bool = False) -> None:
        place = self._world.set_channel(channel, is_archived=not undo)
        kind = ("group" if place.is_private else "channel") + ("_unarchive" if undo else "_archive")
        self._event({"type": kind, "channel": channel, "user": user, "event_ts": self._world.new_ts()}, place)

    def rename(self, channel: str, name: str) -> None:
        place = self._world.set_channel(channel, name=name)
        kind = "group_rename" if place.is_private else "channel_rename"
        shape = {"id": channel, "name": name, "created": 0}
        self._event({"type": kind, "channel": shape, "event_ts": self._world.new_ts()}, place)

    def uninstall(self, team: str = cast.TEAM) -> None:
        """The app removed: the token dies, and both events come, in either order."""
        with self._world.lock:
            by = self._world.installed(team)
            self._world.installations[by.token] = replace(by, revoked=True)
            self._world.former = {
                token: replace(old, revoked=old.revoked or old.team == team)
                for token, old in self._world.former.items()
            }
        tokens = {"oauth": [], "bot": [by.bot_user]}
        self.event({"type": "tokens_revoked", "tokens": tokens, "event_ts": self._world.new_ts()}, team=team)
        self.event({"type": "app_uninstalled", "event_ts": self._world.new_ts()}, team=team)

    def stop_session(self, user: str, message: Message) -> None:
        """The stop button of an agent's status."""
        event: JSON = {
            "type": "agent_session_stopped",
            "user": user,
            "channel": message.channel,
            "channel_id": message.channel,
            "thread_ts": message.thread,
            "event_ts": self._world.new_ts(),
        }
        self._event(event, self._world.channels[message.channel])
