"""auth.test, team.info, bots.info, blocks.validate: who asks, and where."""

from bot.workspace import cast, limits
from bot.workspace.api.context import Context
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON


def auth_test(context: Context) -> JSON:
    by, team = context.by, context.world.teams[context.by.team]
    return {
        "url": f"{context.base_url}/",
        "team": team.name,
        "user": "on-the-record",
        "team_id": team.id,
        "user_id": by.bot_user,
        "bot_id": by.bot_id,
        "is_enterprise_install": False,
    }


def api_test(context: Context) -> JSON:
    return {"args": {name: value for name, value in context.arguments.items() if name != "token"}}


def team_info(context: Context) -> JSON:
    context.need("team:read")
    team = context.world.teams[context.by.team]
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain}}


def bots_info(context: Context) -> JSON:
    context.need("users:read")
    if context.text("bot") != context.by.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": {"id": context.by.bot_id, "app_id": cast.APP, "user_id": context.by.bot_user, "name": cast.BOT_NAME}}


def blocks_validate(context: Context) -> JSON:
    limits.check_message(context.arguments, text_limit=limits.TEXT)
    return {}


METHODS = {
    "auth.test": auth_test,
    "api.test": api_test,
    "team.info": team_info,
    "bots.info": bots_info,
    "blocks.validate": blocks_validate,
}
