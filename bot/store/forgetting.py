"""A person's questions removed: their words, who asked them, and what they thought of answers.

What was cited stays, without anyone's name on it: posts of the bot that still stand can be verified.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select, update

from bot.store.answers_table import ANSWERS
from bot.store.batches import STEP
from bot.store.feedback import FEEDBACK
from bot.store.follows import Follows
from bot.store.inbox_table import INBOX, Outcome, State, ended
from bot.store.turns import TURNS
from retrieval.store.beside import written
from retrieval.store.database import read, write

_NOBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many of a person's questions and presses of the feedback buttons were known."""

    questions: int
    feedback: int


def forget_person(engine: Engine, user: str, *, now: datetime) -> Forgotten:
    """Nothing in any workspace says afterwards what this person (Slack's id) asked; running it again does no harm.

    A question that waits for its answer is withdrawn; one whose answer is being posted is treated like one that its
    asker deleted.
    """
    questions: set[str] = set()
    while keys := _some_questions(engine, user):
        _forget(engine, keys, now)
        questions |= set(keys)
    Follows(engine).forget(user, now=now)
    with write(engine) as connection:
        presses = connection.execute(delete(FEEDBACK).where(FEEDBACK.c.user_id == user)).rowcount
    return Forgotten(questions=len(questions), feedback=presses)


def _some_questions(engine: Engine, user: str) -> list[str]:
    with read(engine) as connection:
        own = (
            select(table.c[name]).where(table.c.user_id == user).limit(STEP)
            for table, name in ((ANSWERS, "answer_id"), (INBOX, "id"))
        )
        return sorted({key for query in own for key in connection.scalars(query)})


def _forget(engine: Engine, keys: list[str], now: datetime) -> None:
    written(engine, lambda connection: _forget_in(connection, keys, now))


def _forget_in(connection: Connection, keys: list[str], now: datetime) -> None:
    c = INBOX.c
    # Claimed or put back between two of the statements, a question would be passed over by both.
    connection.execute(select(c.number).where(c.id.in_(keys)).order_by(c.number).with_for_update()).all()
    connection.execute(delete(TURNS).where(TURNS.c.answer_id.in_(keys)))
    connection.execute(
        update(ANSWERS).where(ANSWERS.c.answer_id.in_(keys)).values(question="", shown=None, user_id=None)
    )
    theirs = c.id.in_(keys)
    over = c.state == State.DONE.value
    unposted = (c.state == State.WAITING.value) & c.posted_ts.is_(None) & (c.attempt == 0)
    withdrawn = {"withdrawn": True, "text": "", "user_id": _NOBODY}
    connection.execute(update(INBOX).where(theirs, unposted).values(**withdrawn, **ended(Outcome.WITHDRAWN, now)))
    connection.execute(update(INBOX).where(theirs, ~over).values(**withdrawn))
    connection.execute(update(INBOX).where(theirs, over).values(text="", user_id=_NOBODY))
