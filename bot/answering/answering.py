"""From a question to what the record says: understood, handed to the file of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot import messages
from bot.answering import listing
from bot.answering.cause import how, why
from bot.answering.compare import compare
from bot.answering.day import what_happened
from bot.answering.fact import fact
from bot.answering.news import latest
from bot.answering.people import people_of
from bot.answering.quote import quote
from bot.answering.readings import bearers
from bot.answering.several import several
from bot.answering.shape import Told, remark
from bot.answering.spelling import as_written
from bot.answering.timeline import timeline
from bot.answering.together import following, together
from bot.answering.tools import Tools
from bot.answering.trend import trend
from bot.answering.understood import understood
from bot.answering.whether import whether
from bot.answering.who_is import who_is
from bot.answering.within import within
from bot.answers import Answer
from bot.intents import (
    Compare,
    FactQuestion,
    Greeting,
    Help,
    HowQuestion,
    Intent,
    LatestQuestion,
    ListQuestion,
    Quote,
    Search,
    Timeline,
    Trend,
    WhatHappened,
    WhoIs,
    WhyQuestion,
    YesNoQuestion,
    search,
)
from bot.intents.several import questions_in
from bot.intents.slots import slots
from bot.questions import Question, checked

NAMESAKES_OF = 40  # sentences with a surname in which its bearers are looked for
WRITTEN_IN = 10  # sentences that show how a word is written


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
        here = replace(self, zone=question.zone) if question.zone else self
        asked: list[tuple[str, Told]] = []
        for part in questions_in(text):
            said = following(part, asked[-1][1].answer) if asked else part
            asked.append((part, understood(here, question, said, as_of, here.of_kind)))
        return asked[0][1] if len(asked) == 1 else together(text, asked, as_of)

    def of_kind(self, question: Question, text: str, intent: Intent, as_of: datetime) -> Told:
        """A question of a known kind, answered by the file of that kind."""
        match intent:
            case Help():
                return Told(answer=remark(text, "help", as_of, messages.HELP))
            case Greeting(tone=tone):
                line = messages.GREETING if tone == "hello" else messages.NOTED
                return Told(answer=remark(text, "greeting", as_of, line))
            case Search():
                return listing.best(self, question, text, intent, as_of)
            case LatestQuestion():
                return latest(self, question, text, intent, as_of)
            case WhatHappened():
                return what_happened(self, question, text, intent, as_of)
            case Trend():
                return trend(self, question, text, intent, as_of)
            case Quote():
                return quote(self, question, text, intent, as_of)
            case WhoIs():
                return who_is(self, question, text, intent, as_of)
            case WhyQuestion():
                return why(self, question, text, intent, as_of)
            case HowQuestion():
                return how(self, question, text, intent, as_of)
            case ListQuestion():
                return several(self, question, text, intent, as_of)
            case YesNoQuestion():
                return whether(self, question, text, intent, as_of)
            case Timeline():
                return timeline(self, question, text, intent, as_of)
            case Compare():
                return compare(self, question, text, intent, as_of)
            case FactQuestion():
                return fact(self, question, text, intent, as_of)
        assert_never(intent)

    def searched(self, question: Question, *, now: datetime) -> Told:
        """The sentences that fit the words best, whatever the words ask. Raises BadInput."""
        text, as_of = checked(question.text), question.as_of or now
        intent = search.recognise(f"search {text}") or Search(words=text)
        zone = question.zone or self.zone
        since = self.search.record.published_since

        def ask(limited: Question) -> Told:
            return listing.best(self, limited, text, intent, as_of)

        return within(question, intent, as_of, ask, zone=zone, published_since=since)

    def latest(self, question: Question, *, now: datetime) -> Told:
        """The newest stories on a topic, a sentence from each; undated ones come last. Raises BadInput."""
        text = checked(question.text)
        taken = slots(text)
        topic = LatestQuestion(topic=taken.asks, since=taken.since, until=taken.until, source=taken.source)
        return latest(self, question, text, topic, question.as_of or now)

    def namesakes(self, surname: str, *, collections: Sequence[str], now: datetime) -> tuple[str, ...]:
        """The full names that the record has for a surname, the most named first."""
        query = self.query(Question(text=surname, collections=tuple(collections)), surname, now, (None, None))
        if not query.terms:
            return ()
        hits = self.search.annotated(self.search.sentences(query, limit=NAMESAKES_OF))
        return tuple(each.name for each in bearers(surname, hits) if " " in each.name)

    def written(self, word: str, *, collections: Sequence[str], now: datetime) -> str:
        """The word as the record writes it: "Amadi" of "amadi"."""
        query = self.query(Question(text=word, collections=tuple(collections)), word, now, (None, None))
        hits = self.search.sentences(query, limit=WRITTEN_IN) if query.terms else ()
        return as_written(word, [hit.sentence.text for hit in hits])

    def people(
        self, articles: Sequence[str], gender: str, *, collections: Sequence[str], now: datetime
    ) -> tuple[str, ...]:
        """The men ("m") or women ("f") that articles (keys) tell of, in full, the most told of first."""
        query = self.query(Question(text="", collections=tuple(collections)), "", now, (None, None))
        return people_of(self.search.parsed(self.search.of_articles(articles, query)), gender)

    def outlets(self, collections: Sequence[str]) -> tuple[str, ...]:
        """The names of the outlets that have articles there."""
        return self.search.record.sources(collections)
