"""assistant.threads.* and agents.sessions.*: what the bot is about to do, in a thread."""

from bot.workspace.api.context import Context
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON

LOADING_MESSAGES, STATUS, PROMPTS = 10, 50, 4
SESSION_STATUSES = frozenset(
    {"processing", "in_progress", "idle", "completed", "requires_action", "failed", "canceled", ""}
)


def set_status(context: Context) -> JSON:
    context.need("chat:write", "assistant:write")
    key = _thread(context)
    if len(context.arguments.get("loading_messages") or []) > LOADING_MESSAGES:
        raise SlackError("invalid_arguments")
    _show(context, key, str(context.arguments.get("status") or ""))
    return {}


def set_session_status(context: Context) -> JSON:
    context.need("chat:write")
    status = str(context.arguments.get("status") or "")
    key = _thread(context, required=False)
    _show(context, key, "" if status in {"idle", "completed", "failed", "canceled"} else status)
    return {}


def set_prompts(context: Context) -> JSON:
    context.need("assistant:write", "chat:write")
    prompts = context.arguments.get("prompts")
    channel = context.channel(context.text("channel_id"))
    whole = isinstance(prompts, list) and all(
        isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts
    )
    if not whole or not isinstance(prompts, list) or len(prompts) > PROMPTS:
        raise SlackError("invalid_arguments")
    key = (channel.id, str(context.arguments.get("thread_ts") or ""))
    context.world.prompts[key] = {"title": context.arguments.get("title") or "", "prompts": prompts}
    context.world.changed()
    return {}


def set_title(context: Context) -> JSON:
    context.need("assistant:write", "chat:write")
    context.world.titles[_thread(context)] = context.text("title")
    context.world.changed()
    return {}


def _thread(context: Context, *, required: bool = True) -> tuple[str, str]:
    channel = context.channel(context.text("channel_id"))
    if not context.inside(channel):
        raise SlackError("not_in_channel")
    return channel.id, context.text("thread_ts") if required else str(context.arguments.get("thread_ts") or "")


def _show(context: Context, key: tuple[str, str], status: str) -> None:
    with context.world.lock:
        if status:
            context.world.statuses[key] = status
        else:
            context.world.statuses.pop(key, None)
        context.world.changed()


METHODS = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_prompts,
    "assistant.threads.setTitle": set_title,
    "agents.sessions.setStatus": set_session_status,
}
