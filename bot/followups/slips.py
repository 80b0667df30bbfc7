"""Slips in the small words that say what is asked: two letters swapped, no apostrophe, cut short. "waht abt"."""

import re

from bot.intents.nouns import is_noun
from bot.intents.words import AUXILIARIES, FUNCTION, WH, word_set
from retrieval.language.lexicon import ROLES

_SMALL = (
    WH | AUXILIARIES | FUNCTION | word_set("many much people about according want wants think happen happened latest")
)
_APOSTROPHES = {
    **{f"{word}s": f"{word}'s" for word in ("who", "what", "where", "when", "how", "why", "that", "he", "she")},
    **{f"{word}nt": f"{word}n't" for word in ("did", "does", "do", "is", "was", "were", "are", "has", "have", "would")},
}
_OWNED = "name names job age wife husband deputy predecessor successor salary party background reaction response"
_HIS = re.compile(rf"\b(?P<whose>{'|'.join(sorted(ROLES))})s (?=(?:{_OWNED.replace(' ', '|')})\b)", re.I)
_SHORT = {  # as people write to each other
    "ppl": "people", "bc": "because", "abt": "about", "govt": "government", "w/": "with", "b/c": "because",
    "btwn": "between", "yr": "year", "mins": "minutes", "hrs": "hours", "teh": "the", "u": "you",
}  # fmt: skip
_WRITTEN = re.compile(rf"(?<![\w'’/-])(?:{'|'.join(map(re.escape, _SHORT))})(?![\w'’/-])")
_LETTERS = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")


def put_right(text: str) -> str:
    """The text with each such word as it should be; nouns, and what can be two words, stay."""
    text = _WRITTEN.sub(lambda found: _SHORT[found.group()], text)
    return _HIS.sub(r"\g<whose>'s ", _LETTERS.sub(_put_right, text))


def _put_right(found: re.Match[str]) -> str:
    word = found.group()
    if word in _APOSTROPHES:
        return _APOSTROPHES[word]
    if word in _SMALL or is_noun(word):
        return word
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} & _SMALL
    return swapped.pop() if len(swapped) == 1 else word
