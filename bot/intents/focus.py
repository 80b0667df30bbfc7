"""What a question asks for: where its question word stands, and the noun that names the thing asked for."""

from dataclasses import dataclass

from bot.intents.nouns import is_noun, kinds
from bot.intents.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    FUNCTION,
    PAST,
    PAST_OR_NOUN,
    PREPOSITIONS,
    PRONOUNS,
    WH,
    Word,
    word_set,
)

# "the name of the ship" asks for the ship
CARRIERS = word_set("name type kind sort form title species brand breed name's names types kinds make")
_BEFORE_NOUN = DETERMINERS | ADVERBS | {"of", "so", "called"}
_QUOTES = frozenset("\"'`“”‘’")
_VERB_ENDINGS = ("ed", "s", "ew", "ought", "ld", "id", "ing", "en", "ent", "on", "ose", "ade", "ook")
_POINTERS = frozenset(["this", "these"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where the asking happens. Positions are indices into the words; None where the question has no such thing."""

    wh: int | None  # the question word
    head: int | None  # the noun that names what is asked for
    phrase: tuple[int, int] | None  # the noun phrase around it, half-open


def asked(question: tuple[Word, ...]) -> Asked:
    """The question word that asks, and its noun. A quiz question may ask last: "... first time in how many years?"."""
    wh = _asking_word(question)
    if wh is None:
        return _pointed_at(question)
    after = wh + 1
    word = question[wh].lower
    if word == "how":
        if after < len(question) and question[after].lower in ("many", "much", "few", "more"):
            head, phrase = _noun_phrase(question, after + 1)
            return Asked(wh=wh, head=head, phrase=phrase)
        return Asked(wh=wh, head=None, phrase=None)
    if word not in ("what", "which", "whose"):
        return Asked(wh=wh, head=None, phrase=None)
    while after < len(question) and question[after].lower in BE | {"was", "will", "has", "been", "would", "'"}:
        after += 1
    copula = after > wh + 1
    if after < len(question) and question[after].lower in AUXILIARIES - BE and not copula:
        return Asked(wh=wh, head=None, phrase=None)
    if copula and _does_something(question, after):  # "what is Nordchip building"
        return Asked(wh=wh, head=None, phrase=None)
    head, phrase = _noun_phrase(question, after, owner=not copula)
    hops = 0
    while head is not None and hops < 3 and question[head].lower in CARRIERS and head + 1 < len(question):
        if question[head + 1].lower != "of":
            break
        deeper, inside = _noun_phrase(question, head + 2)
        if deeper is None:
            break
        head, phrase, hops = deeper, inside, hops + 1
    return Asked(wh=wh, head=head, phrase=phrase)


def _does_something(question: tuple[Word, ...], start: int) -> bool:
    """Whether a name that begins there does what follows: "Nordchip building", not "the Geneva meeting"."""
    i = start
    while i < len(question) and question[i].capital:
        i += 1
    after = question[i + 1].lower if i + 1 < len(question) else "?"
    doing = start < i < len(question) and question[i].lower.endswith("ing")
    return doing and (not after[0].isalpha() or after in PREPOSITIONS | DETERMINERS)


def _asking_word(question: tuple[Word, ...]) -> int | None:
    """The wh-word of the last sentence that has one; in it, a first word asks, else the last that is no relative."""
    places = [i for i, word in enumerate(question) if word.lower in WH]
    if not places:
        return None
    start = 0
    for i, word in enumerate(question[:-1]):
        if word.text in ".?!:;" and any(place > i for place in places):
            start = i + 1
    inside = [place for place in places if place >= start]
    if inside[0] - start <= 1:
        return inside[0]
    for place in inside:
        if _asks(question, place):
            return place
    return inside[0]


def _asks(question: tuple[Word, ...], place: int) -> bool:
    """Whether a wh-word inside a sentence asks rather than joins two clauses ("the man who ...", "when he ...")."""
    word, before = question[place].lower, question[place - 1].lower
    after = question[place + 1].lower if place + 1 < len(question) else "?"
    if after in "?:" or word in ("how", "what", "whose"):
        return True
    if word == "which":
        return before not in (",",) and (before not in PREPOSITIONS or after not in PRONOUNS | DETERMINERS)
    return before in (",", "and", "but") and after in AUXILIARIES


def _noun_phrase(
    question: tuple[Word, ...], start: int, *, owner: bool = False
) -> tuple[int | None, tuple[int, int] | None]:
    """The head (last noun) of the noun phrase that starts at a place, and the phrase's bounds.

    Of "state's governor" the head is the governor, or with ``owner`` the state: "which state's governor" asks for it.
    """
    i = start
    while i < len(question) and (question[i].lower in _BEFORE_NOUN or question[i].text in _QUOTES):
        i += 1
    first, head = i, None
    while i < len(question):
        word = question[i]
        if word.lower == "'s" and head is not None:
            if owner:
                break
            head = None
        elif word.lower.endswith("ly") and not word.capital and not is_noun(word.lower):
            pass
        elif not word.is_word or word.lower in FUNCTION or word.lower in ADVERBS:
            if word.text not in _QUOTES or head is not None:
                break
        elif _reads_as_verb(question, i, head):
            break
        else:
            head = i
        i += 1
    if head is None:
        return None, None
    if head - first >= 2 and question[head].lower in PAST | PAST_OR_NOUN:
        head -= 2  # "the deadline Trump set": a clause without its "that"
    return head, (first, head + 1)


def _reads_as_verb(question: tuple[Word, ...], place: int, head: int | None) -> bool:
    """Whether a word is the clause's verb and not in the noun phrase: "films | featured", "country | borders Chad"."""
    word = question[place]
    if word.capital or word.text[0].isdigit():
        return False
    after = question[place + 1] if place + 1 < len(question) else None
    object_follows = after is not None and (
        after.lower in DETERMINERS
        or after.lower in PRONOUNS
        or after.capital
        or after.text in _QUOTES
        or after.lower in PREPOSITIONS - {"of"}
    )
    noun_follows = after is not None and after.is_word and after.lower not in FUNCTION and is_noun(after.lower)
    if head is None:
        past = word.lower in PAST or (word.lower.endswith("ed") and len(word.lower) > 4)
        acts = word.lower.endswith("s") and not is_noun(word.lower)  # "what | happens if"
        return (past or acts) and not noun_follows
    if word.lower in PAST or (word.lower in PAST_OR_NOUN and object_follows):
        return True
    if not is_noun(word.lower):
        several = question[head].lower.endswith("s") and not question[head].capital
        return word.lower.endswith(_VERB_ENDINGS) or (several and object_follows)  # "countries | recognise Taiwan"
    if word.lower.endswith("ed") or (word.lower.endswith("ing") and is_noun(question[head].lower)):
        return True
    plural = word.lower.endswith("s") and not word.lower.endswith("ss")
    return bool(plural and object_follows and not question[head].lower.endswith("s") and kinds(question[head].lower))


def _pointed_at(question: tuple[Word, ...]) -> Asked:
    """Without a question word: the noun of "this artist is the first ..." or of "name the ship"."""
    for i, word in enumerate(question):
        if word.lower in _POINTERS or (i == 0 and word.lower in ("name", "list", "give", "identify")):
            head, phrase = _noun_phrase(question, i + 1)
            if head is not None and question[head].lower not in ("week", "year", "month", "day", "time", "weekend"):
                return Asked(wh=None, head=head, phrase=phrase)
    if question and question[0].lower not in AUXILIARIES:
        last = len(question) - (1 if not question[-1].is_word else 0)
        start = last
        while start > 0 and question[start - 1].is_word and question[start - 1].lower not in FUNCTION:
            start -= 1
        if start == 0 and 0 < last <= 6:
            return Asked(wh=None, head=last - 1, phrase=(0, last))
    return Asked(wh=None, head=None, phrase=None)
