"""A noun phrase in the place of one in the earlier question: of the same noun, behind the same preposition, ..."""

import re
from collections.abc import Sequence

from bot.followups.fragments import Fragment
from bot.followups.inherit import ADJUNCT, STATES
from bot.followups.pronouns import owner
from bot.followups.referents import PERSON
from bot.followups.topics import acts, end_of_phrase, is_group
from bot.followups.turns import Turn
from bot.intents.focus import asked
from bot.intents.lists import is_plural
from bot.intents.names import CALENDAR
from bot.intents.nouns import is_noun
from bot.intents.words import AUXILIARIES, DETERMINERS, FUNCTION, PREPOSITIONS, WH, Word, word_set, words
from retrieval.language.lexicon import ROLES
from retrieval.types import AnswerType

_IS = re.compile(
    r"^(?P<head>\W*(?:who|what)(?: is| was| are| were|['’]s) )(?:the|an?) [^,?]+?(?P<tail> (?:of|in|for|at|on) .+)?$",
    re.I,
)
_SAYS = re.compile(
    r"\b(?:say|said|says|tell|told|comment(?:ed)?|announced?|promised?|claim(?:ed)?|warn(?:ed)?|thinks?|thought|wants?|"
    r"demand(?:s|ed|ing)?|propos(?:e|ed|ing)|offer(?:ed|ing)?|suggest(?:ed)?|agreed?|decided?|plan(?:s|ned|ning)?|"
    r"write|wrote|argued?|do|done|doing)\b",
    re.I,
)
_ABOUTS = word_set("about regarding concerning")
_PEOPLE = ROLES | word_set("predecessor successor replacement rival opponent parents family wife husband")


def noun_exchanged(fragment: Fragment, question: str, last: Turn, _earlier: Sequence[Turn]) -> str | None:
    """A noun phrase takes the place of one with the same noun, or of what the question asks for."""
    spoken = words(question)
    new = words(fragment.what)
    head = new[-1].lower
    same = next((i for i in range(len(spoken) - 1, -1, -1) if spoken[i].lower == head), None)
    if same is not None:
        first = _phrase_start(spoken, same)
        return f"{question[: spoken[first].start]}{fragment.what}{question[spoken[same].end :]}"
    if fragment.preposition:
        put = in_place(fragment.preposition, fragment.what, question)
        return put or f"{question} {fragment.preposition} {fragment.what}"
    owned = any(word.lower == "'s" for word in new)
    if owned:
        somebody = head in _PEOPLE or last.answer_type == AnswerType.PERSON.value
        return f"{'who' if somebody else 'what'} is {fragment.what}"
    if (is_ := _IS.match(question)) is not None and new[0].lower in DETERMINERS:
        return f"{is_['head']}{fragment.what}{is_['tail'] or ''}"
    about = in_place("about", fragment.what, question)
    speaker = next((name.text for name in last.names if name.label in PERSON and name.text in question), None)
    if acts(head) and speaker and (about or not fragment.about):  # "what did Pask say about the strike", "the union?"
        return put_name(question, speaker, fragment.what)
    if about is not None:
        return about
    if len(new) == 1 and fragment.what.islower() and _ends_in_verb(spoken):  # "and end?": when did the strike end?
        return f"{question[: spoken[-1].start]}{fragment.what}"
    if (again := _counted(new, spoken, question)) is not None:
        return again
    found = asked(spoken)
    if found.phrase is None and (again := _bare_last(new, spoken, question)) is not None:
        return again
    if found.phrase is None:
        return f"{question} about {fragment.what}" if fragment.about and _SAYS.search(question) else None
    start, end = found.phrase
    one = not (is_plural(new[-1]) or is_group(head))
    if one and spoken[start - 1].lower == "many":
        return None
    bare = [word for word in new if word.lower not in DETERMINERS]
    put = fragment.what[bare[0].start :] if bare else fragment.what
    return f"{question[: spoken[start].start]}{put}{question[spoken[end - 1].end :]}"


def _counted(new: tuple[Word, ...], spoken: tuple[Word, ...], question: str) -> str | None:
    """ "how many people were hurt in Harrow", of "how many people died in Harrow" and "hurt"; None of all else."""
    if (
        len(new) > 1
        or len(spoken) < 3
        or new[0].lower not in STATES
        or [word.lower for word in spoken[:2]] != ["how", "many"]
    ):
        return None
    people = question[spoken[2].start : spoken[2].end] if spoken[2].lower.endswith(("s", "people")) else "people"
    place = ADJUNCT.search(question)
    return f"how many {people} were {new[0].text}{place.group() if place else ''}"


def _bare_last(new: tuple[Word, ...], spoken: tuple[Word, ...], question: str) -> str | None:
    """ "who gets finance", of "who gets defence": a bare noun in the place of one; None of all else."""
    last = len(spoken) - 1
    if last < 2:
        return None
    while last > 2 and is_noun(spoken[last - 1].lower) and spoken[last - 1].lower not in FUNCTION:
        last -= 1
    led = spoken[last - 1].lower in PREPOSITIONS or (last == 2 and spoken[0].lower == "who")
    if not led or spoken[last].capital or not is_noun(spoken[last].lower):
        return None
    if new[0].lower in DETERMINERS or acts(new[-1].lower):
        return None
    return f"{question[: spoken[last].start]}{' '.join(word.text for word in new)}"


def _ends_in_verb(spoken: tuple[Word, ...]) -> bool:
    """ "when did the strike begin" """
    if len(spoken) < 4 or spoken[0].lower not in WH or spoken[1].lower not in AUXILIARIES:
        return False
    last = spoken[-1]
    return not (last.capital or is_noun(last.lower) or last.lower in FUNCTION)


def in_place(preposition: str, what: str, question: str) -> str | None:
    """ "what did he say about the border" with another thing behind the same preposition; None when it has none."""
    spoken = words(question)
    wanted = _ABOUTS if preposition in _ABOUTS else {preposition}
    for i in range(len(spoken) - 2, 1, -1):
        if spoken[i].lower not in wanted:
            continue
        first = i + 1
        start = first + (spoken[first].lower in DETERMINERS and first + 1 < len(spoken))
        if spoken[start].lower in CALENDAR or spoken[start].text[:1].isdigit():
            continue
        end = start
        while end < len(spoken) and spoken[end].capital:
            end += 1
        end = end_of_phrase(spoken, start) or end
        if preposition in _ABOUTS:
            end = max(end, start + 1)
        if end > start:
            return f"{question[: spoken[first].start]}{what}{question[spoken[end - 1].end :]}"
    return None


def _phrase_start(spoken: tuple[Word, ...], head: int) -> int:
    """Where the noun phrase that ends in ``head`` starts: at its determiner or owner, else at its capitals."""
    for i in range(head - 1, max(head - 5, -1), -1):
        word = spoken[i]
        if word.lower in DETERMINERS and word.lower != "'s":
            return i
        if word.lower == "'s":
            first = i - 1
            while first > 0 and spoken[first - 1].capital and spoken[first - 1].lower not in FUNCTION:
                first -= 1
            return first - 1 if first > 0 and spoken[first - 1].lower == "the" else first
        if word.lower in FUNCTION:
            break
    first = head
    while first > 0 and spoken[first - 1].capital and spoken[first - 1].lower not in FUNCTION:
        first -= 1
    return first


def put_last(question: str, what: str) -> str | None:
    """The noun phrase at the end of a question taken by another; None when it ends in none."""
    spoken = words(question)
    head = len(spoken) - 1
    if head < 2 or not (spoken[head].capital or is_noun(spoken[head].lower)):
        return None
    first = _phrase_start(spoken, head)
    return f"{question[: spoken[first].start]}{what}" if first > 0 else None


def put_name(question: str, old: str, new: str) -> str:
    """The first place of the old name taken by the new one, owners as owners."""
    owned = re.compile(rf"(?:the )?(?<!\w){re.escape(old)}(?P<owner>['’]s?(?!\w))?(?!\w)", re.I)
    return owned.sub(lambda m: owner(new) if m["owner"] else new, question, count=1)
