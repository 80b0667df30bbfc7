"""Runs of normalised words, to tell whether a text holds an answer."""

import re
import unicodedata

_WORD = re.compile(r"\w+")


def run_of(text: str) -> str:
    """The words of a text, lower-cased, without punctuation, each with a space before and behind it."""
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', text).lower()))} "


def holds(run: str, wanted: str) -> bool:
    """Whether the words of ``wanted`` stand in ``run`` one after the other; no words stand nowhere."""
    return bool(wanted.strip()) and wanted in run
