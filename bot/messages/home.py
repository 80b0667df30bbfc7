"""Help, the hello on joining a channel, and the Home tab."""

from bot.messages.counting import counted

HELP_TITLE = "On the Record"
HELP_INTRO = (
    "Ask about the news in plain English. I answer with the sentence that says so, word for word, "
    "and who published it when. When no article I have says so, I say that."
)
HELP_WAYS = (
    ("In a channel", "mention me with a question; the answer comes in the thread"),
    ("In its thread", "ask on: “and when was he appointed?”, “what about Turkey?”"),
    ("In a direct message", "just ask"),
    ("With a link", "“read https://…” puts an article on record; then ask about it"),
    ("On any message", "“Check against the news” in its menu shows what the record says to each sentence"),
)
HELP_COMMANDS = (
    ("/news QUESTION", "answers only you, anywhere"),
    ("/news search WORDS", "lists sentences"),
    ("/news latest TOPIC", "lists the newest sentences on it"),
    ("/news timeline TOPIC", "lists its events in order of time"),
    ("/news compare TOPIC", "shows what each outlet says of it"),
    ("/news follow QUESTION", "tells you in a thread what is new on it"),
    ("/news following", "says what is followed in this channel"),
    ("/news sources", "says which outlets I read"),
    ("/news sources list", "says how each source does; managers add, pause, resume and remove them"),
    ("/news status", "says how fresh the record is"),
    ("/news settings", "sets how I listen in this channel"),
    ("/news digest", "sets up what I post here each morning"),
    ("/news digest me", "sets up what I send to you alone"),
    ("/news help", "shows this"),
)
HELP_THREADS = "Slack runs no commands inside threads: mention me there instead."

# Joining a channel
HELLO = "Hello. Mention me with a question about the news, and I quote the sentence that answers. For example:"
HELLO_EMPTY = "Hello. Mention me with a question about the news, and I quote the sentence that answers."
HELLO_QUIET = "I answer in threads only. `/news settings` here sets how I listen, `/news help` shows more."

# Home
HOME_KNOWS = "What I know"
HOME_EMPTY = "No articles yet."
HOME_SAMPLE = "Only sample articles about invented places so far. A manager adds real ones."
HOME_SOURCES = "Sources"
HOME_CHANNELS = "Channels you and I are in"
HOME_NO_CHANNELS = "None yet: `/invite` me to one."
HOME_QUESTIONS = "Your questions"
HOME_NO_QUESTIONS = "None yet: ask one with the button above, or in any channel I am in."
HOME_HELP = "Help"
HOME_MANAGER = "You are a manager of this app: `/news settings` in a channel also allows people of other organisations."
NEWEST_ARTICLE = "Newest article"
LAST_FETCHED = "Last fetched"
NOT_ANSWERED = "no answer on record"


def waiting(count: int) -> str:
    return "No question is waiting." if not count else f"{counted(count, 'question')} waiting."


def index_behind(count: int) -> str:
    if not count:
        return "Everything can be found."
    return f"{counted(count, 'change')} cannot be found yet: look again soon."


def further(count: int, thing: str) -> str:
    return f"and {counted(count, 'further ' + thing)}"
