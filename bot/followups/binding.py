"""Whether a pronoun points to something in its own message ("did Trump say he would") or out of it ("did he say")."""

from enum import Enum, auto

from bot.followups.names import named
from bot.followups.referents import PERSON, PLACES, Wanted
from bot.intents.names import names_in
from bot.intents.nouns import is_noun
from bot.intents.words import ADVERBS, AUXILIARIES, BE, FUNCTION, PREPOSITIONS, Word, word_set
from retrieval.language.lexicon import ROLES


class Binding(Enum):
    BOUND = auto()  # it means something in the message, or nothing at all
    DOUBTFUL = auto()  # it may: an earlier turn comes first, and without one it stays
    FREE = auto()  # it needs an earlier turn


_OBJECTS = word_set("him her them it")
_OWNING = word_set("his its their theirs hers")
_EMPTY = word_set(
    "true likely unlikely possible impossible known clear legal illegal raining snowing time late early "
    "certain important necessary safe ok fair"
)
_TAKES = word_set("take takes taken cost costs mean means matter matters seem seems look looks")
_SAYING = word_set(
    "say says said think thinks thought claim claims claimed believe believes promised promise that whether if"
)
_PEOPLE = frozenset(ROLES) | word_set("man woman boy girl person leader official officer")


def binding(spoken: tuple[Word, ...], i: int, wanted: Wanted, text: str) -> Binding:
    """How the pronoun at ``i`` is bound."""
    base = spoken[i].lower.partition("'")[0]
    if base.endswith("self") or base.endswith("selves"):
        return Binding.BOUND
    before = [word.lower for word in spoken[:i]]
    after = [word.lower for word in spoken[i + 1 :] if word.is_word or word.lower == "'s"]
    if wanted is Wanted.PLACE:
        return _place(text[: spoken[i].start], before, after)
    if base == "it" and _means_nothing(before, after):
        return Binding.BOUND
    owning = base in _OWNING or (base == "her" and _owns(after))
    subject = not owning and (base not in _OBJECTS or (bool(after) and _verb_like(after[0])))
    if not owning and not subject:  # "did Trump meet him": not Trump, unless he says so himself
        reported = not _SAYING.isdisjoint(before[1:])
        return Binding.BOUND if reported and _named(text[: spoken[i].start], wanted) else Binding.FREE
    if _named(text[: spoken[i].start], wanted):
        return Binding.BOUND
    if before and before[-1] in AUXILIARIES and not owning:  # "what date does it"
        return Binding.FREE
    nouns = [word for word in before if is_noun(word) and word not in FUNCTION]
    if wanted in (Wanted.MAN, Wanted.WOMAN):
        if {Wanted.MAN: "man", Wanted.WOMAN: "woman"}[wanted] in before:
            return Binding.BOUND
        somebody = "who" in before or any(word in _PEOPLE for word in before)
        return Binding.DOUBTFUL if somebody else Binding.FREE
    if nouns and (owning or before[-1] not in AUXILIARIES):
        return Binding.BOUND
    return Binding.DOUBTFUL if owning and "who" in before else Binding.FREE


def owns(after: tuple[Word, ...]) -> bool:
    """Whether "her" is followed by what is hers."""
    return _owns([word.lower for word in after if word.is_word][:1])


def _owns(after: list[str]) -> bool:
    return bool(after) and after[0] not in FUNCTION | ADVERBS


def _verb_like(word: str) -> bool:
    """Whether the word behind "it" makes it a subject: "it would", "it expires"; not "it in", "it on"."""
    return word not in PREPOSITIONS and word not in ADVERBS and word not in {"and", "or", "but", "again", "so", "too"}


def _place(before_text: str, before: list[str], after: list[str]) -> Binding:
    last, following = before[-1] if before else "", after[0] if after else ""
    if last in BE or following in BE or last in ("over", "out", "up", "down", "get"):
        return Binding.BOUND  # "is there a ..."
    known = any(named(name).label in PLACES for name in names_in(before_text))
    return Binding.BOUND if known else Binding.FREE


def _means_nothing(before: list[str], after: list[str]) -> bool:
    """ "is it true that", "how long will it take to", "what is it that"."""
    last, following = before[-1] if before else "", after[0] if after else ""
    near = after[1:3] if following in BE else after[:2]
    if (last in AUXILIARIES or following in BE) and not _EMPTY.isdisjoint(near):
        return True
    if following in _TAKES and last in AUXILIARIES and "to" in after[1:5]:
        return True
    return after[:1] == ["that"] or (following in BE and after[1:2] == ["that"])


def _named(text: str, wanted: Wanted) -> bool:
    """Whether somebody or something is named there that the pronoun can stand for."""
    for name in (named(each) for each in names_in(text)):
        if wanted in (Wanted.MAN, Wanted.WOMAN):
            if (name.label in PERSON or name.label is None) and name.gender in (None, wanted.value):
                return True
        elif name.label not in PERSON:
            return True
    return False
