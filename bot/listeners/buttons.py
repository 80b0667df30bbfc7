"""The buttons under an answer. What they show is what was kept with the answer: nothing is answered anew."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import (
    Action,
    View,
    ask_modal,
    context_modal,
    more_modal,
    notice_modal,
    why_modal,
)
from bot.incoming import Incoming, Kind, Surface, trigger_identity
from bot.listeners.counter import Counter
from bot.listeners.following import follow_answer, follow_story, unfollow_pressed
from bot.listeners.press import DOUBLE, Press, read_press, show
from bot.listeners.settings import open_settings
from bot.listeners.sharing import delete, share
from bot.stored import Stored


def add_to(bolt: App, counter: Counter) -> None:
    def once(do: Callable[[Press], None]) -> Callable[[Press, WebClient], None]:
        """For what two presses of a double click must not do twice."""

        def pressed(press: Press, _: WebClient) -> None:
            if not counter.inbox.first(press.workspace, press.click, now=counter.now(), within=DOUBLE):
                return
            try:
                do(press)
            except Exception:
                counter.inbox.undo(press.workspace, press.click)
                raise

        return pressed

    def on(action: Action, do: Callable[[Press, WebClient], None]) -> None:
        def pressed(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            press = read_press(body, context)
            refusal = None
            if press is not None:
                refusal = counter.refusal(body, workspace=press.workspace, channel=press.channel)
            if press is not None and refusal is None:
                do(press, client)
            elif press is not None and refusal is not None and press.channel is not None:
                counter.whisper(press.workspace, press.channel, press.user, refusal, thread_ts=press.thread_ts)
            ack()

        bolt.action(action.value)(pressed)

    def opens(make: Callable[[Stored], View]) -> Callable[[Press, WebClient], None]:
        def do(press: Press, client: WebClient) -> None:
            shown = counter.stored.get(press.answer_id, press.workspace)
            view = notice_modal(messages.ANSWER_GONE) if shown is None else make(shown)
            show(client, press, view)

        return do

    links, knowledge = counter.links, counter.knowledge
    on(Action.CONTEXT, opens(lambda shown: context_modal(knowledge.passages(shown.answer), links=links)))
    on(Action.MORE, opens(lambda shown: more_modal(shown.answer.question, shown.further, links=links)))
    on(Action.WHY, opens(lambda shown: why_modal(shown.why)))
    on(Action.FEEDBACK, lambda press, _: _feedback(counter, press))
    on(Action.NOT_RIGHT, lambda press, _: _feedback(counter, press))
    on(Action.QUIET, once(lambda press: _quiet(counter, press)))
    on(Action.FOLLOW, lambda press, client: follow_answer(counter, press, client))
    on(Action.FOLLOW_STORY, lambda press, client: follow_story(counter, press, client))
    on(Action.UNFOLLOW, lambda press, _: unfollow_pressed(counter, press))
    on(Action.CHOOSE, once(lambda press: _choose(counter, press)))
    on(Action.SETTINGS, lambda press, client: _settings(counter, press, client))
    on(Action.DELETE, lambda press, client: delete(counter, press, client))
    on(Action.SHARE, once(lambda press: share(counter, press)))

    def ask(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=str(body["trigger_id"]), view=ask_modal())

    def followed_a_link(ack: Ack) -> None:
        ack()

    bolt.action(Action.ASK.value)(ask)
    bolt.action(Action.LINK.value)(followed_a_link)


def _feedback(counter: Counter, press: Press) -> None:
    if press.good is None:
        return
    counted = counter.feedback.give(
        press.workspace, press.answer_id, press.user, good=press.good, pressed_at=counter.now()
    )
    if counted and (press.private or not press.good):  # plain buttons show by nothing else that they were pressed
        counter.tell(press, messages.THANKED if press.good else messages.THANKS)


def _quiet(counter: Counter, press: Press) -> None:
    thread = press.thread_ts or press.message_ts
    if press.channel is None or thread is None:
        return
    counter.channels.hush(press.workspace, press.channel, thread, now=counter.now())
    counter.whisper(press.workspace, press.channel, press.user, messages.QUIETED, thread_ts=thread)


def _choose(counter: Counter, press: Press) -> None:
    """A reading of an ambiguous question is a question of its own, answered where the choice was offered."""
    shown = counter.stored.get(press.answer_id, press.workspace)
    if shown is None or press.n is None or not 0 < press.n <= len(shown.answer.choices):
        return
    direct = press.channel is not None and press.channel.startswith("D")
    counter.take_and_tell(
        Incoming(
            identity=trigger_identity(press.trigger_id),
            workspace=press.workspace,
            kind=Kind.QUESTION,
            surface=Surface.PRIVATE if press.private else Surface.DM if direct else Surface.CHANNEL,
            user=press.user,
            text=shown.answer.choices[press.n - 1].question,
            channel=press.channel,
            thread_ts=press.thread_ts or press.message_ts,
            response_url=press.response_url if press.private else None,
            received_at=counter.now(),
        )
    )


def _settings(counter: Counter, press: Press, client: WebClient) -> None:
    """From the Home tab: the value is a channel, which was shown because the person was in it."""
    refused = open_settings(
        counter,
        client,
        workspace=press.workspace,
        user=press.user,
        channel=press.answer_id,
        trigger_id=press.trigger_id,
    )
    if refused is not None:
        show(client, press, notice_modal(refused))
