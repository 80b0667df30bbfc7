"""Whether a text is in a language that is not read."""

LEAST = 20  # words that tell


def foreign(text: str, *, stated: str | None = None) -> str | None:
    """The language of a text that is not in English; None when it is, or when that cannot be told."""
    raise NotImplementedError(text, stated)
