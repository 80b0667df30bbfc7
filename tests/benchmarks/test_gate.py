import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gate


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "questions.jsonl").write_text("{}\n")
    return tmp_path


def _spec(data: Path, floor: float) -> dict[str, Any]:
    return {
        "command": ["benchmarks.any", "$EVAL/questions.jsonl"],
        "data": ["questions.jsonl"],
        "fingerprint": gate.fingerprint([data / "questions.jsonl"]),
        "floors": {"all.MAP": floor},
    }


def _printing(value: float) -> Any:
    def run(arguments: Sequence[str]) -> dict[str, Any]:
        assert "$EVAL" not in " ".join(arguments)
        return {"all": {"MAP": value}}

    return run


@pytest.mark.parametrize(("seen", "passed"), [(0.5, True), (0.6, True), (0.49, False)])
def test_a_measure_below_its_floor_fails(data: Path, seen: float, passed: bool) -> None:
    verdict = gate.judge("any", _spec(data, 0.5), folder=data, run=_printing(seen))
    assert verdict.passed is passed


def test_other_data_is_not_measured_against_these_floors(data: Path) -> None:
    spec = _spec(data, 0.5)
    (data / "questions.jsonl").write_text("{}\n{}\n")
    verdict = gate.judge("any", spec, folder=data, run=_printing(1.0))
    assert not verdict.passed
    assert "floors do not apply" in verdict.lines[0]


def test_absent_data_is_skipped_and_said(data: Path) -> None:
    spec = _spec(data, 0.5)
    (data / "questions.jsonl").unlink()
    verdict = gate.judge("any", spec, folder=data, run=_printing(0.0))
    assert verdict.passed
    assert "is absent" in verdict.lines[0]


def test_a_benchmark_that_breaks_fails_the_gate(data: Path) -> None:
    def breaks(_: Sequence[str]) -> dict[str, Any]:
        raise RuntimeError("no such module")

    verdict = gate.judge("any", _spec(data, 0.5), folder=data, run=breaks)
    assert not verdict.passed


def test_floors_only_rise(data: Path) -> None:
    assert gate.raised(_spec(data, 0.5), {"all.MAP": 0.7})["floors"] == {"all.MAP": 0.695}
    assert gate.raised(_spec(data, 0.5), {"all.MAP": 0.4})["floors"] == {"all.MAP": 0.5}


def test_without_data_the_gate_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main([]) == 0
    assert "absent" in json.loads(capsys.readouterr().out)["skipped"]
