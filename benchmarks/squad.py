"""Exact match and token F1 as SQuAD scores them: case, punctuation and articles do not count."""

import re
import string
from collections import Counter
from collections.abc import Sequence

LOOSE = 0.6  # token F1 from which an answer counts as right where it is loosely judged
_DROPPED = str.maketrans("", "", string.punctuation + "“”‘’")


def normalised(text: str) -> str:
    text = text.lower().translate(_DROPPED)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def exact(given: str, wanted: Sequence[str]) -> float:
    """1 when the answer equals any of the wanted ones."""
    return float(any(normalised(given) == normalised(each) for each in wanted))


def overlap(given: str, wanted: Sequence[str]) -> float:
    """The best token F1 over the wanted ones."""
    return max((_overlap(normalised(given).split(), normalised(each).split()) for each in wanted), default=0.0)


def loosely(given: str, wanted: Sequence[str]) -> float:
    """1 when the answer shares nearly all its words with one of the wanted ones: a token F1 of at least `LOOSE`."""
    return float(overlap(given, wanted) >= LOOSE)


def _overlap(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    same = sum((Counter(given) & Counter(wanted)).values())
    return 2 * same / (len(given) + len(wanted)) if same else 0.0
