"""The workspaces that the bot acts in and their tokens, how one installs it, and what is done when one leaves."""

from datetime import datetime, timedelta
from functools import partial

from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.app import App
from bot.poster.calls import Observe
from bot.secret import keys_of
from bot.slack.bolt import LISTENING, SILENT, web_client
from bot.slack.counted import CountedClient
from bot.slack.rotating import Rotating
from bot.slack.tenants import ManyWorkspaces, OneWorkspace, Tenants
from bot.store.departures import Departures
from bot.store.inbox import Inbox
from bot.store.installations import Installations, SignIns
from bot.store.workspaces import Workspaces
from bot.web.oauth import Installing, flow
from config.manifest import scopes
from retrieval.errors import BadInput
from retrieval.index.locks import file_locks
from retrieval.store.database import held

LATE = timedelta(seconds=2)  # Slack tells whole seconds, by its own clock


def tenants_of(app: App, store: Installations | None, observe: Observe) -> Tenants:
    """The one workspace whose token is set, else those in the store. Raises BadInput when there is neither."""
    settings = app.settings
    if settings.bot_token is not None:
        client = web_client(settings.slack_api_url, observe=observe)
        return OneWorkspace(settings.bot_token.get_secret_value(), client, known=app.departures.returned)
    if store is not None:
        return ManyWorkspaces(store, _rotating(app, store, observe))
    raise BadInput(
        "SLACK_BOT_TOKEN",
        "it is not set",
        "take it from OAuth & Permissions of your app (see README, In Slack), or try: onrecord workspace",
    )


def installations(app: App) -> Installations | None:
    """The store of installations; None without a client id. Raises BadInput for half of what it takes."""
    settings = app.settings
    if settings.client_id is None or settings.client_secret is None:
        return None
    if settings.secret_key is None:
        raise BadInput(
            "ONRECORD_SECRET_KEY",
            "it is not set, and tokens are only stored encrypted",
            "set it to 32 characters or more and keep it, for example from: openssl rand -base64 32",
        )
    secret = settings.secret_key.get_secret_value()
    return Installations(app.record.engine, client_id=settings.client_id, secrets=keys_of(secret))


def _rotating(app: App, store: Installations, observe: Observe) -> Rotating:
    """The bots' tokens, refreshed in time. A listener may be waiting, so Slack is not waited for long."""
    settings, engine = app.settings, app.record.engine
    given = {"base_url": settings.slack_api_url, "timeout": LISTENING, "logger": SILENT, "retry_handlers": []}
    client = CountedClient(observe=observe, **given)
    rotator = TokenRotator(
        client_id=str(settings.client_id),
        client_secret="" if settings.client_secret is None else settings.client_secret.get_secret_value(),
        client=client,
    )
    lock = partial(held, engine) if engine.dialect.name == "postgresql" else file_locks(settings.lock_dir)
    return Rotating(store, rotator, lock=lock)


def installing(app: App, store: Installations) -> Installing:
    """The way a workspace installs the bot; it begins with an empty collection of its own."""
    settings = app.settings

    def installed(installation: Installation) -> None:
        team = str(installation.team_id)
        workspaces = Workspaces(app.record.engine)
        workspaces.ensure(team)
        if installation.user_id:  # who installs it anew later is not its only manager then
            workspaces.add_managers(team, [installation.user_id])
        app.record.ensure_collection(team, workspace=team)
        app.departures.returned(team)

    return flow(
        client=web_client(settings.slack_api_url),
        client_id=str(settings.client_id),
        client_secret="" if settings.client_secret is None else settings.client_secret.get_secret_value(),
        scopes=scopes(),
        public_url=settings.public_url,
        authorize_url=settings.authorize_url,
        installations=store,
        states=SignIns(app.record.engine),
        installed=installed,
        logger=SILENT,
    )


def uninstalled(workspace: str, at: datetime, *, tenants: Tenants, inbox: Inbox, departures: Departures) -> None:
    """The bot was removed from a workspace: no token and no question of it is kept, and nothing is said there.

    An event that comes late, when the bot is there again, changes nothing.
    """
    since = tenants.installed_at(workspace)
    if since is not None and since - at > LATE:
        return
    tenants.forget(workspace)
    inbox.forget_workspace(workspace)
    departures.left(workspace, now=at)
