"""One line each, to the person it concerns: what is not done, why, and what to do next."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.messages.counting import code, counted
from bot.messages.slack import COMMAND

ENGLISH_ONLY = "I only read English so far: ask again in English, please."
EMPTY = 'There is nothing to look for yet. Ask something like "what deadline did the port set?".'
NOT_UNDERSTOOD = "I cannot tell what this asks about. Ask it in one whole sentence, with the name in it."
ONLY_ASKER = "Only the person who asked can delete this answer. Ask them, or a manager of this app."
ONLY_MEMBERS = "Guests can ask, and full members of a channel change its settings. Ask one of them."
OTHER_ORGANISATION = (
    "You belong to another organisation, so I cannot answer you here yet. "
    "A manager of this app can allow this channel: `/news settings`."
)
SHARED_CHANNEL = (
    "This channel is shared with another organisation, so I cannot answer here yet. "
    "A manager of this app can allow it: `/news settings`."
)
ORG_WIDE = (
    "On the Record cannot be installed for a whole Enterprise organisation. "
    "Install it in one workspace: choose the workspace instead of the organisation on Slack's page."
)
IN_CHANNELS_ONLY = "Settings belong to a channel. Type `/news settings` in the channel you mean."
ANSWER_GONE = "I no longer keep this answer. Ask the question again."
NO_PASSAGE = "The article of this citation is no longer in the record. Ask again for what is there now."
NO_MORE = "There is nothing further to show. Ask with other words for other sentences."
NOTHING_TO_CHECK = "There is no sentence in this message to check. Choose one with words in it."
NEEDS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "search": "Say what to look for: `/news search harbour strike`.",
        "latest": "Say on what: `/news latest harbour strike`.",
        "timeline": "Say of what: `/news timeline harbour strike`.",
        "compare": "Say on what: `/news compare harbour strike`.",
    }
)

# What Slack refuses us
FAILED = "Something went wrong on my side and the question is not answered. Ask it again."
ARCHIVED = "That channel is archived, so I cannot post there. Ask in another channel or in a direct message to me."
NO_CHANNEL = "I cannot see that channel. Ask in a direct message to me, or invite me there: `/invite`."
CANNOT_UPDATE = "Slack no longer lets me change that answer. Delete it with its button and ask the question anew."
NO_ACCOUNT = (
    "Slack no longer lets me into this workspace. A manager can install me again from the address they used first."
)
MAY_NOT_POST = "I may not post there. Ask me in another channel or in a direct message."
CANNOT_SHOW = "Slack cannot show this answer: it is too long or takes a form it refuses. Ask a narrower question."
NOT_DONE = "Something went wrong on my side and nothing is done. Try it again."
NOT_OPENED = "Slack gave me too little time to open that. Do it once more."
FORM_OUT_OF_DATE = "This form is from before I was changed, so nothing of it is kept. Close it and open it anew."
TOO_LATE = "Slack no longer takes the private answer to what you asked. Ask it again."


def invite_me(name: str) -> str:
    """``name`` is the bot's name in this workspace."""
    return f"I am not in the channel you asked in. Type `/invite @{code(name)}` there, then ask again."


def not_a_member(name: str) -> str:
    """``name`` is the bot's name in this workspace."""
    return f"I am not in that channel. Type `/invite @{code(name)}` there, then press the button again."


def missing_scope(needed: str) -> str:
    which = f" ({code(needed)})" if needed else ""
    return f"I lack a permission{which} in this workspace. A manager can grant it by installing the app again."


def is_a_command(name: str) -> str:
    """To who writes to the bot what it takes as a command."""
    return f"That is a command: type `{COMMAND} {name}`."


def failed(reference: str) -> str:
    return f"{FAILED} If it happens again, give this reference to a manager: `{code(reference)}`."


def too_many_questions(limit: int, minutes: int) -> str:
    return (
        f"You have asked {limit} questions within an hour, which is as many as I answer. "
        f"Ask again in {counted(max(minutes, 1), 'minute')}."
    )


def later(command: str) -> str:
    """A sub-command that is announced and not there yet."""
    return f"`{COMMAND} {code(command)}` is not there yet. `{COMMAND} help` shows what is."
