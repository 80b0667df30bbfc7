"""From a question to what the record says: understood, handed to the file of its kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot import messages
from bot.answering import listing
from bot.answering.compare import compare
from bot.answering.fact import fact
from bot.answering.shape import Told, remark
from bot.answering.timeline import timeline
from bot.answering.tools import Tools
from bot.answers import Answer
from bot.intents import Compare, FactQuestion, Greeting, Help, Search, Timeline, classify
from bot.questions import Question, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering(Tools):
    """Everything that takes part in answering, and the one way in."""

    def answer(self, question: Question, *, now: datetime) -> Answer:
        """What the record says. The same question, record and time give the same answer. Raises BadInput."""
        return self.asked(question, now=now).answer

    def asked(self, question: Question, *, now: datetime) -> Told:
        """The same, with what it was chosen from."""
        text = checked(question.text)
        as_of = question.as_of or now
        intent = classify(text)
        match intent:
            case Help():
                return Told(answer=remark(text, "help", as_of, messages.HELP))
            case Greeting():
                return Told(answer=remark(text, "greeting", as_of, messages.GREETING))
            case Search():
                return listing.best(self, question, text, intent, as_of)
            case Timeline():
                return timeline(self, question, text, intent, as_of)
            case Compare():
                return compare(self, question, text, intent, as_of)
            case FactQuestion():
                return fact(self, question, text, intent, as_of)
        assert_never(intent)

    def searched(self, question: Question, *, now: datetime) -> Told:
        """The sentences that fit the words best, whatever the words ask. Raises BadInput."""
        text = checked(question.text)
        return listing.best(self, question, text, Search(words=text), question.as_of or now)

    def latest(self, question: Question, *, now: datetime) -> Told:
        """The newest sentences on a topic; undated ones come last. Raises BadInput."""
        return listing.newest(self, question, checked(question.text), question.as_of or now)
