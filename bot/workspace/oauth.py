"""Installing: the authorize page hands out a code, oauth.v2.access exchanges it for a bot token."""

from dataclasses import replace

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
    with world.lock:
        found = world.codes.pop(str(arguments.get("code") or ""), None)
        if found is None:
            raise SlackError("invalid_code")
        team, person, scopes, redirect_uri = found
        if redirect_uri and arguments.get("redirect_uri") not in (None, redirect_uri):
            raise SlackError("bad_redirect_uri")
        installed = _install(world, secrets, team=team, person=person, scopes=scopes)
    return {
        "access_token": installed.token,
        "token_type": "bot",
        "scope": ",".join(sorted(installed.scopes)),
        "bot_user_id": installed.bot_user,
        "app_id": cast.APP,
        "team": {"id": team, "name": world.teams[team].name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": person},
    }


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
    world.installations[new.token] = new
    world.changed()
    return new
