"""Numbers and values inside sentences."""

_LONGEST_CODE = 80


def counted(count: int, thing: str) -> str:
    """How many there are: 1 article, 4,842 articles."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def also_in(outlets: int) -> str:
    """Where else a cited sentence stands."""
    return f"also in {counted(outlets, 'outlet')}, same text"


def code(value: str) -> str:
    """A value to stand between backticks, which show it as code; of a very long one its beginning."""
    shown = value.replace("`", "'")
    return shown if len(shown) <= _LONGEST_CODE else shown[:_LONGEST_CODE] + "…"
