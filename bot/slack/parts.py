"""Small parts of the composition: what is read by whom, where answers link, what is forgotten when."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.oauth.installation_store import Installation

from bot.app import SAMPLE, App
from bot.clerk import Clerk
from bot.desk import Reply
from bot.incoming import Job, Posted
from bot.links import Links
from bot.slack.bolt import SILENT, web_client
from bot.slack.tenants import Tenants
from bot.store.answers import Answers
from bot.store.inbox import Inbox
from bot.store.installations import Installations, SignIns
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.web.oauth import Installing, flow
from bot.web.signing import address
from config.manifest import scopes
from retrieval.errors import BadInput, OnRecordError
from retrieval.store.record import Record
from retrieval.types import Sentence

THREADS_LAST = timedelta(days=90)  # so long a thread may go on
MAIN = "main"  # where `onrecord ingest` puts articles


class LateClerk:
    """A clerk that is made when everything it needs is loaded; the desk opens only then."""

    def __init__(self, make: Callable[[], Clerk], *, posted: Callable[[Job], None]) -> None:
        self._make, self._posted = make, posted
        self._clerk: Clerk | None = None
        self._lock = threading.Lock()

    def load(self) -> Clerk:
        with self._lock:
            if self._clerk is None:
                self._clerk = self._make()
            return self._clerk

    def reply(self, job: Job) -> Reply:
        return self.load().reply(job)

    def posted(self, job: Job, posted: Posted) -> None:
        self.load().posted(job, posted)
        self._posted(job)

    def withdrawn(self, job: Job) -> None:
        self.load().withdrawn(job)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Which collections a workspace reads, and which its people may put articles into.

    ``several``: the bot is in several workspaces, whose managers do not know each other; what is shared is then the
    affair of those whom the settings name (``operators``). ``sample``: the packaged articles, as long as there is
    nothing else.
    """

    record: Record
    workspaces: Workspaces
    several: bool
    sample: bool
    operators: frozenset[str]

    def shared(self, workspace: str) -> tuple[str, ...]:
        """The collections that a manager may turn on."""
        return tuple(name for name in self.record.shared_collections() if name not in {SAMPLE, self.own(workspace)})

    def on(self, workspace: str) -> tuple[str, ...]:
        """The shared ones that it reads: as its managers chose; before that, none of them where there are several."""
        chosen = self.workspaces.settings(workspace).collections
        if chosen is None:
            return () if self.several else self.shared(workspace)
        return tuple(name for name in self.shared(workspace) if name in chosen)

    def read_by(self, workspace: str) -> tuple[str, ...]:
        """What a workspace reads: its own and the shared ones that are on. Never none."""
        found = self.kept_for(workspace)
        return (SAMPLE,) if self.sample and not self.record.summary(found).articles else found

    def kept_for(self, workspace: str) -> tuple[str, ...]:
        """The same, whether there is an article in them yet or not: what sources fill."""
        return tuple(sorted({*self._owned(workspace), *self.on(workspace)}))

    def own(self, workspace: str) -> str:
        """Where what its people add goes: where there is but one workspace, that is where `onrecord ingest` puts it."""
        return workspace if self.several else MAIN

    def open_to(self, workspace: str, user: str) -> tuple[str, ...]:
        """The collections whose sources this manager may change."""
        shared = () if self.several and user not in self.operators else self.shared(workspace)
        return tuple(sorted({*self._owned(workspace), *shared}))

    def ensure_own(self, workspace: str) -> str:
        """The same as `own`, and it is there afterwards."""
        name = self.own(workspace)
        self.workspaces.ensure(workspace)
        self.record.ensure_collection(name, workspace=workspace if self.several else None)
        return name

    def _owned(self, workspace: str) -> set[str]:
        return {*self.record.collections(workspace=workspace), self.own(workspace)}


def links(public_url: str | None, key: bytes, now: Callable[[], datetime]) -> Links:
    """Links to the bot's own article pages, where people can reach them."""
    if public_url is None:
        return Links()

    def page(sentence: Sentence) -> str:
        return address(public_url, sentence, key=key, now=now())

    return Links(page=page)


def tidy(now: datetime, *, inbox: Inbox, answers: Answers, turns: Turns, workspaces: Workspaces) -> None:
    """What is old enough is forgotten: words after as many days as the workspace's managers say."""
    inbox.tidy(now=now)
    turns.tidy(before=now - THREADS_LAST)
    for workspace in workspaces.all():
        days = workspaces.settings(workspace).keep_days
        answers.forget_words(workspace, before=now - timedelta(days=days))


def troubles(app: App, ready: threading.Event) -> dict[str, str]:
    """What keeps this process from answering, part by part."""
    found: dict[str, str] = {}
    try:
        app.record.last_seq()
    except OnRecordError:
        found["database"] = "cannot be read"
    try:
        app.keeper.index.watermark()
    except OnRecordError:
        found["index"] = "cannot be read"
    if not ready.is_set():
        found["answering"] = "is being loaded"
    return found


def uninstalled(workspace: str, *, tenants: Tenants, inbox: Inbox) -> None:
    """The bot was removed from a workspace: no token and no question of it is kept."""
    tenants.forget(workspace)
    inbox.forget_workspace(workspace)


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
    return Installations(app.record.engine, client_id=settings.client_id, secrets=(secret,))


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
