"""What the command line says about sources."""

from retrieval.newsroom import Added, Imported, ReadPage, SourceState, State

NO_SOURCES = "No sources yet; add one with: onrecord sources add URL, or a pack: onrecord sources import world"
SOURCES_WELL = "All sources are well."
SOURCES_ALONE = "polling the sources; there are no Slack settings, so questions are answered in the terminal alone"
SOURCES_WORK = "They are polled by: onrecord work (or serve, socket, workspace)"


def source_added(made: Added) -> str:
    source = made.source
    if not made.new:
        return f"{source.id}: {source.name} was a source already ({source.feed_url})"
    return f"{source.id}: {source.name} is a source of {source.collection} now; {_articles_said(made.taken)} to read"


def sources_imported(made: Imported, collection: str) -> str:
    known = f", {made.known} known already" if made.known else ""
    return f"{made.new} sources added to {collection}{known}"


def source_removed(source: SourceState, *, kept: bool) -> str:
    articles = "its articles stay" if kept else "its articles are gone too"
    return f"{source.name} is no source any more; {articles}"


def source_stands(source: SourceState) -> str:
    line = f"{source.id}: {source.name} is {source.state.value}"
    return f"{line}; {source.reason}" if source.state is not State.ACTIVE else line


def articles_read(count: int, waiting: int) -> str:
    rest = f"; {_articles_said(waiting)} left for: onrecord work" if waiting else ""
    return f"{_articles_said(count)} read{rest}"


def page_read(read: ReadPage, when: str) -> str:
    marks = [mark for mark, there in (("only a part: paywall", read.partial), (_tongue(read), read.language)) if there]
    note = f" ({'; '.join(marks)})" if marks else ""
    verb = "read" if read.new else "on record already"
    return f"{verb}: {read.title} · {read.source or 'source unknown'} · {when}{note}"


def _tongue(read: ReadPage) -> str:
    return f"in another language ({read.language}): kept, not searched"


def _articles_said(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
