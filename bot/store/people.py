"""What a person may: how many questions are left this hour, and whether they manage the bot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, or_, select

from bot.store.inbox_table import INBOX, Outcome
from bot.store.workspaces import Workspaces
from retrieval.store.database import read

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people of the workspaces behind one engine. ``everywhere`` are the managers that the settings name."""

    engine: Engine
    everywhere: frozenset[str] = frozenset()

    def asked(self, workspace: str, user: str, *, now: datetime) -> int:
        """How many questions the person asked in the last hour; the inbox refuses above its limit."""
        c = INBOX.c
        query = select(func.count()).where(
            c.workspace_id == workspace,
            c.user_id == user,
            c.received_at > now - HOUR,
            c.addressed,
            or_(c.outcome.is_(None), c.outcome != Outcome.LIMITED.value),
        )
        with read(self.engine) as connection:
            return connection.scalar(query.select_from(INBOX)) or 0

    def named_manager(self, workspace: str, user: str) -> bool:
        """Whether the settings or the workspace's managers name this person. Admins and owners Slack knows."""
        return user in self.everywhere or user in Workspaces(self.engine).settings(workspace).managers
