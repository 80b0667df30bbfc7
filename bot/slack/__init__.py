"""Everything in one process that talks to Slack, put together from the settings: the Bolt app, the desk, the rim."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog
from pydantic import SecretStr
from slack_bolt import App as Bolt
from slack_sdk import WebClient

from bot.app import SAMPLE, App
from bot.clerk import Clerk
from bot.desk import Desk
from bot.editor import Editor, Rounds
from bot.knowledge import Knowledge
from bot.listeners import add_all
from bot.listeners.counter import Counter
from bot.listeners.errands import Errands
from bot.listeners.people import People
from bot.metrics import Metrics
from bot.poster import Poster
from bot.slack import parts
from bot.slack.bolt import bolt_app, web_client
from bot.slack.links import LinkReader
from bot.slack.shelves import Shelves
from bot.slack.tenants import ManyWorkspaces, OneWorkspace, Tenants
from bot.slack.zones import Zones
from bot.store.channels import Channels
from bot.store.corrections import Corrections
from bot.store.digests import Digests
from bot.store.feedback import Feedback
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.notices import Notices
from bot.store.runs import Runs
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.stored import StoredAnswers
from bot.watch import Watch
from bot.web import Rim
from bot.web.signing import signing_key
from retrieval.errors import BadInput, OnRecordError

FETCHES = 2  # addresses of new sources that are looked at at once
AGAIN = 2.0  # seconds between two tries to load everything

_log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Slack:
    """What one process needs to listen to Slack and to answer."""

    app: App
    bolt: Bolt
    counter: Counter
    desk: Desk
    clerk: parts.LateClerk
    errands: Errands
    editor: Editor
    rounds: Rounds
    watch: Watch
    metrics: Metrics
    tenants: Tenants
    rim: Rim
    ready: threading.Event  # set once everything that takes long to load is loaded
    stopping: threading.Event = field(default_factory=threading.Event)
    loading: list[threading.Thread] = field(default_factory=list)

    def start(self, *, work: bool = True, loaded: Callable[[], None] = lambda: None) -> None:
        """Questions are answered once everything is loaded; without ``work`` another process does it.

        ``loaded`` is called then, before the first answer.
        """

        def load() -> None:
            while not self._loaded():
                if self.stopping.wait(AGAIN):
                    return
            loaded()
            if work and not self.stopping.is_set():
                self.desk.start()
                self.rounds.start()
                self.watch.start()
            self.ready.set()

        loading = threading.Thread(target=load, name="loading", daemon=True)
        self.loading.append(loading)
        loading.start()

    def _loaded(self) -> bool:
        """False when the database or the index is away, which passes."""
        try:
            self.clerk.load()
        except OnRecordError as error:
            _log.warning("not loaded", error=type(error).__name__, cause=error.cause)
            return False
        return True

    def stop(self) -> None:
        """No new question is begun; the answers in hand are finished."""
        self.stopping.set()
        for loading in self.loading:  # native libraries abort a process that ends while they load
            loading.join()
        self.rounds.stop()
        self.watch.stop()
        self.desk.stop()
        self.counter.fetches.stop()
        self.errands.stop()


def open_slack(app: App, *, sample: bool = False, pace: float = 1.0) -> Slack:
    """The app's Slack side as its settings describe it. Raises BadInput for settings that do not fit together.

    ``sample``: answer from the packaged articles as long as there are no others; only the local workspace does.
    ``pace``: seconds between two posts in a channel; Slack takes one.
    """
    settings, metrics = app.settings, Metrics()
    installations = parts.installations(app) if settings.bot_token is None else None
    tenants: Tenants
    if settings.bot_token is not None:
        client = web_client(settings.slack_api_url, observe=metrics.called)
        tenants = OneWorkspace(settings.bot_token.get_secret_value(), client, known=app.departures.returned)
    elif installations is not None:
        tenants = ManyWorkspaces(installations, parts.rotating(app, installations, metrics.called))
    else:
        raise BadInput(
            "SLACK_BOT_TOKEN",
            "it is not set",
            "take it from OAuth & Permissions of your app (see README, In Slack), or try: onrecord workspace",
        )
    errands, fetches, ready = Errands(), Errands(FETCHES), threading.Event()
    engine, now = app.record.engine, app.clock
    inbox = Inbox(engine, new_id=app.new_id, pace=timedelta(seconds=pace))
    answers, turns, channels = app.answers, Turns(engine), Channels(engine)
    workspaces, follows, stories = Workspaces(engine), Follows(engine), app.stories
    shelves = Shelves(
        record=app.record,
        workspaces=workspaces,
        several=settings.bot_token is None,
        sample=sample,
        operators=settings.manager_ids,
    )
    poster = Poster(tenants.token_of, base_url=settings.slack_api_url, pace=pace, observe=metrics.called)
    key = signing_key(app.secret())
    links = parts.links(settings.public_url, key, now)
    knowledge = Knowledge(
        record=app.record,
        collections_of=shelves.read_by,
        answer=app.look_up,
        nearest=app.nearest,
        behind=lambda collections: app.record.behind(app.keeper.index.watermark(), collections),
        waiting=inbox.waiting,
        now=now,
        is_sample=lambda collections: collections == (SAMPLE,),
    )

    def client_for(workspace: str) -> WebClient:
        return web_client(settings.slack_api_url, token=tenants.token_of(workspace), observe=metrics.called)

    app.fetcher.watch(metrics.fetched)
    app.watch(index=metrics.searched, database=metrics.stored)
    newsroom = app.newsroom  # a setting that it cannot read is said at the start
    people = People(now=now, managers=settings.manager_ids)
    reader = LinkReader(newsroom=newsroom, people=people, client_for=client_for, ensure_own=shelves.ensure_own)

    def clerk() -> Clerk:
        return Clerk(
            answering=app.answering,
            threshold=app.answering.reader.threshold,
            answers=answers,
            turns=turns,
            channels=channels,
            collections_of=knowledge.collections_of,
            held=knowledge.held,
            links=links,
            read_thread=poster.people_said,
            read=reader.read,
            now=now,
            zone_of=Zones(people=people, client_for=client_for).of,
        )

    late = parts.LateClerk(clerk, posted=lambda job: metrics.posted(job, now=now()))
    desk = Desk(
        inbox=inbox,
        poster=poster,
        clerk=late,
        now=now,
        threads=settings.answering_threads,
        tidy=partial(parts.tidy, inbox=inbox, answers=answers, turns=turns, follows=follows, workspaces=workspaces),
        locks=settings.lock_dir,
    )
    digests, runs = Digests(engine, new_id=app.new_id), Runs(engine, new_id=app.new_id)
    editor = Editor(
        gathering=app.gathering,
        digests=digests,
        runs=runs,
        answers=answers,
        turns=turns,
        poster=poster,
        links=links,
        collections_of=knowledge.collections_of,
        catch_up=app.catch_up_stories,
        now=now,
        worker=app.new_id(),
        as_of=partial(parts.newest_sample, knowledge),
        observe=metrics.unasked("edition"),
    )
    stored = StoredAnswers(answers=answers, record=app.record)
    watch = parts.watch(
        app,
        follows=follows,
        stories=stories,
        stored=stored,
        turns=turns,
        poster=poster,
        links=links,
        knowledge=knowledge,
        metrics=metrics,
    )
    counter = Counter(
        inbox=inbox,
        answers=answers,
        stored=stored,
        turns=turns,
        channels=channels,
        workspaces=workspaces,
        feedback=Feedback(engine),
        digests=digests,
        runs=runs,
        editor=editor,
        follows=follows,
        stories=stories,
        people=people,
        poster=poster,
        knowledge=knowledge,
        links=links,
        errands=errands,
        fetches=fetches,
        feeds=shelves.feeds(newsroom),
        installer=tenants.installer,
        uninstalled=partial(parts.uninstalled, tenants=tenants, inbox=inbox, departures=app.departures),
        client_for=client_for,
        wake=desk.wake,
        accepted=metrics.accepted,
        now=now,
        per_hour=settings.questions_an_hour,
        zone=settings.timezone,
    )
    bolt = bolt_app(
        tenants,
        api_url=settings.slack_api_url,
        signing_secret=_plain(settings.signing_secret),
        observe=metrics.called,
    )
    add_all(bolt, counter)
    metrics.gauges(
        waiting=("Questions that wait for their answer", inbox.waiting),
        unfinished=("Questions that wait or are in hand", inbox.unfinished),
        waiting_seconds=("How long the oldest waiting question has waited", lambda: inbox.longest(now=now())),
        in_hand=("Questions that this process answers now", desk.busy),
        errands_waiting=("Small things that this process has yet to do", errands.busy),
        index_behind=("Changes of the record that cannot be found yet", partial(parts.index_behind, app)),
        newsroom_due=("Polls, pages and looks that are due", lambda: newsroom.due(now())),
        entries_waiting=("Entries of feeds whose page is not read yet", newsroom.waiting),
        sources_unwell=("Sources that fail or are gone", lambda: parts.unwell(newsroom)),
    )
    metrics.queues(
        now,
        editions=("Editions that are due", editor.waiting),
        follows=("Follows with something to do", lambda: Notices(engine).waiting(now=now())),
        corrections=("Posts with a correction that is not told", Corrections(engine).waiting),
        stories=("Articles that are in no story yet", stories.waiting),
    )
    rim = Rim(
        dispatch=bolt.dispatch,
        observe=metrics.request,
        troubles=partial(parts.troubles, app, ready),
        registry=metrics.registry,
        metrics_token=_plain(settings.metrics_token) or None,
        record=app.record,
        page_key=key,
        now=now,
        whole_articles=settings.whole_articles,
        installing=None if installations is None else parts.installing(app, installations),
    )
    return Slack(
        app=app,
        bolt=bolt,
        counter=counter,
        desk=desk,
        clerk=late,
        errands=errands,
        editor=editor,
        rounds=Rounds(editor),
        watch=watch,
        metrics=metrics,
        tenants=tenants,
        rim=rim,
        ready=ready,
    )


def _plain(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value()
