"""The measure of copies tells variants from other articles, and counts what it is told."""

from benchmarks.copies import VARIANTS, measure
from retrieval.types import RawArticle
from tests.retrieval.copy_cases import story


def test_every_variant_is_measured_and_grouped(tmp_path):
    articles = [RawArticle(key=f"{n}", title="t", text=" ".join(story(n, 12))) for n in range(6)]
    found = measure(articles, tmp_path)
    assert found["articles"] == 6
    assert set(found["containment"]) == {variant.__name__ for variant in VARIANTS}
    assert all(0.5 < shares["p5"] <= shares["median"] <= 1 for shares in found["containment"].values())
    assert found["apart"]["worst"] < 0.25
    assert (found["precision"], found["recall"]) == (1.0, 1.0)


def test_articles_that_are_copies_already_are_counted(tmp_path):
    same = [RawArticle(key=f"{n}", title="t", text=" ".join(story(1, 12))) for n in range(2)]
    found = measure(same, tmp_path)
    assert found["apart"] == {"worst": 1.0, "copies": 1}
    assert found["precision"] < 1
