"""One text, shown once: hits that copies share, and where else a sentence stands word for word.

Groups say which articles to look at; what is claimed is always checked against their texts. So a correction that
changed the sentence, or another story on the same page, is never counted as saying the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from retrieval.store.copies_table import COPIES
from retrieval.store.database import read
from retrieval.store.record import Record
from retrieval.store.rows import NAME_MARK, split
from retrieval.store.schema import ARTICLES, COLLECTIONS
from retrieval.store.versions import CHUNK, OF_PAIRS, rows_of
from retrieval.text.credits import is_credited
from retrieval.text.shingles import hashed_words, stands_in
from retrieval.types import Article, Hit, Precision, Sentence

Pair = tuple[str, str]  # collection, article key
MEMBERS = 60  # of a group that are looked at
# Put together once, as in `retrieval.store.versions`.
_GROUPS = (
    select(COLLECTIONS.c.name, ARTICLES.c.key, COPIES.c.collection_id, COPIES.c.group_id)
    .join_from(ARTICLES, COPIES, COPIES.c.article_id == ARTICLES.c.id)
    .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
    .where(OF_PAIRS)
)
_MEMBERS = (
    select(COPIES.c.collection_id, COPIES.c.group_id, COLLECTIONS.c.name, ARTICLES.c.key, COPIES.c.credits)
    .join_from(COPIES, ARTICLES, ARTICLES.c.id == COPIES.c.article_id)
    .join(COLLECTIONS, COLLECTIONS.c.id == COPIES.c.collection_id)
    .where(COPIES.c.collection_id == bindparam("row"), COPIES.c.group_id.in_(bindparam("numbers", expanding=True)))
    .order_by(COPIES.c.version_id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article of a group; ``credits`` are the names its text credits."""

    article: Article
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SameText:
    """Copies as they matter to an answer; any thread may use it."""

    record: Record

    def groups(self, pairs: Iterable[Pair], *, as_of: datetime | None = None) -> dict[Pair, tuple[Copy, ...]]:
        """The groups of articles that have copies, the original first, then by time; lone articles are left out.

        Nothing published after ``as_of`` is in them.
        """
        with read(self.record.engine) as connection:
            numbers = _groups_of(connection, set(pairs))
            members = _members(connection, set(numbers.values()))
        articles = self.record.articles([pair for group in members.values() for pair in group], as_of=as_of)
        found: dict[tuple[int, int], tuple[Copy, ...]] = {}
        for number, group in members.items():
            there = [
                Copy(article=articles[pair], credits=named)
                for pair, named in group.items()
                if pair in articles and _is_out(articles[pair], as_of)
            ]
            found[number] = original_first(there)
        return {pair: found[number] for pair, number in numbers.items() if len(found.get(number, ())) > 1}

    def once(self, hits: Sequence[Hit], *, as_of: datetime) -> tuple[Hit, ...]:
        """The hits without those that say what a better one says, ranked anew.

        Of one sentence in several copies the original's stays, in the place of the best.
        """
        groups = self.groups({_pair(hit.sentence) for hit in hits}, as_of=as_of)
        if not groups:
            return tuple(hits)
        best: dict[object, Hit] = {}
        for hit in hits:
            group = groups.get(_pair(hit.sentence))
            said: object = hit.sentence.sentence_id
            if group is not None:
                said = (_pair_of(group[0].article), hashed_words(hit.sentence.text).tobytes())
            known = best.get(said)
            if known is None or (group is not None and _place(hit, group) < _place(known, group)):
                best[said] = hit  # keeps the place of the first
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(best.values(), start=1))

    def also_in(
        self, sentences: Sequence[Sentence], *, as_of: datetime, without: Collection[str] = ()
    ) -> dict[str, tuple[Article, ...]]:
        """By sentence id the other articles in which the sentence stands word for word, one an outlet.

        The original first, then by time. ``without`` are article keys that are not to be known; articles of no named
        outlet are left out, like those of the sentence's own.
        """
        groups = self.groups({_pair(sentence) for sentence in sentences}, as_of=as_of)
        wanted = {_name(copy.article) for group in groups.values() for copy in group}
        texts = {name: hashed_words(text) for name, text in self.record.texts(wanted).items()} if groups else {}
        found: dict[str, tuple[Article, ...]] = {}
        for sentence in sentences:
            words = hashed_words(sentence.text)
            told = {_outlet(sentence.article): sentence.article}
            for copy in groups.get(_pair(sentence), ()):
                article = copy.article
                known = article.key in without or _outlet(article) in told or not _outlet(article)
                if not known and stands_in(words, texts.get(_name(article), words[:0])):
                    told[_outlet(article)] = article
            others = tuple(article for article in told.values() if article is not sentence.article)
            if others:
                found[sentence.sentence_id] = others
        return found


def original_first(group: Sequence[Copy]) -> tuple[Copy, ...]:
    """The copies in order: whom others credit, then by time of publication, undated ones behind.

    Where only the day is known an article stands behind those of that day whose time is.
    """
    return tuple(sorted(group, key=lambda copy: (not _credited(copy, group), *_time(copy.article))))


def _credited(copy: Copy, group: Sequence[Copy]) -> bool:
    """Whether a copy of another outlet credits this one's; who credits somebody else in the group is no original."""
    source = copy.article.source
    others = [other for other in group if _outlet(other.article) != _outlet(copy.article)]
    if not source or not any(is_credited(source, other.credits) for other in others):
        return False
    return not any(other.article.source and is_credited(other.article.source, copy.credits) for other in others)


def _time(article: Article) -> tuple[bool, str, bool, float, datetime, str]:
    published = article.published_at
    if published is None:
        return True, "", False, 0.0, article.fetched_at, article.key
    imprecise = article.precision is Precision.DAY
    return False, f"{published:%Y-%m-%d}", imprecise, published.timestamp(), article.fetched_at, article.key


def _is_out(article: Article, as_of: datetime | None) -> bool:
    return as_of is None or article.published_at is None or article.published_at <= as_of


def _place(hit: Hit, group: Sequence[Copy]) -> int:
    key = hit.sentence.article.key
    return next((at for at, copy in enumerate(group) if copy.article.key == key), len(group))


def _outlet(article: Article) -> str:
    return (article.source or "").casefold()


def _pair(sentence: Sentence) -> Pair:
    return _pair_of(sentence.article)


def _pair_of(article: Article) -> Pair:
    return article.collection, article.key


def _name(article: Article) -> tuple[str, str, int]:
    return article.collection, article.key, article.version


def _groups_of(connection: Connection, pairs: set[Pair]) -> dict[Pair, tuple[int, int]]:
    """The articles' groups as (collection row, number)."""
    rows = rows_of(connection, _GROUPS, pairs)
    return {(collection, key): (row, group) for collection, key, row, group in rows}


def _members(
    connection: Connection, groups: Iterable[tuple[int, int]]
) -> Mapping[tuple[int, int], dict[Pair, tuple[str, ...]]]:
    """The articles of each group of more than one, with the names their texts credit."""
    numbers: dict[int, list[int]] = {}
    for row, number in sorted(set(groups)):
        numbers.setdefault(row, []).append(number)
    found: dict[tuple[int, int], dict[Pair, tuple[str, ...]]] = {}
    for row, here in numbers.items():
        for at in range(0, len(here), CHUNK):
            members = connection.execute(_MEMBERS, {"row": row, "numbers": here[at : at + CHUNK]})
            for _, group, collection, key, named in members:
                held = found.setdefault((row, group), {})
                if len(held) < MEMBERS:
                    held[collection, key] = split(named, NAME_MARK)
    return {group: held for group, held in found.items() if len(held) > 1}
