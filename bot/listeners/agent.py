"""The agent view: its stop button, and what the reader has open beside it, which the bot does not look at."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.listeners.counter import Counter, origin_of


def add_to(bolt: App, counter: Counter) -> None:
    def stopped(event: dict[str, Any], context: BoltContext) -> None:
        channel = str(event.get("channel") or event.get("channel_id") or "")
        thread = str(event.get("thread_ts") or event.get("session_id") or "")
        if channel and thread:
            counter.inbox.stop(origin_of(context).workspace, channel, thread, now=counter.now())

    def looked_elsewhere() -> None:
        """Only acknowledged: what somebody reads is nothing we keep."""

    bolt.event("agent_session_stopped")(stopped)
    bolt.event("app_context_changed")(looked_elsewhere)
