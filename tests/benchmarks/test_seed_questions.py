import json
from pathlib import Path

import pytest

from benchmarks.seed_questions import SEED, is_right, read_questions, summary

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels"
ANSWERABLE = {"articles_heldout": 182}
SETS = ("seed_dev", "seed_heldout", "articles_dev", "articles_heldout")


@pytest.mark.parametrize(
    ("answer", "accepted", "right"),
    [
        ("Mayor Ilsabet Corran", ["Ilsabet Corran"], True),
        ("the 6.2 million crowns", ["6.2 million crowns"], True),
        ("50 -day deadline", ["50 -day"], True),
        ("35 percent", ["5 percent"], False),
        ("Corran", ["Ilsabet Corran"], False),
        (None, ["Ilsabet Corran"], False),
        ("", ["Ilsabet Corran"], False),
        ("Mayor Ilsabet Corran said the closure would last at least eleven weeks", ["eleven weeks"], False),
    ],
)
def test_an_answer_is_right_when_it_holds_an_accepted_one_and_little_else(
    answer: str | None, accepted: list[str], right: bool
) -> None:
    assert is_right(answer, accepted) is right


@pytest.mark.parametrize("name", SETS)
def test_label_files_are_whole_and_mark_what_is_answerable(name: str) -> None:
    asked = read_questions(LABELS / f"{name}.jsonl")
    assert len({each.id for each in asked}) == len({each.question for each in asked}) == len(asked)
    assert sum(each.answerable for each in asked) == ANSWERABLE.get(name, 30)
    for each in asked:
        assert bool(each.answers) == bool(each.starts) == each.answerable, each.id


@pytest.mark.parametrize("name", ["seed_dev", "seed_heldout"])
def test_every_seed_answer_is_verbatim_and_every_offset_starts_a_line_or_follows_a_space(name: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    for each in read_questions(LABELS / f"{name}.jsonl"):
        if each.answerable:
            assert any(answer in text for answer in each.answers), each.id
        for start in each.starts:
            assert start == 0 or text[start - 1] in " \n", each.id
            assert not text[start].isspace(), each.id


def test_no_question_is_in_two_sets() -> None:
    questions = [each.question.casefold() for name in SETS for each in read_questions(LABELS / f"{name}.jsonl")]
    assert len(set(questions)) == len(questions)


def test_summary_adds_up() -> None:
    asked = read_questions(LABELS / "seed_dev.jsonl")[:4]
    figures = summary(["first_cited", "later_cited", "cited_only", "wrongly_declined"], asked)
    assert figures["right_and_cited"] == 2
    assert figures["answerable"] == 4
    assert json.loads(json.dumps(figures)) == figures
