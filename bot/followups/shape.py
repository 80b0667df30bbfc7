"""How an earlier question is built: its question word, its auxiliary, and the rest, so that it can be asked anew."""

import re
from dataclasses import dataclass

from bot.followups.described import described
from bot.followups.topics import open_noun
from bot.followups.turns import Turn
from bot.intents.focus import asked
from bot.intents.words import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, WH, Word, words
from retrieval.types import AnswerType

_DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
_MAIN_DO = re.compile(r"\bdo\b")
BASES = {"won": "win", "lost": "lose", "beat": "beat", "led": "lead", "rose": "rise", "fell": "fall", "grew": "grow",
         "shrank": "shrink"}  # fmt: skip
PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|orn|un|ung|ought|aught|id|ade|ost|old|et|ut|it|eld|ent)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """``body`` follows a question word: "was Umerov appointed". ``thing`` is what the question left open in it."""

    body: str
    thing: str  # "" when the body is whole without it
    passive: bool
    subject: str = ""  # what follows the first word, where that is known


def shape(turn: Turn) -> Shape | None:
    """The question without what it asks for; None when it cannot be turned."""
    question = turn.question.strip().rstrip("?!. ")
    spoken = words(question)
    plain = [word.lower for word in spoken]
    if not plain:
        return None
    if plain[0] in AUXILIARIES:  # "did Trump meet Putin": whole already
        return Shape(body=_lowered(question), thing="", passive=plain[0] in BE)
    start = next((i for i, word in enumerate(plain) if word in WH), None)
    if start is None or start > 1:
        return None
    verb = next((i for i in range(start + 1, len(plain)) if plain[i] in AUXILIARIES and plain[i] != "'s"), None)
    how = plain[start] in ("when", "where", "why", "how") and plain[start + 1 : start + 2] not in (["many"], ["much"])
    if how and verb is not None and verb <= start + 2:
        passive = plain[verb] in BE and any(map(_is_participle, spoken[verb + 2 :], plain[verb + 1 :]))
        return Shape(body=question[spoken[verb].start :], thing="", passive=passive)
    return _open(turn, question, spoken, start, verb)


def _is_participle(word: Word, before: str) -> bool:
    return not word.capital and before not in DETERMINERS and bool(PARTICIPLE.fullmatch(word.text))


def _open(turn: Turn, question: str, spoken: tuple[Word, ...], start: int, verb: int | None) -> Shape | None:
    """Questions for a person or thing: the answer takes its place."""
    noun = open_noun(turn)
    thing = _thing(turn, noun)
    if verb is not None and verb + 1 < len(spoken):
        auxiliary, rest = spoken[verb].lower, question[spoken[verb + 1].start :]
        following = spoken[verb + 1]
        many = noun is None and spoken[verb - 1].lower in ("many", "much") and following.lower not in DETERMINERS
        counted = following.lower in PREPOSITIONS or many
        doing = auxiliary in BE and following.lower.endswith("ing")
        participle = not following.capital and (doing or bool(PARTICIPLE.fullmatch(following.text)))
        subject = auxiliary not in _DO and (counted or participle)
        if subject and thing:
            body = f"{_whole(spoken[verb])} {thing} {rest}"
            return Shape(body=body, thing="", passive=auxiliary in BE, subject=thing)
        if not subject and auxiliary in _DO and _MAIN_DO.search(rest):  # "what did the Fed do with"
            return Shape(body=f"{spoken[verb].text} {_MAIN_DO.sub('do that', rest, count=1)}", thing="", passive=False)
        if not subject:
            body = f"{_whole(spoken[verb])}{question[spoken[verb].end :]}"
            return Shape(body=body, thing=thing, passive=False)
        return None
    after = start + 1 if noun is None or spoken[start].lower == "who" else _behind_noun(spoken)
    if noun is None and after < len(spoken) and spoken[after].lower == "many":  # "how many died?"
        after, thing = after + 1, f"{thing} people" if thing else ""
    if thing and after < len(spoken):
        return Shape(body=f"is it that {thing} {question[spoken[after].start :]}", thing="", passive=False)
    return None


def _behind_noun(spoken: tuple[Word, ...]) -> int:
    found = asked(spoken)
    return found.phrase[1] if found.phrase is not None else len(spoken)


def _thing(turn: Turn, noun: str | None) -> str:
    """What the earlier question was answered with, as a noun phrase; else what it asked for."""
    answer = turn.answer
    if not answer:
        return f"the {noun}" if noun else ""
    if any(name.text == answer for name in turn.names):
        return answer
    if noun and turn.answer_type == AnswerType.AMOUNT.value and " " not in answer and answer.isalpha():
        return f"{answer.lower()} {noun}"  # "twelve people"
    if noun and not noun.split()[-1].lower().endswith("s"):
        thing = described(turn)
        told = thing is not None and noun.split()[-1].lower() in thing.lower().split()
        return thing if thing and told else f"the {noun}"
    if noun and answer.split()[-1].replace(",", "").replace(".", "").isdigit():  # "about 900 drivers"
        return f"{_lowered(answer)} {noun}"
    return answer


def _whole(verb: Word) -> str:
    """ "is" of "'s" """
    return verb.text if verb.is_word else verb.lower


def _lowered(question: str) -> str:
    return question[:1].lower() + question[1:]
