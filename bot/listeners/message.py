"""`message`: direct messages, follow-ups in threads, every-question channels, edits and deletions.

What is not for the bot is dropped here, unkept and unlogged.
"""

from slack_bolt import App, BoltContext

from bot.followups import is_question
from bot.incoming import (
    Incoming,
    Kind,
    Surface,
    edit_identity,
    gesture_identity,
    message_identity,
    withdraw_identity,
)
from bot.listeners.counter import Counter, Origin, origin_of
from bot.listeners.following import heard
from bot.listeners.quieting import quieted
from bot.listeners.reading import Deleted, Event, Said, read_message
from bot.store.channels import Mode

HELP = "help"  # what a mention without words asks for


def add_to(bolt: App, counter: Counter) -> None:
    def written(event: Event, body: Event, context: BoltContext) -> None:
        origin = origin_of(context)
        match read_message(event, bot=origin.bot):
            case Said() as said:
                hand_in(counter, said, body, origin)
            case Deleted() as deleted:
                counter.take(_withdrawal(counter, deleted, origin))

    bolt.event("message")(written)


def hand_in(counter: Counter, said: Said, body: Event, origin: Origin) -> None:
    """A message that is for the bot, in the inbox; every other one goes no further."""
    if said.mere:
        return
    if said.edited_ts is None and not said.addressed and not listens(counter, said, origin.workspace):
        return
    refusal = counter.refusal(body, workspace=origin.workspace, channel=said.channel)
    if refusal is not None:
        if said.addressed and counter.inbox.first(
            origin.workspace, f"r:{message_identity(said.channel, said.ts)}", now=counter.now()
        ):
            counter.whisper(origin.workspace, said.channel, said.user, refusal, thread_ts=said.root)
        return
    if not quieted(counter, said, origin.workspace) and not heard(counter, said, origin.workspace):
        counter.take_and_tell(_incoming(counter, said, origin))


def listens(counter: Counter, said: Said, workspace: str) -> bool:
    """Whether an unaddressed message may be answered: a question, where the bot was asked to listen, to nobody else."""
    if said.others or not is_question(said.text):
        return False
    mode = counter.channels.get(workspace, said.channel).mode
    if mode is Mode.MENTIONS or counter.channels.hushed(workspace, said.channel, said.root):
        return False
    if mode is Mode.QUESTIONS:
        return True
    place = (workspace, said.channel, said.root)
    return said.in_thread and (counter.turns.engaged(*place) or counter.inbox.expected(*place))


def asked(said: Said) -> str:
    """What is asked: the words, or, where there are none, what to ask."""
    return said.text if any(character.isalnum() for character in said.text) else HELP


def _incoming(counter: Counter, said: Said, origin: Origin) -> Incoming:
    edited = said.edited_ts
    surface = Surface.DM if said.direct else Surface.CHANNEL if said.mentioned else Surface.THREAD
    return Incoming(
        identity=message_identity(said.channel, said.ts)
        if edited is None
        else edit_identity(said.channel, said.ts, edited),
        also=None
        if edited is not None or said.client_id is None
        else gesture_identity(said.channel, said.user, said.text, said.client_id),
        workspace=origin.workspace,
        kind=Kind.QUESTION if edited is None else Kind.EDIT,
        surface=surface,
        user=said.user,
        text=asked(said),
        channel=said.channel,
        ts=said.ts,
        thread_ts=said.root,
        addressed=said.addressed,
        edited_ts=edited,
        received_at=counter.now(),
    )


def _withdrawal(counter: Counter, deleted: Deleted, origin: Origin) -> Incoming:
    """``addressed``: its question may yet arrive, by a second delivery, and must not be answered then."""
    said = deleted.said
    asked = said is not None and (said.addressed or listens(counter, said, origin.workspace))
    return Incoming(
        identity=withdraw_identity(deleted.channel, deleted.ts),
        workspace=origin.workspace,
        kind=Kind.WITHDRAW,
        surface=Surface.CHANNEL,
        user=deleted.user,
        text="",
        channel=deleted.channel,
        ts=deleted.ts,
        thread_ts=deleted.ts,
        addressed=asked,
        received_at=counter.now(),
    )
