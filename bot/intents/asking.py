"""A question in the form the model knows: with a question word, also when the person left it out."""

import re

from bot.intents.words import AUXILIARIES, WH, words

_POINTER = re.compile(
    r"\b(?P<this>this|these)(?=\s+(?!week|month|year|day|morning|time|weekend|summer|fall|winter|spring|past|season|is\b|was\b))",
    re.I,
)
_MANY = re.compile(r"\bthis (?=many\b|much\b|long\b)", re.I)
_CALLED_FOR = re.compile(
    r"^\W*(?:please\s+)?(?:name|identify|list|give(?: me)?)\s+(?:the\s+|a\s+|an\s+|all\s+)?(?=\w)", re.I
)
_LONG = 8  # words; a fragment is no longer


def in_wh_form(question: str) -> str:
    """The question itself when it has a question word or opens with a verb; else with the word it leaves out.

    "trump deadline" reads "which trump deadline", "this artist is the first ..." reads "which artist is the first
    ...", and "the highest since:" reads "the highest since what?".
    """
    plain = [word.lower for word in words(question) if word.is_word]
    if not plain or plain[0] in AUXILIARIES:
        return question
    if question.rstrip(" ?").endswith((":", "…", "...", "__")):
        asks = " when?" if plain[-1] in ("since", "until", "till") else " what?"
        return question.rstrip(" :….-_?") + asks
    if (
        any(word in WH - {"who", "which", "when", "where"} for word in plain)
        or plain[0] in WH
        or (question.rstrip().endswith("?") and any(word in WH for word in plain))
    ):
        return question
    if (found := _MANY.search(question)) is not None:
        return question[: found.start()] + "how " + question[found.end() :]
    if _CALLED_FOR.match(question):
        return _CALLED_FOR.sub("which ", question, count=1)
    if (found := _POINTER.search(question)) is not None:
        return question[: found.start()] + "which" + question[found.end() :]
    if len(plain) <= _LONG:
        return "which " + re.sub(r"^\W*(?:the|a|an)\s+", "", question, flags=re.I)
    return question
