"""The names in a question, by shape and place alone; they are as written, owners without their 's."""

from bot.intents.nouns import is_noun
from bot.intents.words import (
    ADVERBS,
    FUNCTION,
    Word,
    word_set,
    words,
)

_LINKS = word_set("of and the for de la del der den von van bin al du di da")
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december"
)
_NOT_NAMES = word_set("i i'm i'd i've ok okay please hi hey hello thanks tell name list say according umm um uh")


def names_in(question: str) -> tuple[str, ...]:
    """Distinct names in order of first appearance: runs of capitalised words, joined over "of", "and the" and the like.

    A first word counts only when it cannot be an ordinary word there. Where the whole question is written in capitals
    no word is told apart by its shape, and every word that is neither a function word nor a common noun is a name.
    """
    spoken = words(question)
    shouted = _shouted(spoken)
    found: dict[str, str] = {}
    i = 0
    while i < len(spoken):
        if not _opens(spoken, i, shouted):
            i += 1
            continue
        end = _run(spoken, i, shouted)
        name = question[spoken[i].start : spoken[end - 1].end]
        found.setdefault(name.casefold(), name)
        i = end
    return tuple(found.values())


def _shouted(spoken: tuple[Word, ...]) -> bool:
    plain = [word for word in spoken if word.text[0].isalpha()]
    return len(plain) > 2 and all(word.text.isupper() for word in plain)


def _opens(spoken: tuple[Word, ...], i: int, shouted: bool) -> bool:
    word = spoken[i]
    if not word.capital or word.lower in CALENDAR or word.lower in _NOT_NAMES:
        return False
    acronym = word.text.isupper() and len(word.text) > 1 and not shouted
    if word.lower in FUNCTION | ADVERBS and not (acronym and (len(word.text.strip(".")) > 2 or "." in word.text)):
        return False
    if shouted:
        return not is_noun(word.lower)
    if acronym or not _first_in_sentence(spoken, i):
        return True
    after = spoken[i + 1] if i + 1 < len(spoken) else None
    if after is not None and (after.lower == "'s" or (after.capital and after.lower not in FUNCTION)):
        return True
    return not is_noun(word.lower) and not word.lower.endswith(("ing", "ed", "ly"))


def _first_in_sentence(spoken: tuple[Word, ...], i: int) -> bool:
    before = i - 1
    while before >= 0 and not spoken[before].is_word and spoken[before].text not in ".?!:":
        before -= 1
    return before < 0 or spoken[before].text in ".?!:"


def _run(spoken: tuple[Word, ...], start: int, shouted: bool) -> int:
    """The end of the name that starts at a place."""
    end = start + 1
    while end < len(spoken):
        word = spoken[end]
        if _continues(word, shouted):
            end += 1
            continue
        linked = end
        while linked < len(spoken) and linked - end < 2 and spoken[linked].text in _LINKS:
            linked += 1
        if linked > end and linked < len(spoken) and _continues(spoken[linked], shouted):
            if spoken[end].text == "and" and not _long_title(spoken, start, end, linked):
                break
            if spoken[end].text in ("for", "the") and not _long_title(spoken, start, end, linked):
                break
            end = linked + 1
            continue
        break
    return end


def _continues(word: Word, shouted: bool) -> bool:
    if not word.capital or word.lower in CALENDAR or (shouted and (word.lower in FUNCTION or is_noun(word.lower))):
        return False
    return word.lower not in FUNCTION or (word.text.isupper() and len(word.text) > 1)


def _long_title(spoken: tuple[Word, ...], start: int, end: int, linked: int) -> bool:
    """Whether "X and Y" is one name: an institution's ("National Security and Defense Council"), not two people's."""
    before, after = spoken[end - 1], linked
    while after + 1 < len(spoken) and spoken[after + 1].capital and spoken[after + 1].lower not in FUNCTION:
        after += 1
    return is_noun(before.lower) and is_noun(spoken[after].lower) and end - start >= 2
