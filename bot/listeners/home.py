"""The bot's own page: what it knows, its channels the reader is in, their own questions; and a new conversation."""

from collections.abc import Iterator
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import messages
from bot.blocks import ChannelLine, Home, OwnQuestion, home_view
from bot.blocks.records import DigestLine, Managed
from bot.editor import lines_of
from bot.listeners.counter import Counter, origin_of
from bot.listeners.people import Person

_QUESTIONS = 10
_PAGES = 5  # of two hundred channels each


def add_to(bolt: App, counter: Counter) -> None:
    def opened(event: dict[str, Any], context: BoltContext) -> None:
        workspace, user = origin_of(context).workspace, str(event["user"])
        if event.get("tab") == "messages":
            channel = str(event.get("channel") or "")
            if channel:
                counter.errands.run("prompts", lambda: suggest(counter, workspace, channel))
        else:
            counter.errands.run("home", lambda: publish(counter, workspace, user))

    bolt.event("app_home_opened")(opened)


def publish(counter: Counter, workspace: str, user: str) -> None:
    """The Home tab as it is for this person now. Which channels they are in is asked anew each time."""
    client = counter.client_for(workspace)
    person = _person(counter, client, workspace, user)
    health = counter.knowledge.health(workspace)
    manager = counter.manages(workspace, person)
    channels = () if person.outsider else tuple(_channels(counter, client, workspace, user))
    home = Home(
        held=health.held,
        fetched_at=health.fetched_at,
        sources=counter.knowledge.sources(workspace),
        channels=channels,
        questions=tuple(_questions(counter, client, workspace, user)),
        manager=manager,
        managed=managed(counter, workspace, user) if manager else None,
        digests=_digests(counter, workspace, user, channels),
        sample=counter.knowledge.sample(workspace),
    )
    client.views_publish(user_id=user, view=home_view(home))


def managed(counter: Counter, workspace: str, user: str) -> Managed:
    """What a manager sees of the workspace."""
    set_to = counter.workspaces.settings(workspace)
    return Managed(
        keep_days=set_to.keep_days,
        managers=set_to.managers,
        shared=counter.feeds.shared(workspace),
        on=counter.feeds.on(workspace),
        feeds=counter.feeds.changeable(workspace, user),
    )


def _person(counter: Counter, client: WebClient, workspace: str, user: str) -> Person:
    try:
        return counter.person(client, workspace, user)
    except SlackApiError:  # a permission is lacking: doctor says which
        return Person(user=user)


def suggest(counter: Counter, workspace: str, channel: str) -> None:
    """Questions that the record answers, to begin a conversation with."""
    found = counter.knowledge.examples(workspace)
    prompts = [{"title": question, "message": question} for question in found]
    prompts.append({"title": messages.PROMPT_HELP, "message": "help"})
    counter.client_for(workspace).assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts)


def _channels(counter: Counter, client: WebClient, workspace: str, user: str) -> Iterator[ChannelLine]:
    """The channels where both are: a private one is named to nobody who is not in it."""
    try:
        mine = set(_ids(client, user=None))
        theirs = [name for name in _ids(client, user=user) if name in mine] if mine else []
    except SlackApiError:  # a permission is lacking: doctor says which
        return
    known = {channel.channel: channel for channel in counter.channels.all(workspace)}
    for name in theirs:
        mode = known[name].mode if name in known else counter.channels.get(workspace, name).mode
        yield ChannelLine(channel=name, mode=mode.value)


def _digests(counter: Counter, workspace: str, user: str, channels: tuple[ChannelLine, ...]) -> tuple[DigestLine, ...]:
    """How the digests of these channels do, and the person's own."""
    found = [
        d for target in (user, *(line.channel for line in channels)) for d in counter.digests.of(workspace, target)
    ]
    return lines_of(found, counter.runs, now=counter.now())


def _ids(client: WebClient, *, user: str | None) -> Iterator[str]:
    cursor = None
    for _ in range(_PAGES):
        page = client.users_conversations(
            user=user, cursor=cursor, types="public_channel,private_channel", exclude_archived=True, limit=200
        )
        yield from (str(channel["id"]) for channel in page["channels"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _questions(counter: Counter, client: WebClient, workspace: str, user: str) -> Iterator[OwnQuestion]:
    asked = counter.answers.asked_by(workspace, user, limit=_QUESTIONS)
    base = str(client.auth_test().get("url") or "") if any(kept.posted for kept in asked) else ""
    for kept in asked:
        stands = kept.posted if kept.deleted_at is None and base else None
        link = None if stands is None else f"{base}archives/{stands.channel}/p{stands.ts.replace('.', '')}"
        yield OwnQuestion(
            question=kept.row.question,
            asked_at=kept.row.asked_at,
            answered=kept.row.status == "answered",
            link=link,
        )
