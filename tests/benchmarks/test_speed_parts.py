"""The stopwatch that says what an answer's time goes to."""

import itertools
from types import SimpleNamespace

import pytest
from pytest_mock import MockerFixture

from benchmarks.speed_parts import Stopwatch


def test_a_part_stands_still_while_another_is_at_work(mocker: MockerFixture) -> None:
    clock = SimpleNamespace(process_time=itertools.count(0.0, 2.0).__next__, perf_counter=itertools.count(0.0).__next__)
    mocker.patch("benchmarks.speed_parts.time", clock)  # each look at it is a second later, of which two were worked
    watch = Stopwatch()
    inner = watch.timed("inner", lambda said: f"heard {said}")
    outer = watch.timed("outer", lambda: inner("hello"))
    assert outer() == "heard hello"
    assert dict(watch.wall) == {"outer": 2.0, "inner": 1.0}
    assert dict(watch.cpu) == {"outer": 4.0, "inner": 2.0}


def test_a_part_that_fails_is_closed_again() -> None:
    watch = Stopwatch()

    def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        watch.timed("failing", fails)()
    watch.timed("after", lambda: None)()
    assert set(watch.wall) == {"failing", "after"}
