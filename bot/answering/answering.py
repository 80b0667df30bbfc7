"""From a question to what the record says: understood, handed to the file of its kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot import messages
from bot.answering import listing
from bot.answering.day import what_happened
from bot.answering.fact import fact
from bot.answering.news import latest
from bot.answering.shape import Told, remark
from bot.answering.tools import Tools
from bot.answering.trend import trend
from bot.answers import Answer
from bot.intents import FactQuestion, Greeting, Help, LatestQuestion, Search, Trend, WhatHappened, classify
from bot.intents.slots import slots
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
            case LatestQuestion():
                return latest(self, question, text, intent, as_of)
            case WhatHappened():
                return what_happened(self, question, text, intent, as_of)
            case Trend():
                return trend(self, question, text, intent, as_of)
            case FactQuestion():
                return fact(self, question, text, intent, as_of)
        assert_never(intent)

    def searched(self, question: Question, *, now: datetime) -> Told:
        """The sentences that fit the words best, whatever the words ask. Raises BadInput."""
        text = checked(question.text)
        return listing.best(self, question, text, Search(words=text), question.as_of or now)

    def latest(self, question: Question, *, now: datetime) -> Told:
        """The newest stories on a topic, a sentence from each; undated ones come last. Raises BadInput."""
        text = checked(question.text)
        taken = slots(text)
        topic = LatestQuestion(topic=taken.asks, since=taken.since, until=taken.until, source=taken.source)
        return latest(self, question, text, topic, question.as_of or now)
