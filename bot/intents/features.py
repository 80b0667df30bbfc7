"""What the question-type model sees of a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.intents.focus import Asked, asked
from bot.intents.nouns import kinds, singular
from bot.intents.words import FUNCTION, Word, words

LONGEST = 80  # words of a question that are looked at; of a longer one, the last
REACH = 14  # words after the question word that the bag holds
BEFORE, AFTER = 6, 26  # words around the question word that the encoder reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A question as the model sees it: a bag of named features; words in context, and which of them to look at."""

    bag: frozenset[str]
    written: tuple[str, ...]
    places: tuple[int | None, int | None]  # of the question word and of the noun asked for, in ``written``


def see(text: str) -> Seen:
    """What the model sees of a question in wh-form."""
    question = words(text)[-LONGEST:]
    at = asked(question)
    start = max(0, (at.wh or at.head or 0) - BEFORE)
    end = min(len(question), start + BEFORE + AFTER)
    head = at.head if at.head is not None and at.head < end else None
    return Seen(
        bag=frozenset(_features(question, at)),
        written=tuple(word.text for word in question[start:end]),
        places=(
            None if at.wh is None else at.wh - start,
            None if head is None or head < start else head - start,
        ),
    )


def _features(question: tuple[Word, ...], at: Asked) -> Iterator[str]:
    shown = [_shown(word) for word in question]
    content = [i for i, word in enumerate(question) if word.is_word]
    start = at.wh if at.wh is not None else (content[0] if content else 0)
    around = [shown[i] for i in range(max(0, start), min(len(question), start + 5))]
    yield "bias"
    late = start > 2
    if at.wh is None:
        yield "no wh"
    for size in range(1, len(around) + 1):
        yield "wh:" + " ".join(around[:size])
    if len(content) <= 3 + (question[-1].text == "?" if question else 0):
        yield "short"
    yield f"length:{min(len(content) // 3, 4)}"
    tail = shown[-4:]
    for size in range(1, 4):
        yield "end:" + " ".join(tail[-size:])
    for i, word in enumerate(question):
        if (late and i < start - 1) or i > start + REACH:
            continue
        yield "w:" + shown[i]
        if word.is_word and word.lower not in FUNCTION:
            yield "l:" + singular(word.lower)
            if i > start and not word.capital:
                for kind in kinds(word.lower)[:6]:
                    yield "any:" + kind
            yield "shape:" + _shape(word)
        if i + 1 < len(question):
            yield f"2:{shown[i]} {shown[i + 1]}"
    yield from _frame(question, shown, at, start)
    if at.head is not None:
        head = question[at.head].lower
        yield "head:" + singular(head)
        yield "headend:" + head[-3:]
        yield "headplural:" + str(head.endswith("s"))
        asking = shown[start]
        pair = question[at.head - 1].lower + "_" + singular(head) if at.head else head
        for kind in kinds(pair) or kinds(head):
            yield "kind:" + kind
            if not kind.startswith("~"):
                yield f"kind:{asking}:{kind}"
        if at.phrase and at.phrase[0] < at.head:
            yield "headpair:" + pair
            for i in range(at.phrase[0], at.head):
                yield "modifier:" + shown[i]
                for kind in kinds(question[i].lower)[:3]:
                    yield "modkind:" + kind
        if at.head + 1 < len(question):
            yield "afterhead:" + shown[at.head + 1]
            if at.head + 2 < len(question):
                yield f"afterhead:{shown[at.head + 1]} {shown[at.head + 2]}"
        if question[at.head].capital:
            yield "headname"
    else:
        yield "nohead:" + shown[start] if shown else "nohead"
        for i in range(start + 1, len(question)):
            if question[i].is_word and question[i].lower not in FUNCTION:
                yield "first:" + singular(question[i].lower)
                yield "firstshape:" + _shape(question[i])
                break


def _frame(question: tuple[Word, ...], shown: list[str], at: Asked, start: int) -> Iterator[str]:
    """The question with its noun phrase taken out ("what is a _ ?"), and the verb of "what did she say?"."""
    if at.head is not None and at.phrase is not None and at.wh is not None:
        before = " ".join(shown[start : min(at.phrase[0], start + 5)])
        after = " ".join(shown[at.head + 1 : at.head + 2])
        yield f"frame:{before} _ {after}"
        yield f"frame:{before} {_shape(question[at.head])} {after}"
        yield f"frame:{before} {at.head - at.phrase[0]} {after}"
        named = any(word.capital for word in question[at.phrase[0] : at.head + 1])
        yield f"frame:{before} {named} {len(question) - at.head < 3}"
        for word in question[at.head + 1 : at.head + 6]:
            if word.is_word and word.lower not in FUNCTION:
                yield "next:" + singular(word.lower)
                yield f"next:{singular(question[at.head].lower)}:{singular(word.lower)}"
                break
    elif start + 1 < len(question):
        rest = [word for word in question[start + 1 : start + 12] if word.is_word and word.lower not in FUNCTION]
        lead = " ".join(shown[start : start + 2])
        if rest:
            yield f"ends:{lead}:{rest[-1].lower}"
            yield f"opens:{lead}:{_shape(rest[0])}"
            for kind in kinds(rest[0].lower)[:6]:
                yield f"opens:{shown[start]}:{kind}"
        for word in rest:
            if not word.capital:
                yield f"does:{lead}:{singular(word.lower)}"


def _shown(word: Word) -> str:
    return "#" if word.text[0].isdigit() else word.lower


def _shape(word: Word) -> str:
    if word.text[0].isdigit():
        return "digits"
    if word.text.isupper() and len(word.text) > 1:
        return "ACRONYM"
    return "Name" if word.capital else "word"
