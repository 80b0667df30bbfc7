"""The words for managers: the workspace's settings and its sources; and for everybody who gives the bot a link."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.messages.counting import code, counted

# Settings of the workspace
MANAGE_TITLE = "Workspace settings"
KEEP_LABEL = "Questions and answers are kept"
KEEP_HINT = "After that the words of a question are forgotten. What was cited stays as long as its article."
MANAGERS_LABEL = "Managers"
MANAGERS_HINT = "Beside who installed me, admins and owners. Guests cannot be managers."
SHARED_LABEL = "Shared collections"
SHARED_HINT = "What I answer from here, beside this workspace's own articles."
NO_SHARED = "There are no shared collections to turn on. Articles of this workspace's own are always read."
NONE = "none"
SETTINGS = "Settings"
HOME_MANAGING = "For managers"
ONLY_MANAGERS = "Managers change this: who installed me, admins, owners, and people they name. Ask one of them."

# Sources
ADD = "Add"
ADD_SOURCE = "Add a source"
ADD_TITLE = "Add a source"
ADDRESS_LABEL = "Address of a feed, or of a page that leads to one"
ADDRESS_EXAMPLE = "https://news.example.org/rss"
ADDRESS_HINT = "I look at it now, and tell you in a direct message what I found."
SHELF_LABEL = "Collection"
SOURCE_TITLE = "Source"
WISH_LABEL = "What should I do?"
WISHES: Mapping[str, str] = MappingProxyType(
    {
        "pause": "Pause it",
        "resume": "Read it again",
        "remove": "Remove it; its articles stay",
    }
)
NO_FEEDS = "No sources yet. A manager adds one: `/news sources add https://…`."
FURTHER_FEEDS = ": `/news sources list` shows them all"
LAST_POLL = "last looked at"
NEXT_POLL = "next"
FETCHING = "I am looking at it. What I find is said here."
SOURCES_HELP = (
    "Say `/news sources list`, `/news sources add https://…`, or `pause`, `resume` or `remove` with a source's number."
)


def added(name: str, taken: int, collection: str) -> str:
    reading = f"; {counted(taken, 'article')} of it come in now" if taken else "; its articles come in as they appear"
    return f"Added to `{code(collection)}`: {name}{reading}. `/news sources list` shows how it does."


def known_source(name: str) -> str:
    return f"{name} is a source already. `/news sources list` shows how it does."


def changed_source(wish: str, name: str) -> str:
    said = {
        "pause": f"Paused: {name}. To read it again: `/news sources resume`.",
        "resume": f"{name} is read again, from now on. `/news sources list` shows how it does.",
        "remove": f"Removed: {name}. Its articles stay; to have new ones: `/news sources add`.",
    }
    return said[wish]


def no_source(target: str) -> str:
    return f"There is no source `{code(target)}` here that you can change. `/news sources list` shows them."


def no_shelf(target: str, names: str) -> str:
    return f"There is no collection `{code(target)}` that you can add to. Choose one of: {names}."


# Links
READ_NOTE = "It is on record: ask me about it."
READ_AGAIN = "It was on record before: ask me about it."
READ_PARTIAL = "Only the part before its paywall is there."
READ_FOREIGN = "It is not in English, so I keep it but cannot answer from it."
ONLY_MEMBERS_READ = "Guests can ask, and full members give me articles to read. Ask one of them."
