"""Messages that ask more than one thing."""

import re

from bot.intents.words import AUXILIARIES, WH, words

MOST = 3  # of what is asked at once is answered
_MARK = re.compile(r"(?<=\?)[\s)\"”’]*(?:(?:and|also|plus|then)\b,?\s+)?(?=\S)", re.I)
_VERBS = (
    "is are was were did does do has have had will can many much long old far led leads won said happened "
    "died resigned made took became"
).replace(" ", "|")
_AND = re.compile(
    rf",?\s+(?:and|also|and also)\s+(?=(?:who|what|when|where|why|how|which)(?:['’]s|\s+(?:{_VERBS}))\b)", re.I
)


_ITEM = re.compile(r"(?:^|(?<=\s))(?:\(?[1-9a-e][.)]|[-•*–])\s+")


def listed(text: str) -> tuple[str, ...]:
    """The questions of a list, "1) who leads it 2) who pays", or one a line; empty where it is none."""
    for items in (_ITEM.split(text)[1:], text.splitlines()):
        asked = [item.strip(" ,;\n") for item in items if re.search(r"\w", item)]
        asked = [_ITEM.sub("", item) for item in asked]
        if len(asked) > 1 and all(_asks(item) for item in asked):
            return tuple(item if item.endswith("?") else f"{item}?" for item in asked)
    return ()


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a message in order, each as written; one when it asks one thing (or nothing).

    Every question mark that more words follow ends a question, where what follows asks, too. Without marks, "and"
    before a question word and its verb parts two, where the first has a question word of its own.
    """
    asked: list[str] = []
    for piece in listed(text) or _MARK.split(text):
        if asked and not _asks(piece):
            asked[-1] = f"{asked[-1]} {piece}"
        else:
            asked.append(piece.strip())
    asked = [part for piece in asked for part in _joined(piece)]
    if len(asked) > 1 and not _asks(asked[0]):  # "A new perfume? What is it called?": the second is about the first
        return (text,)
    return tuple(asked[:MOST]) if len(asked) > 1 else (text,)


def _joined(piece: str) -> tuple[str, ...]:
    found = _AND.search(piece)
    if found is None:
        return (piece,)
    first, second = piece[: found.start()].strip(), piece[found.end() :].strip()
    plain = [word.lower for word in words(first) if word.is_word]
    if len(plain) < 2 or plain[0] not in WH | AUXILIARIES or re.search(r"[.!?:]\s", first):
        return (piece,)
    return f"{first.rstrip('?')}?", second


def _asks(piece: str) -> bool:
    plain = [word.lower for word in words(piece) if word.is_word]
    return len(plain) > 1 and (plain[0] in WH | AUXILIARIES or any(word in WH for word in plain[:4]))
