"""The Web API: one table of methods, and the one path a call takes through it."""

from collections.abc import Callable

from bot.workspace.api import agents, chat, conversations, identity, views
from bot.workspace.api.context import Context
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Installation
from bot.workspace.world import World

METHODS: dict[str, Callable[[Context], JSON]] = {
    **identity.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **views.METHODS,
    **agents.METHODS,
}


def perform(
    method: str,
    *,
    token: str | None,
    arguments: JSON,
    world: World,
    emit: Callable[[JSON, str], None],
    base_url: str,
) -> JSON:
    """What the method answers. Raises SlackError with Slack's code."""
    if method not in METHODS:
        raise SlackError("unknown_method", req_method=method)
    context = Context(world=world, by=_installation(world, token), arguments=arguments, emit=emit, base_url=base_url)
    return METHODS[method](context)


def _installation(world: World, token: str | None) -> Installation:
    if not token:
        raise SlackError("not_authed")
    found = world.installations.get(token) or world.former.get(token)
    if found is None and token not in world.gone:
        raise SlackError("invalid_auth")
    if found is None or found.revoked:
        raise SlackError("account_inactive")
    if found.expires_at is not None and found.expires_at <= world.clock():
        raise SlackError("token_expired")
    return found
