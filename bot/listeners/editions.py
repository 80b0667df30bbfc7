"""The buttons of an edition: more of it, a question about a story, and two stories made one or one made two."""

import json
from hashlib import sha256
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import Action, ButtonValue, View, notice_modal
from bot.blocks.edition import more_stories_modal
from bot.blocks.stories import (
    ASK_ABOUT_CALLBACK,
    CHOICE_BLOCK,
    CHOICE_INPUT,
    PART_CALLBACK,
    QUESTION_BLOCK,
    QUESTION_INPUT,
    ask_about_modal,
    part_modal,
    why_story_modal,
)
from bot.digests import Edition, Told
from bot.followups import Turn, standalone
from bot.followups.names import named
from bot.incoming import Incoming, Kind, Surface, trigger_identity
from bot.intents.names import names_in
from bot.listeners.counter import Counter, origin_of
from bot.listeners.forms import chosen, field, metadata
from bot.listeners.press import Press, read_press, show
from bot.listeners.said import question_in
from retrieval.errors import Unknown
from retrieval.stories import Story

SPLIT, SAME = "split", "same"  # what a manager wishes


def add_to(bolt: App, counter: Counter) -> None:
    def pressed(action: Action, do: Any) -> None:
        def handle(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            press = read_press(body, context)
            ack()
            if press is None:
                return
            refusal = counter.refusal(body, workspace=press.workspace, channel=press.channel)
            view = notice_modal(refusal) if refusal is not None else do(press)
            show(client, press, view)

        bolt.action(action.value)(handle)

    def about(action: Action) -> None:
        def handle(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            press = read_press(body, context)
            ack()
            if press is not None:
                show(client, press, _about(counter, client, press, action))

        bolt.action(action.value)(handle)

    def parted(ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        workspace, user = origin_of(context).workspace, str(body["user"]["id"])
        if not counter.manages(workspace, counter.person(client, workspace, user)):
            ack(response_action="errors", errors={CHOICE_BLOCK: messages.STORIES_ONLY_MANAGERS})
            return
        ack(response_action="update", view=notice_modal(_decide(counter, workspace, user, view)))

    def asked(ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext) -> None:
        line = _ask(counter, body, view, origin_of(context).workspace, bot=origin_of(context).bot)
        if line is None:
            ack()
        else:
            ack(response_action="errors", errors={QUESTION_BLOCK: line})

    pressed(Action.MORE_STORIES, lambda press: _more(counter, press))
    pressed(Action.ASK_ABOUT, lambda press: _ask_about(counter, press))
    for action in (Action.STORY, Action.SPLIT_STORY, Action.SAME_STORY):
        about(action)
    bolt.view(PART_CALLBACK)(parted)
    bolt.view(ASK_ABOUT_CALLBACK)(asked)


def _more(counter: Counter, press: Press) -> View:
    found = counter.editor.stored(press.answer_id, press.workspace)
    if found is None:
        return notice_modal(messages.OUT_OF_STEP)
    return more_stories_modal(found[1], run=press.answer_id, links=counter.links)


def _ask_about(counter: Counter, press: Press) -> View:
    found = counter.editor.stored(press.answer_id, press.workspace)
    told = None if found is None else _nth(found[1], press.n or 0)
    if told is None:
        return notice_modal(messages.OUT_OF_STEP)
    carried = {"r": press.answer_id, "n": press.n, "c": press.channel, "u": press.response_url}
    return ask_about_modal(told, metadata=json.dumps(carried, separators=(",", ":")))


def _ask(counter: Counter, body: dict[str, Any], view: dict[str, Any], workspace: str, *, bot: str) -> str | None:
    """A question about a story, taken in; or the line that says why not. "He" is whom the headline names."""
    place, typed = metadata(view), str(field(view, QUESTION_BLOCK, QUESTION_INPUT).get("value") or "")
    text = question_in(typed, bot=bot)
    refusal = counter.refusal(body, workspace=workspace, channel=place.get("c"))
    if refusal is not None or not any(character.isalnum() for character in text):
        return refusal or messages.EMPTY
    found = counter.editor.stored(str(place.get("r")), workspace)
    told = None if found is None else _nth(found[1], int(place.get("n") or 0))
    if told is not None:
        about = Turn(question=told.headline, names=tuple(named(name) for name in names_in(told.headline)))
        text = standalone(text, (about,)) or text
    url = place.get("u")
    incoming = Incoming(
        identity=trigger_identity(str(body.get("trigger_id") or view["id"])),
        workspace=workspace,
        kind=Kind.QUESTION,
        surface=Surface.PRIVATE if url else Surface.DM,
        user=str(body["user"]["id"]),
        text=text,
        channel=place.get("c") if url else None,
        response_url=url,
        received_at=counter.now(),
    )
    return counter.take_form(incoming, str(view["id"]))


def _about(counter: Counter, client: WebClient, press: Press, action: Action) -> View:
    """Why a story's sentence was chosen; what a manager makes of the story."""
    found = counter.editor.stored(press.answer_id, press.workspace)
    told = None if found is None else _nth(found[1], press.n or 0)
    story = None if told is None else counter.stories.get(told.story)
    if found is None or told is None or story is None:
        return notice_modal(messages.OUT_OF_STEP if told is None else messages.STORY_GONE)
    manager = counter.manages(press.workspace, counter.person(client, press.workspace, press.user))
    if action is Action.STORY:
        value = ButtonValue(answer_id=press.answer_id, n=press.n)
        return why_story_modal(told, story, manager=value if manager else None)
    if not manager:
        return notice_modal(messages.STORIES_ONLY_MANAGERS)
    wish = SPLIT if action is Action.SPLIT_STORY else SAME
    carried = json.dumps({"w": wish, "s": story.id, "k": story.collection}, separators=(",", ":"))
    if wish == SPLIT:
        choices = [(_short(article.key), f"{article.source or ''}: {article.title}") for article in story.articles]
        if len(choices) < 2:
            return notice_modal(messages.NOTHING_TO_SPLIT)
        return part_modal(messages.SPLIT_TITLE, messages.SPLIT_LABEL, told.headline, choices, metadata=carried)
    others = [other for other in (*found[1].stories, *found[1].more) if other.story != told.story]
    same = [other for other in others if other.sentence.article.collection == story.collection]
    if not same:
        return notice_modal(messages.NO_OTHER_STORY)
    choices = [(str(other.story), other.headline) for other in same]
    return part_modal(messages.SAME_STORY_TITLE, messages.SAME_STORY_LABEL, told.headline, choices, metadata=carried)


def _decide(counter: Counter, workspace: str, user: str, view: dict[str, Any]) -> str:
    """A manager's word about stories, kept for good; the line that says what is so now.

    Other workspaces read shared collections, too: of their stories only those decide who change their sources.
    """
    told, wanted = metadata(view), chosen(view, CHOICE_BLOCK, CHOICE_INPUT)
    story: Story | None = counter.stories.get(int(told.get("s") or 0))
    if story is None or story.collection not in counter.knowledge.collections_of(workspace):
        return messages.STORY_GONE
    if story.collection not in counter.feeds.open_to(workspace, user) and not counter.knowledge.sample(workspace):
        return messages.STORY_SHARED
    try:
        if told.get("w") == SAME:
            counter.stories.merge(int(wanted), story.id, now=counter.now())
            return messages.JOINED
        for article in story.articles:
            if _short(article.key) == wanted:
                counter.stories.split(article.collection, article.key, now=counter.now())
                return messages.PARTED
    except (Unknown, ValueError):
        return messages.STORY_GONE
    return messages.STORY_GONE


def _nth(edition: Edition, n: int) -> Told | None:
    told = (*edition.stories, *edition.more)
    return told[n - 1] if 0 < n <= len(told) else None


def _short(key: str) -> str:
    """A name of an article that fits into an option."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
