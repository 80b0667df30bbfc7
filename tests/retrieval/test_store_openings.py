"""The beginnings of many articles come in one go, with the annotation that was asked for."""

from pathlib import Path

from retrieval.store.openings import Openings
from tests.retrieval.store_cases import NOW, analyse, article, open_record


def test_the_first_sentences_of_each_article_in_order(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    texts = {"a": "One here. Two there. Three.", "b": "Alone.", "c": "First. Second. Third."}
    for key, text in texts.items():
        raw = article(key, text)
        record.save("news", raw, analyse(raw), now=NOW)
    articles = record.articles([("news", "a"), ("news", "b")]).values()
    found = Openings(record.engine).of(articles, first=2)
    said = {name: [sentence.text for sentence in sentences] for name, sentences in found.items()}
    assert said == {("news", "a", 1): ["One here.", "Two there."], ("news", "b", 1): ["Alone."]}
    assert Openings(record.engine).of([], first=2) == {}


def test_annotated_are_all_or_none_or_those_whose_text_says_so(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    raw = article("a", "Mara Lind spoke. She left. Nobody spoke.")
    record.save("news", raw, analyse(raw), now=NOW)
    (whole,) = Openings(record.engine).of(record.articles([("news", "a")]).values(), first=9, annotated=True).values()
    assert all(sentence.annotation is not None for sentence in whole)
    for wanted, those in ((False, set()), (lambda text: "spoke" in text, {0, 2})):
        articles = record.articles([("news", "a")]).values()
        (found,) = Openings(record.engine).of(articles, first=9, annotated=wanted).values()
        assert {n for n, sentence in enumerate(found) if sentence.annotation is not None} == those
        assert all(found[n] == whole[n] for n in those)
        assert [sentence.mentions for sentence in found] == [sentence.mentions for sentence in whole]
