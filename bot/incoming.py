"""What a person asked of the bot through Slack, and the piece of work that it becomes: records only.

A listener makes an `Incoming` and gives it to `Inbox.accept`; the desk claims a `Job`, which holds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2s

EDITABLE = timedelta(minutes=5)  # how long after it was asked an edit of a question changes its answer
PRIVATE_LASTS = timedelta(minutes=30)  # as long as Slack takes a response_url


class Kind(StrEnum):
    """What is wanted. EDIT and WITHDRAW are about an earlier question: their ``channel`` and ``ts`` name it."""

    QUESTION = "question"
    SEARCH = "search"
    LATEST = "latest"
    EDIT = "edit"
    WITHDRAW = "withdraw"


class Surface(StrEnum):
    """Where the answer goes, and how."""

    CHANNEL = "channel"  # addressed in a channel or a thread: answered in its thread
    THREAD = "thread"  # not addressed: answered in its thread or not at all, never declined
    DM = "dm"
    PRIVATE = "private"  # only the asker sees it: through response_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One gesture of one person. ``identity`` is unique within the workspace: see the functions below."""

    identity: str
    workspace: str  # team id
    kind: Kind
    surface: Surface
    user: str
    text: str  # the question alone, without the mention of the bot
    received_at: datetime
    also: str | None = None  # the same gesture under another ts has the same: see gesture_identity
    channel: str | None = None
    ts: str | None = None  # of the person's message
    thread_ts: str | None = None  # where the answer goes: the thread's root, or ``ts`` itself
    response_url: str | None = None
    addressed: bool = True  # False: the bot may stay silent
    edited_ts: str | None = None  # of an EDIT: when it was made, as Slack says; an older one never undoes a newer


def message_identity(channel: str, ts: str) -> str:
    """Of a QUESTION written as a message, whichever event brings it (message, app_mention)."""
    return f"m:{channel}:{ts}"


def gesture_identity(channel: str, user: str, text: str, client_id: str) -> str:
    """Of a QUESTION that may come again under another ts; a client's id that others use, too, is another gesture."""
    return blake2s("\0".join((channel, user, text, client_id)).encode(), digest_size=16).hexdigest()


def edit_identity(channel: str, ts: str, edited_ts: str) -> str:
    """Of an EDIT of the message ``ts``."""
    return f"e:{channel}:{ts}:{edited_ts}"


def withdraw_identity(channel: str, ts: str) -> str:
    """Of a WITHDRAW of the message ``ts``."""
    return f"w:{channel}:{ts}"


def trigger_identity(trigger_id: str) -> str:
    """Of a command, shortcut, button or submitted view."""
    return f"t:{trigger_id}"


def form_identity(view_id: str) -> str:
    """Of what is asked in a form: sent again, because it seemed not to arrive, it has another trigger."""
    return f"v:{view_id}"


def sending_identity(job_id: str) -> str:
    """Of a private answer being handed to Slack: noted before, because nobody can look for it afterwards."""
    return f"s:{job_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a message of the bot stands."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A question as one worker has it in hand.

    ``kind`` is what is to be done now: EDIT (answer anew and change ``posted``) and WITHDRAW (delete ``posted``)
    too; ``incoming`` is the question itself, its text as last edited. ``attempt`` counts from 1: above 1 an earlier
    worker may have posted before it died. ``id`` is also the id of the answer.
    """

    id: str
    kind: Kind
    incoming: Incoming
    revision: int  # counts edits, from 0
    attempt: int
    failures: int  # times that answering or posting raised
    worker: str
    claimed_at: datetime
    posted: Posted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """It is in the inbox (or changed a question that is), and will be answered. ``ahead``: questions before it."""

    job_id: str
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """It was here before; nothing is to be done."""

    job_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """Refused: this person asked as often as one may; again from ``again_at``. Said once: a retry is a Duplicate."""

    again_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrelated:
    """An edit or deletion of a message that never was a question, or too late: nothing is to be done."""


Acceptance = Accepted | Duplicate | Limited | Unrelated
