"""The measure of pages says what it says it says."""

import json
from pathlib import Path

import pytest

from benchmarks.pages import figures, half, scores, shingle_f1
from tests.retrieval.pages.page_html import SENTENCES, linked, source


def test_shingles_count_runs_of_four_words() -> None:
    assert shingle_f1("a b c d e", "a b c d e") == 1.0
    assert shingle_f1("a b c d", "a b c x") == 0.0
    assert shingle_f1("a b c d e f", "a b c d") == pytest.approx(0.5)
    assert shingle_f1("", "a b c d") == 0.0


def test_a_set_of_pages_is_scored(tmp_path: Path) -> None:
    head = linked(headline="Talks end in Alder", datePublished="2026-03-07T23:30:00-05:00")
    (tmp_path / "a.html").write_text(source(head))
    right = {"id": "a", "html": "a.html", "url": "https://a.example/x", "text": "\n".join(SENTENCES)}
    right |= {"title": "Talks end in Alder", "publishing_date": "2026-03-07 23:30:20-05:00"}
    wrong = right | {"id": "b", "title": "Talks", "publishing_date": "2026-03-07 23:35:00-05:00", "text": "Other."}
    (tmp_path / "ground_truth.jsonl").write_text(f"{json.dumps(right)}\n{json.dumps(wrong)}\n")
    (first, second) = scores(tmp_path)
    assert (first.f1, first.date, first.time, first.title) == (1.0, True, True, True)
    assert (second.f1, second.date, second.time, second.title) == (0.0, True, False, False)
    assert figures([first, second]) == {"n": 2, "f1": 0.5, "date": "2/2", "time": "1/2", "title": "1/2"}


def test_halves_are_the_same_on_every_machine() -> None:
    assert [half(name) for name in ("a", "b", "c", "d", "e")] == ["made", "made", "made", "made", "held"]
