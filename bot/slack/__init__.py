"""Everything in one process that talks to Slack, put together from the settings: the Bolt app, the desk, the rim."""

import threading
from datetime import timedelta
from functools import partial

from pydantic import SecretStr
from slack_sdk import WebClient

from bot.app import SAMPLE, App
from bot.clerk import Clerk
from bot.desk import Desk
from bot.editor import Rounds
from bot.knowledge import Knowledge, nearest
from bot.listeners import add_all
from bot.listeners.counter import Counter
from bot.listeners.errands import Errands
from bot.listeners.people import People
from bot.metrics import Metrics
from bot.poster import Poster
from bot.slack import parts, unasked
from bot.slack.bolt import bolt_app, web_client
from bot.slack.health import gauges, troubles
from bot.slack.installing import installations, installing, tenants_of, uninstalled
from bot.slack.links import LinkReader
from bot.slack.process import LateClerk, Slack
from bot.slack.shelves import Shelves
from bot.slack.zones import Zones
from bot.store.channels import Channels
from bot.store.digests import Digests
from bot.store.feedback import Feedback
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.runs import Runs
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.stored import StoredAnswers
from bot.web import Rim
from bot.web.signing import signing_key

__all__ = ["Slack", "open_slack"]

FETCHES = 2  # addresses of new sources that are looked at at once


def open_slack(app: App, *, sample: bool = False, pace: float = 1.0) -> Slack:
    """The app's Slack side as its settings describe it. Raises BadInput for settings that do not fit together.

    ``sample``: answer from the packaged articles as long as there are no others; only the local workspace does.
    ``pace``: seconds between two posts in a channel; Slack takes one.
    """
    settings, metrics = app.settings, Metrics()
    store = installations(app) if settings.bot_token is None else None
    tenants = tenants_of(app, store, metrics.called)
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
        nearest=lambda text, collections: nearest(text, collections, search=app.search, as_of=now()),
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
            read_thread=partial(parts.people_said, poster),
            read=reader.read,
            now=now,
            zone_of=Zones(people=people, client_for=client_for).of,
        )

    late = LateClerk(clerk, posted=lambda job: metrics.posted(job, now=now()))
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
    stored = StoredAnswers(answers=answers, record=app.record)
    editor = unasked.editor(
        app, digests=digests, runs=runs, turns=turns, poster=poster, links=links, knowledge=knowledge, metrics=metrics
    )
    watch = unasked.watch(
        app,
        follows=follows,
        digests=digests,
        runs=runs,
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
        uninstalled=partial(uninstalled, tenants=tenants, inbox=inbox, departures=app.departures),
        client_for=client_for,
        wake=desk.wake,
        accepted=metrics.accepted,
        now=now,
        per_hour=settings.questions_an_hour,
        zone=settings.timezone,
    )
    bolt = bolt_app(
        tenants, api_url=settings.slack_api_url, signing_secret=_plain(settings.signing_secret), observe=metrics.called
    )
    add_all(bolt, counter)
    gauges(metrics, app, inbox=inbox, desk=desk, errands=errands, editor=editor)
    rim = Rim(
        dispatch=bolt.dispatch,
        observe=metrics.request,
        troubles=partial(troubles, app, ready),
        registry=metrics.registry,
        metrics_token=_plain(settings.metrics_token) or None,
        record=app.record,
        page_key=key,
        now=now,
        whole_articles=settings.whole_articles,
        installing=None if store is None else installing(app, store),
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
