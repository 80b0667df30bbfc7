"""The words of a question with their offsets, and the closed lists of words that say how they work."""

import re
from dataclasses import dataclass

from retrieval.text.listed import word_set as word_set

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|[$€£]?\d+(?:[.,:\-/]\d+)*%?"
    r"|[^\W\d_]+(?:[-&][^\W_]+)*(?=['’]s\b)"  # the owner in Ukraine's
    r"|['’]s\b"
    r"|[^\W\d_]+(?:['’&-][^\W_]+)*\.?(?<=\bMr\.|\bMs\.|\bDr\.|\bSt\.)"
    r"|[^\W\d_]+(?:['’&-][^\W_]+)*"
    r"|\w+"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word or mark of a question, half-open offsets into it."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum() or self.text[0] in "$€£"

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words(text: str) -> tuple[Word, ...]:
    """Words and marks in order; a possessive 's is a word of its own, curly apostrophes read as straight ones."""
    shouted = text.upper() == text
    found: list[Word] = []
    for match in _WORD.finditer(text):
        lower = _lower(match.group(), shouted)
        if lower == "'s" and found and found[-1].lower in WH:
            lower = "is"
        found.append(Word(text=match.group(), lower=lower, start=match.start(), end=match.end()))
    return tuple(found)


def _lower(text: str, shouted: bool) -> str:
    """Lower case, but "US", "WHO" and "IT" inside ordinary writing stay: they are no function words there."""
    lower = text.lower().replace("’", "'")
    return text if lower in ACRONYMS and text.isupper() and not shouted else lower


ACRONYMS = word_set("us who it am un is")

WH = word_set("what which who whom whose when where why how")

BE = word_set("is are was were am be been being isn't aren't wasn't weren't 's")

AUXILIARIES = BE | word_set(
    "do does did have has had can could will would shall should may might must don't doesn't didn't "
    "haven't hasn't hadn't can't couldn't won't wouldn't shouldn't"
)

DETERMINERS = word_set("a an the this that these those some any every each its his her their our my your no all")

PREPOSITIONS = word_set(
    "of in on at by for with from to into onto over under about against between among after before since "
    "until till during through across behind beyond near off per than as upon within without toward "
    "towards amid despite following including via around"
)

PRONOUNS = word_set("i you he she it we they me him us them one there who whom which that")

CONJUNCTIONS = word_set("and or but nor if because while although though when where whether so")

ADVERBS = word_set(
    "now then also not ever never just recently reportedly currently still already today yesterday first "
    "once finally officially originally exactly only most best more often usually actually really "
    "probably generally"
)

# past forms that end in no -ed; the first list is hardly ever nouns, the second often is
PAST = word_set(
    "won lost made said gave got did took met led held became began went came knew thought told kept sold bought "
    "brought caught fought sent spent built lent hid grew drew flew threw wore bore tore broke spoke stole chose froze "
    "drove rode wrote ate stuck sank swam sang ran drank shook forgot understood stood withdrew overthrew fell paid "
    "makes causes wins gives gets takes says"
)
PAST_OR_NOUN = word_set("set hit hurt cut put shut let read quit split spread rose saw found left beat shot struck")

FUNCTION = WH | AUXILIARIES | DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS
