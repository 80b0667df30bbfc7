"""New versions held against what was quoted of older ones, by the index log: each line once, by any number of
processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.corrections.comparing import Found, Line, beside, compare, still_says
from bot.store.cited import Quoting, quoting, unposted
from bot.store.corrections import MARK, Corrections, latest
from bot.store.corrections_table import Correction, Kind
from bot.store.marks import marked
from retrieval.store.record import Record
from retrieval.types import IndexedArticle, IndexedVersion

AT_ONCE = 20  # articles in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Detecting:
    """Any thread may use it."""

    corrections: Corrections
    record: Record
    now: Callable[[], datetime]

    def catch_up(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """How many corrections were found until the log gave no more."""
        count = 0
        while not stop():
            before = marked(self.record.engine, MARK, first=self.record.last_seq())
            entries = self.record.log(before, AT_ONCE)
            if not entries:
                break
            now = self.now()  # one time for all that is found in a step: by it they are told together
            articles = [entry.article for entry in entries if entry.article is not None]
            found = [each for article in articles for each in self._of(article, now)]
            if self.corrections.note(found, before=before, to=entries[-1].seq):
                count += len(found)
        return count

    def _of(self, article: IndexedArticle, now: datetime) -> Iterator[Correction]:
        """Of one article: what its newest version says otherwise."""
        if len(article.versions) < 2:
            return
        newest = article.versions[-1]
        quoted = quoting(self.record.engine, article.collection, article.key, below=newest.version)
        if not quoted:
            return
        known = self.corrections.of(sorted({each.subject for each in quoted}))
        lines = {version.version: self._lines(version) for version in article.versions}
        names = [(article.collection, article.key, version.version) for version in article.versions]
        texts = {version: text for (_, _, version), text in self.record.texts(names).items()}
        notices = {version: notice for (_, _, version), notice in self.record.notices(names).items()}
        for each in quoted:
            last = latest(c for c in known if c.subject == each.subject).get(each.citation.n)
            found = _compared(each, last, lines, texts, notices, newest.version)
            if found is not None:
                yield Correction(
                    subject=each.subject,
                    n=each.citation.n,
                    version=newest.version,
                    workspace=each.workspace,
                    kind=found.kind,
                    found_at=now,
                    sentence_id=found.sentence_id,
                    notice=found.notice,
                )

    def _lines(self, version: IndexedVersion) -> tuple[Line, ...]:
        """The version's sentences, with where they stand."""
        ids = [sentence.sentence_id for sentence in version.sentences]
        found = self.record.sentences(ids, annotated=False)
        last = max((sentence.end for sentence in found.values()), default=1)
        return tuple(
            Line(id=name, text=found[name].text, place=found[name].start / last) for name in ids if name in found
        )


def outdated(record: Record) -> int:
    """How many citations of answers that only their askers saw their articles no longer bear out: not corrected."""
    rows = list(unposted(record.engine))
    newest = record.articles({(row.collection, row.article_key) for row in rows})
    texts = record.texts({(pair[0], pair[1], article.version) for pair, article in newest.items()})
    by_pair = {(collection, key): text for (collection, key, _), text in texts.items()}
    return sum(
        not still_says(row.sentence, by_pair[row.collection, row.article_key])
        for row in rows
        if (row.collection, row.article_key) in by_pair
    )


def _compared(
    each: Quoting,
    last: Correction | None,
    lines: dict[int, tuple[Line, ...]],
    texts: dict[int, str],
    notices: dict[int, str],
    newest: int,
) -> Found | None:
    """The sentence as the post shows it now, held against the newest version."""
    version, text, place = each.citation.version, each.citation.sentence, None
    if last is not None:
        if last.version >= newest or last.kind is Kind.GONE:
            return None
        version = last.version
        shown = _line(lines.get(version, ()), last.sentence_id)
        text, place = (text, None) if shown is None else (shown.text, shown.place)
    if version not in texts or newest not in texts:
        return None
    if place is None:
        place = each.citation.start / max(1, len(texts[version]))
    return compare(
        text,
        place,
        old=lines[version],
        new=lines[newest],
        old_text=texts[version],
        new_text=texts[newest],
        said=beside(notices.get(newest), [said for n, said in notices.items() if n <= version], texts[version]),
    )


def _line(lines: Sequence[Line], sentence_id: str | None) -> Line | None:
    return next((line for line in lines if line.id == sentence_id), None)
