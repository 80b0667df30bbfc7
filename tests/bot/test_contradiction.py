"""The whole product over made-up articles: what outlets say differently is told unasked, and nothing else is."""

from pathlib import Path

import pytest

from bot import messages
from bot.answers import Answer
from tests.bot.contradiction_cases import AFTERWARDS, DEVELOPED, SET_ASIDE, Case
from tests.bot.kind_case import app_over, asked

_TOLD = {messages.CONFLICT: "conflict", messages.UPDATE: "update", messages.LATER_ELSEWHERE: "update"}


def told(answer: Answer) -> str:
    return _TOLD.get(answer.remark or "", "nothing")


def marks(case: Case) -> list[pytest.MarkDecorator]:
    """What the rules were developed on is in the full run alone."""
    slow = [pytest.mark.slow] if case in DEVELOPED else []
    return [*slow, pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else slow


CASES = [pytest.param(case, id=case.name, marks=marks(case)) for case in (*DEVELOPED, *SET_ASIDE, *AFTERWARDS)]


@pytest.mark.parametrize("case", CASES)
def test_what_is_told_unasked(tmp_path: Path, case: Case) -> None:
    rows = [(f"a{n}", *article) for n, article in enumerate(case.articles)]
    answer = asked(app_over(tmp_path, rows), case.question)
    assert told(answer) == case.told
    shown = [entry.value or "" for entry in answer.entries]
    assert len(shown) == len(case.values)
    for value in case.values:
        assert any(value in words for words in shown)
