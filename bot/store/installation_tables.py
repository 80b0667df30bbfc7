"""Slack's tables of installations and sign-in states, wider than slack_sdk's: an encrypted token is long."""

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, String, Table, Text

from retrieval.store.schema import METADATA


def _common() -> list[Column[Any]]:
    return [
        Column("id", Integer, primary_key=True),
        Column("client_id", String(64), nullable=False),
        Column("app_id", String(32), nullable=False),
        Column("enterprise_id", String(32)),
        Column("enterprise_name", String(200)),
        Column("team_id", String(32)),
        Column("team_name", String(200)),
        Column("bot_token", Text),
        Column("bot_id", String(32)),
        Column("bot_user_id", String(32)),
        Column("bot_scopes", Text),
        Column("bot_refresh_token", Text),
        Column("bot_token_expires_at", DateTime),
        Column("is_enterprise_install", Boolean, nullable=False),
        Column("installed_at", DateTime, nullable=False),
    ]


SLACK_BOTS = Table(
    "slack_bots",
    METADATA,
    *_common(),
    Index("ix_slack_bots_of", "client_id", "enterprise_id", "team_id", "installed_at"),
)

SLACK_INSTALLATIONS = Table(
    "slack_installations",
    METADATA,
    *_common(),
    Column("enterprise_url", Text),
    Column("user_id", String(32), nullable=False),
    Column("user_token", Text),
    Column("user_scopes", Text),
    Column("user_refresh_token", Text),
    Column("user_token_expires_at", DateTime),
    Column("incoming_webhook_url", Text),
    Column("incoming_webhook_channel", String(200)),
    Column("incoming_webhook_channel_id", String(32)),
    Column("incoming_webhook_configuration_url", Text),
    Column("token_type", String(32)),
    Index("ix_slack_installations_of", "client_id", "enterprise_id", "team_id", "user_id", "installed_at"),
)

SLACK_STATES = Table(
    "slack_oauth_states",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("state", String(200), nullable=False),
    Column("expire_at", DateTime, nullable=False),
    Index(None, "state"),
)
