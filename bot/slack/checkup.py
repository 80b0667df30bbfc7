"""What `onrecord doctor` finds out about Slack: tokens, permissions, and what is missing to listen."""

from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.app import App
from bot.slack.bolt import web_client
from bot.slack.installing import installations
from bot.slack.tenants import who_am_i
from bot.store.workspaces import Workspaces
from config.manifest import scopes
from retrieval.errors import OnRecordError

Line = tuple[str, bool, str]  # what was looked at, whether it is well, what to know or to do
REINSTALL = "reinstall: OAuth & Permissions, Reinstall to Workspace"


def checkup(app: App) -> Iterator[Line]:
    """Line by line; nothing that is wrong with one hides the next."""
    settings = app.settings
    if settings.bot_token is None and settings.client_id is None:
        yield (
            "Slack",
            True,
            "not set up; README, In Slack, says how; without an account, try: onrecord workspace",
        )
        return
    client = web_client(settings.slack_api_url)
    try:
        if settings.bot_token is not None:
            yield _token(client, settings.bot_token.get_secret_value())
        else:
            yield from _installed(app)
    except OnRecordError as error:
        yield "Slack", False, str(error)
    yield _way_in(app, client)
    if settings.secret_key is None:
        yield "secret key", True, "kept in the data folder; several hosts need one ONRECORD_SECRET_KEY"
    yield _links(settings.public_url)


def _token(client: WebClient, token: str) -> Line:
    try:
        me = who_am_i(client, token)
    except SlackApiError as error:
        code = error.response.get("error")
        return "bot token", False, f"Slack refuses it ({code}); take the one under OAuth & Permissions"
    except (SlackClientError, OSError) as error:
        return "bot token", False, f"Slack cannot be reached ({type(error).__name__}); check the network"
    missing = [scope for scope in scopes() if scope not in me.scopes]
    if missing:
        return "permissions", False, f"not granted: {', '.join(missing)}; {REINSTALL}"
    return "bot token", True, f"workspace {me.workspace}, every permission granted"


def _installed(app: App) -> Iterator[Line]:
    store = installations(app)
    if store is None:
        yield "SLACK_CLIENT_SECRET", False, "it is not set; take it from Basic Information"
        return
    found = 0
    for workspace in Workspaces(app.record.engine).all():
        bot = store.find_bot(enterprise_id=None, team_id=workspace)
        if bot is None:
            continue
        found += 1
        granted = bot.bot_scopes or []
        given = set(granted.split(",") if isinstance(granted, str) else granted)
        missing = [scope for scope in scopes() if scope not in given]
        said = (
            f"not granted: {', '.join(missing)}; reinstall at /slack/install" if missing else "every permission granted"
        )
        yield f"workspace {workspace}", not missing, said
    if not found:
        yield "workspaces", True, "none has installed the bot yet; the way in is /slack/install"


def _way_in(app: App, client: WebClient) -> Line:
    settings = app.settings
    if settings.app_token is not None:
        try:
            client.apps_connections_open(app_token=settings.app_token.get_secret_value())
        except SlackApiError as error:
            code = error.response.get("error")
            return "app token", False, f"Slack refuses it ({code}); make one with connections:write, Basic Information"
        except (SlackClientError, OSError) as error:
            return "app token", False, f"Slack cannot be reached ({type(error).__name__}); check the network"
        return "app token", True, "opens a socket"
    if settings.signing_secret is None:
        return (
            "way in",
            False,
            "neither SLACK_APP_TOKEN (onrecord socket) nor SLACK_SIGNING_SECRET (onrecord serve) is set; set one",
        )
    return "way in", True, "HTTP: onrecord serve, at /slack/events"


def _links(public_url: str | None) -> Line:
    if public_url is None:
        return "article pages", True, "without ONRECORD_PUBLIC_URL, citations without an address open in Context"
    return "article pages", True, f"at {public_url}/articles/"
