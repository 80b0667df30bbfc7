"""A measured question or sentence among the training units is found, however it is punctuated."""

import json
from pathlib import Path

import pytest

from benchmarks.training.transformer.leaks import main

TAUGHT = {
    "question": "Who chaired the delegation in Turkey in May?",
    "text": "Umerov chaired it, the office said on Friday.",
}


def check(tmp_path: Path, **measured: str) -> None:
    units, other = tmp_path / "units.jsonl", tmp_path / "measured.jsonl"
    units.write_text(json.dumps({"kind": "written", "pairs": [TAUGHT]}) + "\n")
    other.write_text(json.dumps(measured) + "\n")
    main(["--units", str(units), "--measured", str(other)])


@pytest.mark.parametrize(
    "measured",
    [
        {"question": "who chaired the delegation in Turkey, in May"},
        {"question": "Who did?", "sentence": "Umerov chaired it, the office said on Friday"},
    ],
)
def test_what_stands_on_both_sides_is_found(
    tmp_path: Path, measured: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        check(tmp_path, **measured)
    assert ended.value.code == 1
    assert sum(sum(kinds.values()) for kinds in json.loads(capsys.readouterr().out).values()) == 1


def test_other_questions_and_short_ones_on_other_sentences_pass(tmp_path: Path) -> None:
    check(tmp_path, question="Who won?", sentence="Nobody won, the referee said after the last match.")
