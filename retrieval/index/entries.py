"""From the index log to what the engines hold: one stored document for each sentence, one for each article version."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from retrieval.index.terms import indexable
from retrieval.types import Article, IndexedArticle, IndexedVersion, LogEntry, Query

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def instant(when: datetime) -> int:
    """Microseconds since 1970, exact."""
    return (when - _EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document as an engine holds it: whose it is, its terms part by part, and what filters ask about."""

    collection: str
    key: str
    name: str  # of a sentence its id, of an article its key
    parts: tuple[tuple[str, ...], ...]
    live: bool  # of its article's newest version: only these count in statistics
    source: str | None
    published: int | None  # instants; the version is the one to read from ``begins`` until before ``ends``
    begins: int | None
    ends: int | None

    def length(self) -> int:
        """In terms."""
        return sum(len(part) for part in self.parts)


Maker = Callable[[IndexedArticle], Iterator[Held]]


def sentences_of(article: IndexedArticle) -> Iterator[Held]:
    """One document for each sentence of every version: its own words, names its mentions stand for, title."""
    for version, live in _versions(article):
        for sentence in version.sentences:
            parts = (sentence.tokens, sentence.mention_tokens, sentence.title_tokens)
            yield _held(article, version, live, sentence.sentence_id, tuple(indexable(part) for part in parts))


def articles_of(article: IndexedArticle) -> Iterator[Held]:
    """One document for each version: the title twice and the sentences' own words."""
    title = indexable(article.title_tokens)
    for version, live in _versions(article):
        words = [term for sentence in version.sentences for term in indexable(sentence.tokens)]
        yield _held(article, version, live, article.key, ((*title, *title, *words),))


def _versions(article: IndexedArticle) -> Iterator[tuple[IndexedVersion, bool]]:
    newest = max((version.version for version in article.versions), default=0)
    return ((version, version.version == newest) for version in article.versions)


def _held(
    article: IndexedArticle, version: IndexedVersion, live: bool, name: str, parts: tuple[tuple[str, ...], ...]
) -> Held:
    return Held(
        collection=article.collection,
        key=article.key,
        name=name,
        parts=parts,
        live=live,
        source=article.source,
        published=_maybe(article.published_at),
        begins=_maybe(version.valid_from),
        ends=None if live else _maybe(version.valid_to),
    )


def _maybe(when: datetime | None) -> int | None:
    return None if when is None else instant(when)


def passes(held: Held, query: Query) -> bool:
    """Whether the query's filters let the document through; the meaning every engine's filters must have."""
    now, published, key = instant(query.as_of), held.published, held.key
    if held.collection not in query.collections or (query.sources and held.source not in query.sources):
        return False
    if (query.articles and key not in query.articles) or key in query.exclude_articles:
        return False
    if held.source is not None and held.source in query.exclude_sources:
        return False
    if (held.begins is not None and held.begins > now) or (held.ends is not None and held.ends <= now):
        return False
    if published is None:
        return query.since is None and query.until is None
    after = query.since is None or published >= instant(query.since)
    before = query.until is None or published <= instant(query.until)
    return published <= now and after and before


def lets_through(article: Article, query: Query) -> bool:
    """Whether the filters let an article through, as it is seen at the query's time."""
    return passes(
        Held(
            collection=article.collection,
            key=article.key,
            name=article.key,
            parts=(),
            live=True,
            source=article.source,
            published=_maybe(article.published_at),
            begins=None,
            ends=None,
        ),
        query,
    )


def newest_of_each(batch: Sequence[LogEntry], after: int) -> list[LogEntry]:
    """The last entry of each article among those with a ``seq`` above ``after``, in order."""
    last = {(entry.collection, entry.key): entry for entry in batch if entry.seq > after}
    return sorted(last.values(), key=lambda entry: entry.seq)
