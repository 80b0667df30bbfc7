"""Articles on one event become one story, in whatever steps; copies stay together, and what a person decides stays."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from retrieval.errors import Unknown
from retrieval.language.analyse import Analyser
from retrieval.store.database import read
from retrieval.stories import Belated, Stories
from retrieval.stories.tables import STORIES, STORY_ARTICLES
from retrieval.types import RawArticle
from tests.retrieval.store_cases import NOW, PUBLISHED, article, open_record

QUAY = (
    "The harbour quay at Aldmoor collapsed on Monday morning and three dock workers were hurt. Engineer Mara Lind said"
    " the quay wall had cracked in January.",
    "Three dock workers hurt when the quay at Aldmoor collapsed are recovering, the hospital said. The quay wall"
    " had been inspected by Mara Lind in spring.",
    "Aldmoor council ordered an inquiry into the collapse of the harbour quay. Mara Lind will tell the inquiry about"
    " the cracked quay wall.",
)
CUP = (
    "Pell Point Rovers won the coast cup on Monday, beating Norwick Town 2-1. Striker Odo Brack scored both goals in"
    " the final.",
    "Odo Brack, who scored twice as Pell Point Rovers won the coast cup, signed a new contract. Norwick Town had led"
    " the final.",
)
TITLES = {
    "quay0": "Aldmoor quay collapses, three hurt",
    "quay1": "Workers hurt in quay collapse recover",
    "quay2": "Inquiry into Aldmoor quay collapse",
    "cup0": "Rovers win coast cup final",
    "cup1": "Cup final hero Brack signs for Rovers",
}


def raw(key: str, text: str, hours: float = 0, **details: object) -> RawArticle:
    at = PUBLISHED + timedelta(hours=hours)
    return article(key, text, **{"title": TITLES.get(key, "Lind leaves"), "published_at": at} | details)


def told() -> list[RawArticle]:
    return [
        raw("quay0", QUAY[0]),
        raw("cup0", CUP[0], 1),
        raw("quay1", QUAY[1], 20),
        raw("cup1", CUP[1], 30),
        raw("quay2", QUAY[2], 40, source="Coast Echo"),
    ]


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


@pytest.fixture
def record(tmp_path):
    record = open_record(tmp_path)
    yield record
    record.engine.dispose()


@pytest.fixture
def save(record, analyser):
    def save(*articles: RawArticle) -> None:
        for one in articles:
            record.save("news", one, analyser.light(one.title, one.text), now=NOW)

    return save


@pytest.fixture
def stories(record):
    return Stories(record.engine, record)


def parts(record) -> set[frozenset[str]]:
    """The stories by the keys of their articles."""
    seen = Stories(record.engine, record)
    keys = ("quay0", "cup0", "quay1", "cup1", "quay2", "copy", "late")
    found = (seen.of_article("news", key) for key in keys)
    return {frozenset(one.key for one in story.articles) for story in found if story is not None}


def test_articles_on_one_event_are_one_story_and_others_are_not(record, save, stories):
    save(*told())
    assert stories.behind() == 5
    assert stories.catch_up() == 5
    assert stories.catch_up() == stories.behind() == 0
    assert parts(record) == {frozenset({"quay0", "quay1", "quay2"}), frozenset({"cup0", "cup1"})}
    story = stories.of_article("news", "quay0")
    assert [one.key for one in story.articles] == ["quay2", "quay1", "quay0"]
    assert (story.texts, story.outlets, story.collection) == (3, 2, "news")
    assert story.title in {TITLES[key] for key in ("quay0", "quay1", "quay2")}
    assert (story.first_at, story.last_at) == (PUBLISHED, PUBLISHED + timedelta(hours=40))
    assert stories.get(story.id) == story
    assert stories.of_articles([("news", "quay1"), ("news", "none")]) == {("news", "quay1"): story}


def test_in_any_steps_and_processes_the_same_stories_come_out(record, save):
    for one in told():
        save(one)
        Stories(record.engine, record).catch_up()
    one_by_one = parts(record)
    assert one_by_one == {frozenset({"quay0", "quay1", "quay2"}), frozenset({"cup0", "cup1"})}


def test_the_vectors_are_the_same_whatever_the_steps(tmp_path, analyser):
    kept = []
    for name, together in (("one", True), ("each", False)):
        record = open_record(tmp_path / name)
        seen = Stories(record.engine, record)
        for one in told():
            record.save("news", one, analyser.light(one.title, one.text), now=NOW)
            if not together:
                seen.catch_up()
        seen.catch_up()
        with read(record.engine) as connection:
            rows = connection.execute(select(STORY_ARTICLES.c.story_id, STORY_ARTICLES.c.vector))
            kept.append([tuple(row) for row in rows])
        record.engine.dispose()
    assert kept[0] == kept[1]


def test_copies_are_one_story_and_count_as_one_text(save, stories):
    save(*told(), raw("copy", f"{QUAY[0]} Source: wire", 60, source="Aldmoor Times", title="Dock news"))
    stories.catch_up()
    story = stories.of_article("news", "copy")
    assert {one.key for one in story.articles} == {"quay0", "quay1", "quay2", "copy"}
    assert (story.texts, story.outlets) == (3, 3)


def test_a_story_as_of_a_time_and_its_part_in_a_window(save, stories):
    save(*told())
    stories.catch_up()
    soon, later = PUBLISHED + timedelta(hours=2), PUBLISHED + timedelta(hours=25)
    assert [one.key for one in stories.of_article("news", "quay2", as_of=soon).articles] == ["quay0"]
    found = stories.between(["news"], PUBLISHED + timedelta(hours=10), later, as_of=later)
    assert [[one.key for one in story.articles] for story in found] == [["quay1", "quay0"]]
    part = found[0].within(PUBLISHED + timedelta(hours=10), later)
    assert [one.key for one in part.articles] == ["quay1"]
    assert part.texts == 1
    assert found[0].within(later, None) is None
    assert len(stories.between(["news"], None, None, as_of=NOW + timedelta(days=9))) == 2
    assert len(stories.between(["news"], None, None, as_of=NOW + timedelta(days=9), limit=1)) == 1
    assert stories.between(["other"], None, None, as_of=NOW) == ()


def test_the_heads_of_a_window_and_of_what_came_in_late(save, stories):
    """All came in at NOW; of the stories before the window only belated ones count."""
    save(*told())
    stories.catch_up()
    since, until = PUBLISHED + timedelta(hours=10), NOW + timedelta(minutes=1)
    nobody = Belated(published=since, came_in=until)
    (quay,) = (head for head in stories.heads(["news"], since, until, belated=nobody))
    story = stories.of_article("news", "quay1")
    part = story.within(since, until)
    assert (quay.id, quay.texts, quay.last_at) == (story.id, part.texts, part.last_at)
    late = Belated(published=PUBLISHED - timedelta(hours=1), came_in=NOW - timedelta(minutes=1))
    heads = stories.heads(["news"], since, until, belated=late)
    assert [head.id for head in heads] == sorted(s.id for s in stories.between(["news"], None, until, as_of=until))
    assert stories.heads(["other"], since, until, belated=late) == ()
    assert stories.numbers([("news", "quay1"), ("news", "none")]) == {("news", "quay1"): story.id}
    assert stories.whole([story.id, 10**6], as_of=until) == (stories.get(story.id, as_of=until),)


def test_an_undated_article_counts_from_when_it_came_in_and_falls_into_no_window(record, save, stories):
    save(told()[0], raw("late", QUAY[1], title=TITLES["quay1"], published_at=None, precision=None))
    stories.catch_up()
    assert parts(record) == {frozenset({"quay0", "late"})}
    (story,) = stories.between(["news"], PUBLISHED, NOW, as_of=NOW)
    assert [one.key for one in story.within(PUBLISHED, NOW).articles] == ["quay0"]


def test_weeks_later_the_same_words_are_another_story(record, save, stories):
    save(told()[0], raw("late", QUAY[1], 24 * 21, title=TITLES["quay1"]))
    stories.catch_up()
    assert parts(record) == {frozenset({"quay0"}), frozenset({"late"})}


def test_a_changed_article_stays_where_it_was_and_a_deleted_one_is_gone(record, save, stories):
    save(*told())
    stories.catch_up()
    before = parts(record)
    save(raw("quay1", f"{QUAY[1]} A fourth worker was found.", 20))
    assert stories.catch_up() == 1
    assert parts(record) == before
    record.delete("news", ["quay1"])
    stories.catch_up()
    assert parts(record) == {frozenset({"quay0", "quay2"}), frozenset({"cup0", "cup1"})}


def test_of_a_deleted_article_nothing_is_left_in_its_story_once_that_grows(record, save, stories):
    save(*told()[:3])
    stories.catch_up()
    record.delete("news", ["quay0"])
    save(told()[4])
    stories.catch_up()
    with read(record.engine) as connection:
        sizes = dict(connection.execute(select(STORIES.c.id, STORIES.c.articles)).all())
    story = stories.of_article("news", "quay2")
    assert {one.key for one in story.articles} == {"quay1", "quay2"}
    assert sizes[story.id] == 2


def test_two_at_once_look_at_every_article_once(record, save):
    save(*told())
    threads = [Thread(target=Stories(record.engine, record).catch_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Stories(record.engine, record).behind() == 0
    assert parts(record) == {frozenset({"quay0", "quay1", "quay2"}), frozenset({"cup0", "cup1"})}
    with read(record.engine) as connection:
        assert sum(connection.scalars(select(STORIES.c.articles))) == 5


def test_what_a_person_splits_stays_apart(record, save, stories):
    save(*told())
    stories.catch_up()
    old = stories.of_article("news", "quay2").id
    new = stories.split("news", "quay2", now=NOW)
    assert new != old
    apart = {frozenset({"quay0", "quay1"}), frozenset({"quay2"}), frozenset({"cup0", "cup1"})}
    assert parts(record) == apart
    save(raw("quay2", f"{QUAY[2]} It meets in May.", 40))
    stories.catch_up()
    assert parts(record) == apart
    record.delete("news", ["quay2"])
    save(raw("quay2", f"{QUAY[2]} It meets in June.", 40))
    stories.catch_up()
    assert frozenset({"quay0", "quay1", "quay2"}) not in parts(record)
    with pytest.raises(Unknown):
        stories.split("news", "none", now=NOW)


def test_what_a_person_merges_stays_together_and_is_found_by_either_number(record, save, stories):
    save(*told()[:4])
    stories.catch_up()
    quay, cup = (stories.of_article("news", key).id for key in ("quay0", "cup0"))
    stories.merge(quay, cup, now=NOW)
    whole = frozenset({"quay0", "quay1", "cup0", "cup1"})
    assert parts(record) == {whole}
    assert stories.get(cup) == stories.get(quay)
    stories.merge(cup, quay, now=NOW)  # they are one already
    save(told()[4], raw("cup1", f"{CUP[1]} He is 29.", 30))
    stories.catch_up()
    assert parts(record) == {whole | {"quay2"}}
    with pytest.raises(Unknown):
        stories.merge(quay, 10_000, now=NOW)
    assert stories.get(10_000) is None


def test_articles_in_another_language_are_in_no_story(save, stories):
    save(replace(told()[0], language="de"))
    assert stories.catch_up() == stories.behind() == 0
    assert stories.of_article("news", "quay0") is None


def test_what_a_page_shows_instead_of_a_text_makes_no_story(record, save, stories):
    wall = "We will use the details you have shared to manage your registration. You agree to the processing of them."
    save(raw("quay0", wall), raw("cup0", wall, 1), told()[2])
    stories.catch_up()
    assert frozenset({"quay0", "cup0"}) not in parts(record)
    with read(record.engine) as connection:
        sizes = connection.execute(select(STORIES.c.articles)).scalars().all()
    assert sum(sizes) == 3
