"""Names by their shape alone: runs of capitalised words, for when no model has read the sentence."""

import re
from collections.abc import Sequence

_WORD = r"[^\W\d_a-z][\w’'&.-]*\w|[^\W\d_a-z]"
_JOINER = r"(?:of|the|de|la|le|van|von|der|den|bin|al|el|di|da|du|dos|and|&)"
_RUN = re.compile(rf"(?:{_WORD})(?:[ ](?:{_JOINER}[ ]){{0,2}}(?:{_WORD}))*")
_POSSESSIVE = re.compile(r"[’']s?$")
_COMMON_WORDS = """
a an the this that these those i he she it we you they his her its their our my your there here
and but or so yet if because as while although though unless until when where who what why how which whose
in on at by for from with without of to into after before during since about against between among under over
according however meanwhile moreover instead also then now still even just only not no yes some any all many most
more few each every both another other one two three four five six seven eight nine ten last next first second
is are was were be been has have had do does did can could will would may might must should let once despite
everything nothing something anything everyone someone anyone nobody
"""
_OPENERS = " \"'([-*"
_COMMON = frozenset(_COMMON_WORDS.split())


def names_by_shape(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """For each sentence of an article its lower-cased runs of capitalised words, distinct, in order.

    A common word that opens a sentence is no name; any other single word that does is one only when the article has
    it inside a sentence too. Of "President of the National Council" the part after "of the" is given as well.
    """
    found = [_runs(text) for text in texts]
    inside = {name for runs in found for name, opens in runs.items() if not opens}
    return [tuple(name for name, opens in runs.items() if not opens or name in inside) for runs in found]


def _runs(text: str) -> dict[str, bool]:
    """The names of a sentence, and whether each is but a single word that opens it."""
    runs: dict[str, bool] = {}
    for match in _RUN.finditer(text):
        words = match.group().split(" ")
        opens = len(words) == 1 and not text[: match.start()].strip(_OPENERS) and not words[0].isupper()
        while words and (words[0].lower() in _COMMON or words[0] == "&"):
            words.pop(0)
        name = _POSSESSIVE.sub("", " ".join(words)).lower()
        if len(name) > 1:
            runs[name] = opens and runs.get(name, True)
        if " of the " in name:
            runs[name.rpartition(" of the ")[2]] = False
    return runs
