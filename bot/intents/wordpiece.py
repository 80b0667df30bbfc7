"""Words cut into the pieces an encoder knows (the uncased BERT scheme: greedy, longest piece first)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_PART = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 40  # characters; a longer word is one unknown piece

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


def pieces(written: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Piece ids with the start and end marks around them, and for each word the place of its first piece."""
    ids = [vocabulary[START]]
    places = []
    for word in written:
        places.append(len(ids))
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        for part in _PART.findall(plain):
            ids.extend(_cut(part, vocabulary))
    ids.append(vocabulary[END])
    return ids, places


def _cut(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    found = []
    start = 0
    while start < len(part) and len(part) <= _LONGEST:
        for end in range(len(part), start, -1):
            piece = ("##" if start else "") + part[start:end]
            if piece in vocabulary:
                found.append(vocabulary[piece])
                start = end
                break
        else:
            return [vocabulary[UNKNOWN]]
    return found or [vocabulary[UNKNOWN]]
