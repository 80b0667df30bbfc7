"""What the bot does of its own accord: editions, what follows are told, and corrections."""

from datetime import datetime, timedelta
from functools import partial

from bot.app import App
from bot.corrections import AnswerShelf, Detecting, EditionShelf, Mending
from bot.editor import Editor
from bot.follows import Percolating, Telling
from bot.knowledge import Knowledge
from bot.links import Links
from bot.metrics import Metrics
from bot.poster import Poster
from bot.store.corrections import Corrections
from bot.store.digests import Digests
from bot.store.follows import Follows
from bot.store.notices import Notices
from bot.store.runs import Runs
from bot.store.turns import Turns
from bot.stored import StoredAnswers
from bot.watch import Watch


def watch(
    app: App,
    *,
    follows: Follows,
    digests: Digests,
    runs: Runs,
    stored: StoredAnswers,
    turns: Turns,
    poster: Poster,
    links: Links,
    knowledge: Knowledge,
    metrics: Metrics,
) -> Watch:
    """Follows told and corrections made, on a thread of their own."""
    engine, stories = app.record.engine, app.stories
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
    editions = EditionShelf(runs=runs, digests=digests, record=app.record, links=links)
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


def editor(
    app: App,
    *,
    digests: Digests,
    runs: Runs,
    turns: Turns,
    poster: Poster,
    links: Links,
    knowledge: Knowledge,
    metrics: Metrics,
) -> Editor:
    """Editions of digests, each posted once."""
    return Editor(
        gathering=app.gathering,
        digests=digests,
        runs=runs,
        answers=app.answers,
        turns=turns,
        poster=poster,
        links=links,
        collections_of=knowledge.collections_of,
        catch_up=app.catch_up_stories,
        now=app.clock,
        worker=app.new_id(),
        as_of=partial(_newest_sample, knowledge),
        observe=metrics.unasked("edition"),
    )


def _newest_sample(knowledge: Knowledge, workspace: str) -> datetime | None:
    """Where there are only the sample articles, a moment after the newest of them: else no edition would have news."""
    last = knowledge.held(workspace).last if knowledge.sample(workspace) else None
    return None if last is None else last + timedelta(hours=1)
