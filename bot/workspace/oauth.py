"""Installing: the authorize page hands out a code, oauth.v2.access exchanges it for a bot token.

Where tokens rotate, it also exchanges a refresh token, once, for the next one; the token before stays good.
"""

from dataclasses import replace
from datetime import timedelta

from bot.workspace import cast
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Installation, Person
from bot.workspace.secrets import Secrets
from bot.workspace.world import World


def grant(world: World, *, team: str, person: str, scopes: str, redirect_uri: str | None) -> str:
    """A code, good for one exchange."""
    with world.lock:
        code = world.new_secret("code-")
        world.codes[code] = (team, person, frozenset(filter(None, scopes.split(","))), redirect_uri)
        return code


def access(world: World, secrets: Secrets, arguments: JSON) -> JSON:
    """What oauth.v2.access answers; an installed team's token stays the same and gains scopes. Raises SlackError."""
    if arguments.get("client_id") != secrets.client_id:
        raise SlackError("invalid_client_id")
    if arguments.get("client_secret") != secrets.client_secret:
        raise SlackError("bad_client_secret")
    if arguments.get("grant_type") == "refresh_token":
        return _granted(world, _refreshed(world, secrets, str(arguments.get("refresh_token") or "")))
    with world.lock:
        found = world.codes.pop(str(arguments.get("code") or ""), None)
        if found is None:
            raise SlackError("invalid_code")
        team, person, scopes, redirect_uri = found
        if redirect_uri and arguments.get("redirect_uri") not in (None, redirect_uri):
            raise SlackError("bad_redirect_uri")
        installed = _install(world, secrets, team=team, person=person, scopes=scopes)
    return _granted(world, installed) | {"authed_user": {"id": person}}


def _granted(world: World, installed: Installation) -> JSON:
    rotating: JSON = {}
    if installed.expires_at is not None:
        left = int((installed.expires_at - world.clock()).total_seconds())
        rotating = {"refresh_token": installed.refresh, "expires_in": left}
    return {
        "access_token": installed.token,
        "token_type": "bot",
        "scope": ",".join(sorted(installed.scopes)),
        "bot_user_id": installed.bot_user,
        "app_id": cast.APP,
        "team": {"id": installed.team, "name": world.teams[installed.team].name},
        "enterprise": None,
        "is_enterprise_install": False,
        **rotating,
    }


def _refreshed(world: World, secrets: Secrets, refresh: str) -> Installation:
    with world.lock:
        old = next((item for item in world.installations.values() if refresh and item.refresh == refresh), None)
        if old is None or old.revoked:
            raise SlackError("invalid_refresh_token")
        world.former[old.token] = world.installations.pop(old.token)
        new = _rotating(world, replace(old, token=f"{secrets.bot_token}-{old.team}-{world.new_id('i')}"))
        world.installations[new.token] = new
        world.changed()
        return new


def _rotating(world: World, installed: Installation) -> Installation:
    """With the time its token lives, where tokens rotate."""
    if world.token_seconds is None:
        return installed
    until = world.clock() + timedelta(seconds=world.token_seconds)
    return replace(installed, refresh=world.new_secret("xoxe-1-"), expires_at=until)


def _install(world: World, secrets: Secrets, *, team: str, person: str, scopes: frozenset[str]) -> Installation:
    old = next((item for item in world.installations.values() if item.team == team), None)
    if old is not None and not old.revoked:
        new = replace(old, scopes=old.scopes | scopes, installer=person)
    else:
        bot = old.bot_user if old else f"U00BOT{team[1:4]}"
        token = f"{secrets.bot_token}-{team}-{world.new_id('i')}"
        bot_id = old.bot_id if old else f"B00BOT{team[1:4]}"
        new = Installation(token=token, team=team, bot_user=bot, bot_id=bot_id, installer=person, scopes=scopes)
        world.people.setdefault(bot, Person(id=bot, name=cast.BOT_NAME, team=team, is_bot=True))
        if old is not None:  # a new token; the revoked one stays known as revoked
            world.installations.pop(old.token)
            world.gone.add(old.token)
        new = _rotating(world, new)
    world.installations[new.token] = new
    world.changed()
    return new
