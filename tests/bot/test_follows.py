"""Follows in the database: once for each gesture and topic, in one worker's hand; what is news of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.follows.deciding import is_new, news, next_notice
from bot.follows.topics import topic_of
from bot.incoming import Posted
from bot.listeners.command import read_command
from bot.listeners.following import follow_wish
from bot.store import METADATA
from bot.store.follows import Followed, Follows, Opened, TooMany
from bot.store.follows_table import Follow, FollowState, NewFollow, Notice, NoticeKind
from bot.store.marks import marked
from bot.store.notices import LEASE, Notices
from retrieval.store.database import connect
from tests.postgres import place
from tests.retrieval.sentences import ARTICLE, plain

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW = NewFollow(
    workspace="T1",
    identity="t:1",
    channel="C1",
    thread_ts="1.1",
    user="U1",
    question="what deadline did Trump set?",
    terms=("deadlin", "trump", "set"),
    names=(("trump",),),
    topic="x",
)


@pytest.fixture
def follows(tmp_path: Path) -> Follows:
    engine = connect(place(tmp_path / "a.db"))
    METADATA.create_all(engine)
    return Follows(engine)


def test_a_gesture_and_a_topic_are_followed_once(follows: Follows) -> None:
    assert follows.open(NEW, now=NOW) == Opened(id=1)
    assert follows.open(NEW, now=NOW) == Followed(id=1, again=True)
    other = replace(NEW, identity="t:2", user="U2")
    assert follows.open(other, now=NOW) == Followed(id=1)
    assert follows.open(replace(other, channel="C2"), now=NOW) == Opened(id=2)
    assert not follows.end(1, workspace="T2", now=NOW)
    assert follows.end(1, workspace="T1", now=NOW)
    assert not follows.end(1, workspace="T1", now=NOW)
    assert follows.open(replace(other, identity="t:3"), now=NOW) == Opened(id=3)


def test_one_person_follows_so_much_and_no_more(follows: Follows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.follows.MOST", 3)
    for n in range(3):
        assert isinstance(follows.open(replace(NEW, identity=f"t:{n}", topic=f"{n}"), now=NOW), Opened)
    assert follows.open(replace(NEW, identity="t:last", topic="last"), now=NOW) == TooMany()
    assert follows.forget("U1", now=NOW) == 3
    assert not follows.active()


def test_a_follow_is_in_one_hand_until_its_lease_is_over(follows: Follows) -> None:
    notices = Notices(follows._engine)
    follows.open(NEW, now=NOW)
    mine = notices.claim(worker="a", now=NOW)
    assert mine is not None
    assert notices.claim(worker="b", now=NOW) is None
    notice = next_notice(mine, (), (), NOW)
    assert notice == Notice(follow_id=1, n=0, kind=NoticeKind.OPENED)
    theirs = notices.claim(worker="b", now=NOW + LEASE)
    assert theirs is not None
    assert not notices.announce(mine, notice, now=NOW + LEASE)
    assert notices.announce(theirs, notice, now=NOW + LEASE)
    notices.told(theirs, notice, Posted(channel="C1", ts="1.2"), (), now=NOW + LEASE, pause=HOUR)
    assert notices.claim(worker="a", now=NOW + HOUR) is None  # nothing to do
    first = marked(follows._engine, "m", first=0)
    found = [(1, "news/a:1:0", 0.9), (9, "news/a:1:0", 0.9)]
    follows.note(found, mark="m", before=first, to=5, now=NOW + 2 * LEASE)
    assert not follows.note([(1, "news/b:1:0", 0.9)], mark="m", before=0, to=5, now=NOW)  # another took these lines
    assert notices.waiting(now=NOW + HOUR) == (1, NOW + 2 * LEASE)
    again = notices.claim(worker="a", now=NOW + HOUR)
    assert again is not None
    assert notices.waiting(now=NOW + HOUR) == (0, None)  # it is in somebody's hand
    assert notices.pending(again) == (("news/a:1:0", 0.9),)


def follow(**details: object) -> Follow:
    known = Follow(
        id=1,
        workspace="T1",
        channel="C1",
        thread_ts="1.1",
        user="U1",
        question="q",
        story_id=None,
        terms=("a",),
        names=(),
        state=FollowState.ACTIVE,
        created_at=NOW,
        expires_at=NOW + timedelta(days=14),
    )
    return replace(known, **details)  # type: ignore[arg-type]


def test_news_is_what_no_sentence_before_it_says() -> None:
    first, twin, third = plain("At least 12 died."), plain("There were 12 dead."), plain("Damage of $3m was found.")
    found = news([first, twin, third], [plain("A dozen boats sank in 3 hours.")])
    assert [each.sentence.text for each in found] == ["Damage of $3m was found."]
    found = news([first, twin, third], [])
    assert [each.sentence.text for each in found] == [first.text, third.text]


def test_within_the_hour_nothing_is_said_and_after_two_weeks_the_last_word() -> None:
    found = news([plain("At least 12 died.")], [])
    told = follow(told_at=NOW)
    assert next_notice(told, (), found, NOW + HOUR - timedelta(seconds=1)) is None
    assert next_notice(told, (), (), NOW + HOUR) is None
    notice = next_notice(told, (Notice(follow_id=1, n=4, kind=NoticeKind.NEWS),), found, NOW + HOUR)
    assert notice is not None
    assert (notice.n, notice.kind, len(notice.sentences)) == (5, NoticeKind.NEWS, 1)
    last = next_notice(told, (), found, NOW + timedelta(days=14))
    assert last is not None
    assert last.kind is NoticeKind.EXPIRED


def test_old_articles_that_come_in_late_are_no_news() -> None:
    late = replace(ARTICLE, fetched_at=NOW + HOUR, published_at=NOW - timedelta(days=3))
    assert not is_new(late, follow())
    assert is_new(replace(late, published_at=NOW - HOUR), follow())
    assert not is_new(replace(late, published_at=NOW, fetched_at=NOW - HOUR), follow())


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("follow", True),
        ("Follow this", True),
        ("please follow this story.", True),
        ("unfollow", False),
        ("stop following this", False),
        ("follow up on the talks", None),
        ("who follows Trump?", None),
        ("following the talks", None),
    ],
)
def test_what_asks_to_follow_a_thread(said: str, wish: bool | None) -> None:
    assert follow_wish(said) is wish


@pytest.mark.parametrize(
    ("typed", "command", "words"),
    [
        ("follow what deadline did Trump set?", "follow", "what deadline did Trump set?"),
        ("follow", "follow", ""),
        ("unfollow deadline", "unfollow", "deadline"),
        ("following", "following", ""),
        ("following the talks, what happened?", "question", "following the talks, what happened?"),
    ],
)
def test_what_is_typed_behind_the_command(typed: str, command: str, words: str) -> None:
    asked = read_command(typed)
    assert (asked.command, asked.words) == (command, words)


def test_the_same_words_in_another_order_are_one_topic() -> None:
    one, other = topic_of("what deadline did Trump set?"), topic_of("Did Trump set a deadline?")
    assert one is not None
    assert other is not None
    assert one.key == other.key
    assert topic_of("what is it?") is None
