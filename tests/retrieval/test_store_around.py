"""What stands around many sentences comes in one go, verbatim."""

from dataclasses import replace
from pathlib import Path

from retrieval.store.record import Record
from retrieval.types import Hit, Surroundings, sentence_id
from tests.retrieval.store_cases import NOW, analyse, article, open_record


def _hits(record: Record, *names: str) -> list[Hit]:
    found = record.sentences(names)
    return [
        Hit(sentence=found[name], rank=rank, score=1.0, article_score=0.0, age_days=None, terms=())
        for rank, name in enumerate(names, start=1)
    ]


def test_each_hit_gets_its_own_neighbours_in_order(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    for key, text in (("a", "One here. Two there. Three. Four."), ("b", "Alone.")):
        raw = article(key, text)
        record.save("news", raw, analyse(raw), now=NOW)
    hits = _hits(record, *(sentence_id("news", key, 1, at) for key, at in (("b", 0), ("a", 10), ("a", 0), ("a", 28))))
    assert record.around(hits) == (
        Surroundings(before="", after="", sentences=1),
        Surroundings(before="One here.", after="Three.", sentences=4),
        Surroundings(before="", after="Two there.", sentences=4),
        Surroundings(before="Three.", after="", sentences=4),
    )


def test_a_hit_that_is_gone_meanwhile_has_nothing_around_it(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    raw = article("a", "One here. Two there.")
    record.save("news", raw, analyse(raw), now=NOW)
    (hit,) = _hits(record, sentence_id("news", "a", 1, 0))
    gone = replace(hit, sentence=replace(hit.sentence, article=replace(hit.sentence.article, version=7)))
    assert record.around([gone, hit])[0] == Surroundings()


def test_what_stands_beside_several_comes_once_in_order_and_without_them(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    for key, text in (("a", "One here. Two there. Three. Four. Five. Six."), ("b", "Alone.")):
        raw = article(key, text)
        record.save("news", raw, analyse(raw), now=NOW)
    of = [hit.sentence for hit in _hits(record, *(sentence_id("news", k, 1, at) for k, at in (("a", 10), ("b", 0))))]
    assert [one.text for one in record.beside(of, 1)] == ["One here.", "Three."]
    four = _hits(record, sentence_id("news", "a", 1, 28))[0].sentence
    assert four.text == "Four."
    assert [one.text for one in record.beside([of[0], four], 2)] == ["One here.", "Three.", "Five.", "Six."]
    many = [*(replace(four, start=start) for start in range(100, 200)), four]  # more than one statement holds
    assert [one.text for one in record.beside(many, 1)] == ["Six.", "Three.", "Five."]
    assert record.beside([], 3) == ()


def test_when_articles_were_published_without_those_that_are_not_there(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    for key, published in (("a", NOW), ("b", None)):
        raw = replace(article(key, "One here."), published_at=published)
        record.save("news", raw, analyse(raw), now=NOW)
    asked = [("news", "a"), ("news", "b"), ("news", "c"), ("other", "a")]
    assert record.published(asked) == {("news", "a"): NOW, ("news", "b"): None}
