"""Base forms of words by the pipeline's own tables.

spaCy's lemmatizer scans its word lists, kept as lists, for every word it has not seen, and looks each token up through
several layers: a third of the time of an analysis. The same rules over frozen sets, remembered, cost next to nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from spacy.lookups import Lookups

_FIXED = {
    "'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'d": "would", "'ll": "will", "n't": "not", "ca": "can",
    "wo": "will", "sha": "shall", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "be": "be",
    "been": "be", "being": "be", "has": "have", "had": "have", "having": "have", "have": "have", "does": "do",
    "did": "do", "doing": "do", "done": "do", "do": "do",
}  # fmt: skip
_BASE = frozenset(("NN", "VB", "VBP", "JJ", "MD", "NNP"))
_TABLE = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}

Lemma = Callable[[str, str, str], str]


def lemma_rules(lookups: Lookups) -> Lemma:
    """A function of word, universal part of speech and Penn tag that gives the base form."""
    tables = ("noun", "verb", "adj", "adv")
    index = {name: frozenset(_table(lookups, "lemma_index").get(name, ())) for name in tables}
    exceptions = {name: _table(lookups, "lemma_exc").get(name, {}) for name in tables}
    rules = {name: _table(lookups, "lemma_rules").get(name, ()) for name in tables}

    @lru_cache(maxsize=1 << 16)
    def lemma(word: str, pos: str, tag: str) -> str:
        if pos == "PROPN":
            return word
        lower = word.lower().replace("’", "'")
        if pos in ("VERB", "AUX", "PART") and tag != "POS" and lower in _FIXED:
            return "have" if (lower, tag) == ("'d", "VBD") else _FIXED[lower]
        table = _TABLE.get(pos)
        if table is None or tag in _BASE:
            return lower
        return _derived(lower, index[table], exceptions[table], rules[table])

    return lemma


def _table(lookups: Lookups, name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = lookups.get_table(name, {})
    return table


def _derived(
    word: str,
    index: frozenset[str],
    exceptions: Mapping[str, Sequence[str]],
    rules: Sequence[tuple[str, str]],
) -> str:
    """The last exception, else the last known form, else the first form a rule gives (as spaCy's rules choose)."""
    for form in reversed(exceptions.get(word, ())):
        return str(form)
    known: str | None = None
    odd: str | None = None
    unknown: str | None = None
    for old, new in rules:
        if not word.endswith(old) or not (form := word[: len(word) - len(old)] + new):
            continue
        if form in index:
            known = form
        elif not form.isalpha():
            odd = odd or form
        else:
            unknown = unknown or form
    return known or odd or unknown or word
