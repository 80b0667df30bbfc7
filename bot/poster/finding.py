"""Our own message among those of a thread, known by its metadata: Slack offers no other way to post once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.incoming import Incoming, Job, Posted
from bot.poster.calls import Caller

EVENT = "onrecord_answer"
_PAGES, _PAGE = 10, 100
EARLY = timedelta(minutes=2)  # of Slack's clock against ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a message of ours is known by: a name and a value in its metadata."""

    event: str
    name: str
    value: str

    def metadata(self) -> dict[str, Any]:
        return {"event_type": self.event, "event_payload": {self.name: self.value}}


def answer_mark(job_id: str) -> Mark:
    """Of the answer to a job."""
    return Mark(event=EVENT, name="job", value=job_id)


def find(caller: Caller, job: Job, channel: str) -> Posted | None:
    """Where the answer to this job stands; None when it does not. Raises Trouble."""
    incoming = job.incoming
    # An answer is later than its question.
    oldest = incoming.ts or f"{(incoming.received_at - EARLY).timestamp():.6f}"
    mark = answer_mark(job.id)
    return find_marked(caller, incoming.workspace, channel, mark, thread_ts=incoming.thread_ts, oldest=oldest)


def find_marked(
    caller: Caller, workspace: str, channel: str, mark: Mark, *, thread_ts: str | None, oldest: str
) -> Posted | None:
    """Where our message with this mark stands, in a thread or in the channel itself. Raises Trouble."""
    cursor = None
    method = "conversations.history" if thread_ts is None else "conversations.replies"
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
            if _has(message, mark):
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


def _has(message: dict[str, Any], mark: Mark) -> bool:
    found = message.get("metadata") or {}
    if not message.get("bot_id") or found.get("event_type") != mark.event:
        return False
    return (found.get("event_payload") or {}).get(mark.name) == mark.value
