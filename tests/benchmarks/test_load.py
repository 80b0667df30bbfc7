"""The load generator's own smoke run: two web processes and two workers on one PostgreSQL answer everything once."""

import pytest

from benchmarks.load import Plan, measure
from tests import postgres


@pytest.mark.slow
@pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed")
def test_everything_that_is_asked_is_acknowledged_and_answered() -> None:
    plan = Plan(web=2, workers=2, threads=1, sentences=200, questions=8, rate=1.0, seconds=120.0)
    found = measure(plan, postgres=postgres.server().create())
    assert (found["asked"], found["answered"], found["not_acknowledged"]) == (8, 8, 0)
    assert found["posts"] == 8, "no question has two answers"
    assert found["answer_ms"]["p50"] > found["acknowledgement_ms"]["p50"] > 0
