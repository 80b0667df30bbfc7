"""Names spelt in two ways, as poor translations do: "Berghold" and "Bergholt", "Hao Ran" and "Haoran"."""

_SHORTEST = 5  # letters: short names differ by one letter from too many others


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two names begin alike and differ by one letter: exchanged, left out or put in."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST or len(longer) - len(shorter) > 1 or one[0] != other[0] or one == other:
        return False
    same = next((at for at in range(len(shorter)) if shorter[at] != longer[at]), len(shorter))
    skipped = same + 1 if len(shorter) == len(longer) else same
    return shorter[skipped:] == longer[same + 1 :]


def one_word_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same letters, one of them with a gap more."""
    return one != other and "".join(one) == "".join(other)
