"""A record that was filled for one measurement serves the next, in a copy."""

from pathlib import Path

from pytest_mock import MockerFixture

from benchmarks import load


def test_a_record_that_is_there_is_copied_and_one_that_is_not_is_kept(tmp_path: Path, mocker: MockerFixture) -> None:
    (first := tmp_path / "first").mkdir()
    (second := tmp_path / "second").mkdir()
    kept = tmp_path / "kept"
    plan = load.Plan(web=1, workers=1, threads=1, sentences=50, questions=1, rate=0.0, seconds=1.0, record=kept)
    processes = mocker.Mock()
    (first / "var").mkdir()  # where a real command would put what it ingests

    load._fill(processes, first, plan)
    assert kept.is_dir()
    assert processes.run.call_count == 2, "the made-up articles and the packaged ones"

    (kept / "record.db").write_bytes(b"what was ingested")
    load._fill(processes, second, plan)
    assert processes.run.call_count == 2, "nothing is ingested again"
    (second / "var" / "record.db").write_bytes(b"what was measured")
    assert (kept / "record.db").read_bytes() == b"what was ingested"
