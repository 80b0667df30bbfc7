"""An answer shared with a channel, and an answer deleted: by whom, and what is said where Slack does not let us."""

import time

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import messages
from bot.blocks import Message, shared_message, withdrawn_message
from bot.incoming import Posted
from bot.listeners.counter import Counter
from bot.listeners.press import Press
from bot.poster import Done, Later, Meaning, Result, Undone

TRIES = 3
PATIENCE = 20.0  # seconds of a Retry-After that a share waits out


def share(counter: Counter, press: Press) -> None:
    """The private answer as a post of the bot's."""
    counter.errands.run("share", lambda: _share(counter, press))


def delete(counter: Counter, press: Press, client: WebClient) -> None:
    """The answer gone, if its asker or a manager wants that."""
    kept = counter.answers.get(press.answer_id, workspace=press.workspace)
    if kept is not None and kept.deleted_at is not None:  # pressed twice
        return
    asker = None if kept is None else kept.row.user_id
    if press.user != asker and not counter.manages(
        press.workspace, counter.person(client, press.workspace, press.user)
    ):
        if press.channel is not None:
            counter.whisper(press.workspace, press.channel, press.user, messages.ONLY_ASKER, thread_ts=press.thread_ts)
        return
    counter.errands.run("delete", lambda: _delete(counter, press))


def _share(counter: Counter, press: Press) -> None:
    shown = counter.stored.get(press.answer_id, press.workspace)
    if shown is None or press.channel is None:
        counter.tell(press, messages.ANSWER_GONE)
        return
    if _for_others_too(counter, press.workspace, press.channel):
        counter.tell(press, messages.SHARED_CHANNEL)
        return

    def made(*, fixed: bool) -> Message:
        return shared_message(
            shown.answer,
            answer_id=press.answer_id,
            links=counter.links,
            held=shown.held,
            sharer=press.user,
            fixed=fixed,
        )

    match _say(counter, press.workspace, press.channel, made(fixed=False)):
        case Done(posted=Posted() as posted):
            counter.answers.place(press.answer_id, posted)
        case Undone() if press.channel.startswith("D") and press.response_url is not None:
            # Two people talk here, and nobody can invite the bot: a copy that it cannot change has to do.
            counter.poster.respond(press.response_url, made(fixed=True), in_channel=True)
        case Undone(code=code, meaning=why):
            _not_shared(counter, press, _why_not(counter, press, code, why))
        case _:
            _not_shared(counter, press, messages.NOT_SURE_SHARED)


def _not_shared(counter: Counter, press: Press, line: str) -> None:
    """They are told, and may press again at once."""
    counter.inbox.undo(press.workspace, press.click)
    counter.tell(press, line)


def _say(counter: Counter, workspace: str, channel: str, message: Message) -> Result:
    """A post, waited for while Slack asks to slow down, and never made again when it may be there already."""
    result = counter.poster.say(workspace, channel, message)
    for _ in range(TRIES - 1):
        match result:
            case Later(seconds=seconds, unsure=False) if seconds <= PATIENCE:
                time.sleep(seconds)
                result = counter.poster.say(workspace, channel, message)
            case _:
                break
    return result


def _why_not(counter: Counter, press: Press, code: str, why: Meaning) -> str:
    if code in {"not_in_channel", "channel_not_found"}:
        return messages.not_a_member(counter.poster.bot_name(press.workspace))
    if code == "is_archived":
        return messages.ARCHIVED
    if why is Meaning.NO_SCOPE:
        return messages.missing_scope("")
    return messages.failed(press.answer_id[:8])


def _for_others_too(counter: Counter, workspace: str, channel: str) -> bool:
    """Whether the channel is shared with another organisation and no manager has allowed it."""
    if counter.channels.get(workspace, channel).outsiders:
        return False
    try:
        found = counter.client_for(workspace).conversations_info(channel=channel)["channel"]
    except SlackApiError:  # the bot is not in it: posting says the rest
        return False
    return bool(found.get("is_ext_shared"))


def _delete(counter: Counter, press: Press) -> None:
    if press.channel is None or press.message_ts is None:
        return
    posted = Posted(channel=press.channel, ts=press.message_ts)
    if isinstance(counter.poster.withdraw(press.workspace, posted, withdrawn_message()), Done):
        counter.answers.withdraw(press.answer_id, workspace=press.workspace, now=counter.now())
        counter.turns.forget(press.answer_id)
    else:
        counter.tell(press, messages.CANNOT_UPDATE)
