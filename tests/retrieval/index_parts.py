"""What the index tests share: records in memory and in a file, corpora by Hypothesis, the formula spelled out."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from retrieval.types import IndexedArticle, IndexedSentence, IndexedVersion, LogEntry, Query, sentence_id

DAY = timedelta(days=1)
START = datetime(2022, 1, 1, tzinfo=UTC)
NOW = START + 400 * DAY


def article(
    key: str,
    *versions: Sequence[str],
    collection: str = "news",
    title: str = "",
    source: str | None = None,
    published: datetime | None = START,
    mentions: str = "",
    fetched: Sequence[datetime] = (),
) -> IndexedArticle:
    """An article of versions of sentences; ``fetched`` holds when each version but the first came."""
    bounds = [None, *fetched, None]
    return IndexedArticle(
        key=key,
        collection=collection,
        source=source,
        published_at=published,
        title_tokens=tuple(title.split()),
        versions=tuple(
            IndexedVersion(
                version=number,
                valid_from=bounds[number - 1],
                valid_to=bounds[number],
                sentences=tuple(
                    IndexedSentence(
                        sentence_id=sentence_id(collection, key, number, position * 100),
                        tokens=tuple(text.split()),
                        mention_tokens=tuple(mentions.split()),
                        title_tokens=tuple(title.split()),
                    )
                    for position, text in enumerate(sentences)
                ),
            )
            for number, sentences in enumerate(versions, 1)
        ),
    )


def query(terms: str, *, collections: Sequence[str] = ("news",), as_of: datetime = NOW, **others: object) -> Query:
    words = tuple(dict.fromkeys(terms.split()))
    return Query(text=terms, terms=words, collections=tuple(collections), as_of=as_of, **others)  # type: ignore[arg-type]


@dataclass
class ListRecord:
    """The record's log, newest state of each article, in memory."""

    entries: list[LogEntry] = field(default_factory=list)

    def save(self, saved: IndexedArticle) -> int:
        seq = len(self.entries) + 1
        self.entries.append(LogEntry(seq=seq, collection=saved.collection, key=saved.key, article=saved))
        return seq

    def delete(self, collection: str, key: str) -> int:
        self.entries.append(LogEntry(seq=len(self.entries) + 1, collection=collection, key=key, article=None))
        return len(self.entries)

    def log(self, after: int, limit: int) -> list[LogEntry]:
        return self.entries[after : after + limit]

    def last_seq(self) -> int:
        return len(self.entries)

    def everything(self) -> Iterator[LogEntry]:
        latest = {(entry.collection, entry.key): entry for entry in list(self.entries)}
        return (entry for entry in latest.values() if entry.article is not None)

    def articles(self) -> list[IndexedArticle]:
        return [entry.article for entry in self.everything() if entry.article is not None]


class FileRecord:
    """The same in a file of one line an entry, for several processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _record(self) -> ListRecord:
        record = ListRecord()
        for line in self.path.read_text().splitlines() if self.path.exists() else ():
            key, sentences = json.loads(line)
            if sentences is None:
                record.delete("news", key)
            else:
                record.save(article(key, sentences))
        return record

    def save(self, key: str, sentences: Sequence[str] | None) -> None:
        with self.path.open("a") as file:
            file.write(json.dumps([key, sentences]) + "\n")

    def log(self, after: int, limit: int) -> list[LogEntry]:
        return self._record().log(after, limit)

    def last_seq(self) -> int:
        return self._record().last_seq()

    def everything(self) -> Iterator[LogEntry]:
        return self._record().everything()

    def articles(self) -> list[IndexedArticle]:
        return self._record().articles()


def _lets_through(query: Query, article: IndexedArticle, version: IndexedVersion) -> bool:
    published = article.published_at
    return (
        article.collection in query.collections
        and (not query.sources or article.source in query.sources)
        and (not query.articles or article.key in query.articles)
        and article.key not in query.exclude_articles
        and (published is None or published <= query.as_of)
        and (query.since is None or (published is not None and published >= query.since))
        and (query.until is None or (published is not None and published <= query.until))
        and (version.valid_from is None or version.valid_from <= query.as_of)
        and (version.valid_to is None or query.as_of < version.valid_to)
    )


def _terms(sentence: IndexedSentence) -> list[str]:
    return [*sentence.tokens, *sentence.mention_tokens, *sentence.title_tokens]


def _scored(
    live: Sequence[Sequence[str]], found: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]
) -> dict[str, float]:
    """The formula, written out once more without any of the code under test."""
    n, average = len(live), (sum(map(len, live)) / len(live) if live else 0.0) or 1.0
    scores = {}
    for name, document in found:
        counts = Counter(document)
        score = 0.0
        for term in terms:
            df = sum(1 for other in live if term in other)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            norm = 1.5 * (1 - 0.75 + 0.75 * len(document) / average)
            score += idf * (counts[term] * 2.5 / (counts[term] + norm))
        if score > 0:
            scores[name] = score
    return scores


def expected(articles: Sequence[IndexedArticle], query: Query, limit: int) -> list[tuple[str, float]]:
    """The best sentences by the formula over everything."""
    mine = [a for a in articles if a.collection in query.collections]
    live = [_terms(s) for a in mine for s in a.versions[-1].sentences]
    found = [
        (s.sentence_id, _terms(s)) for a in mine for v in a.versions if _lets_through(query, a, v) for s in v.sentences
    ]
    scores = _scored(live, found, query.terms)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]


def expected_articles(articles: Sequence[IndexedArticle], query: Query) -> dict[tuple[str, str], float]:
    """The score of every matching article by the formula."""

    def words(a: IndexedArticle, v: IndexedVersion) -> list[str]:
        return [*a.title_tokens, *a.title_tokens, *(t for s in v.sentences for t in s.tokens)]

    mine = [a for a in articles if a.collection in query.collections]
    live = [words(a, a.versions[-1]) for a in mine]
    found = [
        (json.dumps([a.collection, a.key]), words(a, v)) for a in mine for v in a.versions if _lets_through(query, a, v)
    ]
    scores = _scored(live, found, query.terms)
    return {tuple(json.loads(name)): score for name, score in scores.items()}  # type: ignore[misc]


WORDS = [*"abcdefghij", "the", "x" * 47, "naïve", "50"]
_texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
_days = st.integers(0, 9).map(lambda day: START + day * DAY)


@st.composite
def articles_strategy(draw: st.DrawFn) -> IndexedArticle:
    versions = draw(st.lists(st.lists(_texts, max_size=5), min_size=1, max_size=3))
    fetched = sorted(draw(st.lists(_days, min_size=len(versions) - 1, max_size=len(versions) - 1, unique=True)))
    return article(
        draw(st.sampled_from(["one", "two", "thr:ee", "fo/ur", 'f"ive'])),
        *versions,
        collection=draw(st.sampled_from(["news", "sport", "sample"])),
        title=draw(st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)),
        mentions=draw(st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join)),
        source=draw(st.sampled_from([None, "Herald", "Post"])),
        published=draw(st.none() | _days),
        fetched=fetched,
    )


changes = st.lists(st.tuples(st.booleans(), articles_strategy()), max_size=14)
queries = st.builds(
    lambda terms, collections, as_of, since, until, sources, only, without: query(
        " ".join(terms), collections=collections, as_of=as_of, since=since, until=until, sources=tuple(sources),
        articles=tuple(only), exclude_articles=tuple(without),
    ),
    st.lists(st.sampled_from([*WORDS, "unheard"]), max_size=7, unique=True),
    st.lists(st.sampled_from(["news", "sport", "sample", "nowhere"]), min_size=1, max_size=3, unique=True),
    _days | st.just(NOW),
    st.none() | _days,
    st.none() | _days,
    st.lists(st.sampled_from(["Herald", "Post"]), max_size=1),
    st.lists(st.sampled_from(["one", "two", "thr:ee"]), max_size=2, unique=True),
    st.lists(st.sampled_from(["one", "fo/ur"]), max_size=1),
)  # fmt: skip


def filled(record: ListRecord, steps: Sequence[tuple[bool, IndexedArticle]]) -> ListRecord:
    """Saves each article, or deletes the one of its name."""
    for saved, one in steps:
        if saved:
            record.save(one)
        else:
            record.delete(one.collection, one.key)
    return record
