"""Lists of words, written as one string."""


def word_set(listed: str) -> frozenset[str]:
    """The words of such a list."""
    return frozenset(listed.split())
