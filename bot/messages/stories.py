"""What the bot says with stories: what is new, what happened, how much was written."""

from datetime import date

NOTHING_THEN = "No article I have was published then; name another day, or ask `/news status` what I have."
NOTHING_OF_IT_THEN = "No article I have from then is about that; ask without the place, or name another day."
NOT_IN_THE_NEWS = "No article I have from then mentions that; ask about another time, or spell the name another way."


def told_by(outlets: int, texts: int) -> str:
    """How widely a story is told: "4 outlets, 2 texts"; copies of one text count once."""
    if outlets == texts == 1:
        return "1 outlet"
    return f"{outlets} {'outlet' if outlets == 1 else 'outlets'}, {texts} {'text' if texts == 1 else 'texts'}"


def texts_counted(count: int) -> str:
    return f"{count} {'text' if count == 1 else 'texts'}"


def happened(stories: int, more: int | None) -> str:
    """Before the stories of a time: how many there are, and how many are not shown (None: nobody counted)."""
    if more is None:
        return f"The {stories} stories told by most independent texts:"
    if more:
        return f"{stories + more} stories; the {stories} told by most independent texts:"
    return "One story:" if stories == 1 else f"{stories} stories, those with most independent texts first:"


def trend(texts: int, days: int, first: date, last: date, bars: str) -> str:
    """How much was written in a time, with a bar for each of its days, or for each few of them."""
    said = f"{texts} independent {'text' if texts == 1 else 'texts'} on {days} {'day' if days == 1 else 'days'}"
    each = -(-((last - first).days + 1) // len(bars))
    every = "a bar a day" if each == 1 else f"a bar for {each} days"
    return f"{said} from {first:%Y-%m-%d} to {last:%Y-%m-%d}, {every}: {bars}"
