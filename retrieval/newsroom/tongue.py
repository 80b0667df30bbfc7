"""Whether a text is in a language that is not read."""

from retrieval.feeds import language_of


def foreign(text: str, *, stated: str | None = None) -> str | None:
    """The language of a text that is not in English; None when it is, or when that cannot be told."""
    found = language_of(text, stated=stated)
    return None if found in {None, "en"} else found
