"""What people follow: by a button, by a word in a thread, by `/news`. What is stored here is posted by the watch."""

import re
from collections.abc import Sequence
from datetime import timedelta

from slack_sdk import WebClient

from bot import messages
from bot.blocks import Message, follows_message, line_message
from bot.follows import topic_of
from bot.followups import read_turn
from bot.incoming import message_identity, trigger_identity
from bot.listeners.counter import Counter
from bot.listeners.press import Press
from bot.listeners.reading import Said
from bot.questions import checked
from bot.store.follows import MOST, Followed, TooMany
from bot.store.follows_table import Follow, NewFollow
from bot.tongues import is_english
from retrieval.errors import BadInput

_LATELY = timedelta(hours=1)  # so long a direct conversation is one, though each message begins a thread
_WISH = re.compile(
    r"(?:please\s+)?(?P<stop>un|stop\s+)?follow(?:ing)?(?:\s+(?:this|it|that)(?:\s+(?:question|story|thread))?)?\s*[.!]?",
    re.IGNORECASE,
)


def follow_wish(text: str) -> bool | None:
    """Whether a message asks to follow its thread (True), to end that (False), or neither (None)."""
    found = _WISH.fullmatch(text.strip())
    return None if found is None else found["stop"] is None


def follow_answer(counter: Counter, press: Press, client: WebClient) -> None:
    """The question of an answer, followed in its thread; of a private answer, in a thread of its own."""
    shown = counter.stored.get(press.answer_id, press.workspace)
    if shown is None:
        counter.tell(press, messages.ANSWER_GONE)
        return
    _press(counter, press, client, shown.answer.question)


def follow_story(counter: Counter, press: Press, client: WebClient) -> None:
    """A story of a digest, followed in the edition's thread."""
    story = counter.stories.get(press.number)
    if story is None or story.collection not in counter.knowledge.collections_of(press.workspace):
        counter.tell(press, messages.STORY_GONE)
        return
    _press(counter, press, client, story.title, story=story.id)


def unfollow_pressed(counter: Counter, press: Press) -> None:
    counter.follows.end(press.number, workspace=press.workspace, now=counter.now())
    counter.tell(press, messages.UNFOLLOWED)


def heard(counter: Counter, said: Said, workspace: str) -> bool:
    """Whether a message was about following and nothing else; then it is dealt with."""
    wish = follow_wish(said.text) if said.addressed else None
    if wish is None or said.edited_ts is not None:
        return False
    line = _follow_thread(counter, said, workspace) if wish else _unfollow_thread(counter, said, workspace)
    once = f"f:{message_identity(said.channel, said.ts)}"  # Slack tells us of one message in two ways
    if line is not None and counter.inbox.first(workspace, once, now=counter.now()):
        counter.whisper(workspace, said.channel, said.user, line, thread_ts=said.root)
    return True


def command(
    counter: Counter, name: str, words: str, *, workspace: str, channel: str, user: str, trigger: str, client: WebClient
) -> Message | None:
    """What the acknowledgement of `/news follow`, `unfollow` or `following` says; None: a post says it."""
    if name == "follow":
        if not words:
            return line_message(messages.NO_WORDS_TO_FOLLOW)
        line = _open(counter, client, workspace, channel, user, trigger_identity(trigger), words, thread_ts=None)
        return None if line is None else line_message(line)
    here = counter.follows.active(workspace, channel=channel)
    if name == "following" or not here:
        return follows_message(_lines(here))
    meant = [each for each in here if words.casefold() in each.question.casefold()]
    if len(meant) != 1:
        return follows_message(_lines(meant or here), note=messages.MANY_FOLLOWED)
    counter.follows.end(meant[0].id, workspace=workspace, now=counter.now())
    return line_message(messages.UNFOLLOWED)


def _press(counter: Counter, press: Press, client: WebClient, words: str, *, story: int | None = None) -> None:
    if press.channel is None:
        return
    line = _open(
        counter,
        client,
        press.workspace,
        press.channel,
        press.user,
        trigger_identity(press.trigger_id),
        words,
        thread_ts=None if press.private else press.thread_ts or press.message_ts,
        story=story,
    )
    if line is not None:
        counter.tell(press, line)


def _follow_thread(counter: Counter, said: Said, workspace: str) -> str | None:
    """The last question of the thread; in a direct conversation, the last one that was asked."""
    turns = counter.turns.of(workspace, said.channel, said.root)
    if not turns and said.direct:
        turns = counter.turns.lately(workspace, said.channel, since=counter.now() - _LATELY, before=said.ts)
    if not turns:
        return messages.NOTHING_TO_FOLLOW
    client, identity = counter.client_for(workspace), message_identity(said.channel, said.ts)
    words = read_turn(turns[-1]).question
    return _open(counter, client, workspace, said.channel, said.user, identity, words, thread_ts=said.root)


def _unfollow_thread(counter: Counter, said: Said, workspace: str) -> str:
    here = counter.follows.in_thread(workspace, said.channel, said.root)
    for follow in here:
        counter.follows.end(follow.id, workspace=workspace, now=counter.now())
    return messages.UNFOLLOWED if here else messages.NOT_FOLLOWED


def _open(
    counter: Counter,
    client: WebClient,
    workspace: str,
    channel: str,
    user: str,
    identity: str,
    words: str,
    *,
    thread_ts: str | None,
    story: int | None = None,
) -> str | None:
    """The follow on record; or the line that says why there is none."""
    try:
        checked(words)
    except BadInput as error:
        return str(error)
    person = counter.person(client, workspace, user)
    if person.guest or person.outsider:
        return messages.ONLY_MEMBERS_FOLLOW
    topic = topic_of(words, story=story) if is_english(words) else None
    if topic is None:
        return messages.EMPTY if is_english(words) else messages.ENGLISH_ONLY
    new = NewFollow(
        workspace=workspace,
        identity=identity,
        channel=channel,
        thread_ts=thread_ts,
        user=user,
        question=topic.question,
        terms=topic.terms,
        names=topic.names,
        topic=topic.key,
        story_id=story,
    )
    match counter.follows.open(new, now=counter.now()):
        case Followed(again=False):
            return messages.FOLLOWED_ALREADY
        case TooMany():
            return messages.too_many_follows(MOST)
    return None


def _lines(follows: Sequence[Follow]) -> list[tuple[int, str]]:
    return [(follow.id, follow.question) for follow in follows]
