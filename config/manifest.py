"""The Slack app's manifest: what someone pastes at api.slack.com to make the app, for either way in.

It asks at once for the scopes of everything planned: a scope added later means that everyone installs again.
"""

import json
from importlib.resources import files
from typing import Any

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


def template() -> dict[str, Any]:
    """The manifest without addresses, as it is kept."""
    kept: dict[str, Any] = json.loads((files("config") / "manifest.json").read_text(encoding="utf-8"))
    return kept


def scopes() -> tuple[str, ...]:
    """The bot scopes that the manifest asks for."""
    return tuple(template()["oauth_config"]["scopes"]["bot"])


def bot_events() -> tuple[str, ...]:
    """The events that the manifest subscribes to."""
    return tuple(template()["settings"]["event_subscriptions"]["bot_events"])


def for_socket_mode() -> dict[str, Any]:
    """No address: Slack sends everything through the socket that the app opens."""
    manifest = template()
    manifest["settings"]["socket_mode_enabled"] = True
    return manifest


def for_http(url: str) -> dict[str, Any]:
    """Slack sends everything to `/slack/events` under ``url`` (https, without a path's end)."""
    manifest, base = template(), url.rstrip("/")
    events = base + EVENTS_PATH
    manifest["settings"]["event_subscriptions"]["request_url"] = events
    manifest["settings"]["interactivity"]["request_url"] = events
    for command in manifest["features"]["slash_commands"]:
        command["url"] = events
    manifest["oauth_config"]["redirect_urls"] = [base + REDIRECT_PATH]
    return manifest
