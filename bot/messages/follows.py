"""What the bot says of what people follow, and of corrections. Words between backticks are shown as code."""

from bot.messages.counting import counted
from bot.messages.slack import COMMAND

FOLLOW = "Follow"
UNFOLLOW = "Unfollow"

FOLLOWING = "Following:"
FOLLOW_ASKED = "– asked by"
FOLLOW_HOW = (
    "I write in this thread when an article says something new on it: a number, a quote, a new voice, or the opposite "
    "of what was said. Until"
)
FOLLOW_NEWS = "New on what this thread follows:"
FOLLOW_EXPIRED = (
    "Two weeks are over, so I no longer follow this. "
    f"To go on, mention me here with `follow`, or use `{COMMAND} follow`."
)
FOLLOWED_ALREADY = f"This is followed in this channel already. `{COMMAND} following` shows where."
UNFOLLOWED = f"This is no longer followed. To take it up again: `{COMMAND} follow`, or Follow under an answer."
NOT_FOLLOWED = f"Nothing is followed here. Press Follow under an answer, or type `{COMMAND} follow` and a question."
NOTHING_TO_FOLLOW = "There is no question in this thread to follow yet. Ask me one here, then say `follow`."
NO_WORDS_TO_FOLLOW = f"Say what to follow: `{COMMAND} follow what deadline did the port set?`."
ONLY_MEMBERS_FOLLOW = "Guests can ask, and full members of a channel follow. Ask one of them."
STORY_GONE = "I no longer keep this story. Follow a question on it instead: press Follow under an answer."
FOLLOWS_HERE = "Followed in this channel"
FOLLOWS_HELP = f"To follow something else: `{COMMAND} follow` and a question."
MANY_FOLLOWED = "More than one of these is meant. Press Unfollow beside the one that is enough:"

# Corrections
CORRECTED = "Corrected"
NOW_SAYS = "Now:"
NO_LONGER_SAYS = "The article no longer says this."
ARTICLE_NOTES = "The article notes:"
CORRECTION_STANDS = "Slack no longer lets me change the answer itself, so it stands as it was."
CORRECTION_MARKED = "I have marked it in the answer."


def too_many_follows(limit: int) -> str:
    return (
        f"You follow {limit} things, which is as many as I keep for one person. "
        f"Press Unfollow under one of them: `{COMMAND} following`."
    )


def correction_note(changed: int, gone: int, noted: int) -> str:
    """What became of the sentences that an answer in this thread quotes."""
    parts = []
    if changed:
        parts.append(f"{counted(changed, 'quoted sentence')} {'reads' if changed == 1 else 'read'} otherwise now")
    if gone:
        parts.append(f"{counted(gone, 'quoted sentence')} {'is' if gone == 1 else 'are'} no longer in the article")
    if noted:
        parts.append(f"{counted(noted, 'quoted article')} {'carries' if noted == 1 else 'carry'} a correction")
    return f"Correction: {'; '.join(parts)}."


def uncorrected(count: int) -> str:
    """For `verify`: answers that only their askers saw are not corrected."""
    stand = "no longer says" if count == 1 else "no longer say"
    return f"{counted(count, 'citation')} of private answers {stand} what the article does; those are not corrected"
