"""The quiz and selection benchmarks: what counts as holding an answer, what is left out, and a whole small run."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks import corpus, quiz, selection
from benchmarks.calibration import calibration_error, chance_error
from benchmarks.words import holds, run_of
from retrieval.types import Level

ROOT = Path(__file__).parent.parent.parent


def article(key, text, published, title="Harbour news"):
    return {"doc_id": key, "title": title, "text": text, "published": published, "url": None, "source": "Vell Post"}


def question(qid, text, answer, day, gold=(), quality="gold_link"):
    return {
        "qid": qid, "question": text, "answer": answer, "date": day, "gold_doc_ids": list(gold),
        "label_quality": quality,
    }  # fmt: skip


ARTICLES = [
    article("a1", "The Vell ferry sank on Monday. Forty boats searched for the Vell ferry.", "2024-03-04"),
    article("a2", "Mayor Ilse Brandt opened a library in Torrin. It cost 12 million crowns.", "2024-03-05"),
    article("a3", "A library in Torrin will open, said Ilse Brandt.", "2024-01-05"),
    article("a4", "The Vell ferry was raised. Nobody was hurt.", "2024-04-09"),
]
QUESTIONS = [
    question("q1", "Who opened a library in Torrin?", "Ilse Brandt", "2024-03-08", ["a2"]),
    question("q2", "How many boats searched for the Vell ferry?", "Forty", "2024-03-08", quality="silver"),
]


@pytest.fixture
def files(tmp_path):
    articles, questions = tmp_path / "articles.jsonl", tmp_path / "questions.jsonl"
    articles.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    questions.write_text("".join(json.dumps(row) + "\n" for row in QUESTIONS))
    return articles, questions


@pytest.mark.parametrize(
    ("text", "answer", "there"),
    [
        ("It cost $750 billion, he said.", "$750 billion", True),
        ("“Squid Game” is back", '"squid game"', True),
        ("They lasted 45 days.", "45", True),
        ("They lasted 145 days.", "45", False),
        ("New York and Jersey", "New Jersey", False),
        ("anything", "", False),
        ("anything", "!?", False),
    ],
)
def test_an_answer_is_held_as_a_run_of_whole_words(text, answer, there):
    assert holds(run_of(text), run_of(answer)) is there


def test_the_last_moment_of_the_questions_day_is_asked_for(files):
    asked = quiz.read_questions([files[1]])[0]
    assert asked.as_of == datetime(2024, 3, 8, 23, 59, 59, 999999, tzinfo=UTC)
    assert asked.day == date(2024, 3, 8)
    assert asked.linked


def test_articles_of_the_three_weeks_before_that_hold_the_answer_are_found(files):
    asked = quiz.read_questions([files[1]])
    assert quiz.holders([files[0]], asked) == [("a2",), ("a1",)]


def test_calibration_error_is_the_gap_between_confidence_and_share_of_right_answers():
    assert calibration_error([0.95, 0.95], [1.0, 0.0]) == pytest.approx(0.45)
    assert calibration_error([1.0, 0.0], [1.0, 0.0]) == 0.0
    assert calibration_error([], []) == 0.0


def test_the_error_that_is_chance_is_what_few_answers_show_though_their_confidences_are_exactly_right():
    assert chance_error([]) == chance_error([1.0, 1.0]) == 0.0
    assert chance_error([0.5]) == 0.5  # it is right or it is not
    few, many = chance_error([0.75] * 20), chance_error([0.75] * 2_000)
    assert few == chance_error([0.75] * 20)
    # The mean distance of a share of n from its probability, for a normal distribution: sqrt(2 p (1 - p) / (pi n)).
    assert few == pytest.approx((2 * 0.75 * 0.25 / (3.1416 * 20)) ** 0.5, rel=0.1)
    assert many == pytest.approx((2 * 0.75 * 0.25 / (3.1416 * 2_000)) ** 0.5, rel=0.1)


def test_average_precision_and_reciprocal_rank():
    assert selection.average_precision([0, 1, 0, 1]) == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert selection.measures([[1, 0], [0, 1]]) == {"MAP": 0.75, "RR": 0.75, "P@1": 0.5, "n": 2}


def test_questions_without_both_labels_are_left_out(tmp_path):
    file = tmp_path / "pairs.jsonl"
    rows = [("x", "Who chairs Vell?", s, y) for s, y in (("Ilse Brandt chairs Vell.", 1), ("Rain fell.", 0))]
    rows += [("y", "Who left?", "Nobody.", 0)]
    file.write_text(
        "".join(json.dumps(dict(zip(("qid", "question", "sentence", "label"), r, strict=True))) + "\n" for r in rows)
    )
    groups = selection.groups_of(file)
    assert [group.question for group in groups] == ["Who chairs Vell?"]
    assert selection.ranked(groups[0], None, lambda _texts: ()) == [1, 0]


def test_a_record_is_filled_once_and_named_by_files_and_level(files, tmp_path):
    said: list[str] = []
    first = corpus.filled([files[0]], Level.LIGHT, tmp_path / "cache", say=said.append)
    assert first.record.summary((corpus.COLLECTION,)).articles == len(ARTICLES)
    assert corpus.is_filled([files[0]], Level.LIGHT, tmp_path / "cache")
    assert not corpus.is_filled([files[0]], Level.FULL, tmp_path / "cache")
    said.clear()
    corpus.filled([files[0]], Level.LIGHT, tmp_path / "cache", say=said.append)
    assert not said
    with files[0].open("a") as more:
        more.write(json.dumps(article("a5", "More.", "2024-03-01")) + "\n")
    assert not corpus.is_filled([files[0]], Level.LIGHT, tmp_path / "cache")


def test_a_whole_run_prints_one_object(files, tmp_path):
    command = [sys.executable, "-m", "benchmarks.newsquiz", "--articles", str(files[0]), "--questions", str(files[1])]
    command += ["--abstain", str(files[1]), "--without-gold", "--light", "--cache", str(tmp_path / "cache")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    printed = json.loads(done.stdout)
    assert set(printed) == {"all", "gold_link", "bm25", "abstain", "without_gold"}
    assert set(printed["gold_link"]) >= {
        "Success@1", "Success@3", "EM", "F1", "answered", "accuracy", "ECE", "p50_ms", "p95_ms",
    }  # fmt: skip
    assert printed["all"]["n"] == 2
    assert printed["gold_link"]["n"] == printed["without_gold"]["n"] == 1
    assert printed["all"]["Success@3"] == 1.0
