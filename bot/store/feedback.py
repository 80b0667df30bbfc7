"""What people thought of an answer. Slack's feedback buttons are a toggle without an off: the last press counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Engine, ForeignKey, String, Table, func, select

from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import put
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA, UtcDateTime

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("answer_id", String(64), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("good", Boolean, nullable=False),
    Column("pressed_at", UtcDateTime, nullable=False),
)


class Feedback:
    """The feedback behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, workspace: str, answer_id: str, user: str, *, good: bool, pressed_at: datetime) -> bool:
        """Whether it counts: False when a later press of the same person on the same answer is known."""
        press: dict[str, Any] = {"workspace_id": workspace, "answer_id": answer_id, "user_id": user}
        press |= {"good": good, "pressed_at": pressed_at}
        with write(self._engine) as connection:
            ensure_workspace(connection, workspace)
            return put(connection, FEEDBACK, press, unless=FEEDBACK.c.pressed_at > pressed_at)

    def of(self, workspace: str, answer_id: str) -> tuple[int, int]:
        """How many found the answer good, and how many did not."""
        f = FEEDBACK.c
        query = select(f.good, func.count()).where(f.workspace_id == workspace, f.answer_id == answer_id)
        with read(self._engine) as connection:
            counts = {bool(good): number for good, number in connection.execute(query.group_by(f.good))}
        return counts.get(True, 0), counts.get(False, 0)
