"""What answers, as those who ask it know it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.answering.shape import Told
from bot.questions import Question


class Answering(Protocol):
    """What answers: `bot.answering.Answering`."""

    def asked(self, question: Question, *, now: datetime) -> Told: ...

    def searched(self, question: Question, *, now: datetime) -> Told: ...

    def latest(self, question: Question, *, now: datetime) -> Told: ...

    def namesakes(self, surname: str, *, collections: Sequence[str], now: datetime) -> Sequence[str]: ...

    def written(self, word: str, *, collections: Sequence[str], now: datetime) -> str: ...

    def people(
        self, articles: Sequence[str], gender: str, *, collections: Sequence[str], now: datetime
    ) -> Sequence[str]: ...

    def outlets(self, collections: Sequence[str]) -> Sequence[str]: ...
