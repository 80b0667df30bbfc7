"""Answers through a response_url: five of them, within half an hour, to the person alone or to the channel."""

from http.client import HTTPException
from typing import Any

from slack_sdk.webhook import WebhookClient

from bot.blocks.records import Message
from bot.poster.calls import Away, Busy, Refused, Trouble


def respond(response_url: str, message: Message, *, timeout: int, in_channel: bool = False) -> Trouble | None:
    """None when Slack took it, else what became of it."""
    body: dict[str, Any] = {
        "response_type": "in_channel" if in_channel else "ephemeral",
        "replace_original": False,
        "text": message.text,
        "blocks": list(message.blocks),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    try:
        response = WebhookClient(response_url, timeout=timeout, retry_handlers=[]).send_dict(body)
    except (OSError, HTTPException, ValueError):
        return Away()
    if response.status_code == 200 and '"ok":false' not in (response.body or "").replace(" ", ""):
        return None
    if response.status_code == 429:
        waits = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
        return Busy(float(waits[0]) if waits and str(waits[0]).isdigit() else 1.0)
    if response.status_code >= 500:
        return Away()
    return Refused(_code(response.body, response.status_code))


def _code(body: str | None, status: int) -> str:
    """Slack's code, which it gives bare or as JSON; a page that is not Slack's has none."""
    text = (body or "").strip()
    for code in ("used_url", "expired_url", "no_active_hooks", "invalid_blocks", "msg_too_long", "is_archived"):
        if code in text:
            return code
    return "expired_url" if status in {404, 410} else "invalid_blocks" if status == 400 else "unknown"
