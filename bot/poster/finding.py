"""Our own answer among the messages of a thread, known by its metadata: Slack offers no other way to post once."""

from datetime import timedelta
from typing import Any

from bot.incoming import Incoming, Job, Posted
from bot.poster.calls import Caller

EVENT = "onrecord_answer"
_PAGES, _PAGE = 10, 100
_EARLY = timedelta(minutes=2)  # of Slack's clock against ours


def find(caller: Caller, job: Job, channel: str) -> Posted | None:
    """Where the answer to this job stands; None when it does not. Raises Trouble."""
    incoming, cursor = job.incoming, None
    thread_ts = incoming.thread_ts
    method = "conversations.history" if thread_ts is None else "conversations.replies"
    # An answer is later than its question.
    oldest = incoming.ts or f"{(incoming.received_at - _EARLY).timestamp():.6f}"
    for _ in range(_PAGES):
        page = caller.again(
            incoming.workspace,
            method,
            channel=channel,
            ts=thread_ts,
            oldest=oldest,
            include_all_metadata=True,
            limit=_PAGE,
            cursor=cursor,
        )
        for message in page.get("messages") or ():
            if _is_ours(message, job):
                return Posted(channel=channel, ts=str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    return None


def people_said(caller: Caller, incoming: Incoming) -> tuple[str, ...]:
    """What people wrote in the thread before this message, oldest first. Raises Trouble."""
    page = caller.again(
        incoming.workspace,
        "conversations.replies",
        channel=incoming.channel,
        ts=incoming.thread_ts,
        latest=incoming.ts,
        limit=_PAGE,
    )
    people = [m for m in page.get("messages") or () if m.get("user") and not m.get("bot_id") and not m.get("subtype")]
    return tuple(str(m.get("text") or "") for m in people if m.get("ts") != incoming.ts)


def _is_ours(message: dict[str, Any], job: Job) -> bool:
    mark = message.get("metadata") or {}
    payload = mark.get("event_payload") or {}
    return bool(message.get("bot_id")) and mark.get("event_type") == EVENT and payload.get("job") == job.id
