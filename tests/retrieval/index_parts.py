"""What the index tests share: articles, questions, and records in memory and in a file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


def filled(record: ListRecord, steps: Sequence[tuple[bool, IndexedArticle]]) -> ListRecord:
    """Saves each article, or deletes the one of its name."""
    for saved, one in steps:
        if saved:
            record.save(one)
        else:
            record.delete(one.collection, one.key)
    return record
