"""A message held against the record, sentence by sentence: what differs is marked, nothing is judged."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.amounts import Amount, amounts
from bot.answers import Citation
from bot.followups.names import named
from bot.intents.names import names_in
from bot.intents.words import word_set
from retrieval.language.countries import country_of
from retrieval.text.split import split
from retrieval.text.tokens import tokenise

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
LOOKED_AT = 12  # sentences of one message
_TITLES = word_set(
    "president minister prime mr mrs ms dr sir king queen prince princess general senator governor mayor pope"
)


class MarkKind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    DATE = "date"  # a month or a day of the week


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number, name or date of a sentence that the cited one does not have; half-open offsets into it."""

    start: int
    end: int
    kind: MarkKind
    cited: str | None = None  # what the cited sentence has in its place, where that is plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One sentence of the message and the nearest cited sentence; None when nothing is near."""

    text: str
    nearest: Citation | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The whole message. ``left_out`` counts the sentences behind the last one that was looked at."""

    sentences: tuple[Checked, ...]
    left_out: int = 0


def check(message: str, nearest: Callable[[str], Citation | None]) -> Check:
    """Each sentence of a message with the nearest cited sentence, which ``nearest`` finds."""
    texts = [message[span.start : span.end] for span in split(message)]
    texts = [text for text in texts if any(c.isalnum() for c in text)]
    checked = []
    for number, text in enumerate(texts[:LOOKED_AT], start=1):
        found = nearest(text)
        if found is not None:
            found = Citation(n=number, sentence=found.sentence, answer_span=found.answer_span, score=found.score)
        checked.append(Checked(text=text, nearest=found, marks=() if found is None else marks(text, found)))
    return Check(sentences=tuple(checked), left_out=max(0, len(texts) - LOOKED_AT))


def marks(text: str, citation: Citation) -> tuple[Mark, ...]:
    """Numbers, names and dates of a sentence that the cited one lacks, in order and apart from each other.

    The names its mentions stand for count as there: who writes "Umerov" where the article has "he" differs in nothing.
    """
    sentence = citation.sentence
    names = dict.fromkeys((*names_in(sentence.text), *(mention.refers_to for mention in sentence.mentions)))
    both = (*_names(text, sentence.text, tuple(names)), *_numbers(text, sentence.text), *_dates(text, sentence.text))
    found = sorted(both, key=lambda mark: (mark.start, -mark.end))
    apart: list[Mark] = []
    for mark in found:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return tuple(apart)


def _numbers(text: str, cited: str) -> list[Mark]:
    ours, theirs = amounts(text), amounts(cited)
    known = {(amount.value, amount.percent) for amount in theirs}
    lacking = [amount for amount in ours if (amount.value, amount.percent) not in known]
    said = {(amount.value, amount.percent) for amount in ours}
    spare = [amount for amount in theirs if (amount.value, amount.percent) not in said]
    return [
        Mark(
            start=amount.start,
            end=amount.end,
            kind=MarkKind.NUMBER,
            cited=_instead(amount, text, lacking, spare, cited),
        )
        for amount in lacking
    ]


def _instead(amount: Amount, text: str, lacking: Sequence[Amount], spare: Sequence[Amount], cited: str) -> str | None:
    """The other number of the same thing: before the same noun, or the only one left of its kind on either side."""
    noun = _behind(text, amount.end)
    same = [other for other in spare if noun and _behind(cited, other.end) == noun and other.percent == amount.percent]
    if len(same) != 1:
        kind = [other for other in spare if other.percent == amount.percent]
        alone = len(kind) == 1 and sum(other.percent == amount.percent for other in lacking) == 1
        counted = {noun, _behind(cited, kind[0].end)} - {""} if kind else set()
        same = kind if alone and len(counted) < 2 and not _years(amount, kind[0]) else []
    return cited[same[0].start : same[0].end] if same else None


def _years(one: Amount, other: Amount) -> bool:
    """Whether just one of them reads as a year, and so counts another thing."""
    return (1900 <= one.value <= 2100) != (1900 <= other.value <= 2100)


def _behind(text: str, at: int) -> str:
    """The index term of the word behind a number: what it counts."""
    found = re.match(r"[\s-]*([^\W\d_]+)", text[at:])
    terms = tokenise(found[1]) if found else ()
    return terms[0] if terms else ""


def _dates(text: str, cited: str) -> list[Mark]:
    """Months and days of the week; the other one of the sort, where there is just one."""
    found = []
    for sort in (_MONTHS, _DAYS):
        pattern = re.compile(rf"(?<=\w\W)(?:{sort})\b|^(?:{sort})(?= \d)")  # "May I" is no month
        theirs = set(re.findall(rf"\b(?:{sort})\b", cited))
        lacking = [match for match in pattern.finditer(text) if match.group() not in theirs]
        spare = theirs - {match.group() for match in pattern.finditer(text)}
        instead = spare.pop() if len(spare) == 1 and len({match.group() for match in lacking}) == 1 else None
        found += [Mark(start=m.start(), end=m.end(), kind=MarkKind.DATE, cited=instead) for m in lacking]
    return found


def _names(text: str, cited: str, theirs: Sequence[str]) -> list[Mark]:
    ours = names_in(text)
    there = set(tokenise(cited)) | {term for name in theirs for term in tokenise(name)}
    words = (*re.findall(r"[^\W\d_]+", cited), *names_in(cited))
    countries = {country for word in words if (country := country_of(word.removeprefix("the ")))}
    lacking = [name for name in ours if not _is_there(name, there, theirs, countries)]
    spare = [name for name in theirs if not _is_there(name, set(tokenise(text)), ours, set())]
    found = []
    for name in lacking:
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            cited_name = _other_name(name, lacking, spare)
            found.append(Mark(start=at.start(), end=at.end(), kind=MarkKind.NAME, cited=cited_name))
    return found


def _is_there(name: str, there: set[str], names: Sequence[str], countries: set[str]) -> bool:
    """Whether the cited sentence has the name, its last word at least, and not as somebody else's."""
    if (country := country_of(name)) is not None and country in countries:
        return True
    terms = tokenise(name)
    if not terms:
        return True
    if all(term in there for term in terms):
        return True
    if terms[-1] not in there:
        return False
    *first_names, last = _fold(name).split()
    first = set(first_names) - _TITLES
    others = [_fold(other).split() for other in names]
    namesakes = [set(other[:-1]) - _TITLES for other in others if other[-1:] == [last]]
    return not first or not any(namesakes) or any(first & other for other in namesakes)


def _other_name(name: str, lacking: Sequence[str], spare: Sequence[str]) -> str | None:
    """The name that stands in its place: the namesake, or the only one left of its kind on either side."""
    last = _fold(name).split()[-1]
    namesakes = [other for other in spare if _fold(other).split()[-1] == last]
    if len(namesakes) == 1:
        return namesakes[0]
    if len(lacking) == len(spare) == 1 and None in (named(name).label, named(spare[0]).label):
        return spare[0]
    kind = named(name).label
    alike = [other for other in spare if named(other).label == kind]
    rivals = [other for other in lacking if named(other).label == kind]
    return alike[0] if kind is not None and len(alike) == len(rivals) == 1 else None


def _fold(name: str) -> str:
    """Lower case without accents."""
    spread = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))
