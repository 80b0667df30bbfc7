"""The local workspace's own secrets; Slack's are never read."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What an app gets from Slack, made up anew for every run."""

    signing_secret: str
    bot_token: str
    app_token: str
    client_id: str
    client_secret: str


def make_secrets(random_hex: Callable[[int], str]) -> Secrets:
    return Secrets(
        signing_secret=random_hex(16),
        bot_token=f"xoxb-local-{random_hex(16)}",
        app_token=f"xapp-local-{random_hex(16)}",
        client_id=f"local.{random_hex(8)}",
        client_secret=random_hex(16),
    )


def signature(secret: str, *, timestamp: str, body: bytes) -> str:
    """The value of X-Slack-Signature: v0=HMAC-SHA256 of "v0:timestamp:body"."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac(secret.encode(), signed, sha256).hexdigest()
