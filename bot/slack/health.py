"""How the bot is: what keeps a process from answering, and the numbers that are asked for when somebody looks."""

import threading

from bot.app import App
from bot.desk import Desk
from bot.editor import Editor
from bot.listeners.errands import Errands
from bot.metrics import Metrics
from bot.store.corrections import Corrections
from bot.store.inbox import Inbox
from bot.store.notices import Notices
from retrieval.errors import IndexDamaged, OnRecordError
from retrieval.newsroom import Newsroom, State


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


def gauges(metrics: Metrics, app: App, *, inbox: Inbox, desk: Desk, errands: Errands, editor: Editor) -> None:
    """What waits, what is in hand and what is not well is told with the metrics from now on."""
    engine, newsroom, now = app.record.engine, app.newsroom, app.clock
    metrics.gauges(
        waiting=("Questions that wait for their answer", inbox.waiting),
        unfinished=("Questions that wait or are in hand", inbox.unfinished),
        waiting_seconds=("How long the oldest waiting question has waited", lambda: inbox.longest(now=now())),
        in_hand=("Questions that this process answers now", desk.busy),
        errands_waiting=("Small things that this process has yet to do", errands.busy),
        index_behind=("Changes of the record that cannot be found yet", lambda: _index_behind(app)),
        newsroom_due=("Polls, pages and looks that are due", lambda: newsroom.due(now())),
        entries_waiting=("Entries of feeds whose page is not read yet", newsroom.waiting),
        sources_unwell=("Sources that fail or are gone", lambda: _unwell(newsroom)),
    )
    metrics.queues(
        now,
        editions=("Editions that are due", editor.waiting),
        follows=("Follows with something to do", lambda: Notices(engine).waiting(now=now())),
        corrections=("Posts with a correction that is not told", Corrections(engine).waiting),
        stories=("Articles that are in no story yet", app.stories.waiting),
    )


def _index_behind(app: App) -> int:
    """How many changes of the whole record the index does not have yet."""
    return max(app.record.last_seq() - app.keeper.index.watermark(), 0)


def _unwell(newsroom: Newsroom) -> int:
    """How many sources fail or are gone."""
    return sum(source.state in {State.FAILING, State.GONE} for source in newsroom.sources())
