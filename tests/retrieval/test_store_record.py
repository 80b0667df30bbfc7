"""The record keeps what it is given, verbatim, and tells the index of every change."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from retrieval.errors import BadInput, BadRecord, Unknown
from retrieval.store.record import Record, SaveStatus
from retrieval.types import Level, RawArticle, sentence_id
from tests.retrieval.store_cases import NOW, PUBLISHED, analyse, annotation, article, open_record

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path)


def save(record: Record, raw: RawArticle, level: Level = Level.FULL, now=NOW):
    return record.save("news", raw, analyse(raw, level), now=now)


def test_a_saved_sentence_comes_back_whole(record):
    raw = article()
    saved = save(record, raw)
    assert (saved.status, saved.version, saved.seq) == (SaveStatus.NEW, 1, 1)
    name = sentence_id("news", "a", 1, 17)
    sentence = record.sentences([name])[name]
    assert sentence.text == raw.text[17:26] == "She left."
    assert (sentence.sentence_id, sentence.position, sentence.level, sentence.noise) == (name, 1, Level.FULL, 0.25)
    assert sentence.annotation == annotation("She left.")
    assert sentence.mentions == analyse(raw).sentences[1].mentions
    seen = sentence.article
    assert (seen.title, seen.source, seen.url) == (raw.title, raw.source, raw.url)
    assert (seen.published_at, seen.precision, seen.fetched_at) == (PUBLISHED, raw.precision, NOW)
    assert seen.published_at.utcoffset() == timedelta(0)


def test_the_same_article_again_changes_nothing(record):
    raw = article()
    save(record, raw)
    assert record.unchanged("news", raw)
    again = save(record, raw, now=LATER)
    assert (again.status, again.version, again.seq) == (SaveStatus.UNCHANGED, 1, 1)
    assert len(record.versions("news", "a")) == 1
    assert record.last_seq() == 1


def test_a_changed_text_or_title_makes_a_version_and_old_sentences_stay(record):
    old, new = article(), article(text="Mara Lind resigned. She left.")
    save(record, old)
    assert not record.unchanged("news", new)
    changed = save(record, new, now=LATER)
    assert (changed.status, changed.version) == (SaveStatus.CHANGED, 2)
    retitled = save(record, replace(new, title="Lind left"), now=LATER)
    assert (retitled.status, retitled.version) == (SaveStatus.CHANGED, 3)
    first, second = sentence_id("news", "a", 1, 0), sentence_id("news", "a", 2, 0)
    texts = {name: sentence.text for name, sentence in record.sentences([first, second]).items()}
    assert texts == {first: "Mara Lind spoke.", second: "Mara Lind resigned."}
    assert [version.text for version in record.versions("news", "a")] == [old.text, new.text, new.text]
    back = save(record, old, now=LATER)
    assert (back.status, back.version) == (SaveStatus.CHANGED, 4)


def test_details_learnt_later_are_taken_over_and_what_is_not_given_stays_known(record):
    bare = article(source=None, url=None, published_at=None, precision=None, authors=())
    save(record, bare)
    dated = replace(bare, published_at=PUBLISHED, source="The Harbour Post")
    assert not record.unchanged("news", dated)
    saved = save(record, dated)
    assert (saved.status, saved.version, saved.seq) == (SaveStatus.UNCHANGED, 1, 2)
    assert record.unchanged("news", bare)
    assert save(record, bare).seq == 2
    entry = record.log(1, 10)[0]
    assert (entry.seq, entry.article.published_at, entry.article.source) == (2, PUBLISHED, "The Harbour Post")


def test_a_light_version_is_deepened_without_changing_an_id(record):
    raw = article()
    save(record, raw, Level.LIGHT)
    assert record.unchanged("news", raw)
    assert not record.unchanged("news", raw, level=Level.FULL)
    (shallow,) = record.shallow(10)
    assert (shallow.collection, shallow.key, shallow.version) == ("news", "a", 1)
    assert (shallow.title, shallow.text) == (raw.title, raw.text)
    before = {s.sentence_id for s in record.log(0, 10)[0].article.versions[0].sentences}
    assert record.sentences(before)[sentence_id("news", "a", 1, 0)].annotation is None
    assert record.deepen("news", "a", 1, analyse(raw)) == 2
    assert record.shallow(10) == ()
    entry = record.log(1, 10)[0]
    assert {s.sentence_id for s in entry.article.versions[0].sentences} == before
    assert entry.article.versions[0].sentences[1].mention_tokens == ("mara", "lind")
    deep = record.sentences(before)[sentence_id("news", "a", 1, 17)]
    assert deep.level is Level.FULL
    assert deep.annotation == annotation("She left.")
    assert deep.mentions == analyse(raw).sentences[1].mentions


def test_saving_the_same_text_deeper_deepens_it(record):
    raw = article()
    save(record, raw, Level.LIGHT)
    assert save(record, raw, Level.FULL).seq == 2
    assert record.shallow(10) == ()
    save(record, raw, Level.LIGHT)
    assert record.shallow(10) == ()


def test_deepening_refuses_other_sentences_and_unknown_versions(record):
    raw = article()
    save(record, raw, Level.LIGHT)
    whole = analyse(raw)
    with pytest.raises(ValueError, match="other sentences"):
        record.deepen("news", "a", 1, replace(whole, sentences=whole.sentences[:1]))
    with pytest.raises(Unknown):
        record.deepen("news", "a", 2, whole)
    assert len(record.shallow(10)) == 1
    assert record.last_seq() == 1


def test_a_deleted_article_is_gone_and_its_version_numbers_are_never_used_again(record):
    save(record, article("a"))
    save(record, article("b"))
    assert record.delete("news", ["a", "nowhere"]) == 3
    assert record.sentences([sentence_id("news", "a", 1, 0)]) == {}
    assert record.versions("news", "a") == ()
    assert record.find_article("a") is None
    assert record.articles([("news", "a"), ("news", "b")]).keys() == {("news", "b")}
    assert [(entry.seq, entry.key, entry.article is None) for entry in record.log(0, 10)] == [
        (2, "b", False),
        (3, "a", True),
    ]
    assert [entry.key for entry in record.everything()] == ["b"]
    assert record.summary(["news"]).articles == 1
    assert record.delete("news", ["a"]) == 3
    again = save(record, article("a", source=None, url=None))
    assert (again.status, again.version) == (SaveStatus.NEW, 2)
    assert record.find_article("a").url is None
    assert record.sentences([sentence_id("news", "a", 1, 0)]) == {}


def test_the_log_tells_an_article_once_with_all_its_versions_and_their_times(record):
    save(record, article("a"))
    save(record, article("b"))
    save(record, article("a", text="Mara Lind resigned."), now=LATER)
    entries = record.log(0, 10)
    assert [(entry.seq, entry.key) for entry in entries] == [(2, "b"), (3, "a")]
    whole = entries[1].article
    assert [(v.version, v.valid_from, v.valid_to) for v in whole.versions] == [(1, None, LATER), (2, LATER, None)]
    assert whole.title_tokens == ("lind", "leaves")
    first = whole.versions[0].sentences[0]
    assert first.tokens == ("mara", "lind", "spoke")
    assert (first.title_tokens, first.names) == (("lind", "leaves"), ("mara lind",))
    assert [(entry.seq, entry.key) for entry in record.log(0, 1)] == [(1, "a")]
    assert [(entry.seq, entry.key) for entry in record.log(1, 10)] == [(2, "b"), (3, "a")]
    assert record.log(3, 10) == []


def test_a_clock_set_back_leaves_one_version_to_read_at_any_time(record):
    save(record, article("a"), now=LATER)
    save(record, article("a", text="Other."), now=NOW)
    old, new = record.log(0, 10)[0].article.versions
    assert (old.valid_from, old.valid_to, new.valid_from, new.valid_to) == (None, LATER, LATER, None)


def test_the_version_read_is_the_newest_fetched_by_then_else_the_oldest(record):
    save(record, article("a"), now=NOW)
    save(record, article("a", text="Other."), now=LATER)
    times = {NOW - timedelta(days=9): 1, NOW: 1, LATER - timedelta(seconds=1): 1, LATER: 2, None: 2}
    for as_of, version in times.items():
        assert record.articles([("news", "a")], as_of=as_of)["news", "a"].version == version


def test_what_a_page_says_of_its_corrections_makes_a_version_once(record):
    save(record, article("a"))
    said = article("a", correction="The name was wrong.")
    saved = save(record, said, now=LATER)
    assert (saved.status, saved.version) == (SaveStatus.CHANGED, 2)
    assert record.unchanged("news", said)
    assert record.unchanged("news", article("a"))  # a feed says nothing of corrections
    assert save(record, article("a"), now=LATER).version == 2
    assert not record.unchanged("news", article("a", correction="The name and the day were wrong."))
    places = [("news", "a", number) for number in (1, 2)]
    assert record.notices(places) == {("news", "a", 2): "The name was wrong."}
    record.delete("news", ["a"])
    assert record.notices(places) == {}


def test_everything_streams_all_articles_at_the_seq_of_its_start(record, mocker):
    mocker.patch("retrieval.store.record._PAGE", 4)
    for number in range(13):
        save(record, article(f"k{number}", text=f"Item {number}."))
    stream = record.everything()
    first = next(stream)
    save(record, article("late"))
    entries = [first, *stream]
    assert {entry.seq for entry in entries} == {13}
    assert {entry.key for entry in entries} >= {f"k{number}" for number in range(13)}
    assert all(entry.article is not None and entry.article.key == entry.key for entry in entries)


def test_places_in_a_version(record):
    raw = article(text="One. Two.  Three. Four.")
    save(record, raw)
    two = record.sentence_at("news", "a", 1, 5)
    assert two.text == "Two."
    assert record.sentence_at("news", "a", 1, 8).text == "Two."
    assert record.sentence_at("news", "a", 1, 9) is None
    assert record.sentence_at("news", "a", 1, 99) is None
    assert record.sentence_at("news", "a", 2, 5) is None
    assert [s.text for s in record.neighbours(two, 3, 1)] == ["One.", "Three."]
    assert [s.text for s in record.neighbours(two, 0, 9)] == ["Three.", "Four."]


@pytest.mark.parametrize("key", ["a:1:2", "https://x.example/a?b=1:2", "a/b/c", ":", "ключ 🗞"])
def test_keys_may_hold_anything(record, key):
    save(record, article(key))
    name = sentence_id("news", key, 1, 0)
    assert record.sentences([name])[name].article.key == key


def test_collections_do_not_mix(record):
    record.ensure_collection("other")
    record.ensure_collection("other")
    assert record.collections() == ("news", "other")
    save(record, article("a"))
    other = article("a", text="Elsewhere.", source="The Hill Herald", published_at=None, precision=None)
    record.save("other", other, analyse(other), now=NOW)
    assert record.sources(["news"]) == ("The Harbour Post",)
    assert record.find_article("a", ["other"]).collection == "other"
    assert record.find_article("a", []) is None
    both, only = record.summary(["news", "other"]), record.summary(["other"])
    assert (both.articles, both.sentences, both.sources) == (2, 3, 2)
    assert (both.first_published, both.last_published) == (PUBLISHED, PUBLISHED)
    assert (only.articles, only.sentences, only.first_published) == (1, 1, None)
    assert record.summary([]).sentences == 0
    record.delete("news", ["a"])
    assert record.summary(["news", "other"]).articles == 1


def test_what_cannot_be_kept_is_refused_in_one_line(record):
    for bad in (article(text="a\0b."), article(text="half \ud83d."), article("k\ud800"), article(title="a\0")):
        with pytest.raises(BadRecord):
            save(record, bad)
        with pytest.raises(BadRecord):
            record.unchanged("news", bad)
    with pytest.raises(Unknown):
        record.save("nowhere", article(), analyse(article()), now=NOW)
    with pytest.raises(BadInput):
        record.ensure_collection("a/b")
    with pytest.raises(BadRecord):
        save(record, article(published_at=NOW.replace(tzinfo=None)))
    assert record.summary(["news"]).articles == 0
    assert record.last_seq() == 0


def test_an_analysis_of_another_text_is_refused(record):
    raw = article()
    whole = analyse(raw)
    with pytest.raises(ValueError, match="outside"):
        record.save("news", replace(raw, text="Short."), whole, now=NOW)
    moved = replace(whole.sentences[1].mentions[0], named_start=1)
    wrong = replace(whole, sentences=(whole.sentences[0], replace(whole.sentences[1], mentions=(moved,))))
    with pytest.raises(ValueError, match="does not say"):
        record.save("news", raw, wrong, now=NOW)
    spaced = replace(whole, sentences=(replace(whole.sentences[0], tokens=("two words",)),))
    with pytest.raises(ValueError, match="one column"):
        record.save("news", raw, spaced, now=NOW)


def test_an_article_without_sentences_is_kept(record):
    empty = article(text="", authors=())
    save(record, empty)
    assert record.log(0, 9)[0].article.versions[0].sentences == ()
    assert record.unchanged("news", empty)
