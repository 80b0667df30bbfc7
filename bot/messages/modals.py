"""The words of modals. Their titles have at most 24 characters."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.messages.counting import counted

CONTEXT_TITLE = "In its context"
MORE_TITLE = "More sentences"
WHY_TITLE = "Why these sentences"
CHECK_TITLE = "Against the news"
ASK_TITLE = "Ask the news"
SETTINGS_TITLE = "In this channel"
UNTITLED = "untitled"
NOTICE_TITLE = "On the Record"
ASK_LABEL = "Your question"
ASK_EXAMPLE = "What deadline did the port set?"
ASK_HINT = "The answer comes as a direct message, only to you."

WHY_TERMS = "Looked for"
WHY_NO_TERMS = "no single words: the sentences were chosen by the whole question"
WHY_FILTERS = "Limits"
WHY_NO_FILTERS = "none: all sources, all dates"
WHY_AS_OF = "As of"
WHY_SEARCHED = "Searched"
WHY_CONFIDENCE = "How sure"
WHY_MATCHED = "Where the words matched, and their shares of the score"
WHY_NO_MATCH = "No word of the question stands in it; it was near in other ways."
ORIGINS: Mapping[str, str] = MappingProxyType(
    {"sentence": "in the sentence", "title": "in the title", "mention": "in a name it stands for"}
)
CHECK_INTRO = "The nearest sentence on record for each of the message. Marked: numbers, names and dates that it lacks."
CHECK_NOTHING = "Nothing near it is on record."
CHECK_ALL_THERE = "Every number, name and date of it stands in the cited sentence."
CHECK_END = "This is no verdict: read the sentences, and ask me about what is open."


def confidence(probability: float, threshold: float, *, answered: bool) -> str:
    shown = f"{min(probability, 0.99):.0%}"
    bar = f"{threshold:.0%}"
    return f"{shown}; I answer from {bar} on" if answered else f"{shown}, below the {bar} from which I answer"


def via(words: str) -> str:
    """How a name that is not written in a sentence matched there."""
    return f"via “{words}”"


def since(when: str) -> str:
    return f"published from {when} on"


def until(when: str) -> str:
    return f"published until {when}"


def differs(words: str, kind: str, cited: str | None) -> str:
    if cited is None:
        return f"“{words}”: this {kind} is not in the cited sentence."
    return f"“{words}”: the cited sentence has “{cited}”."


def unchecked(count: int) -> str:
    return f"{counted(count, 'further sentence')} not looked at: check a shorter message for them."


# Settings of a channel
MODES: Mapping[str, str] = MappingProxyType(
    {"mentions": "Mentions only", "followups": "Follow-ups too", "questions": "Every question in this channel"}
)
MODE_LABEL = "When I answer"
MODE_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "mentions": "Only messages that mention me.",
        "followups": "Usual: also questions in threads I answered in, when I am sure.",
        "questions": "Also questions nobody addressed to me, when I am sure.",
    }
)
OUTSIDE_LABEL = "People of other organisations"
OUTSIDE_OPTION = "They may ask here, too"
SETTINGS_NOTE = "Without a mention I never say that I know nothing, and I do not keep messages that are not for me."
