"""The boundary benchmark: what it counts, on a text of our own."""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.boundaries import LABELS, main, read_labels

TEXT = "Alder Bay\n\nTalks ended. Mr. Ash left. Nobody else did."
PARAGRAPH = TEXT[11:]


def label(ends: list[int], part: str) -> str:
    digest = hashlib.sha256(PARAGRAPH.encode()).hexdigest()[:16]
    return json.dumps({"doc_id": "a", "start": 11, "end": len(TEXT), "sha256": digest, "part": part, "ends": ends})


def test_figures_count_missed_and_false_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, labels = tmp_path / "a.jsonl", tmp_path / "labels.jsonl"
    articles.write_text(json.dumps({"doc_id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    true = [11 + len("Talks ended."), 11 + len("Talks ended. Mr. Ash left."), len(TEXT)]
    labels.write_text(label(true, "tune") + "\n" + label([true[0] - 2, len(TEXT)], "held_out"), encoding="utf-8")
    assert main(["--articles", str(articles), "--labels", str(labels)]) == 0
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert printed["tune"]["F1"] == 1.0
    assert printed["tune"]["inside"]["n"] == 2
    assert printed["held_out"] | {"inside": None} == {
        "precision": 0.3333,
        "recall": 0.5,
        "F1": 0.4,
        "n": 2,
        "inside": None,
    }


def test_other_articles_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = tmp_path / "a.jsonl"
    articles.write_text(json.dumps({"doc_id": "a", "text": TEXT}), encoding="utf-8")
    assert main(["--articles", str(articles)]) == 2
    assert "none of the labelled paragraphs" in capsys.readouterr().err


def test_the_labels_hold_over_two_hundred_ends_and_no_text() -> None:
    paragraphs = read_labels(LABELS)
    assert sum(len(paragraph.ends) for paragraph in paragraphs) >= 200
    assert len({paragraph.doc_id for paragraph in paragraphs}) == len(paragraphs)
    assert {paragraph.part for paragraph in paragraphs} == {"tune", "held_out"}
