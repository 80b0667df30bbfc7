"""The bot is removed from a workspace, or its tokens are taken away: nothing of that workspace stays in the queue."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.listeners.counter import Counter


def add_to(bolt: App, counter: Counter) -> None:
    def uninstalled(context: BoltContext) -> None:
        counter.uninstalled(str(context.team_id))

    def revoked(event: dict[str, Any], context: BoltContext) -> None:
        if (event.get("tokens") or {}).get("bot"):
            counter.uninstalled(str(context.team_id))

    bolt.event("app_uninstalled")(uninstalled)
    bolt.event("tokens_revoked")(revoked)
