"""Somebody tells the bot to stop: it stays quiet in that thread until it is mentioned there again."""

import re

from bot import messages
from bot.incoming import message_identity
from bot.listeners.counter import Counter
from bot.listeners.reading import Said

_WISH = re.compile(
    r"(?:please\s+)?(?:stop(?:\s+(?:it|that|this|talking|answering|replying|posting))?|(?:(?:be|stay|keep)\s+)?quiet"
    r"|(?:be\s+)?silent|shut\s+up|hush|go\s+away|leave\s+(?:us|me)\s+alone|mute(?:\s+(?:this(?:\s+thread)?|yourself))?)"
    r"(?:,?\s+please)?\s*[.!]*",
    re.IGNORECASE,
)


def quiet_wish(text: str) -> bool:
    """Whether a message asks the bot to be quiet, and nothing else."""
    return _WISH.fullmatch(text.strip()) is not None


def quieted(counter: Counter, said: Said, workspace: str) -> bool:
    """Whether a message was that; then nothing is said in its thread any more that nobody asks for."""
    if not said.addressed or not quiet_wish(said.text):
        return False
    once = f"q:{message_identity(said.channel, said.ts)}"  # Slack tells us of one message in two ways
    if counter.inbox.first(workspace, once, now=counter.now()):
        try:
            line = _quiet(counter, said, workspace)
        except Exception:
            counter.inbox.undo(workspace, once)
            raise
        counter.whisper(workspace, said.channel, said.user, line, thread_ts=said.root)
    return True


def _quiet(counter: Counter, said: Said, workspace: str) -> str:
    """Done, and the line that says so. What was asked there before is not answered either."""
    if not said.in_thread and not said.direct:
        return messages.QUIET_WHERE
    now = counter.now()
    counter.channels.hush(workspace, said.channel, said.root, now=now)
    counter.inbox.stop(workspace, said.channel, said.root, now=now)
    for follow in counter.follows.in_thread(workspace, said.channel, said.root):
        counter.follows.end(follow.id, workspace=workspace, now=now)
    return messages.STOPPED if said.direct else messages.QUIETED
