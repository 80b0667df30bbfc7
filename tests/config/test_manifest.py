"""The manifest is what Slack's own schema allows, and asks for exactly what the bot needs, now and as planned."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from config import manifest

SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("slack-manifest.schema.json").read_text(encoding="utf-8"))
URL = "https://news.example.org"
BOTH = [pytest.param(manifest.for_socket_mode(), id="socket"), pytest.param(manifest.for_http(URL), id="http")]


@pytest.mark.parametrize("made", BOTH)
def test_slacks_schema_accepts_it(made: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(made)


def test_the_schema_would_refuse_a_slip() -> None:
    made = manifest.for_socket_mode()
    made["features"]["shortcuts"][0]["name"] = "A name that is too long for Slack's menus"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(SCHEMA).validate(made)


@pytest.mark.parametrize("made", BOTH)
def test_the_scopes_of_everything_planned_and_none_for_links(made: dict[str, Any]) -> None:
    scopes = made["oauth_config"]["scopes"]["bot"]
    planned = {"files:write", "users:read", "channels:read", "groups:read", "chat:write.public"}
    assert planned < set(scopes)
    assert not [scope for scope in scopes if scope.startswith(("links:", "reactions:", "search:"))]
    assert "user" not in made["oauth_config"]["scopes"]


@pytest.mark.parametrize("made", BOTH)
def test_the_agent_view_not_the_legacy_assistant_and_a_writable_messages_tab(made: dict[str, Any]) -> None:
    assert "agent_view" in made["features"]
    assert "assistant_view" not in made["features"]
    assert made["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert "agent_session_stopped" in made["settings"]["event_subscriptions"]["bot_events"]


def test_socket_mode_names_no_address() -> None:
    made = manifest.for_socket_mode()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in json.dumps(made)


def test_http_names_the_events_path_everywhere() -> None:
    made = manifest.for_http(URL + "/")
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{URL}/slack/events"
    assert made["settings"]["interactivity"]["request_url"] == f"{URL}/slack/events"
    assert [command["url"] for command in made["features"]["slash_commands"]] == [f"{URL}/slack/events"]
    assert made["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]
