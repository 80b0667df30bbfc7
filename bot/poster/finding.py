"""Our own message among those of a channel, known by its metadata: Slack offers no other way to post once."""

from datetime import datetime, timedelta
from typing import Any

from bot.incoming import Incoming, Job, Posted
from bot.poster.calls import Caller

EVENT = "onrecord_answer"
EDITION_EVENT = "news_digest"
_PAGES, _PAGE = 10, 100
_EARLY = timedelta(minutes=2)  # of Slack's clock against ours


def find(caller: Caller, job: Job, channel: str) -> Posted | None:
    """Where the answer to this job stands; None when it does not. Raises Trouble."""
    incoming = job.incoming
    # An answer is later than its question.
    oldest = incoming.ts or _before(incoming.received_at)
    return _look(caller, incoming.workspace, channel, EVENT, "job", job.id, oldest=oldest, thread_ts=incoming.thread_ts)


def find_edition(caller: Caller, workspace: str, channel: str, run: str, *, since: datetime) -> Posted | None:
    """Where the edition of this run stands, posted ``since`` then; None when it does not. Raises Trouble."""
    return _look(caller, workspace, channel, EDITION_EVENT, "run", run, oldest=_before(since), thread_ts=None)


def _look(
    caller: Caller,
    workspace: str,
    channel: str,
    event: str,
    name: str,
    value: str,
    *,
    oldest: str,
    thread_ts: str | None,
) -> Posted | None:
    method, cursor = "conversations.history" if thread_ts is None else "conversations.replies", None
    for _ in range(_PAGES):
        page = caller.again(
            workspace,
            method,
            channel=channel,
            ts=thread_ts,
            oldest=oldest,
            include_all_metadata=True,
            limit=_PAGE,
            cursor=cursor,
        )
        for message in page.get("messages") or ():
            if _is_ours(message, event, name, value):
                return Posted(channel=channel, ts=str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    return None


def _before(moment: datetime) -> str:
    return f"{(moment - _EARLY).timestamp():.6f}"


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


def _is_ours(message: dict[str, Any], event: str, name: str, value: str) -> bool:
    mark = message.get("metadata") or {}
    payload = mark.get("event_payload") or {}
    return bool(message.get("bot_id")) and mark.get("event_type") == event and payload.get(name) == value
