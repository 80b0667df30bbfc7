"""What happens to channels: the bot joins one and says hello once; channels are archived and renamed."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.blocks import hello_message
from bot.listeners.counter import Counter, origin_of

ARCHIVING = ("channel_archive", "group_archive")
UNARCHIVING = ("channel_unarchive", "group_unarchive")
RENAMING = ("channel_rename", "group_rename")


def add_to(bolt: App, counter: Counter) -> None:
    def joined(event: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        origin, channel = origin_of(context), str(event["channel"])
        if event.get("user") != origin.bot:
            return
        first = counter.channels.greet(origin.workspace, channel, now=counter.now())
        if first and counter.refusal(body, workspace=origin.workspace, channel=channel) is None:
            counter.errands.run("hello", lambda: _hello(counter, origin.workspace, channel))

    def archived(event: dict[str, Any], context: BoltContext) -> None:
        gone = event["type"] in ARCHIVING
        counter.channels.archive(origin_of(context).workspace, str(event["channel"]), gone)

    def renamed(event: dict[str, Any], context: BoltContext) -> None:
        channel = event["channel"]
        counter.channels.rename(origin_of(context).workspace, str(channel["id"]), str(channel["name"]))

    bolt.event("member_joined_channel")(joined)
    for name in (*ARCHIVING, *UNARCHIVING):
        bolt.event(name)(archived)
    for name in RENAMING:
        bolt.event(name)(renamed)


def _hello(counter: Counter, workspace: str, channel: str) -> None:
    counter.poster.say(workspace, channel, hello_message(counter.knowledge.examples(workspace)))
