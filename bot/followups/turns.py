"""What is kept of an answered question: enough to understand the next one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from bot.answers import Answer, Choice
from bot.followups.cased import as_named
from bot.followups.names import Name, gender_by_name, named, names_cited
from bot.intents import FactQuestion, Quote, WhoIs, classify, window
from bot.intents.fact import recognise as as_fact
from bot.intents.names import names_in
from bot.intents.nouns import is_noun
from bot.intents.slots import polite_off, slots
from bot.intents.words import FUNCTION, word_set
from retrieval.types import AnswerType, Query

_BY_TYPE = {
    AnswerType.PERSON.value: "PERSON",
    AnswerType.ORGANISATION.value: "ORG",
    AnswerType.PLACE.value: "GPE",
    AnswerType.TIME.value: "DATE",
    AnswerType.DURATION.value: "DATE",
    AnswerType.AMOUNT.value: "QUANTITY",
}
_SPELT = word_set(
    "one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands some several many most "
    "all few both no"
)
_IN = re.compile(r"^(?:in|at|near|to|from) (?=(?:the )?(?-i:[A-Z]))", re.I)  # "in Pell Point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question that was answered: standing alone, as it was asked of the record."""

    question: str
    answer: str | None = None
    answer_type: str | None = None  # AnswerType's value
    names: tuple[Name, ...] = ()  # in the question first, then the answer's, when it is one
    shown: tuple[Name, ...] = ()  # people in the sentence that answers it, besides
    said: str = ""  # as it was written, where that was something else
    readings: tuple[Choice, ...] = ()  # what it was asked back with
    asked_at: str | None = None  # ISO; then "yesterday" was the days below
    since: str | None = None  # ISO days
    until: str | None = None
    articles: tuple[str, ...] = ()  # keys of those that the answer was read in


def turn_of(answer: Answer, *, said: str = "", query: Query | None = None) -> Turn:
    """What later messages of the thread need to know of this answer; ``said`` is what the person wrote."""
    intent = classify(answer.question)
    if isinstance(intent, Quote | WhoIs):  # what follows is asked of the same question, whichever way it was answered
        intent = as_fact(answer.question)
    fact = isinstance(intent, FactQuestion)
    kind = intent.answer_type.value if isinstance(intent, FactQuestion) and fact else None
    known = names_cited(answer.citations or answer.nearest)
    question = polite_off(as_named(answer.question, {name.text: name.label == "PERSON" for name in known.values()}))
    names = [_thing(named(text, known), question) for text in names_in(question)]
    told = answer.answer
    if told and kind == AnswerType.PLACE.value:
        told = _IN.sub("", told)
    if told and (name := _answer_name(told, kind, known)) is not None:
        names.append(name)
    since, until = (None, None) if query is None else _days(answer.question, query)
    return Turn(
        question=question,
        answer=told,
        answer_type=kind,
        names=tuple(names),
        shown=_shown(answer, known, names),
        said="" if said == answer.question else said,
        readings=answer.choices,
        asked_at=query.as_of.isoformat() if query else None,
        since=since,
        until=until,
        articles=tuple(dict.fromkeys(c.sentence.article.key for c in answer.citations if c.answer_span or c.n == 1)),
    )


def _thing(name: Name, question: str) -> Name:
    """What is called "the Alma Ros" is nobody, whatever it was taken for."""
    called = name.label == "PERSON" and re.search(rf"\bthe {re.escape(name.text)}(?!\w|['’-]| [a-z])", question, re.I)
    return Name(text=name.text, label="PRODUCT") if called else name


def _days(question: str, query: Query) -> tuple[str | None, str | None]:
    """The first and last day of the time that a question names, in the zone it was asked in."""
    taken = slots(question)
    bound = query.since or query.until
    zone = (bound.tzinfo if bound else None) or UTC
    first, last = window(taken.since, taken.until, now=query.as_of, zone=zone)
    return (first.date().isoformat() if first else None, last.date().isoformat() if last else None)


def told_apart(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The same turns, each name with what any of them knows of it."""
    known: dict[str, Name] = {}
    for name in (name for turn in turns for name in turn.names):
        before = known.get(name.text)
        known[name.text] = Name(
            text=name.text,
            label=(before.label if before else None) or name.label,
            gender=name.gender or (before.gender if before else None),
            full=name.full or (before.full if before else None),
        )
    told = []
    for turn in turns:
        texts = [name.text for name in turn.names] or names_in(turn.question)
        told.append(replace(turn, names=tuple(known.get(text) or named(text) for text in texts)))
    return tuple(told)


def _shown(answer: Answer, known: Mapping[str, Name], names: Sequence[Name]) -> tuple[Name, ...]:
    """The people and bodies named in the first cited sentence that are not among the names."""
    here = " ".join(f"{name.text} {name.full or ''}" for name in names)
    cited = [named(name.text, known) for name in names_cited(answer.citations[:1]).values()]
    cited = [name for name in cited if (name.label == "PERSON" and " " in name.text) or name.label == "ORG"]
    return tuple(name for name in cited if name.text not in here)


def _answer_name(answer: str, kind: str | None, known: Mapping[str, Name]) -> Name | None:
    """The answer as a name; None for a clause or a quantity, which later pronouns hardly stand for by name."""
    found = named(answer, known)
    if found.label is None and kind == AnswerType.STATEMENT.value:
        return None
    label = found.label or _BY_TYPE.get(kind or "")
    if label in {"DATE", "QUANTITY", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"}:
        return None
    opens, _, rest = answer.partition(" ")
    if not answer[:1].isupper() or answer.lower() in FUNCTION:  # "judge", "Its"
        return None
    if label is None and opens.lower() in FUNCTION - {"the"}:  # "Its shares"
        return None
    if opens.lower() in _SPELT and rest[:1].islower():  # "Four lawmakers of the Coast Party"
        return None
    last = answer.split()[-1]
    body = (rest and last.islower() and is_noun(last)) or (opens.endswith("s") and rest[:3] in ("in ", "of "))
    if kind == AnswerType.PERSON.value and label != "ORG" and body:
        return None  # "Civil rights groups", "Greens in Lagen"
    if kind == AnswerType.PERSON.value and not (label == "ORG" and is_noun(answer.split()[-1].lower())):
        label = "PERSON"  # whatever "Hask" was taken for; "Korvane Shipping" is a company
    if kind == AnswerType.PLACE.value and label in {"ORG", "PERSON"}:  # whatever "Pell Point" was taken for
        label = "GPE"
    return Name(text=answer, label=label, gender=found.gender or gender_by_name(answer, label), full=found.full)
