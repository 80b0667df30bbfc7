"""News between an edition's time and a late post is in the late edition or in the next one, and never in both."""

from datetime import time, timedelta

import pytest

from bot.digests import payload_of
from bot.editor import Editor
from bot.incoming import Posted
from bot.links import Links
from bot.poster import Done
from bot.store import AnswerRow, Answers, CitationRow, Run, RunState, Turns
from tests.bot.digest_cases import BRIDGE, FERRY, HOUR, MONDAY, Newsroom, digest, newsroom

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STORM = "A storm tore the roof off the market hall in Orrin Vale, the fire brigade of the town said."


class Wall:
    """Slack, as far as editions go."""

    def publish(self, _workspace, target, _message, **_given):
        return Done(posted=Posted(channel=target, ts="1.0"))


@pytest.fixture
def room(tmp_path) -> Newsroom:
    room = newsroom(tmp_path)
    room.digests.save(digest(), now=MONDAY - 30 * DAY)
    room.add("b1", "Bridge to close", BRIDGE, story=2, at=MONDAY - HOUR)
    return room


class Late:
    """An editor whose clock is turned by hand; what each run told, by story."""

    def __init__(self, room: Newsroom) -> None:
        self.room, self.now, self.outcomes = room, MONDAY, []
        engine = room.record.engine
        self.editor = Editor(
            gathering=room.gathering,
            digests=room.digests,
            runs=room.runs,
            answers=Answers(engine),
            turns=Turns(engine),
            poster=Wall(),  # type: ignore[arg-type]
            links=Links(),
            collections_of=lambda _workspace: ("news",),
            catch_up=lambda: None,
            now=lambda: self.now,
            worker="w1",
            observe=self.outcomes.append,
        )

    def work(self, at) -> Run:
        self.now = at
        assert self.editor.work_once() == 1
        run = self.room.runs.last("d1")
        assert run is not None
        return run


def told(run: Run) -> list[int]:
    return [line["story"] for line in (run.payload or {}).get("stories", ())]


def test_what_comes_in_before_a_late_edition_is_in_it_and_not_in_the_next(room):
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY + HOUR, late=MONDAY + HOUR)
    late = Late(room)
    assert sorted(told(late.work(MONDAY + 2 * HOUR))) == [1, 2]
    room.add("s1", "Storm", STORM, story=3, at=MONDAY + 3 * HOUR)
    assert told(late.work(MONDAY + DAY + MINUTE)) == [3]
    assert late.outcomes == ["late", "posted"]


def test_what_comes_in_after_it_is_in_the_next_even_when_it_was_published_before(room):
    late = Late(room)
    assert told(late.work(MONDAY + 2 * HOUR)) == [2]
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY + HOUR, late=MONDAY + 3 * HOUR)
    room.add("s1", "Storm", STORM, story=3, at=MONDAY + 2 * HOUR + MINUTE)
    assert sorted(told(late.work(MONDAY + DAY))) == [1, 3]


def test_one_on_time_is_of_its_slot_and_the_minutes_after_it_are_the_next_one_s(room):
    late = Late(room)
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY + MINUTE, late=MONDAY + 2 * MINUTE)
    run = late.work(MONDAY + 3 * MINUTE)
    assert (told(run), run.slot) == ([2], MONDAY)
    assert told(late.work(MONDAY + DAY)) == [1]


def test_what_says_that_it_came_in_but_could_not_be_found_yet_is_in_the_next(room):
    """An article is stamped before it is saved, analysed and put into its story."""
    late = Late(room)
    assert told(late.work(MONDAY)) == [2]
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY - HOUR, late=MONDAY - MINUTE)
    assert told(late.work(MONDAY + DAY)) == [1]


def test_a_late_one_that_finds_nothing_goes_on_from_when_it_looked(room):
    late = Late(room)
    late.work(MONDAY)
    run = late.work(MONDAY + DAY + 2 * HOUR)
    assert (run.state, run.slot) == (RunState.QUIET, MONDAY + DAY + 2 * HOUR)
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY + DAY + HOUR, late=MONDAY + DAY + 3 * HOUR)
    assert told(late.work(MONDAY + 2 * DAY)) == [1]


def test_what_the_channel_was_answered_before_a_late_edition_is_not_in_it(room):
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY - HOUR)
    asked = MONDAY + HOUR
    sentence = room.record.sentence_at("news", "b1", 1, 0)
    answers = Answers(room.record.engine)
    row = AnswerRow(
        answer_id="a",
        workspace_id="T1",
        question="Which bridge closes?",
        asked_at=asked,
        as_of=asked,
        status="answered",
        answer="The bridge at Tarn Ford",
        confidence=0.9,
    )
    cited = CitationRow(
        n=1, collection="news", article_key="b1", version=1, start=0, end=sentence.end, sentence=sentence.text
    )
    answers.keep(row, [cited])
    answers.place("a", Posted(channel="C1", ts="1.0"))
    assert told(Late(room).work(MONDAY + 2 * HOUR)) == [1]


def test_one_that_was_put_together_before_slack_was_away_keeps_its_words(room):
    """What comes in meanwhile is the next one's."""
    late = Late(room)
    run = room.runs.claim("d1", MONDAY.date(), MONDAY, worker="dead", now=MONDAY)
    edition = late.editor.preview(digest(), at=MONDAY)
    assert run is not None
    assert room.runs.hold(run, RunState.RENDERED, now=MONDAY, payload=payload_of(edition))
    room.add("f1", "Ferry strike ends", FERRY, story=1, at=MONDAY + HOUR)
    assert told(late.work(MONDAY + 2 * HOUR)) == [2]
    assert told(late.work(MONDAY + DAY)) == [1]


def test_one_that_is_late_over_midnight_keeps_its_date(room):
    night = digest(at=time(23, 30), zone="UTC", turned_on_at=MONDAY)
    room.digests.save(night, now=MONDAY)
    run = Late(room).work(MONDAY + 20 * HOUR)  # 01:30 on Tuesday
    assert (run.day, (run.payload or {})["day"]) == (MONDAY.date(), MONDAY.date().isoformat())
