"""Copies come together, whoever saved them and in whatever order; nothing else does."""

import random
from datetime import timedelta
from itertools import permutations
from threading import Thread

import pytest
from sqlalchemy import func, select

from retrieval.store import copies as module
from retrieval.store.copies import Copies
from retrieval.store.copies_table import COPIES, SHINGLES
from retrieval.store.grouping import LARGEST, POSTED
from retrieval.store.same_text import SameText
from retrieval.types import Hit, Precision
from tests.retrieval.copy_cases import VARIANTS, story, text
from tests.retrieval.store_cases import NOW, PUBLISHED, analyse, article, open_record

LATER = NOW + timedelta(days=1)


@pytest.fixture
def record(tmp_path):
    return open_record(tmp_path)


def save(record, key, said, collection="news", **details):
    raw = article(key, said, **{"source": f"Outlet {key}", **details})
    return record.save(collection, raw, analyse(raw), now=NOW)


def groups(record, collection="news"):
    """The groups of more than one, as sets of keys."""
    keys = [entry.key for entry in record.everything() if entry.collection == collection]
    found = SameText(record=record).groups([(collection, key) for key in keys])
    return {frozenset(copy.article.key for copy in group) for group in found.values()}


def test_copies_of_every_kind_are_grouped_and_others_are_not(record):
    expected = set()
    for seed in range(6):
        sentences = story(seed)
        save(record, f"{seed}", text(sentences))
        for variant in VARIANTS:
            save(record, f"{seed}-{variant.__name__}", variant(sentences, random.Random(seed)))
        expected.add(frozenset([f"{seed}", *(f"{seed}-{variant.__name__}" for variant in VARIANTS)]))
    copies = Copies(record.engine)
    assert copies.behind() == 30
    assert copies.catch_up() == 30
    assert copies.catch_up() == copies.behind() == 0
    assert groups(record) == expected
    assert copies.count(["news"]) == 24


@pytest.mark.parametrize("at_once", [1, 20])
def test_the_order_of_arrival_makes_no_difference(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    sentences = story(1, 20)
    texts = {"first half": text(sentences[:10]), "second half": text(sentences[10:]), "whole": text(sentences)}
    for n, order in enumerate(permutations(texts)):
        record = open_record(tmp_path / str(n))
        for key in order:
            save(record, key, texts[key])
        Copies(record.engine).catch_up()
        assert groups(record) == {frozenset(texts)}, order


def test_collections_are_apart(record):
    record.ensure_collection("other")
    for collection in ("news", "other"):
        save(record, "a", text(story(1)), collection)
    Copies(record.engine).catch_up()
    assert groups(record) == groups(record, "other") == set()


def test_an_article_that_changes_is_looked_at_again_and_leaves_no_trace(record):
    for key, seed in (("a", 1), ("b", 1), ("c", 2)):
        save(record, key, text(story(seed)))
    copies = Copies(record.engine)
    copies.catch_up()
    assert groups(record) == {frozenset("ab")}
    save(record, "b", text(story(2)))
    assert copies.catch_up() == 1
    assert groups(record) == {frozenset("bc")}
    with record.engine.connect() as connection:
        hashes = connection.scalar(select(func.count()).select_from(SHINGLES))
        assert connection.scalar(select(func.sum(func.length(COPIES.c.sample)))) == 8 * hashes


def test_what_held_together_through_an_article_alone_falls_apart_when_that_changes(record):
    sentences = story(1, 20)
    save(record, "first", text(sentences[:10]))
    save(record, "second", text(sentences[10:]))
    save(record, "whole", text(sentences))
    copies = Copies(record.engine)
    copies.catch_up()
    save(record, "whole", text(story(2)))
    copies.catch_up()
    assert groups(record) == set()
    save(record, "second", text(sentences[:9]))
    copies.catch_up()
    assert groups(record) == {frozenset({"first", "second"})}


def test_a_deleted_article_is_in_no_group_and_its_hashes_are_gone(record):
    save(record, "a", text(story(1)))
    save(record, "b", text(story(1)))
    copies = Copies(record.engine)
    copies.catch_up()
    record.delete("news", ["b"])
    assert groups(record) == set()
    record.delete("news", ["a"])
    with record.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(SHINGLES)) == 0
    assert copies.catch_up() == 0
    save(record, "b", text(story(1)))
    assert copies.catch_up() == 1


def test_what_stands_at_the_foot_of_every_page_groups_nothing(record):
    foot = "Sign up for our letter to read the best stories of the day in your inbox every morning before breakfast."
    for seed in range(POSTED + 8):
        save(record, f"{seed:03}", text([*story(seed, 6), foot]))
    Copies(record.engine).catch_up()
    assert groups(record) == set()
    with record.engine.connect() as connection:
        counts = select(func.count().label("n")).select_from(SHINGLES).group_by(SHINGLES.c.hash).subquery()
        assert connection.scalar(select(func.max(counts.c.n))) <= POSTED + module._AT_ONCE


def test_more_copies_than_a_hash_leads_to_are_one_group(record):
    for n in range(POSTED + 16):
        save(record, f"{n:03}", text(story(1, 6)))
    Copies(record.engine).catch_up()
    with record.engine.connect() as connection:
        assert connection.scalar(select(func.count(COPIES.c.group_id.distinct()))) == 1
    assert POSTED + 16 < LARGEST


def test_processes_that_catch_up_together_group_everything_once(record):
    for n in range(40):
        save(record, f"{n:02}", text(story(n // 2)))
    workers = [Thread(target=Copies(record.engine).catch_up) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert groups(record) == {frozenset({f"{n:02}", f"{n + 1:02}"}) for n in range(0, 40, 2)}


def test_another_process_that_was_faster_is_noticed(record, monkeypatch):
    for key in "ab":
        save(record, key, text(story(1)))
    slow, fast = Copies(record.engine), Copies(record.engine)
    known = module._postings

    def overtaken(connection, looked):
        monkeypatch.setattr(module, "_postings", known)
        fast.catch_up()
        return known(connection, looked)

    monkeypatch.setattr(module, "_postings", overtaken)
    assert slow.catch_up() == 0
    assert groups(record) == {frozenset("ab")}


def test_the_original_is_the_earliest_unless_others_credit_another(record):
    same = text(story(1))
    save(record, "late", same, source="Harbour Wire", published_at=PUBLISHED + timedelta(hours=2))
    save(record, "early", same, published_at=PUBLISHED)
    save(record, "day", same, published_at=PUBLISHED.replace(hour=0, minute=0), precision=Precision.DAY)
    save(record, "undated", same, published_at=None, precision=None)
    Copies(record.engine).catch_up()
    found = SameText(record=record).groups([("news", "late")])
    assert [copy.article.key for copy in found["news", "late"]] == ["early", "late", "day", "undated"]
    save(record, "credits", f"{same}\n\nSource: Harbour Wire", published_at=PUBLISHED + timedelta(hours=3))
    Copies(record.engine).catch_up()
    found = SameText(record=record).groups([("news", "late")], as_of=LATER)
    assert [copy.article.key for copy in found["news", "late"]][:2] == ["late", "early"]


def test_outlets_are_named_only_where_the_sentence_stands_word_for_word(record):
    sentences = story(1)
    other = [*sentences[:4], sentences[4].replace("said", "denied"), *sentences[5:]]
    save(record, "a", text(sentences), source="First")
    save(record, "b", text(other), source="Second")
    save(record, "c", text(sentences), source="Third", published_at=PUBLISHED + timedelta(hours=5))
    save(record, "d", text(sentences), source="first")
    save(record, "e", text(sentences), source=None)
    Copies(record.engine).catch_up()
    stored = {s.start: s for s in record.sentences([s.sentence_id for s in _sentences(record, "a")]).values()}
    ordered = [stored[start] for start in sorted(stored)]
    told = SameText(record=record).also_in(ordered, as_of=LATER)
    assert [article.source for article in told[ordered[0].sentence_id]] == ["Second", "Third"]
    assert [article.source for article in told[ordered[4].sentence_id]] == ["Third"]
    before = SameText(record=record).also_in(ordered[:1], as_of=PUBLISHED)
    assert [article.source for article in before[ordered[0].sentence_id]] == ["Second"]
    without = SameText(record=record).also_in(ordered[:1], as_of=LATER, without=["b", "c"])
    assert without == {}


def test_one_sentence_of_several_copies_is_one_hit_the_originals_in_the_place_of_the_best(record):
    same, apart = text(story(1)), text(story(2))
    save(record, "copy", same, published_at=PUBLISHED + timedelta(hours=1))
    save(record, "original", same)
    save(record, "apart", apart)
    Copies(record.engine).catch_up()
    sentences = [_sentences(record, key)[0] for key in ("copy", "apart", "original")]
    hits = [_hit(sentence, rank) for rank, sentence in enumerate(sentences, start=1)]
    once = SameText(record=record).once(hits, as_of=LATER)
    assert [(hit.rank, hit.sentence.article.key) for hit in once] == [(1, "original"), (2, "apart")]
    others = [_hit(_sentences(record, "copy")[1], 1), _hit(_sentences(record, "original")[0], 2)]
    assert [hit.sentence.article.key for hit in SameText(record=record).once(others, as_of=LATER)] == [
        "copy",
        "original",
    ]


def _sentences(record, key):
    (entry,) = [entry for entry in record.everything() if entry.key == key]
    found = record.sentences([s.sentence_id for s in entry.article.versions[-1].sentences])
    return sorted(found.values(), key=lambda sentence: sentence.start)


def _hit(sentence, rank):
    return Hit(sentence=sentence, rank=rank, score=1.0, article_score=1.0, age_days=1.0, terms=())
