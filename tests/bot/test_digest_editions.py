"""What stands in an edition: from small made-up articles in a real record, the same bytes each time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks.edition import fitted
from bot.digests import Edition, Ground, edition_of, items_of, payload_of, sentences_in
from bot.digests.view import edition_text
from bot.incoming import Posted
from bot.links import Links
from bot.store import AnswerRow, Answers, CitationRow, Digest, RunState
from tests.bot.digest_cases import BRIDGE, FERRY, FERRY_AGAIN, HOUR, MONDAY, PAY, Newsroom, digest, newsroom

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def room(tmp_path) -> Newsroom:
    room = newsroom(tmp_path)
    room.digests.save(digest(), now=MONDAY - 30 * DAY)
    room.add("f1", "Ferry strike ends", FERRY, "Shops had run out.", story=1, at=MONDAY - 4 * HOUR, source="A")
    room.add("f2", "Ferry strike over", FERRY_AGAIN, "It was long.", story=1, at=MONDAY - 3 * HOUR, source="B")
    room.add("f3", "Ferry strike over", FERRY_AGAIN, story=1, at=MONDAY - 2 * HOUR, source="C", group=101)
    room.add("b1", "Bridge to close", BRIDGE, story=2, at=MONDAY - HOUR)
    return room


def made(room: Newsroom, at=MONDAY, **more) -> Edition:
    return room.gathering.edition(digest(**more), at=at, collections=("news",))


def posted(room: Newsroom, edition: Edition, *, of: Digest | None = None) -> None:
    """The edition as if it had been posted."""
    one = of or digest()
    run = room.runs.claim(one.id, edition.day, edition.at, worker="w", now=edition.at)
    assert run is not None
    assert room.runs.hold(run, RunState.POSTING, now=edition.at, payload=payload_of(edition))
    items = items_of(edition)
    where = Posted(channel="C1", ts="1.0")
    assert room.runs.finish(run, RunState.POSTED, now=edition.at, digest=one, posted=where, items=items)


def test_the_story_with_most_texts_comes_first_with_the_sentence_they_agree_on(room):
    edition = made(room)
    ferry, bridge = edition.stories
    assert (ferry.story, ferry.texts, ferry.outlets, ferry.supporters) == (1, 2, 3, 2)
    assert ferry.sentence.text in {FERRY, FERRY_AGAIN}
    assert ferry.ground is Ground.MOST
    assert (bridge.sentence.text, bridge.ground) == (BRIDGE, Ground.FIRST)
    assert not edition.more


def test_it_looks_the_same_each_time_in_a_terminal(room):
    text = edition_text(made(room))
    assert text == edition_text(made(room))
    lines = text.splitlines()
    assert lines[0] == "Morning news · Monday, 21 July 2025"
    assert lines[1] == "2 stories, new since Sunday 08:30"
    assert "3 outlets, 2 independent texts · 2 of 2 texts say this" in text
    assert "The Post, 07:30 · 1 outlet · the only text on it" in text


def test_it_is_the_same_after_it_was_posted(room):
    before = edition_text(made(room))
    posted(room, made(room))
    room.add("x", "Later", "Something quite different happened in Orrin Vale this evening.", story=3, at=MONDAY + HOUR)
    assert edition_text(made(room)) == before


def test_it_comes_back_from_what_is_kept_of_it(room):
    edition = made(room)
    sentences = room.record.sentences(sentences_in(payload_of(edition)))
    assert edition_text(edition_of(payload_of(edition), sentences)) == edition_text(edition)


def test_what_was_told_is_not_told_again(room):
    posted(room, made(room))
    assert made(room, at=TUESDAY).quiet
    room.add("f4", "Ferry strike over", FERRY_AGAIN, story=1, at=TUESDAY - HOUR, source="D", group=101)
    assert made(room, at=TUESDAY).quiet, "one more copy"
    said = "The ferry strike in Pell Point is over, said the harbour office, and boats sail again."
    room.add("f5", "Ferries sail", said, story=1, at=TUESDAY - HOUR)
    assert made(room, at=TUESDAY).quiet, "a text of its own that says nothing new"


def test_a_new_number_brings_a_story_back_as_an_update(room):
    posted(room, made(room))
    room.add("f5", "Ferry crews win raise", FERRY, PAY, story=1, at=TUESDAY - HOUR)
    (update,) = made(room, at=TUESDAY).stories
    assert update.update
    assert update.sentence.text == PAY
    assert "7 percent" in {update.sentence.text[fact.span.start : fact.span.end] for fact in update.new}
    text = edition_text(made(room, at=TUESDAY))
    assert "1. Update: " in text
    assert "*7 percent*" in text
    assert "new here: number" in text
    posted(room, made(room, at=TUESDAY))
    assert made(room, at=TUESDAY + DAY).quiet


def answered(room: Newsroom, question: str, value: str, *cited: tuple[str, bool]) -> Answers:
    """An answer that cites the first sentences of articles by key, each with or without a span in it."""
    at = MONDAY - 30 * timedelta(minutes=1)
    rows = []
    for n, (key, holds_it) in enumerate(cited, start=1):
        sentence = room.record.sentence_at("news", key, 1, 0)
        span = {"span_start": 0, "span_end": 3} if holds_it else {}
        where = {"collection": "news", "article_key": key, "version": 1, "start": 0, "end": sentence.end}
        rows.append(CitationRow(n=n, sentence=sentence.text, **where, **span))
    row = AnswerRow(
        answer_id="a",
        workspace_id="T1",
        question=question,
        asked_at=at,
        as_of=at,
        status="answered",
        answer=value,
        confidence=0.9,
    )
    answers = Answers(room.record.engine)
    answers.keep(row, rows)
    return answers


def test_what_a_thread_was_answered_counts_as_seen(room):
    answers = answered(room, "Which bridge closes?", "The bridge at Tarn Ford", ("b1", False))
    assert [told.story for told in made(room).stories] == [1, 2], "asked nowhere"
    answers.place("a", Posted(channel="C2", ts="1.0"))
    assert [told.story for told in made(room).stories] == [1, 2], "in another channel"
    answers.place("a", Posted(channel="C1", ts="1.0"))
    assert [told.story for told in made(room).stories] == [1]


def test_a_story_shown_beside_the_answer_to_something_else_is_still_news(room):
    answers = answered(room, "Which strike ended?", "The ferry strike", ("f1", True), ("b1", False))
    answers.place("a", Posted(channel="C1", ts="1.0"))
    (bridge,) = made(room).stories
    assert (bridge.story, bridge.update) == (2, False)


def test_another_channel_has_not_seen_it(room):
    posted(room, made(room))
    assert made(room, at=TUESDAY).quiet
    room.digests.save(digest(id="d2", target="C2"), now=MONDAY - 30 * DAY)
    assert len(made(room, id="d2", target="C2").stories) == 2


def test_a_sentence_is_not_quoted_again_under_another_story(room):
    posted(room, made(room))
    room.add("f9", "Strike of the ferries", FERRY, story=9, at=TUESDAY - HOUR)
    assert made(room, at=TUESDAY).quiet


def test_the_rest_is_behind_more_and_comes_again_only_with_something_new(room):
    first = made(room, length=1)
    assert ([t.story for t in first.stories], [t.story for t in first.more]) == ([1], [2])
    posted(room, first)
    assert made(room, at=TUESDAY).quiet
    room.add("b2", "Bridge closed", BRIDGE.replace("will close", "has closed"), story=2, at=TUESDAY - HOUR)
    (told,) = made(room, at=TUESDAY).stories
    assert (told.story, told.update) == (2, False)


def test_only_from_its_sources(room):
    (told,) = made(room, sources=("b",)).stories
    assert (told.story, told.outlets, told.sentence.article.source) == (1, 1, "B")


def test_an_article_that_came_in_late_is_told_the_next_day(room):
    posted(room, made(room))
    early = MONDAY - 2 * HOUR
    room.add("l1", "Late", "The lighthouse keeper of Sorrel Head has retired after forty years.", story=5, at=early)
    assert made(room, at=TUESDAY).quiet, "it came in before the edition"
    comet = "The observatory on Mount Calder saw a comet that nobody had seen before."
    room.add("l2", "A comet", comet, story=6, at=MONDAY - HOUR, late=MONDAY + HOUR)
    (told,) = made(room, at=TUESDAY).stories
    assert told.story == 6


def test_what_one_message_has_no_room_for_is_behind_more(room):
    ferry, bridge = made(room).stories
    long = replace(ferry, headline="A very long headline about ferries. " * 6, sentence=_longer(ferry.sentence))
    crowded = replace(made(room), stories=(*[long] * 8,), more=(bridge,))
    fitting = fitted(crowded, run="r" * 32, links=Links())
    assert 4 < len(fitting.stories) < 8
    assert len(fitting.stories) + len(fitting.more) == 9
    assert fitting.more[-1] == bridge
    assert fitted(made(room), run="r" * 32, links=Links()) == made(room)


def _longer(sentence):
    return replace(sentence, text=sentence.text * 9)


def test_pronouns_and_scraps_are_not_quoted(room):
    room.add("p", "Mayor resigns", "He resigned on Friday after the council vote on wages.", story=7, at=MONDAY - HOUR)
    assert [told.story for told in made(room).stories] == [1, 2]


def test_stories_are_read_a_few_at_a_time_and_none_that_would_have_a_place_is_left_out(room, monkeypatch):
    for n in range(60):
        a, b, c, d = (f"{word}{chr(97 + n // 26)}{chr(97 + n % 26)}" for word in ("Orrin", "mill", "barge", "toll"))
        said = f"{a} sold its {b} to the {c} guild of the valley for a {d} of {n + 30} florins."
        at = MONDAY - (n * 7 % 60) * HOUR / 3
        for text in range(1 + n % 3):
            room.add(f"w{n}-{text}", f"{a} {b}", said, story=10 + n, at=at - text * HOUR / 6)
    few = payload_of(made(room, length=3))
    monkeypatch.setattr("bot.digests.gathering._AT_ONCE", 1)
    assert payload_of(made(room, length=3)) == few
    monkeypatch.setattr("bot.digests.gathering._AT_ONCE", 1000)
    assert payload_of(made(room, length=3)) == few
    assert len(few["more"]) == 8
