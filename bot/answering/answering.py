"""From a question to what the record says: understood, handed to the file of its kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot import messages
from bot.answering import listing
from bot.answering.fact import fact
from bot.answering.shape import Told, remark
from bot.answering.together import following, together
from bot.answering.tools import Tools
from bot.answering.understood import understood
from bot.answering.within import within
from bot.answers import Answer
from bot.intents import FactQuestion, Greeting, Help, Intent, Search, search
from bot.intents.several import questions_in
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
        asked: list[tuple[str, Told]] = []
        for part in questions_in(text):
            said = following(part, asked[-1][1].answer) if asked else part
            asked.append((part, understood(self, question, said, as_of, self.of_kind)))
        return asked[0][1] if len(asked) == 1 else together(text, asked, as_of)

    def of_kind(self, question: Question, text: str, intent: Intent, as_of: datetime) -> Told:
        """A question of a known kind, answered by the file of that kind."""
        match intent:
            case Help():
                return Told(answer=remark(text, "help", as_of, messages.HELP))
            case Greeting():
                return Told(answer=remark(text, "greeting", as_of, messages.GREETING))
            case Search():
                return listing.best(self, question, text, intent, as_of)
            case FactQuestion():
                return fact(self, question, text, intent, as_of)
        assert_never(intent)

    def searched(self, question: Question, *, now: datetime) -> Told:
        """The sentences that fit the words best, whatever the words ask. Raises BadInput."""
        text, as_of = checked(question.text), question.as_of or now
        intent = search.recognise(f"search {text}") or Search(words=text)
        zone = question.zone or self.zone
        return within(question, intent, as_of, lambda asked: listing.best(self, asked, text, intent, as_of), zone=zone)

    def latest(self, question: Question, *, now: datetime) -> Told:
        """The newest sentences on a topic; undated ones come last. Raises BadInput."""
        return listing.newest(self, question, checked(question.text), question.as_of or now)
