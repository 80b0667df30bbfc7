"""Is everything in order? Each finding says what was looked at, and what to do when it is not well."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.app import App
from retrieval.errors import BadInput, OnRecordError
from retrieval.newsroom import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    what: str
    ok: bool
    said: str


def examine(open_app: Callable[[], App]) -> tuple[Finding, ...]:
    """Settings and database first: without them nothing else can be looked at."""
    try:
        app = open_app()
        own = app.collections()
        summary = app.record.summary(own)
    except OnRecordError as error:
        elsewhere = "index" if error.subject == "OpenSearch" else "database"
        what = "settings" if isinstance(error, BadInput) else elsewhere
        return (Finding(what=what, ok=False, said=str(error)),)
    held = f"{summary.articles} articles, {summary.sentences} sentences, {summary.sources} sources in {', '.join(own)}"
    return (
        Finding(what="database", ok=True, said=held),
        _index(app),
        _language(app),
        _sources(app),
        *_slack(app),
        _hosts(app),
    )


def _index(app: App) -> Finding:
    try:
        app.keeper.index.check()
        behind = app.record.last_seq() - app.keeper.index.watermark()
    except OnRecordError as error:
        return Finding(what="index", ok=False, said=str(error))
    said = "up to date" if behind <= 0 else f"{behind} changes behind; the next question applies them"
    return Finding(what="index", ok=True, said=said)


def _language(app: App) -> Finding:
    try:
        app.analyser.annotate(["The doctor reads a sentence."])
    except (OnRecordError, OSError, ImportError) as error:
        return Finding(what="language model", ok=False, said=f"{error}; install again with: make install")
    return Finding(what="language model", ok=True, said="reads a sentence")


def _sources(app: App) -> Finding:
    try:
        found = app.newsroom.sources()
    except OnRecordError as error:
        return Finding(what="sources", ok=False, said=str(error))
    if not found:
        return Finding(what="sources", ok=True, said="none yet; add some with: onrecord sources import world")
    sick = sum(source.state in {State.FAILING, State.GONE} for source in found)
    if sick:
        said = f"{sick} of {len(found)} are not well; see: onrecord sources doctor"
        return Finding(what="sources", ok=False, said=said)
    waiting = sum(source.waiting for source in found)
    return Finding(what="sources", ok=True, said=f"{len(found)} are well, {waiting} articles wait to be read")


def _slack(app: App) -> tuple[Finding, ...]:
    from bot.slack.checkup import checkup  # here, so that no other command waits for Slack's libraries

    return tuple(Finding(what=what, ok=ok, said=said) for what, ok, said in checkup(app))


def _hosts(app: App) -> Finding:
    settings = app.settings
    database = app.record.engine.url
    apart = database.get_backend_name() != "sqlite"
    kept = f"PostgreSQL at {database.render_as_string(hide_password=True)}" if apart else "SQLite in the data folder"
    found = (
        f"OpenSearch at {_without_passwords(settings.opensearch_url)}"
        if settings.opensearch_url
        else "tantivy in the data folder"
    )
    match apart, settings.opensearch_url is not None:
        case True, True:
            reach = "any number of hosts can share them"
        case True, False:
            reach = (
                "each further host keeps an index of its own in its data folder, or all share one with OPENSEARCH_URL"
            )
        case _:
            reach = f"shared by the processes of one machine ({settings.data_dir}); further hosts need DATABASE_URL"
    return Finding(what="hosts", ok=True, said=f"the record is in {kept}, the index in {found}; {reach}")


def _without_passwords(urls: str) -> str:
    return re.sub(r"//[^/@,]*@", "//***@", urls)
