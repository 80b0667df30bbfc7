"""Sources in a small world: added, polled, read, looked at again, and never the worse for what servers do."""

from datetime import timedelta
from itertools import pairwise

import pytest

from retrieval.errors import BadInput, Unknown
from retrieval.fetch import FetchFailed, Robots, Trouble
from retrieval.newsroom import State
from tests.retrieval.newsroom.world import (
    START,
    Clock,
    Item,
    Open,
    World,
    always,
    broken,
    cited,
    conditional,
    html,
    newsroom,
    page,
    response,
    rss,
    work,
)
from tests.retrieval.store_cases import open_record

FEED = "https://harbour.example/feed"
ONE, TWO = "https://harbour.example/one", "https://harbour.example/two"
HOUR = timedelta(hours=1)


@pytest.fixture
def record(tmp_path):
    return open_record(tmp_path)


@pytest.fixture
def world():
    made = World(clock=Clock())
    made.answers[FEED] = conditional(lambda _at: rss(Item(ONE), Item(TWO, at=START - HOUR)))
    made.answers[ONE] = html(page(at=START))
    made.answers[TWO] = html(page("Council meets", "The council of Alder met on Sunday and chose nobody, it said."))
    return made


def titles(record):
    keys = record.newest(["news"], 100)
    return sorted(article.title for article in record.articles(keys).values())


def test_adding_is_the_first_poll_and_its_articles_are_read_next(record, world):
    room = newsroom(record, world)
    added = room.add("harbour.example/feed", collection="news")
    assert (added.new, added.taken, added.source.name) == (True, 2, "The Harbour Post")
    assert added.source.next_poll_at > world.clock()
    work(room, world, START + timedelta(seconds=10))
    assert titles(record) == ["Council meets", "Lind leaves the harbour"]
    assert len(world.to("/feed")) == 1
    source = room.source(added.source.id)
    assert (source.articles, source.waiting, source.polls, source.state) == (2, 0, 1, State.ACTIVE)


def test_a_page_leads_to_its_feed(record, world):
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    world.answers["https://harbour.example/"] = html(f"<html><head>{link}</head><body></body></html>".encode())
    added = newsroom(record, world).add("https://harbour.example/", collection="news")
    assert added.source.feed_url == FEED
    assert added.notes == (f"found in the page: {FEED}",)


def test_what_is_no_feed_is_no_source(record, world):
    room = newsroom(record, world)
    with pytest.raises(BadInput, match="it is no feed, and leads to none"):
        room.add(ONE, collection="news")
    with pytest.raises(FetchFailed, match="its server answers 404"):
        room.add("https://harbour.example/nothing", collection="news")
    with pytest.raises(BadInput, match="no web address"):
        room.add("ftp://harbour.example/", collection="news")
    assert room.sources() == ()


def test_adding_twice_fetches_once(record, world):
    room = newsroom(record, world)
    first, again = room.add(FEED, collection="news"), room.add(FEED, collection="news")
    assert (again.new, again.source.id) == (False, first.source.id)
    assert len(world.to("/feed")) == 1


def test_polls_are_conditional_and_a_new_article_is_on_record_seconds_after_the_poll_that_tells_it(record, world):
    later = START + 5 * HOUR

    def body(at):
        return rss(Item(ONE)) if at < later else rss(Item(TWO, at=later), Item(ONE))

    world.answers[FEED] = conditional(body)
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    work(room, world, START + 24 * HOUR)
    polls = world.to("/feed")
    assert [hit.status for hit in polls].count(200) == 2
    told = next(hit for hit in polls if hit.at >= later)
    read = world.to("/two")[0]
    assert told.at < read.at < told.at + timedelta(seconds=5)
    assert titles(record) == ["Council meets", "Lind leaves the harbour"]
    assert len(world.to("/one")) == 1


def test_no_host_is_met_twice_within_two_seconds_redirects_and_robots_too(record, world):
    world.answers["https://harbour.example/moved"] = always(response(302, location=FEED))
    room = newsroom(record, world)
    room.add("https://harbour.example/moved", collection="news")
    room.read(ONE, collection="news")
    work(room, world, START + HOUR)
    times = [hit.at for hit in world.hits]
    assert len(times) >= 5
    assert min(b - a for a, b in pairwise(times)) >= timedelta(seconds=2)


def test_gone_stops_for_good_and_says_so_once(record, world):
    room = newsroom(record, world)
    source = room.add(FEED, collection="news").source
    world.answers[FEED] = always(response(410))
    work(room, world, START + 48 * HOUR)
    gone = room.source(source.id)
    assert (gone.state, gone.next_poll_at, gone.articles) == (State.GONE, None, 2)
    assert len(world.to("/feed")) == 2
    [ailment] = room.ailing()
    assert ailment.said.startswith("410: its server says that it is gone for good; remove it: onrecord sources remove")
    room.resume(source.id)
    assert room.source(source.id).state is State.ACTIVE


def test_a_host_that_asks_for_rest_has_it_from_every_feed(record, world):
    other = "https://harbour.example/sport"
    world.answers[other] = conditional(lambda _at: rss(Item("https://harbour.example/three")))
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    room.add(other, collection="news")
    work(room, world, START + timedelta(minutes=1))
    asked = []

    def tired(at, _headers):
        asked.append(at)
        return response(429, retry_after="7200")

    world.answers[FEED] = world.answers[other] = tired
    work(room, world, START + 6 * HOUR)
    assert len(asked) >= 2
    assert all(b - a >= 2 * HOUR for a, b in pairwise(asked))
    assert any("429: its host asks to be left alone for 2 hours" in source.reason for source in room.sources())
    with pytest.raises(FetchFailed, match="left alone until"):
        room.read(ONE, collection="news")


def test_a_feed_moves_with_its_server_and_keeps_its_articles(record, world):
    new = "https://new.example/feed"
    room = newsroom(record, world)
    source = room.add(FEED, collection="news").source
    world.answers[new] = world.answers[FEED]
    world.answers[FEED] = always(response(301, location=new))
    work(room, world, START + 72 * HOUR)
    assert room.source(source.id).feed_url == new
    assert len(titles(record)) == 2
    assert len(world.to("/one")) == 1


def test_failures_are_counted_and_over_when_it_answers(record, world):
    room = newsroom(record, world)
    source = room.add(FEED, collection="news").source
    well = world.answers[FEED]
    world.answers[FEED] = broken()
    work(room, world, START + 24 * HOUR)
    failing = room.source(source.id)
    assert failing.state is State.FAILING
    assert failing.failures >= 3
    assert failing.reason == f"it did not answer in time; {failing.failures} failures in a row"
    world.answers[FEED] = well
    work(room, world, failing.next_poll_at + timedelta(minutes=1))
    assert room.source(source.id).state is State.ACTIVE


def test_the_feed_s_own_text_stands_in_for_a_page_that_cannot_be_had(record, world):
    world.answers[ONE] = always(response(403))
    world.answers[TWO] = broken(Trouble.CONNECTION)
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    work(room, world, START + timedelta(minutes=2))
    [(_, key)] = record.newest(["news"], 10)
    [version] = record.versions("news", key)
    assert (version.text, version.extractor) == ("Mara Lind left the harbour on Monday, said the council.", "feed")
    work(room, world, START + 3 * HOUR)  # the other was tried again first
    assert len(world.to("/two")) == 3
    assert len(record.newest(["news"], 10)) == 2


def test_a_host_is_asked_as_slowly_as_its_robots_txt_wants(record, world):
    links = [f"https://harbour.example/n{n}" for n in range(4)]
    world.answers[FEED] = always(response(200, rss(*map(Item, links)), type="text/xml"))
    world.answers |= {link: html(page(f"Report {n}")) for n, link in enumerate(links)}
    world.robots = "User-agent: *\nCrawl-delay: 7"
    room = newsroom(record, world, robots=lambda getter, turn: Robots(getter, clock=world.clock, turn=turn))
    room.add(FEED, collection="news")
    work(room, world, START + timedelta(minutes=10))
    pages = [hit.at for hit in world.hits if hit.path.startswith("/n")]
    assert len(pages) == 4
    assert all(timedelta(seconds=7) <= b - a < timedelta(seconds=10) for a, b in pairwise(pages))


def test_robots_are_respected(record, world):
    room = newsroom(record, world, robots=lambda _getter, _turn: Open(closed=frozenset({"harbour.example"})))
    room.add(FEED, collection="news")
    work(room, world, START + timedelta(minutes=2))
    assert {hit.path for hit in world.hits} == {"/feed"}
    assert [record.versions("news", key)[-1].extractor for _, key in record.newest(["news"], 9)] == ["feed", "feed"]
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        room.read(ONE, collection="news")


def test_a_changed_entry_is_read_again_and_becomes_a_version(record, world):
    later = START + 5 * HOUR
    world.answers[FEED] = conditional(lambda at: rss(Item(ONE, text="Corrected." if at > later else "Lind left.")))
    world.answers[ONE] = lambda at, _h: response(
        200,
        page(text="" if at < later else "Mara Lind stays, the council said: an earlier text was wrong."),
        type="text/html",
    )
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    work(room, world, START + 24 * HOUR)
    [(_, key)] = record.newest(["news"], 9)
    assert ["stays" in version.text for version in record.versions("news", key)] == [False, True]


def test_a_feed_that_embeds_the_clock_makes_two_dozen_readings_at_most(record, world):
    world.answers[FEED] = conditional(lambda at: rss(Item(ONE, text=f"It is {at:%H:%M:%S}.")))
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    work(room, world, START + 24 * 10 * HOUR)
    assert len(world.to("/feed")) > 40
    assert len(world.to("/one")) == 25
    assert len(record.newest(["news"], 9)) == 1


def test_an_article_that_two_feeds_tell_of_is_read_once(record, world):
    other = "https://harbour.example/sport"
    world.answers[other] = conditional(lambda _at: rss(Item(ONE + "?utm_source=rss", guid="x")))
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    second = room.add(other, collection="news").source
    work(room, world, START + HOUR)
    assert len(record.newest(["news"], 9)) == 2
    assert len(world.to("/one")) == 1
    assert room.source(second.id).articles == 1


def test_a_feed_s_word_on_a_page_of_another_site_does_not_stand_for_the_page(record, world):
    elsewhere = "https://elsewhere.example/feed"
    world.answers[elsewhere] = conditional(lambda _at: rss(Item(ONE, text="Lind was never there at all.")))
    well, world.answers[ONE] = world.answers[ONE], always(response(403))
    room = newsroom(record, world)
    room.add(elsewhere, collection="news")
    work(room, world, START + timedelta(minutes=1))
    world.answers[ONE] = well
    room.add(FEED, collection="news")
    work(room, world, START + timedelta(minutes=3))
    assert titles(record) == ["Council meets", "Lind leaves the harbour", "Lind leaves the harbour"]


def test_entries_that_share_an_id_are_all_read(record, world):
    world.answers[FEED] = conditional(lambda _at: rss(Item(ONE, guid="1"), Item(TWO, guid="1")))
    room = newsroom(record, world)
    assert room.add(FEED, collection="news").taken == 2
    work(room, world, START + HOUR)
    assert len(record.newest(["news"], 9)) == 2


def test_an_article_in_another_language_is_kept_and_marked_and_not_searched(record, world):
    german = (
        "Der Hafenmeister hat die Stadt am Montag verlassen, und der Rat wird im Frühling einen neuen wählen.",
        "Nach neunzehn Jahren im Amt ist er nicht mehr der jüngste, sagte er, und er will mit seiner Frau aufs Land.",
        "Die Stadt dankte ihm für alles, was er für den Hafen und für die Menschen getan hat, die dort arbeiten.",
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in german)
    written = f"<html lang='de'><head><title>Der Hafenmeister geht</title></head><body><article>{paragraphs}</article>"
    world.answers[ONE] = html(f"{written}</body></html>".encode())
    read = newsroom(record, world).read(ONE, collection="news")
    assert read.language == "de"
    assert german[0] in record.versions("news", read.key)[0].text
    assert [entry.article for entry in record.log(0, 10)] == [None]
    assert list(record.everything()) == []
    assert record.shallow(10) == ()


def test_a_pasted_link_is_on_record_and_in_the_index_when_it_is_confirmed(record, world):
    reached = []
    room = newsroom(record, world, catch_up=reached.append)
    read = room.read(f"<{ONE}#top>", collection="pasted")
    assert (read.title, read.source, read.new, read.published_at) == (
        "Lind leaves the harbour",
        "The Harbour Post",
        True,
        START,
    )
    assert reached == [record.last_seq()]
    assert room.read(ONE, collection="pasted").new is False


def test_cited_articles_are_looked_at_after_an_hour_six_a_day_three_and_seven(record, world):
    world.answers[ONE] = lambda at, asked: (
        response(304)
        if asked["if-none-match"] and at < START + 20 * HOUR
        else response(
            200,
            page(text="" if at < START + 20 * HOUR else "Lind stays, says the council of Alder now."),
            type="text/html",
            etag='"a"',
        )
    )
    plain = newsroom(record, world)
    key = plain.read(ONE, collection="news").key
    asked_at = world.clock()
    room = newsroom(record, world, cited=cited(key, "unknown", at=asked_at))
    assert room.recheck() == 1
    assert room.recheck() == 0
    work(room, world, START + 24 * 20 * HOUR)
    looks = [round((hit.at - asked_at) / HOUR) for hit in world.to("/one")[1:]]
    assert looks == [1, 6, 24, 72, 168]
    assert ["stays" in version.text for version in record.versions("news", key)] == [False, True]
    again = newsroom(record, world, cited=cited(key, at=world.clock()))
    assert again.recheck() == 1


def test_paused_and_removed_sources_are_left_alone(record, world):
    room = newsroom(record, world)
    source = room.add(FEED, collection="news").source
    work(room, world, START + timedelta(minutes=1))
    assert room.pause(source.id).state is State.PAUSED
    work(room, world, START + 48 * HOUR)
    assert len(world.to("/feed")) == 1
    room.resume(source.id)
    work(room, world, world.clock() + timedelta(minutes=1))
    assert len(world.to("/feed")) == 2
    room.remove(source.id)
    assert len(titles(record)) == 2
    with pytest.raises(Unknown):
        room.pause(source.id)


def test_a_removed_source_takes_its_articles_along_when_told_to_but_not_those_of_others(record, world):
    other = "https://harbour.example/sport"
    world.answers[other] = conditional(lambda _at: rss(Item(ONE)))
    room = newsroom(record, world)
    source = room.add(FEED, collection="news").source
    room.add(other, collection="news")
    work(room, world, START + HOUR)
    room.remove(source.id, keep_articles=False)
    assert titles(record) == ["Lind leaves the harbour"]


def test_lists_go_in_and_come_out(record, world):
    room = newsroom(record, world)
    room.add(FEED, collection="news")
    listed = room.export_opml()
    assert room.import_opml(listed, collection="news").known == 1
    made = room.import_opml(listed, collection="other")
    assert (made.new, made.known, made.bad) == (1, 0, ())
    assert [source.collection for source in room.sources()] == ["news", "other"]
    work(room, world, START + HOUR)
    assert len(record.newest(["other"], 9)) == 2


def test_a_piece_of_work_is_claimed_once_and_free_again_when_its_holder_died(record, world):
    room, other = newsroom(record, world), newsroom(record, world)
    room.add(FEED, collection="news")
    world.clock.wait(3)
    assert room.claim() is not None
    world.clock.wait(3)
    assert other.claim() is None  # the same host
    world.clock.wait(400)
    claims = [other.claim()]
    assert claims[0] is not None
    other.do(claims[0])
    work(other, world, START + HOUR)
    assert len(titles(record)) == 2


def test_work_that_breaks_is_put_off_and_given_up_in_the_end(record, world):
    class Breaks:
        def full(self, _title, _text):
            raise RuntimeError

        light = full

    room = newsroom(record, world, analyser=Breaks())
    source = room.add(FEED, collection="news").source
    work(room, world, START + 12 * HOUR)
    assert room.source(source.id).waiting == 0
    assert len(world.to("/one")) == 3
