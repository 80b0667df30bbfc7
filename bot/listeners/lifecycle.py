"""The bot is removed from a workspace, or its tokens are taken away: nothing of that workspace stays in the queue."""

from datetime import UTC, datetime
from typing import Any

from slack_bolt import App, BoltContext

from bot.listeners.counter import Counter


def add_to(bolt: App, counter: Counter) -> None:
    def uninstalled(context: BoltContext, body: dict[str, Any]) -> None:
        counter.uninstalled(str(context.team_id), _at(body, counter.now()))

    def revoked(event: dict[str, Any], context: BoltContext, body: dict[str, Any]) -> None:
        if (event.get("tokens") or {}).get("bot"):
            counter.uninstalled(str(context.team_id), _at(body, counter.now()))

    bolt.event("app_uninstalled")(uninstalled)
    bolt.event("tokens_revoked")(revoked)


def _at(body: dict[str, Any], now: datetime) -> datetime:
    """When it happened: Slack sends an event again for hours."""
    at = body.get("event_time")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int) else now
