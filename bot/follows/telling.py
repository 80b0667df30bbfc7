"""The threads of follows told: what is due is taken in hand, judged, kept as an answer is, posted once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot import messages
from bot.answering import Told
from bot.answers import Answer, Citation, Status
from bot.blocks import Held, Message, answer_message, following_message, line_message
from bot.follows.deciding import PAUSE, News, is_new, news, next_notice, was_there
from bot.followups import Turn, turn_json
from bot.incoming import Posted
from bot.kept import answer_row, citation_row, shown
from bot.links import Links
from bot.poster import Done, Later, Mark, Meaning, Poster, Result, Undone
from bot.store.answers import Answers
from bot.store.follows import Follows
from bot.store.follows_table import Follow, Notice, NoticeKind
from bot.store.notices import Notices
from bot.store.turns import KeptTurn, Turns
from retrieval.search import Search
from retrieval.stories import Stories
from retrieval.types import Query, Sentence

EVENT = "onrecord_follow"
KNOWN = 60  # sentences on the topic that were on record before
OF_STORY = 10  # articles of a followed story whose sentences were

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Any thread may use it. ``collections_of`` and ``held`` say what a workspace reads and how much that is."""

    follows: Follows
    notices: Notices
    search: Callable[[], Search]
    stories: Stories
    answers: Answers
    turns: Turns
    poster: Poster
    links: Links
    collections_of: Callable[[str], tuple[str, ...]]
    held: Callable[[str], Held]
    new_id: Callable[[], str]
    now: Callable[[], datetime]
    observe: Callable[[str], None] = lambda _outcome: None

    def once(self) -> bool:
        """Whether there was a follow with something to do."""
        follow = self.notices.claim(worker=self.new_id(), now=self.now())
        if follow is None:
            return False
        self._settle(follow)
        return True

    def _settle(self, follow: Follow) -> None:
        now, told = self.now(), self.notices.of(follow)
        waiting = next((notice for notice in told if notice.posted is None), None)
        pending = () if waiting is not None else self.notices.pending(follow)
        judged = tuple(sentence for sentence, _ in pending)
        notice = waiting
        if notice is None:
            notice = next_notice(follow, told, self._news(follow, judged, told), now)
        if notice is None:
            self.notices.nothing_new(follow, judged)
            return
        message = self._message(follow, notice, told)
        if message is None:
            self.notices.dropped(follow, notice, judged)
        elif self.notices.announce(follow, notice, now=now):
            self._post(follow, notice, message, judged, since=None if waiting is None else follow.created_at)

    def _post(
        self, follow: Follow, notice: Notice, message: Message, judged: Sequence[str], *, since: datetime | None
    ) -> None:
        mark = Mark(event=EVENT, name="notice", value=notice.id)
        post = self.poster.notify
        result = post(follow.workspace, follow.channel, message, mark, thread_ts=follow.thread_ts, since=since)
        if isinstance(result, Undone) and result.meaning is Meaning.NOT_INSIDE and notice.kind is NoticeKind.OPENED:
            result = self._in_person(follow, message, mark, since=since)
        now = self.now()
        match result:
            case Done(posted=Posted() as posted):
                self._keep_place(follow, notice, posted)
                self.notices.told(follow, notice, posted, judged, now=now, pause=PAUSE)
                self.observe("posted")
            case Later(seconds=seconds):
                self.notices.later(follow, until=now + timedelta(seconds=seconds))
                self.observe("later")
            case Undone(meaning=Meaning.TOO_MUCH) if notice.kind is NoticeKind.NEWS:
                self.notices.dropped(follow, notice, judged)
                self.observe("failed")
            case _:
                _log.warning("follow ended", follow=follow.id, code=getattr(result, "code", None))
                self.follows.end(follow.id, workspace=follow.workspace, now=now)
                self.observe("failed")

    def _in_person(self, follow: Follow, message: Message, mark: Mark, *, since: datetime | None) -> Result:
        """Where the bot is no member, the follow is between it and the one who asked."""
        opened = self.poster.conversation(follow.workspace, follow.user)
        if not isinstance(opened, Done) or opened.posted is None:
            return opened
        channel = opened.posted.channel
        if not self.notices.moved(follow, channel, now=self.now()):
            return Undone(code="followed_already", meaning=Meaning.OTHER)
        return self.poster.notify(follow.workspace, channel, message, mark, thread_ts=None, since=since)

    def _keep_place(self, follow: Follow, notice: Notice, posted: Posted) -> None:
        """What stands there is verified, corrected and asked about like any answer."""
        if notice.kind is NoticeKind.NEWS:
            self.answers.place(notice.id, posted)
        if notice.kind is not NoticeKind.EXPIRED:
            told = self.search().record.sentences(notice.sentences, annotated=False)
            keys = tuple(dict.fromkeys(told[name].article.key for name in notice.sentences if name in told))
            turn = KeptTurn(
                answer_id=notice.id,
                workspace=follow.workspace,
                channel=posted.channel,
                thread_ts=(follow.thread_ts if posted.channel == follow.channel else None) or posted.ts,
                ts=posted.ts,
                turn=turn_json(Turn(question=follow.question, articles=keys)),
            )
            self.turns.keep(turn, now=self.now())

    def _message(self, follow: Follow, notice: Notice, told: Sequence[Notice]) -> Message | None:
        """None when the sentences have gone meanwhile."""
        match notice.kind:
            case NoticeKind.OPENED:
                return following_message(follow.question, asker=follow.user, until=follow.expires_at, follow=follow.id)
            case NoticeKind.EXPIRED:
                return line_message(messages.FOLLOW_EXPIRED)
            case NoticeKind.NEWS:
                return self._told(follow, notice, told)
        assert_never(notice.kind)

    def _told(self, follow: Follow, notice: Notice, told: Sequence[Notice]) -> Message | None:
        sentences = self._sentences(notice.sentences)
        found = news(sentences, self._seen(follow, [each for each in told if each.n < notice.n]))
        if not found:
            return None
        answer = Answer(
            question="",
            intent="follow",
            status=Status.ANSWERED,
            as_of=self.now(),
            citations=tuple(_citation(n, each) for n, each in enumerate(found, start=1)),
            remark=messages.FOLLOW_NEWS,
        )
        held = self.held(follow.workspace)
        kept = {**shown(Told(answer=answer), held=held, threshold=0.0), "follow": follow.id}
        row = answer_row(answer, id=notice.id, asked_at=self.now(), workspace=follow.workspace, shown=kept)
        self.answers.keep(row, [citation_row(citation) for citation in answer.citations], instead=True)
        return answer_message(answer, answer_id=notice.id, links=self.links, held=held, more=False, follow=follow.id)

    def _news(self, follow: Follow, ids: Sequence[str], told: Sequence[Notice]) -> tuple[News, ...]:
        read = self.collections_of(follow.workspace)  # it may have been more when the sentence came in
        found = [each for each in self._sentences(ids) if each.article.collection in read]
        candidates = [each for each in found if is_new(each.article, follow)]
        return news(candidates, self._seen(follow, told)) if candidates else ()

    def _sentences(self, ids: Sequence[str]) -> tuple[Sentence, ...]:
        """The sentences that are still there, in the order of their ids, with annotations."""
        search = self.search()
        found = search.record.sentences(ids)
        bare = [name for name, sentence in found.items() if sentence.annotation is None]
        for name, annotation in zip(bare, search.analyser.annotate([found[name].text for name in bare]), strict=True):
            found[name] = replace(found[name], annotation=annotation)
        return tuple(found[name] for name in ids if name in found)

    def _seen(self, follow: Follow, told: Sequence[Notice]) -> list[Sentence]:
        """What the record said on it when the follow began, and what its thread has been told."""
        search = self.search()
        query = Query(
            text=follow.question,
            terms=follow.terms,
            collections=self.collections_of(follow.workspace),
            as_of=follow.created_at,
        )
        hits = search.sentences(query, limit=KNOWN)
        known = [hit.sentence.sentence_id for hit in hits if was_there(hit.sentence.article, follow)]
        known += [name for notice in told for name in notice.sentences]
        return [*self._sentences(list(dict.fromkeys(known))), *self._of_story(follow)]

    def _of_story(self, follow: Follow) -> list[Sentence]:
        """The first sentences of what was part of a followed story when the follow began."""
        story = None if follow.story_id is None else self.stories.get(follow.story_id, as_of=follow.created_at)
        record, found = self.search().record, []
        for article in story.articles[:OF_STORY] if story is not None else ():
            first = record.sentence_at(article.collection, article.key, article.version, 0)
            if first is not None and was_there(article, follow):
                found += [first, *record.neighbours(first, 0, KNOWN)]
        return found


def _citation(n: int, each: News) -> Citation:
    return Citation(n=n, sentence=each.sentence, answer_span=each.facts[0].span, score=0.0)
