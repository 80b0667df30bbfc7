"""Questions that several things answer: "which countries ...", "name the ...", "who are the candidates"."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.fact import FactQuestion, of_kind
from bot.intents.focus import asked
from bot.intents.nouns import is_noun, singular
from bot.intents.slots import slots
from bot.intents.words import AUXILIARIES, BE, DETERMINERS, PAST, PAST_OR_NOUN, Word, word_set, words

_CALLED_FOR = re.compile(
    r"\W*(?:(?:please |can you |could you )*(?:list|enumerate|name|identify)\s+(?!of\b)|"
    r"(?:give|show|get|send|tell) (?:me |us )?(?:a |the |all )?(?:full |complete |short )?(?:list|names) of\b\s*|"
    r"(?:a |the )?(?:full |complete )?(?:list|names) of\b\s*|"
    r"all (?:of )?(?:the |those )?(?:[\w’'-]+ ){1,3}(?:that|who|which|whose)\b|"
    r"what(?:['’]?s| is| was) on the list\b|what are the names of\b\s*|who (?:all|else)\b|"
    r"who (?:has |have )?(?:attended|took part|taken part|participated|is attending|are attending|will attend)\b|"
    r"who (?:has |have )?signed (?:the|an|this) (?:\w+ )?(?:letter|petition|declaration|statement|appeal)\b)",
    re.I,
)
_MANY_PEOPLE = word_set("people men women children police media data criteria media alumni mice geese personnel")
_NOT_MANY = word_set(
    "news politics odds series species means headquarters grounds words views thoughts comments remarks feelings "
    "differences similarities economics athletics gymnastics measles diabetes "
    "sales earnings profits revenues losses costs proceeds takings savings expenses wages damages"
)
_PLACED = DETERMINERS | word_set("two three four five six seven eight nine ten main key other major")
_COUNTED = word_set("percent percentage %")
_ONE_OF = re.compile(r"\b(?:first|last|most|\w+est|one)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuestion(FactQuestion):
    """Someone asks for all things of a sort."""

    NAME: ClassVar[str] = "list"


def recognise(question: str) -> ListQuestion | None:
    """By a plural after "which", "what", "who are the", "name the"; "which country ..." asks for one."""
    asks = slots(question).asks
    found = _CALLED_FOR.match(asks)
    if found is not None:
        rest = asks[found.end() :]
        ordered = found.group().strip().lower().endswith(("name", "identify"))
        return of_kind(ListQuestion, question) if not ordered or _plural_first(rest) else None
    return of_kind(ListQuestion, question) if _asks_for_several(words(asks)) else None


def _asks_for_several(spoken: tuple[Word, ...]) -> bool:
    plain = [word.lower for word in spoken if word.is_word]
    wh = next((i for i, word in enumerate(spoken) if word.lower in ("what", "which", "who")), None)
    if wh is None or wh > 2 or len(plain) < 3:
        return False
    after = [word for word in spoken[wh + 1 :] if word.is_word or word.lower == "'s"]
    copula = bool(after) and after[0].lower in BE
    if spoken[wh].lower == "who":
        return copula and after[0].lower in ("are", "were") and len(after) > 2 and _plural_people(after[1:])
    if [word.lower for word in after[:2]] == ["of", "the"] and after[2].lower != "following":
        text = " ".join(word.text for word in after)
        return any(is_plural(word) for word in after[2:5]) and not _ONE_OF.search(text)
    if not after or after[0].lower == "of" or _is_verb(after[0]):
        return False  # "which of these ..." has one answer; "what caused delays" asks for the cause
    if copula and (after[0].lower not in ("are", "were") or not _placed(after[1:])):
        return False
    noun = asked(spoken)
    if noun.head is None or noun.phrase is None or not is_plural(spoken[noun.head]):
        return False
    inside = spoken[noun.phrase[0] : noun.head]
    owner = noun.head + 1 < len(spoken) and spoken[noun.head + 1].lower == "'s"
    counted = any(word.lower in _COUNTED for word in inside)  # "what percent tariffs"
    return not owner and not counted and not any(word.lower in PAST | PAST_OR_NOUN for word in inside)


def _is_verb(word: Word) -> bool:
    return (word.lower in AUXILIARIES - BE) or word.lower in PAST or word.lower.endswith("ed")


def _placed(after: list[Word]) -> bool:
    """Whether what follows "what are" is known things ("the conditions", "Russia's demands"), no word to define."""
    owned = any(word.lower == "'s" for word in after[:4])
    return bool(after) and (after[0].lower in _PLACED or owned)


def _plural_people(after: list[Word]) -> bool:
    """Whether "who are" asks for the ones who play a part ("the candidates") rather than about a named group."""
    phrase = []
    for word in after[:7]:
        if word.lower in ("of", "in", "for", "at", "to", "on", "who", "that", "with", "from", "behind"):
            break
        phrase.append(word)
    return len(phrase) > 1 and _placed(after) and not phrase[-1].capital and is_plural(phrase[-1])


def _plural_first(rest: str) -> bool:
    """Whether the first noun phrase of "name the ..." is plural."""
    spoken = words("which " + re.sub(r"^\W*(?:(?:the|all|some|any|every|each|of)\s+)+", "", rest, flags=re.I))
    head = asked(spoken).head
    return (head is not None and is_plural(spoken[head])) or re.match(r"\W*all\b", rest, re.I) is not None


def is_plural(word: Word) -> bool:
    """Whether a word is a noun that means several."""
    if word.lower in _NOT_MANY or word.text.isupper():
        return False
    if word.lower in _MANY_PEOPLE:
        return True
    return word.lower.endswith("s") and singular(word.lower) != word.lower and is_noun(word.lower)
