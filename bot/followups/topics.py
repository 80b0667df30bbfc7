"""The things and people without a name that a question is about: "the Texas floods", "the minister"."""

import re
from collections.abc import Iterator

from bot.followups.parts import parted
from bot.followups.turns import Turn
from bot.intents.focus import asked
from bot.intents.nouns import is_noun, kinds
from bot.intents.words import ADVERBS, BE, DETERMINERS, FUNCTION, PREPOSITIONS, Word, word_set, words
from retrieval.language.lexicon import MAN, ROLES, WOMAN

_DO = word_set("do does did will would can could should may might must")
_VERBS = word_set("get go come take make give say know want need leave keep pay meet have see")  # hardly ever nouns
_BELONGS = word_set("of into against over")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")  # somebody else's words
_BEHIND = re.compile(r"(?<=\w) (?:of|in|at|from|for) ")
_ACTING = frozenset({"person.7846", "group.31264", "social_group.7950920", "organization.8008335"})
_LONGEST = 5  # words behind "the"


def topics(turn: Turn) -> tuple[str, ...]:
    """The phrases with "the" in the question, in order; not what it asks for ("what is the rate"), nor bare names."""
    question = _QUOTED.sub(lambda said: " " * len(said.group()), parted(turn.question).asks)
    spoken = words(question)
    wanted = asked(spoken).phrase
    found = []
    for i, word in enumerate(spoken):
        asked_for = wanted is not None and wanted[0] <= i + 1 < wanted[1]
        if _begins(spoken, i) and not asked_for and (end := end_of_phrase(spoken, i + 1)):
            found.append(f"the{question[word.end : spoken[_of(spoken, end) - 1].end]}")
    return tuple(found)


def _begins(spoken: tuple[Word, ...], at: int) -> bool:
    """Whether a thing's phrase begins there: "the ferry", "that referendum"; not "the 10th", "the last one"."""
    behind = spoken[at + 1 : at + 3]
    if not behind or behind[0].text[0].isdigit() or behind[-1].lower in ("one", "ones"):
        return False
    return spoken[at].lower == "the" or (spoken[at].lower in ("that", "this") and is_noun(behind[0].lower))


def open_noun(turn: Turn) -> str | None:
    """The noun phrase that the question word belongs to: "deadline" in "what deadline did ..."."""
    spoken = words(turn.question)
    found = asked(spoken)
    if found.phrase is None or found.wh is None or found.phrase[0] > found.wh + 2:
        return None
    first, last = found.phrase
    if last == first + 1 and spoken[first].lower.endswith("ed") and not is_noun(spoken[first].lower):
        return None  # "how many died"
    if spoken[last - 1].capital:  # "what is Quell accused of" asks for no Quell
        return None
    return turn.question[spoken[first].start : spoken[last - 1].end]


def people(turn: Turn, gender: str) -> Iterator[str]:
    """Roles among the topics that he ("m") or she ("f") can be."""
    other = WOMAN if gender == "m" else MAN
    if any(name.gender not in (None, gender) for name in turn.shown):  # "the coach", Lena Voss
        return
    for topic in topics(turn):
        head = head_of(topic)
        if head in ROLES and head not in other:
            yield topic


def things(turn: Turn, *, plural: bool) -> Iterator[str]:
    """Topics that are no single person's role: those in the plural, groups among them, or those that are not, groups
    last: "is the union against the tariff?", "when did it start?"
    """
    for topic in sorted(topics(turn), key=lambda topic: not plural and is_group(head_of(topic))):
        head = head_of(topic)
        many = head.endswith("s") and not head.endswith(("ss", "sis", "us"))
        if head not in ROLES and (many == plural or (plural and is_group(head))):
            yield topic


def is_group(noun: str) -> bool:
    """Whether it names several who act as one: "the union", "the government"."""
    return "group.31264" in kinds(noun)


def may_act(noun: str) -> bool:
    """Whether it can name somebody or a body in any of its senses: "the authority" decides, "the flu" does not."""
    return not _ACTING.isdisjoint(kind.removeprefix("~") for kind in kinds(noun))


def acts(noun: str) -> bool:
    """Whether somebody is meant who can say and do things: "the minister", "the union"."""
    return noun in ROLES or is_group(noun)


def head_of(phrase: str) -> str:
    """ "party" of "the Green party of Tarn", "Greens" of "the Greens in Lagen"; in small letters."""
    return _BEHIND.split(phrase, maxsplit=1)[0].split()[-1].lower()


def _of(spoken: tuple[Word, ...], end: int) -> int:
    """The end with the name behind "of" and the like: "the mayor of Tessaby", "the inquiry into Harcastle"."""
    if end + 1 < len(spoken) and spoken[end].lower in _BELONGS and spoken[end + 1].capital:
        end += 2
        while end < len(spoken) and spoken[end].capital:
            end += 1
    return end


def end_of_phrase(spoken: tuple[Word, ...], start: int) -> int | None:
    """Where the noun phrase ends: behind its first common noun, or the second when nothing but the rest follows."""
    for i in range(start, min(start + _LONGEST, len(spoken))):
        word = spoken[i]
        if not word.is_word or word.lower in FUNCTION:
            return None
        if not word.capital and (is_noun(word.lower) or _closes(spoken, i + 1)):
            if _asked_to(spoken, start):
                return _before_the_verb(spoken, i)
            further = i + 1 < len(spoken) and _adds(spoken, i + 1)
            return i + 2 if further else i + 1
    return None


def _asked_to(spoken: tuple[Word, ...], start: int) -> bool:
    """Whether a verb must follow: "when does the tariff pause end"."""
    return start > 1 and spoken[start - 2].lower in _DO | BE and spoken[start - 1].lower in DETERMINERS


def _before_the_verb(spoken: tuple[Word, ...], first: int) -> int:
    """The end of a run of nouns, whose last is the verb when an object, a phrase or the end follows it."""
    last = first
    if last + 1 < len(spoken) and spoken[last + 1].lower in _VERBS:
        return last + 1
    nouns = (is_noun(word.lower) and word.lower not in ADVERBS | FUNCTION for word in spoken[last + 1 :])
    while next(nouns, False):
        last += 1
    over = _closes(spoken, last + 1)
    if over and last > first and _verb_behind(spoken, last + 1):
        return last + 1
    if not over and _is_verb(spoken[last + 1]):
        return last + 1
    over = over or spoken[last + 1].capital or spoken[last + 1].lower in ADVERBS | DETERMINERS
    return last if last > first and over else first + 1


def _verb_behind(spoken: tuple[Word, ...], at: int) -> bool:
    """Whether a verb follows what a preposition and a name add: "the night train | to Solm start"."""
    if at >= len(spoken) or spoken[at].lower not in PREPOSITIONS:
        return False
    end = at + 1
    while end < len(spoken) and spoken[end].capital:
        end += 1
    verb = spoken[end] if at + 1 < end < len(spoken) else None
    return verb is not None and verb.is_word and verb.lower not in FUNCTION | ADVERBS


def _is_verb(word: Word) -> bool:
    return not (word.capital or is_noun(word.lower)) and word.lower not in FUNCTION | ADVERBS


def _adds(spoken: tuple[Word, ...], at: int) -> bool:
    """Whether a second noun belongs to the phrase: it ends the question, or is somebody's office."""
    return is_noun(spoken[at].lower) and (_closes(spoken, at + 1) or spoken[at].lower in ROLES)


def _closes(spoken: tuple[Word, ...], at: int) -> bool:
    return at >= len(spoken) or not spoken[at].is_word or spoken[at].lower in PREPOSITIONS | BE
