"""Questions of a word or two ("why?", "since when?"), which ask that of the turn before."""

import re
from dataclasses import replace

from bot.followups.parts import parted
from bot.followups.shape import BASES, PARTICIPLE, Shape, shape
from bot.followups.turns import Turn
from bot.intents.words import PREPOSITIONS, word_set

_BARE = re.compile(
    r"(?P<wh>why|when|where|how|how long|how often|who|where from|how come|what for|in what way|how many|how much|"
    r"by how much|by how many(?: \w+)?|for how long|out of how many|since|until|till|by|"
    rf"(?:{'|'.join(sorted(PREPOSITIONS))}) (?:whom?|what(?: (?!is\b|was\b|does\b|did\b)[a-z]+)?|when|where"
    r"|which [a-z]+|how (?:much|long|often|many(?: [a-z]+)?)))"
    r"(?: so| exactly| then|(?<!who) (?:is|was) (?:that|this))?",
    re.I,
)
_SAID_IT = re.compile(
    r"(?P<wh>when|where|why|how) (?:did|does|do|has|have) (?:he|she|they|it) (?:say|said|tell|told) "
    r"(?:it|that|this|so|\w+ (?:that|so))",
    re.I,
)
_WHY_NOT = re.compile(r"why not(?: (?P<then>earlier|sooner|later|before|now|then|yet))?", re.I)
_WHO_ELSE = re.compile(r"(?:who|anyone|anybody|someone|somebody) else", re.I)
_WHO = re.compile(r"who(?P<is>['’]s)?(?: else)?\b", re.I)
_DONE = re.compile(rf"^is it that (?P<who>.+?) (?P<deed>{'|'.join(BASES)})\b")
_STATE = re.compile(rf"(?P<be>is|are) (?P<of>(?:.+) {PARTICIPLE.pattern})", re.I)
_SAID = re.compile(r"^what (?:did|does|has|have) .+? (?:say|said|tell|told)\b", re.I)
_DENIED = word_set("is are was were do does did has have had will would can could should")
_SAME = {
    "how come": "why",
    "what for": "why",
    "for what": "why",
    "in what way": "how",
    "where from": "from where",
    "since": "since when",
    "until": "until when",
    "till": "until when",
    "by": "by whom",
}


def is_bare(body: str) -> bool:
    """Whether a message without its end marks is only a question word."""
    return any(form.fullmatch(_plain(body)) for form in (_BARE, _WHY_NOT, _WHO_ELSE))


def _plain(body: str) -> str:
    return body.replace("’", "'").replace("'s ", " is ")


def said_when(body: str, last: Turn) -> str | None:
    """ "when did he say it?" of what somebody was asked to have said: the question word of that; None of all else."""
    found = _SAID_IT.fullmatch(body)
    if found is None or not _SAID.search(parted(last.question).asks):
        return None
    told = (last.answer or "").startswith("that ")
    return bare(found["wh"], last if told else replace(last, answer=None))


def bare(body: str, last: Turn) -> str | None:
    """The question word asked of the earlier question, whole: "why did Trump set the 50 -day deadline?"."""
    if refused := _WHY_NOT.fullmatch(body):  # "why not earlier?" asks why it is as it is
        whole = bare("why", last)
        if refused["then"]:
            return whole and f"{whole.rstrip('?')} {refused['then']}?"
        return _denied(last) or whole
    if _WHO_ELSE.fullmatch(body):
        who = _WHO.match(last.question)
        return who and f"who else{' is' if who['is'] else ''}{last.question[who.end() :]}"
    found = _BARE.fullmatch(_plain(body))
    if found is None:
        return None
    word = found["wh"].lower()
    word = _SAME.get(word, word)
    if word in ("when", "since when", "until when"):
        last = replace(last, question=parted(last.question).asks)
    before = shape(last)
    if before is None:
        return None
    if word in ("how many", "how much"):
        named = any(name.text == before.thing for name in last.names)
        return _counted(word, replace(before, thing="") if named else before, last)
    if word == "who":
        if not before.passive:
            return None
        word = "by whom"
    if word in ("by who", "by whom") and not before.passive:
        return None
    if word == "since when" and (state := _STATE.fullmatch(before.body)):  # "is the harbour closed?": when it was
        return f"when was {state['of']}?" if state["be"] == "is" else f"when were {state['of']}?"
    if word.startswith("by how ") and (done := _DONE.match(before.body)):  # "who won?", as it is asked
        return f"{word} did {done['who']} {BASES[done['deed']]}{before.body[done.end() :]}?"
    if word == "out of how many" and before.body.startswith("is it that "):
        return f"{before.body.removeprefix('is it that ')}, {word}?"
    thing = f" {before.thing}" if before.thing and before.thing.lower() not in before.body.lower() else ""
    return f"{word} {before.body}{thing}?"


def _denied(last: Turn) -> str | None:
    """ "why didn't the talks succeed?", after "did the talks succeed?"; None after other questions."""
    helper, _, rest = last.question.partition(" ")
    if helper.lower() not in _DENIED:
        return None
    denied = {"will": "won't", "can": "can't"}.get(helper.lower(), f"{helper.lower()}n't")
    return f"why {denied} {rest.rstrip('?!. ')}?"


def _counted(word: str, before: Shape, last: Turn) -> str | None:
    """ "how many drones did Russia launch?", after "what did Russia launch?" was answered "drones"."""
    things = before.thing.removeprefix("the ")
    if things and not any(c.isdigit() for c in things):
        return f"{word} {things} {before.body}?"
    return f"{word} {before.body}?" if word == "how much" and last.answer else None
