"""What the bot says in Slack with an answer. Words between backticks are shown as code."""

from bot.messages.counting import counted

COMMAND = "/news"
BOT_NAME = "On the Record"

# Buttons; accessible names are the labels themselves.
CONTEXT = "Context"
MORE = "More"
WHY = "Why"
DELETE = "Delete"
SHARE = "Share to channel"
QUIET = "Quiet in this thread"
CHOOSE = "Ask this"
ASK = "Ask"
CHANGE = "Change"
GOOD = "Helpful"
BAD = "Not right"
CLOSE = "Close"
CANCEL = "Cancel"
SAVE = "Save"
KEEP = "Keep it"

DELETE_SURE = "Delete this answer?"
DELETE_WHAT = "It goes for everyone in this conversation. You can ask again at any time."

# With an answer
SEARCH_AGAIN = "Ask with other words, or see what I read: `/news sources`."
NOTHING_NEAR_HERE = f"No article I have says anything near this. {SEARCH_AGAIN}"
NEAREST_HERE = "No article I have says so. The nearest sentences:"
NO_ARTICLES_HERE = (
    "There are no articles yet. A manager of this app adds them; `/news status` shows when they are here."
)
READINGS = "This can mean more than one thing. Choose what you mean:"
SEARCH_LATEST = "For the newest of them on a topic: `/news latest TOPIC`."
FOUND = "The sentences that fit best:"
NEWEST = "The newest on this, one sentence from each story:"
WHOLE_IN_CONTEXT = "the whole sentence is under Context"
WITHDRAWN = "The question was deleted, so its answer is withdrawn. Ask again at any time."
SHARED_ASKED = " asked: "
FIXED_COPY = "This copy cannot be updated, because I am not in this channel. To change that: `/invite` me."
ONE_LEFT = "One more did not fit here: press Context."
THANKS = "Thank you. It is noted with this answer; asking again costs nothing."
THANKED = "Thank you. It is noted with this answer; share it if others should see it."
QUIETED = "I stay quiet in this thread from now on. Mention me here when you want an answer."
MAYBE_TWICE = "I was interrupted while I sent this, so it may stand here twice."
QUIET_WHERE = (
    "Mention me in a thread with `stop`, and I stay quiet there. `/news settings` sets when I answer in this channel."
)
STOPPED = "Stopped. Ask again when you like."
LOOKING = "is looking through the record…"


def place_in_queue(place: int) -> str:
    if place <= 1:
        return "Your question is next. The answer comes here by itself."
    are = "is" if place == 2 else "are"
    return f"{counted(place - 1, 'question')} {are} before yours. The answer comes here by itself."


def searched(articles: int, sources: int, days: str) -> str:
    """ "Searched: 412 articles, 3 sources, 18-20 July"."""
    return "Searched: " + held(articles, sources, days)


def held(articles: int, sources: int, days: str) -> str:
    parts = [counted(articles, "article"), counted(sources, "source")]
    return ", ".join([*parts, days] if days else parts)


def left_out(count: int) -> str:
    return ONE_LEFT if count == 1 else f"{count} more did not fit here: press Context."


# What is shown while something is looked up, or offered to begin with
CHECKING = "Looking through the record. The sentences appear here in a moment."
PROMPT_HELP = "What can I ask?"
NOT_SURE_SHARED = "Slack did not confirm that. Look in the channel, and share it again if it is not there."
