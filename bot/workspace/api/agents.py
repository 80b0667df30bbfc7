"""assistant.threads.* and agents.sessions.*: what the bot is about to do, in a thread."""

from datetime import timedelta

from bot.workspace.api.context import Context
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON

LOADING_MESSAGES, PROMPTS = 10, 4
STATUS_LIVES = timedelta(minutes=2)
SESSION_STATUSES = frozenset({"active", "processing", "suspended", "closed"})


def set_status(context: Context) -> JSON:
    context.need("chat:write", "assistant:write")
    key = _thread(context)
    if len(context.arguments.get("loading_messages") or []) > LOADING_MESSAGES:
        raise SlackError("invalid_arguments")
    with context.world.lock:
        status = str(context.arguments.get("status") or "")
        if status:
            context.world.statuses[key] = (status, context.world.clock() + STATUS_LIVES)
        else:
            context.world.statuses.pop(key, None)
        context.world.changed()
    return {}


def set_session_status(context: Context) -> JSON:
    """While it is "processing" people see a button that stops it."""
    context.need("chat:write")
    status = context.text("status")
    if status not in SESSION_STATUSES:
        raise SlackError("invalid_arguments")
    key = _thread(context)
    with context.world.lock:
        context.world.sessions[key] = status
        context.world.changed()
    return {"agent_status": status, "status": status}


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


def _thread(context: Context) -> tuple[str, str]:
    channel = context.channel(context.text("channel_id"))
    if not context.inside(channel):
        raise SlackError("not_in_channel")
    return channel.id, context.text("thread_ts")


METHODS = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_prompts,
    "assistant.threads.setTitle": set_title,
    "agents.sessions.setStatus": set_session_status,
}
