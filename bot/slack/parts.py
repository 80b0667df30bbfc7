"""Small parts of the composition: what is read by whom, where answers link, what is forgotten when."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.app import App
from bot.charts import Chart
from bot.clerk import Clerk
from bot.corrections import AnswerShelf, Detecting, EditionShelf, Mending
from bot.desk import Reply
from bot.follows import Percolating, Telling
from bot.incoming import Job, Posted
from bot.knowledge import Knowledge
from bot.links import Links
from bot.metrics import Metrics
from bot.poster import Poster
from bot.poster.calls import Observe
from bot.secret import keys_of
from bot.slack.bolt import LISTENING, SILENT, web_client
from bot.slack.counted import CountedClient
from bot.slack.rotating import Rotating
from bot.slack.tenants import Tenants
from bot.store.answers import Answers
from bot.store.corrections import Corrections
from bot.store.departures import Departures
from bot.store.digests import Digests
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.installations import Installations, SignIns
from bot.store.notices import Notices
from bot.store.runs import Runs
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.stored import StoredAnswers
from bot.watch import Watch
from bot.web.oauth import Installing, flow
from bot.web.signing import address, picture_address
from config.manifest import scopes
from retrieval.errors import BadInput, IndexDamaged, OnRecordError
from retrieval.index.locks import file_locks
from retrieval.newsroom import Newsroom, State
from retrieval.store.database import held
from retrieval.stories import Stories
from retrieval.types import Sentence

LATE = timedelta(seconds=2)  # Slack tells whole seconds, by its own clock
THREADS_LAST = timedelta(days=90)  # so long a thread may go on


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


def links(public_url: str | None, key: bytes, now: Callable[[], datetime]) -> Links:
    """Links to the bot's own article pages and pictures, where people can reach them."""
    if public_url is None:
        return Links()

    def page(sentence: Sentence) -> str:
        return address(public_url, sentence, key=key, now=now())

    def picture(chart: Chart) -> str:
        return picture_address(public_url, chart, key=key)

    return Links(page=page, picture=picture)


def watch(
    app: App,
    *,
    follows: Follows,
    stories: Stories,
    stored: StoredAnswers,
    turns: Turns,
    poster: Poster,
    links: Links,
    knowledge: Knowledge,
    metrics: Metrics,
) -> Watch:
    """Follows told and corrections made, on a thread of their own."""
    engine = app.record.engine
    percolating = Percolating(
        follows=follows,
        record=app.record,
        stats=lambda terms, collections: app.search.index.stats(terms, collections),
        collections_of=knowledge.collections_of,
        stories=stories,
        now=app.clock,
    )
    telling = Telling(
        follows=follows,
        notices=Notices(engine),
        search=lambda: app.search,
        stories=stories,
        answers=app.answers,
        turns=turns,
        poster=poster,
        links=links,
        collections_of=knowledge.collections_of,
        held=knowledge.held,
        new_id=app.new_id,
        now=app.clock,
        observe=metrics.unasked("follow"),
    )
    corrections = Corrections(engine)
    detecting = Detecting(corrections=corrections, record=app.record, now=app.clock)
    editions = EditionShelf(
        runs=Runs(engine, new_id=app.new_id),
        digests=Digests(engine, new_id=app.new_id),
        record=app.record,
        links=links,
    )
    mending = Mending(
        corrections=corrections,
        shelves=(AnswerShelf(stored=stored, turns=turns, links=links), editions),
        record=app.record,
        poster=poster,
        new_id=app.new_id,
        now=app.clock,
        observe=metrics.unasked("correction"),
    )

    def news() -> bool:
        percolating.catch_up(stop=made.stopping)
        return False

    def changes() -> bool:
        detecting.catch_up(stop=made.stopping)
        return False

    made = Watch({"news": news, "follows": telling.once, "changes": changes, "corrections": mending.once})
    return made


def newest_sample(knowledge: Knowledge, workspace: str) -> datetime | None:
    """Where there are only the sample articles, a moment after the newest of them: else no edition would have news."""
    last = knowledge.held(workspace).last if knowledge.sample(workspace) else None
    return None if last is None else last + timedelta(hours=1)


def tidy(
    now: datetime, *, inbox: Inbox, answers: Answers, turns: Turns, follows: Follows, workspaces: Workspaces
) -> None:
    """What is old enough is forgotten: words after as many days as the workspace's managers say."""
    inbox.tidy(now=now)
    turns.tidy(before=now - THREADS_LAST)
    follows.tidy(before=now - THREADS_LAST)
    for workspace in workspaces.all():
        days = workspaces.settings(workspace).keep_days
        answers.forget_words(workspace, before=now - timedelta(days=days))


def troubles(app: App, ready: threading.Event) -> dict[str, str]:
    """What keeps this process from answering, part by part: no addresses, anybody may read it."""
    found: dict[str, str] = {}
    try:
        app.record.last_seq()
    except OnRecordError:
        server = app.record.engine.dialect.name == "postgresql"
        found["database"] = "PostgreSQL is away" if server else "cannot be read"
    try:
        app.keeper.index.watermark()
    except IndexDamaged:
        found["index"] = "is damaged"
    except OnRecordError:
        found["index"] = "OpenSearch is away" if app.settings.opensearch_url else "cannot be read"
    if not ready.is_set():
        found["answering"] = "is being loaded"
    return found


def index_behind(app: App) -> int:
    """How many changes of the whole record the index does not have yet."""
    return max(app.record.last_seq() - app.keeper.index.watermark(), 0)


def unwell(newsroom: Newsroom) -> int:
    """How many sources fail or are gone."""
    return sum(source.state in {State.FAILING, State.GONE} for source in newsroom.sources())


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


def rotating(app: App, store: Installations, observe: Observe) -> Rotating:
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
