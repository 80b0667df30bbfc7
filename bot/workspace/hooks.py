"""response_url: five answers within thirty minutes of a command or a press."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.workspace import limits
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Message, Private
from bot.workspace.world import World

USES = 5
LIVES = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where the answers go: to ``user`` in ``channel``; ``original`` is the message whose button was pressed."""

    team: str
    channel: str
    user: str
    until: datetime
    left: int = USES
    original: str | None = None  # ts of a message or a private one
    thread_ts: str | None = None


def new_hook(
    world: World, *, team: str, channel: str, user: str, original: str | None = None, thread_ts: str | None = None
) -> str:
    """The path of a fresh response_url."""
    hook = Hook(
        team=team, channel=channel, user=user, until=world.clock() + LIVES, original=original, thread_ts=thread_ts
    )
    with world.lock:
        key = world.new_secret("R")
        world.hooks[key] = hook
    return f"/actions/{team}/{key}"


def use(world: World, key: str, arguments: JSON) -> None:
    """One answer through a response_url. Raises SlackError: used_url, expired_url, or what a message may raise."""
    with world.lock:
        hook = world.hooks.get(key)
        if hook is None:
            raise SlackError("no_hook")
        if world.clock() > hook.until:
            raise SlackError("expired_url")
        if hook.left <= 0:
            raise SlackError("used_url")
        delete = bool(arguments.get("delete_original"))
        blocks = () if delete else limits.check_message(arguments, text_limit=limits.TEXT)
        world.hooks[key] = replace(hook, left=hook.left - 1)
        if delete:
            _delete(world, hook)
        elif arguments.get("replace_original") and hook.original:
            _replace(world, hook, arguments, blocks)
        elif arguments.get("response_type") == "in_channel":
            _everybody(world, hook, arguments, blocks)
        else:
            world.put_private(
                Private(
                    channel=hook.channel,
                    ts=world.new_ts(),
                    user=hook.user,
                    text=arguments.get("text") or "",
                    blocks=_with_ids(world, blocks),
                    thread_ts=arguments.get("thread_ts") or hook.thread_ts,
                    response_url=key,
                )
            )


def _everybody(world: World, hook: Hook, arguments: JSON, blocks: tuple[JSON, ...]) -> None:
    """A post for all that chat.update cannot reach: the bot need not be in the channel."""
    by = world.installed(hook.team)
    world.put(
        Message(
            channel=hook.channel,
            ts=world.new_ts(),
            user=by.bot_user,
            bot_id=by.bot_id,
            text=arguments.get("text") or "",
            blocks=_with_ids(world, blocks),
            thread_ts=arguments.get("thread_ts"),
            sent={"response_url": True},
        )
    )


def _replace(world: World, hook: Hook, arguments: JSON, blocks: tuple[JSON, ...]) -> None:
    for private in world.privates(hook.user):
        if private.ts == hook.original:
            text = arguments.get("text") or ""
            world.put_private(replace(private, text=text, blocks=_with_ids(world, blocks)))
            return
    old = world.message(hook.channel, hook.original or "")
    text = arguments.get("text") or ""
    world.put(replace(old, text=text, blocks=_with_ids(world, blocks), edited=world.new_ts()))


def _delete(world: World, hook: Hook) -> None:
    if hook.original:
        world.remove_private(hook.original)
        world.remove(hook.channel, hook.original)


def _with_ids(world: World, blocks: tuple[JSON, ...]) -> tuple[JSON, ...]:
    return tuple({**block, "block_id": block.get("block_id") or world.new_id("b")} for block in blocks)
