"""The questions for kinds and how they are counted."""

import json
from collections import Counter

import pytest

from benchmarks.jsonl import read_jsonl
from benchmarks.kinds import FILES, main, measure, table

KINDS = frozenset(
    "fact search latest help greeting quote who_is what_happened timeline compare list yes_no why how trend".split()  # noqa: SIM905
)


def test_both_halves_hold_every_kind_alike_and_no_question_twice() -> None:
    halves = [list(read_jsonl(path)) for path in FILES]
    assert [len(rows) for rows in halves] == [200, 200]
    meant = [Counter(row["intents"][0] for row in rows) for rows in halves]
    assert meant[0] == meant[1]
    assert set(meant[0]) == KINDS
    assert all(set(row["intents"]) <= KINDS for rows in halves for row in rows)
    assert len({row["question"].casefold() for rows in halves for row in rows}) == 400


def test_an_accepted_kind_counts_as_right(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "three.jsonl"
    rows = [("why did it fall?", ["why"]), ("did it fall?", ["quote", "yes_no"]), ("did it rise?", ["fact"])]
    path.write_text("\n".join(json.dumps({"id": q, "question": q, "intents": i}) for q, i in rows), encoding="utf-8")
    figures, pairs = measure(path)
    assert (figures["accuracy"], figures["n"]) == (0.6667, 3)
    assert pairs == {("why", "why"): 1, ("quote", "quote"): 1, ("fact", "yes_no"): 1}
    assert "yes_no" in table(pairs)
    main([str(path)])
    assert json.loads(capsys.readouterr().out) == {"three": figures}


@pytest.mark.slow
def test_the_questions_of_this_kind_are_told_apart() -> None:
    """Floors for the kinds whose rules stand next to this file's writing; the others have their own tests."""
    for path in FILES:
        by_kind = measure(path)[0]["by_kind"]
        assert isinstance(by_kind, dict)
        for kind in ("fact", "list", "yes_no", "why", "how", "search", "help"):
            right, of = map(int, by_kind[kind].split("/"))
            assert right >= of - 1, (path.stem, kind)
