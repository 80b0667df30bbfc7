"""New articles against everything that is followed, by the index log: each line once, by any number of processes."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.follows.deciding import LATE
from bot.store.follows import Follows
from bot.store.follows_table import Follow
from bot.store.marks import marked
from retrieval.percolate import Percolator, Standing
from retrieval.store.record import Record
from retrieval.stories import Stories
from retrieval.types import CollectionStats, IndexedArticle, LogEntry

AT_ONCE = 20  # articles in one transaction
OF_STORY = 0.5  # the score of a sentence that is for a story because its article is part of it
LASTS = 60.0  # seconds for which it is taken as known what workspaces read
FIRST = 12  # sentences of such an article
WORDS, STORIES = "follows", "follows of stories"  # marks: stories are known a little later than words

_Found = Iterator[tuple[int, str, float]]  # follow, sentence, score
_Stats = Callable[[Sequence[str], Sequence[str]], CollectionStats]


class Percolating:
    """One thread at a time may use it. ``collections_of`` gives what a workspace reads."""

    def __init__(
        self,
        *,
        follows: Follows,
        record: Record,
        stats: _Stats,
        collections_of: Callable[[str], tuple[str, ...]],
        stories: Stories,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._follows, self._record, self._stats, self._now = follows, record, stats, now
        self._collections_of, self._stories = collections_of, stories
        self._monotonic = monotonic
        self._made: tuple[object, tuple[_Shelf, ...]] = (None, ())

    def catch_up(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """How many lines of the log were looked at until it gave no more."""
        looked = self._walk(WORDS, self._by_words, stop)
        if not self._stories.behind():
            self._walk(STORIES, self._by_story, stop)
        return looked

    def _walk(self, mark: str, find: Callable[[LogEntry], _Found], stop: Callable[[], bool]) -> int:
        engine, looked = self._record.engine, 0
        while not stop():
            last = self._record.last_seq()
            before = marked(engine, mark, first=last)
            if before >= last:
                break
            if not self._follows.fingerprint()[0]:
                self._follows.note((), mark=mark, before=before, to=last, now=self._now())
                continue
            entries = self._record.log(before, AT_ONCE)
            if not entries:
                break
            found = [each for entry in entries for each in find(entry)]
            if self._follows.note(found, mark=mark, before=before, to=entries[-1].seq, now=self._now()):
                looked += len(entries)
        return looked

    def _by_words(self, entry: LogEntry) -> _Found:
        for shelf in self._shelves():
            if entry.article is not None and entry.collection in shelf.collections:
                yield from shelf.matches(entry.article)

    def _by_story(self, entry: LogEntry) -> _Found:
        """The article's first sentences for those who follow the story that it is part of."""
        article = entry.article
        shelves = [shelf for shelf in self._shelves() if shelf.stories and entry.collection in shelf.collections]
        if not shelves or article is None or not article.versions:
            return
        story = self._stories.of_article(article.collection, article.key)
        for shelf in shelves if story is not None else ():
            for follow in shelf.stories.get(story.id, ()) if story is not None else ():
                if _recent(article.published_at, follow.created_at):
                    for n, sentence in enumerate(article.versions[-1].sentences[:FIRST]):
                        yield follow.id, sentence.sentence_id, OF_STORY - n / 1000

    def _shelves(self) -> tuple["_Shelf", ...]:
        """What is followed over which collections; made anew when follows begin or end, and every minute.

        What a workspace reads may change, and how rare words are.
        """
        state = (self._follows.fingerprint(), int(self._monotonic() // LASTS))
        if self._made[0] == state:
            return self._made[1]
        over: dict[tuple[str, ...], list[Follow]] = {}
        read: dict[str, tuple[str, ...]] = {}
        for follow in self._follows.active():
            if follow.workspace not in read:
                read[follow.workspace] = self._collections_of(follow.workspace)
            over.setdefault(read[follow.workspace], []).append(follow)
        shelves = tuple(
            _Shelf(collections, follows, self._stats, self._stories) for collections, follows in sorted(over.items())
        )
        self._made = (state, shelves)
        return shelves


class _Shelf:
    """The follows of all workspaces that read the same collections: their statistics are theirs alone."""

    def __init__(
        self, collections: tuple[str, ...], follows: Sequence[Follow], stats: _Stats, stories: Stories
    ) -> None:
        self.collections = frozenset(collections)
        self._begun = {follow.id: follow.created_at for follow in follows}
        self.stories: dict[int, list[Follow]] = {}
        for follow in follows:
            story = None if follow.story_id is None else stories.get(follow.story_id)
            if story is not None:  # under the number that it has since somebody merged it
                self.stories.setdefault(story.id, []).append(follow)
        terms = tuple(dict.fromkeys(term for follow in follows for term in follow.terms))
        standing = [Standing(id=follow.id, terms=follow.terms, names=follow.names) for follow in follows]
        self._percolator = Percolator(standing, stats(terms, collections))

    def matches(self, article: IndexedArticle) -> _Found:
        for match in self._percolator.matches(article):
            if _recent(article.published_at, self._begun[match.standing]):
                yield match.standing, match.sentence_id, match.score


def _recent(published_at: datetime | None, begun: datetime) -> bool:
    return published_at is None or published_at >= begun - LATE
