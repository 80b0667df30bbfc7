"""What was worked out lately is not worked out again, and what it is never depends on that."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.recent import Recent


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=12), st.integers(1, 6))
def test_answers_are_those_that_would_be_worked_out(asked: list[list[int]], limit: int) -> None:
    recent: Recent[int, int] = Recent(limit)
    for some in asked:
        assert recent.all(some, lambda missing: [one * one for one in missing]) == tuple(one * one for one in some)


def test_what_is_known_is_not_asked_for_again_until_others_took_its_place() -> None:
    recent: Recent[int, int] = Recent(3)
    looked: list[int] = []

    def find(missing: Sequence[int]) -> Sequence[int]:
        looked.extend(missing)
        return missing

    recent.all([1, 2, 2, 3], find)
    recent.all([1, 3], find)
    assert looked == [1, 2, 3], "each once"
    recent.all([4], find)  # the place of 2, which was asked for longest ago
    recent.all([1, 3, 4], find)
    assert looked == [1, 2, 3, 4]
    recent.all([2], find)
    assert looked == [1, 2, 3, 4, 2]


def test_what_could_not_be_worked_out_is_asked_for_again() -> None:
    recent: Recent[int, int] = Recent(3)

    def fails(_: Sequence[int]) -> Sequence[int]:
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        recent.all([1], fails)
    assert recent.all([1], lambda missing: missing) == (1,)
