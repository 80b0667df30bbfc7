"""What a whole question takes from the turn before it without a word for it: the time, the source, the place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from bot.followups.described import described, is_several
from bot.followups.parts import Parts, joined, parted
from bot.followups.posts import before_whom
from bot.followups.shape import BASES
from bot.followups.topics import end_of_phrase, things
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.nouns import is_noun, kinds
from bot.intents.words import AUXILIARIES, DETERMINERS, FUNCTION, PREPOSITIONS, WH, word_set, words
from retrieval.language.lexicon import ROLES
from retrieval.reader.whether.contraries import contrary
from retrieval.types import AnswerType

_THEN = re.compile(
    r",? (?:then|that day|on that day|at that time|at the time|the same day|that week|that month)$", re.I
)
STATES = word_set("dead hurt injured wounded killed missing arrested detained rescued")
_DONE = frozenset({"die", "survive", "resign", "win", "lose"})
_HAPPENED = STATES | word_set("happened happen died won lost survived attended came spoke")
_ANYBODY = frozenset({"anyone", "anybody", "someone", "somebody", "people"})
_COUNTED = frozenset({"many", "much", "people", "else"})
ADJUNCT = re.compile(r" (?:in|at|near|during|after|on|from|off|outside) (?:the )?[\w'’ -]+$", re.I)
_DEED = re.compile(r"(?:and |but |so )?(?:who|what|which \w+) (?P<deed>\w+)\b[?!. ]*", re.I)
_NAME_OF = re.compile(
    r"^(?:and )?what(?:['’]?s| is| was) (?:(?P<owner>[\w -]+)['’]s name|the name of (?P<of>[\w -]+))\W*$", re.I
)
_LACKS = re.compile(r"^(?:who|what|which \w+|how many(?: \w+)?) (?:\w+ ){1,2}(?:against)\W*$", re.I)
_SAYS = re.compile(r"\b(?:say|said|write|written|wrote|call|called|tell|told|claim|warn|promise)\b", re.I)
_QUOTED = frozenset({AnswerType.STATEMENT.value, AnswerType.YES_NO.value})
LEADS, LED = "leader.9623038", frozenset({"GPE", "LOC", "ORG"})
_HEADS = frozenset({"head", "ceo", "owner", "founder", "premier", "spokesman", "spokeswoman"})
_LEADER = re.compile(r"^who(?: is|['’]?s| was) the (?:new |former )?(?P<noun>\w+)(?=\W*$)", re.I)


def inherited(question: str, earlier: Sequence[Turn]) -> str:
    """The question with the time and source of the last one, where it asks the same of somebody or something else."""
    question = _contrary(of_whom(_by_name(question, earlier), earlier[-1]), earlier[-1])
    question = before_whom(_against(question, earlier))
    own, before = parted(question), parted(earlier[-1].question)
    if found := _THEN.search(own.asks):
        day = next(filter(None, (parted(turn.question).when for turn in reversed(earlier))), "")
        return joined(replace(own, asks=own.asks[: found.start()], when=day)) if day and not own.when else question
    if _asks_nothing_of_its_own(own):
        told = Parts(
            asks=own.asks
            + (_of_thread(earlier) if _whether(own) else _where(replace(earlier[-1], question=before.asks))),
            when=own.when or before.when,
            source=own.source or before.source,
        )
        return question if told == own else joined(told)
    if not _asks_alike(own.asks, before.asks):
        return question
    told = replace(own, when=own.when or before.when, source=own.source or before.source)
    return question if told == own else joined(told)


def _against(question: str, earlier: Sequence[Turn]) -> str:
    """ "who voted against?" with what the thread is about; any other question as it is."""
    if not _LACKS.match(question):
        return question
    for turn in reversed(earlier):
        about = next(chain(things(turn, plural=False), things(turn, plural=True)), None)
        if about is not None:
            return f"{question.rstrip('?! .')} {about}?"
    return question


def _by_name(question: str, earlier: Sequence[Turn]) -> str:
    """ "what's the mayor's name?" as "who is the mayor?", or as who said what was quoted of the mayor."""
    found = _NAME_OF.match(question)
    whom = found and (found["owner"] or found["of"])
    if not whom or not (whom.split()[-1].lower() in ROLES or names_in(whom)):
        return question
    for turn in reversed(earlier):
        told = turn.answer and turn.answer_type in _QUOTED and _SAYS.search(turn.question)
        if told and whom.lower() in turn.question.lower():
            return f"who said {turn.answer}?"
    return f"who is {whom}?"


def of_whom(question: str, last: Turn) -> str:
    """ "who is the mayor?" with the place or the body that the last turn is about; any other question as it is."""
    asked = _LEADER.match(question)
    if asked is None or not (asked["noun"].lower() in _HEADS or LEADS in kinds(asked["noun"].lower())):
        return question
    named = sorted(
        (name for name in last.names if name.label in LED or name.label is None), key=lambda name: name.label is None
    )
    answered = next((name.text for name in named if name.text == last.answer), None)
    group = described(last)
    body = group if group and is_several(group, last) else None
    whom = answered or body or next(chain((name.text for name in named), things(last, plural=False)), None)
    return f"{asked.group()} of {whom}?" if whom else question


def _contrary(question: str, last: Turn) -> str:
    """ "who lost?", after "who won the vote?", with what was won; any other question as it is."""
    own, before = _DEED.fullmatch(question), _DEED.match(last.question)
    if own is None or before is None or not contrary(*(_base(each["deed"].lower()) for each in (own, before))):
        return question
    rest = last.question[before.end() :]
    return f"{question.rstrip('?! .')} {rest}" if rest else question


def _base(deed: str) -> str:
    return BASES.get(deed, deed)


def _asks_nothing_of_its_own(own: Parts) -> bool:
    """ "who was hurt?": a question word and what happened, no name and no thing."""
    spoken = [word.lower for word in words(own.asks) if word.is_word]
    whether = bool(spoken) and spoken[0] in AUXILIARIES and not _ANYBODY.isdisjoint(spoken)  # "did anyone die?"
    asks = bool(spoken) and (whether or spoken[0] in ("who", "what", "how"))
    if not asks or len(spoken) > 5 or names_in(own.asks):
        return False
    rest = [word for word in spoken if word not in WH | AUXILIARIES | DETERMINERS | _COUNTED | _ANYBODY]
    if len(rest) != 1 or rest[0] in FUNCTION:
        return False
    if whether:
        return rest[0] in _HAPPENED | BASES.keys() | _DONE or rest[0].endswith("ed")
    return rest[0] in _HAPPENED or (rest[0].endswith("ed") and not is_noun(rest[0]))


def _whether(own: Parts) -> bool:
    """ "did anyone die?" """
    return own.asks.partition(" ")[0].lower() in AUXILIARIES


def _of_thread(earlier: Sequence[Turn]) -> str:
    """Where, or in what, of the latest turn that says it; else " in" what the thread is about, if that is no person."""
    for turn in reversed(earlier):
        if place := _where(replace(turn, question=parted(turn.question).asks)):
            return place
    about = (name.text for turn in reversed(earlier) for name in turn.names if name.label not in ("PERSON", "DATE"))
    return next((f" in {name}" for name in about), "")


def _where(last: Turn) -> str:
    """ " in Marrow Bay", or " in the Ostel floods", from the last question; "" when it has no such thing."""
    place = ADJUNCT.search(last.question)
    if place and _telling(place.group()):
        return place.group()
    events = (*things(last, plural=True), *things(last, plural=False))
    event = next((each for each in events if names_in(each)), None)
    return f" in {event}" if event else ""


def _telling(place: str) -> bool:
    return bool(names_in(f"and{place}")) or any(is_noun(word.lower) for word in words(place))


def _asks_alike(asks: str, before: str) -> bool:
    """Whether it asks with the same question word for the same doing."""
    predicate = _predicate(before)
    if predicate is None:
        return False
    spoken = [word.lower for word in words(asks) if word.is_word]
    wh = predicate[0].split()
    return spoken[: len(wh)] == wh and predicate[1] in spoken[len(wh) + 1 :]


def _predicate(asks: str) -> tuple[str, str] | None:
    """The question word and the main verb of "what did Peskov say about tariffs"."""
    spoken = [word for word in words(asks) if word.is_word]
    if not spoken or spoken[0].lower not in WH:
        return None
    verb = next(
        (i for i in range(1, min(5, len(spoken))) if spoken[i].lower in ("did", "does", "do", "has", "have")), None
    )
    if verb is None:
        return None
    subject = verb + 1
    if subject < len(spoken) and spoken[subject].lower in DETERMINERS:
        subject = (end_of_phrase(tuple(spoken), subject + 1) or subject + 2) - 1
    for word in spoken[subject + 1 :]:
        if not word.capital and word.lower not in FUNCTION | PREPOSITIONS:
            return (" ".join(each.lower for each in spoken[:verb]), word.lower)
    return None
