"""Setting up digests: `/news digest`, its form, the preview, and posting now. Full members do."""

import json
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import messages
from bot.blocks import Action, View, notice_modal
from bot.blocks.digests import ACTIVE_BLOCK, DIGEST_CALLBACK, NAME_BLOCK, NAME_INPUT, digest_modal, digests_modal
from bot.blocks.edition import preview_modal
from bot.blocks.records import DigestLine
from bot.editor import Outcome, lines_of
from bot.editor.lines import next_said
from bot.listeners.counter import Counter, origin_of
from bot.listeners.digest_form import Target, read_form, read_target
from bot.listeners.forms import field
from bot.listeners.home import publish
from bot.listeners.press import Press, read_press, show
from bot.store.digests_table import Digest
from retrieval.errors import BadInput

ME = "me"


def add_to(bolt: App, counter: Counter) -> None:
    def saved(ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        workspace, user = origin_of(context).workspace, str(body["user"]["id"])
        target = read_target(view)
        refusal = _refusal(counter, client, workspace, user, target.target)
        if refusal is not None:
            ack(response_action="errors", errors={NAME_BLOCK: refusal})
            return
        made = _read(counter, workspace, user, target, view)
        if isinstance(made, dict):
            ack(response_action="errors", errors=made)
            return
        if made.active and (trouble := _cannot_post(counter, client, workspace, made)) is not None:
            ack(response_action="errors", errors={ACTIVE_BLOCK: trouble})
            return
        try:
            kept = counter.digests.save(made, now=counter.now())
        except BadInput:
            ack(response_action="errors", errors={NAME_BLOCK: messages.digest_taken(made.name)})
            return
        when = messages.digest_when(kept.days, f"{kept.at:%H:%M}", kept.zone)
        said = messages.digest_saved(kept.name, when, next_said(kept, counter.now()))
        ack(response_action="update", view=notice_modal(said))
        counter.errands.run("home", lambda: publish(counter, workspace, user))

    def pressed(action: Action, do: Any) -> None:
        def handle(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            press = read_press(body, context)
            ack()
            if press is not None:
                do(press, client, body.get("view") or {})

        bolt.action(action.value)(handle)

    bolt.view(DIGEST_CALLBACK)(saved)
    pressed(Action.DIGEST, lambda press, client, _: _open_one(counter, press, client))
    pressed(Action.ADD_DIGEST, lambda press, client, _: _open_new(counter, press, client))
    pressed(Action.PREVIEW, lambda press, client, view: _preview(counter, press, client, view))
    pressed(Action.POST_NOW, lambda press, client, view: _post_now(counter, press, client, view))
    pressed(Action.REMOVE_DIGEST, lambda press, client, view: _remove(counter, press, client, view))


def open_digests(
    counter: Counter, client: WebClient, *, workspace: str, user: str, channel: str, words: str, trigger_id: str
) -> str | None:
    """The digests of a channel or of the person, opened; or why they are not: the line to say."""
    target = user if words.lower() == ME or not channel or channel.startswith("D") else channel
    refusal = _refusal(counter, client, workspace, user, target)
    if refusal is not None:
        return refusal
    lines = digest_lines(counter, workspace, target)
    view = digests_modal(lines, target=target) if lines else _form(counter, client, workspace, user, target, None)
    client.views_open(trigger_id=trigger_id, view=view)
    return None


def digest_lines(counter: Counter, workspace: str, target: str) -> tuple[DigestLine, ...]:
    """How the digests of a channel or person do."""
    return lines_of(counter.digests.of(workspace, target), counter.runs, now=counter.now())


def _refusal(counter: Counter, client: WebClient, workspace: str, user: str, target: str) -> str | None:
    """Why this person sets up nothing there."""
    person = counter.person(client, workspace, user)
    theirs = not target.startswith(("U", "W")) or target == user
    return None if theirs and not person.guest and not person.outsider else messages.DIGESTS_ONLY_MEMBERS


def _form(counter: Counter, client: WebClient, workspace: str, user: str, target: str, digest: Digest | None) -> View:
    """The form of a digest, or of a new one: weekdays at 08:30 in the person's own zone, off."""
    if digest is None:
        zone = counter.person(client, workspace, user).zone
        taken = {one.name for one in counter.digests.of(workspace, target)}
        names = (messages.DIGEST_NAME, *(f"{messages.DIGEST_NAME} {n}" for n in range(2, len(taken) + 3)))
        digest = Digest(
            id="",
            workspace=workspace,
            target=target,
            name=next(name for name in names if name not in taken),
            zone=zone or counter.zone,
            turned_on_at=counter.now(),
            made_by=user,
        )
    sources = [source.name for source in counter.knowledge.sources(workspace)]
    metadata = json.dumps({"t": target, "d": digest.id}, separators=(",", ":"))
    return digest_modal(digest, sources=sources, metadata=metadata)


def _read(counter: Counter, workspace: str, user: str, target: Target, view: dict[str, Any]) -> Digest | dict[str, str]:
    """What was filled in, upon what was there; or what is wrong with it, by block."""
    before = counter.digests.get(target.digest, workspace=workspace) if target.digest else None
    if before is None:
        before = Digest(
            id="",
            workspace=workspace,
            target=target.target,
            name="",
            turned_on_at=counter.now(),
            made_by=user,
        )
    field(view, NAME_BLOCK, NAME_INPUT)
    return read_form(view["state"]["values"], before)


def _cannot_post(counter: Counter, client: WebClient, workspace: str, digest: Digest) -> str | None:
    """Why nothing could be posted there."""
    if digest.personal:
        return None
    try:
        found = client.conversations_info(channel=digest.target)["channel"]
    except SlackApiError:
        return messages.not_a_member(counter.poster.bot_name(workspace))
    if found.get("is_archived"):
        return messages.ARCHIVED
    if found.get("is_ext_shared") and not counter.channels.get(workspace, digest.target).outsiders:
        return messages.SHARED_CHANNEL
    return None if found.get("is_member") else messages.not_a_member(counter.poster.bot_name(workspace))


def _open_one(counter: Counter, press: Press, client: WebClient) -> None:
    digest = counter.digests.get(press.answer_id, workspace=press.workspace)
    if digest is None:
        show(client, press, notice_modal(messages.DIGEST_GONE))
        return
    refusal = _refusal(counter, client, press.workspace, press.user, digest.target)
    if refusal is not None:
        show(client, press, notice_modal(refusal))
        return
    show(client, press, _form(counter, client, press.workspace, press.user, digest.target, digest))


def _open_new(counter: Counter, press: Press, client: WebClient) -> None:
    refusal = _refusal(counter, client, press.workspace, press.user, press.answer_id)
    view = (
        notice_modal(refusal)
        if refusal is not None
        else _form(counter, client, press.workspace, press.user, press.answer_id, None)
    )
    show(client, press, view)


def _preview(counter: Counter, press: Press, client: WebClient, view: dict[str, Any]) -> None:
    """The edition as it would be posted now, by what the form says, saved or not."""
    target = read_target(view)
    if _refusal(counter, client, press.workspace, press.user, target.target) is not None:
        return
    made = _read(counter, press.workspace, press.user, target, view)
    if isinstance(made, dict):
        client.views_push(trigger_id=press.trigger_id, view=notice_modal(next(iter(made.values()))))
        return
    opened = client.views_push(trigger_id=press.trigger_id, view=notice_modal(messages.MAKING))
    view_id = str(opened["view"]["id"])

    def fill() -> None:
        edition = counter.editor.preview(made)
        shown = preview_modal(edition, links=counter.links)
        counter.client_for(press.workspace).views_update(view_id=view_id, view=shown)

    counter.errands.run("preview", fill)


def _post_now(counter: Counter, press: Press, client: WebClient, view: dict[str, Any]) -> None:
    """Today's edition as it is set up, now; what became of it is said where it was asked for."""
    target = read_target(view)
    digest = counter.digests.get(target.digest, workspace=press.workspace) if target.digest else None
    line = messages.SAVE_FIRST if digest is None else messages.POSTING
    if _refusal(counter, client, press.workspace, press.user, target.target) is not None:
        return
    if digest is not None and (trouble := _cannot_post(counter, client, press.workspace, digest)) is not None:
        digest, line = None, trouble
    opened = client.views_push(trigger_id=press.trigger_id, view=notice_modal(line))
    if digest is None:
        return
    wanted, view_id = digest, str(opened["view"]["id"])

    def post() -> None:
        said = _said_of(counter, wanted, counter.editor.post(wanted))
        counter.client_for(press.workspace).views_update(view_id=view_id, view=notice_modal(said))

    counter.errands.run("post now", post)


def _said_of(counter: Counter, digest: Digest, outcome: Outcome) -> str:
    match outcome:
        case Outcome.QUIET:
            return messages.quiet_now(digest.name)
        case Outcome.DONE:
            upcoming = next_said(replace(digest, active=True), counter.now()) or messages.DIGEST_OFF
            return messages.posted_today(upcoming)
    (line,) = lines_of([digest], counter.runs, now=counter.now())
    return f"{digest.name}: {line.last}."


def _remove(counter: Counter, press: Press, client: WebClient, view: dict[str, Any]) -> None:
    target = read_target(view)
    if _refusal(counter, client, press.workspace, press.user, target.target) is not None:
        return
    digest = counter.digests.get(target.digest, workspace=press.workspace)
    if digest is None or digest.target != target.target:
        return
    counter.digests.remove(target.digest, workspace=press.workspace)
    client.views_update(view_id=str(view["id"]), view=notice_modal(messages.digest_removed(digest.name)))
    counter.errands.run("home", lambda: publish(counter, press.workspace, press.user))
