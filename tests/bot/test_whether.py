"""Yes/no questions as people type them, over invented articles that were written before anything answered them.

``whether/*.txt``: "# key | title | date", the text on one line, then one question a line: the way that the record
speaks, or "declined"; the question; words of the sentence that tells it, where
they are known. "gap" before it: not answered yet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from bot.answers import Status
from bot.app import App
from tests.bot.kind_case import app_of, asked

FILES = sorted((Path(__file__).parent / "whether").glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    title: str
    date: str
    text: str
    gap: bool
    way: str
    question: str
    told: str
    slow: bool  # the second set: so many that they take half a minute


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    gap = [pytest.mark.xfail(strict=True)] if case.gap else []
    return [*gap, pytest.mark.slow] if case.slow else gap


def _cases() -> Iterator[Case]:
    title, date, text = "", "", ""
    for file, line in ((each, line) for each in FILES for line in each.read_text(encoding="utf-8").splitlines()):
        fields = [field.strip() for field in line.split("|")]
        if line.startswith("#"):
            _, title, date = fields
        elif len(fields) == 1:
            text = line
        else:
            way, question, told = (*fields, "")[:3]
            gap = way.startswith("gap ")
            yield Case(
                title=title,
                date=date,
                text=text,
                gap=gap,
                way=way.removeprefix("gap "),
                question=question,
                told=told,
                slow=file.stem == "second",
            )


CASES = tuple(_cases())


@pytest.fixture(scope="module")
def app_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], App]:
    @cache
    def made(title: str, date: str, text: str) -> App:
        article = {"title": title, "source": "The Wire", "published": f"{date}T08:00:00Z", "text": text}
        folder = tmp_path_factory.mktemp("whether")
        return app_of(folder, [article], now=datetime.fromisoformat(f"{date}T12:00:00+00:00"))

    return made


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.question, marks=_marks(case)) for case in CASES],
)
def test_the_way_the_record_speaks(case: Case, app_for: Callable[[str, str, str], App]) -> None:
    answer = asked(app_for(case.title, case.date, case.text), case.question)
    if case.way == "declined":
        assert answer.status is Status.DECLINED
        return
    assert answer.status is Status.ANSWERED
    assert {entry.label for entry in answer.entries} - {"unclear"} == {case.way}
    assert any(case.told in citation.sentence.text for citation in answer.citations)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in CASES if case.gap], ids=lambda case: case.question)
def test_a_gap_says_neither(case: Case, app_for: Callable[[str, str, str], App]) -> None:
    answer = asked(app_for(case.title, case.date, case.text), case.question)
    assert {entry.label for entry in answer.entries} <= {"unclear"}
