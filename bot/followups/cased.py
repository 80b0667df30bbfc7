"""Names that people type in small letters, written as the thread and the record have them: "and amadi?"."""

import re
from collections.abc import Callable, Iterable, Mapping

from bot.intents.names import CALENDAR
from bot.intents.nouns import is_noun
from bot.intents.words import ADVERBS, DETERMINERS, FUNCTION, PAST, PAST_OR_NOUN, PREPOSITIONS, WH, Word, words
from retrieval.language.lexicon import ROLES

_PLAIN = FUNCTION | ADVERBS | PAST | PAST_OR_NOUN | CALENDAR | ROLES
_ENDINGS = ("ing", "ed", "ly")  # of words that are no names, whatever a headline makes of them


def as_named(text: str, names: Mapping[str, bool]) -> str:
    """The text with these names in their own letters, and the words of them that stand alone.

    ``names`` says of each whether it is a person's: of those the surname counts also when it is a word, "Frost".
    """
    known = sorted((name for name in names if not name.islower()), key=len, reverse=True)
    for name in known:
        text = re.sub(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", name, text)
    parts = dict(_parts((name, names[name]) for name in known))
    return _put(text, lambda word, _before: parts.get(word.text))


def as_recorded(text: str, written: Callable[[str], str]) -> str:
    """The text with each word that may be a name as ``written`` says that the record has it."""

    telling = [word for word in words(text) if word.is_word and word.lower not in FUNCTION]

    def spelt(word: Word, before: Word | None) -> str | None:
        led = before.lower if before else ""
        thing = is_noun(word.text) and (led in DETERMINERS | WH or (len(telling) > 1 and led not in PREPOSITIONS))
        if thing and led in DETERMINERS and word.text not in ROLES:  # "the halm derailment"
            behind = words(text[word.end :])[:1]
            thing = not (behind and behind[0].text.islower() and is_noun(behind[0].text))
        return None if thing or word.text.endswith(_ENDINGS) else written(word.text)

    def first(word: Word, _before: Word | None) -> str | None:
        """ "tarn", once "tarn Hydro" has a capital."""
        behind = re.match(r"\s+([A-Z][\w'’-]*)", named[word.end :])
        return written(word.text) if behind and is_noun(word.text) and word.text not in ROLES else None

    def further(word: Word, before: Word | None) -> str | None:
        """ "union", of "Eastern union"."""
        if before is None or not before.capital or not is_noun(word.text):
            return None
        _, _, put = written(f"{before.text} {word.text}").partition(" ")
        return put if put[:1].isupper() else None

    named = _put(text, spelt)
    return _put(_put(named, first), further)


def _parts(names: Iterable[tuple[str, bool]]) -> Iterable[tuple[str, str]]:
    for name, person in names:
        spoken = name.split()
        for i, part in enumerate(spoken):
            surname = person and i == len(spoken) - 1
            if part[:1].isupper() and (surname or not is_noun(part.lower())):
                yield part.lower(), part


def _put(text: str, spelt: Callable[[Word, Word | None], str | None]) -> str:
    """The text with what ``spelt`` gives for a word in small letters that can be a name, told the word before."""
    spoken = words(text)
    out, at = [], 0
    for i, word in enumerate(spoken):
        if not (word.text.isalpha() and word.text.islower()) or word.text in _PLAIN:
            continue
        if (instead := spelt(word, spoken[i - 1] if i else None)) is not None:
            out += [text[at : word.start], instead]
            at = word.end
    return "".join([*out, text[at:]])
