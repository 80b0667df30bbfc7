"""The words of digests and their editions."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.messages.counting import code, counted

DIGEST_NAME = "Morning news"
DIGESTS_TITLE = "Digests"
DIGEST_TITLE = "A digest"
DAYS: Mapping[int, str] = MappingProxyType(
    {0: "Monday", 1: "Tuesday", 2: "Wednesday", 3: "Thursday", 4: "Friday", 5: "Saturday", 6: "Sunday"}
)
LENGTH_LABELS: Mapping[int, str] = MappingProxyType({3: "Short: 3 stories", 5: "5 stories", 8: "8 stories"})

# The form
NAME_LABEL = "Name"
ACTIVE_LABEL = "Posting"
ACTIVE_OPTION = "Turned on"
ACTIVE_HINT = "Nothing is posted until this is on. What was missed while it was off is not made up for."
TIME_LABEL = "Time"
DAYS_LABEL = "Days"
DAYS_HINT = "The next edition covers the days between: Monday's has the weekend."
ZONE_LABEL = "Time zone"
ZONE_EXAMPLE = "Europe/Kyiv"
TOPICS_LABEL = "Only on these topics"
TOPICS_HINT = "One a line: a word, a name, or a question. Leave it empty for all news."
SOURCES_LABEL = "Only from these sources"
SOURCES_HINT = "None chosen: all of them."
LENGTH_LABEL = "Length"
LENGTH_HINT = "The rest is behind More."
PREVIEW = "Preview"
POST_NOW = "Post now"
ADD_DIGEST = "Add a digest"
REMOVE_DIGEST = "Remove"
REMOVE_DIGEST_SURE = "Remove this digest?"
REMOVE_DIGEST_WHAT = "What it posted stays."
PREVIEW_TITLE = "Preview"
MAKING = "I put the edition together. It appears here in a moment."
PREVIEW_EMPTY = "So nothing would be posted now."
FOR_CHANNEL = "For everybody in"
FOR_YOU = "For you alone, by direct message."
SAVE_FIRST = "Save it first: then it can be posted."
POSTING = "It is being posted. `/news digest` shows what became of it."
DIGEST_GONE = "This digest is no longer here. `/news digest` shows those that are."
NO_NAME = "Give it a name of up to 60 characters."
NO_DAYS = "Choose one day at least."
MANY_TOPICS = "Up to ten topics, each of at most 200 characters."
DIGESTS_ONLY_MEMBERS = "Guests can ask, and full members set up digests. Ask one of them."

# An edition
ASK_ABOUT = "Ask about this"
FOLLOW_STORY = "Follow"
MORE_STORIES = "More"
STORY_UPDATE = "Update:"
OUT_OF_STEP = "This edition is no longer kept. The next one has the news."
NO_MORE_STORIES = "There was nothing further."
DIGEST_THREAD = "Ask about any of it in this thread. `/news digest` changes what comes, and when."
ASK_ABOUT_TITLE = "Ask about this"
ASK_ABOUT_HINT = "Only you see the answer; you can share it with the channel."
WHY_STORY_TITLE = "Why this sentence"
ALL_ARTICLES = "Everything I have of this story:"
KEPT_FOR_GOOD = "It stays so: I do not sort these again."
ALONE = "the only text on it"
OPENS = "the sentence that opens the newest of them"
NEAREST_TO_TOPIC = "it comes nearest to a question you gave as a topic"

# Stories, by a manager
SPLIT = "These are two stories"
SAME_STORY = "Same story as…"
WHY_SENTENCE = "Why this sentence?"
SAME_STORY_TITLE = "The same story"
SAME_STORY_LABEL = "It is the same story as"
SPLIT_TITLE = "Two stories"
SPLIT_LABEL = "This article is another story"
STORIES_ONLY_MANAGERS = "Managers split and merge stories: who installed me, admins, owners, and people they name."
STORY_GONE = "That story is no longer on record. The next edition shows what is."
STORY_SHARED = "Other workspaces read that story too. Only the people who run me split and merge it."
PARTED = "They are two stories from now on. The next edition tells them apart."
JOINED = "They are one story from now on. The next edition tells them as one."
NOTHING_TO_SPLIT = "It has only one article: there is nothing to part."
NO_OTHER_STORY = "There is no other story in this edition."

# Home and status
HOME_DIGESTS = "Digests"
NO_DIGESTS = "None here yet: `/news digest` in a channel sets one up."
DIGEST_OFF = "off"
NOTHING_NEW = "nothing new"
EDITION_MISSED = "missed: I was not running then"
NO_RUN_YET = "no run yet"
NEXT_EDITION = "next"
LAST_RUN = "last run"
EVERY_DAY_WORD, WEEKDAYS_WORD = "every day", "weekdays"


def days_said(days: tuple[int, ...]) -> str:
    """ "weekdays", "every day", "Mon, Thu"."""
    chosen = tuple(sorted(days))
    if chosen == (0, 1, 2, 3, 4):
        return WEEKDAYS_WORD
    if len(chosen) == len(DAYS):
        return EVERY_DAY_WORD
    return ", ".join(DAYS[day][:3] for day in chosen)


def digest_when(days: tuple[int, ...], at: str, zone: str) -> str:
    """ "weekdays 08:30 Europe/Kyiv"."""
    return f"{days_said(days)} {at} {zone}"


def edition_head(name: str, day: str) -> str:
    return f"{name} · {day}"


def edition_since(stories: int, since: str, topics: tuple[str, ...]) -> str:
    """What the edition covers."""
    on = f" on {', '.join(topics)}" if topics else ""
    if not stories:
        return f"Nothing new{on} since {since}"
    return f"{told_stories(stories)}{on}, new since {since}"


def breadth(outlets: int, texts: int) -> str:
    """ "4 outlets, 2 independent texts"."""
    said = counted(outlets, "outlet")
    return said if outlets == texts == 1 else f"{said}, {counted(texts, 'independent text')}"


def most_say(supporters: int, texts: int) -> str:
    """Why a sentence: so many of the texts say it."""
    return f"{supporters} of {texts} texts say this"


def new_said(kinds: tuple[str, ...]) -> str:
    """What is new in an update."""
    named = {"number": "number", "speaker": "speaker", "quote": "quotation"}
    words = list(dict.fromkeys(named.get(kind, kind) for kind in kinds))
    return "new here: " + ", ".join(words)


def more_count(count: int) -> str:
    return f"{MORE_STORIES} ({count})"


def last_run(when: str, what: str) -> str:
    """ "last run 08:30, nothing new"."""
    return f"{LAST_RUN} {when}, {what}"


def told_stories(count: int) -> str:
    return f"{count} stor{'y' if count == 1 else 'ies'}"


def digest_failed(code_: str) -> str:
    """``code_`` is Slack's word for why."""
    return f"not posted: Slack says {code(code_)}"


def posted_today(next_at: str) -> str:
    return f"Today's edition is posted already, or in hand. The next one comes {next_at}."


def quiet_now(name: str) -> str:
    return f"{name}: nothing new, so nothing is posted."


def no_zone(name: str, near: tuple[str, ...]) -> str:
    like = f" Did you mean {' or '.join(near)}?" if near else " Write it like Europe/Kyiv."
    return f"No time zone is called {name}.{like}"


def digest_saved(name: str, when: str, next_at: str | None) -> str:
    """What the person is told after saving."""
    if next_at is None:
        return f"Saved: {name}, {when}. It is off: nothing is posted until it is turned on."
    return f"Saved: {name}, {when}. The next edition comes {next_at}."


def digest_removed(name: str) -> str:
    return f"Removed: {name}. What it posted stays. `/news digest` sets up another."


def digest_taken(name: str) -> str:
    return f"There is a digest called {name} here already. Choose another name."


def posted_outcome(name: str, outcome: str) -> str:
    """What the terminal says of an edition that was to be posted."""
    said = {
        "posted": "posted",
        "quiet": "nothing new, so nothing is posted",
        "missed": "too late, so nothing is posted",
        "failed": "Slack refuses it; look at: onrecord doctor",
        "later": "Slack does not answer; whoever works at digests posts it as soon as it does",
        "done": "that day's edition is posted already, or in somebody's hand",
    }
    return f"{name}: {said[outcome]}"
