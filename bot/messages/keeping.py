"""What is said about how long things stay."""

from bot.messages.counting import counted


def kept(collection: str, articles: int, copies: int, days: int | None) -> str:
    """A collection on one line."""
    much = counted(articles, "article")
    if copies:
        much += f", {copies:,} of them {'a copy' if copies == 1 else 'copies'} of another"
    stay = "kept for ever" if days is None else f"kept for {counted(days, 'day')}"
    return f"{collection}: {much}; {stay}"


def forgotten(user: str, questions: int, presses: int) -> str:
    """What `onrecord forget` did."""
    if not questions and not presses:
        return f"Nothing of {user} was kept."
    also = f" and {counted(presses, 'opinion')} of answers" if presses else ""
    return f"{counted(questions, 'question')}{also} of {user} forgotten; what was cited stays, without a name."


def ingested(new: int, changed: int, unchanged: int, copies: int, collection: str) -> str:
    """What became of the articles that were read."""
    same = f" ({copies:,} {'copy' if copies == 1 else 'copies'} of another)" if copies else ""
    return f"{new} new{same}, {changed} changed, {unchanged} unchanged in {collection}"


def rejected(count: int, cause: str) -> str:
    """How many records were left out for one reason."""
    return f"{counted(count, 'record')} left out: {cause}"
