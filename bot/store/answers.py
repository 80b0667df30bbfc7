"""Every answer the bot gave, with its citations as they were shown, and where in Slack it stands."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Engine, Select, Update, delete, insert, or_, select, update

from bot.incoming import Posted
from bot.store.answers_table import (
    ANSWERS,
    CITATIONS,
    AnswerRow,
    Broken,
    CitationRow,
    KeptAnswer,
    Verification,
)
from bot.store.batches import in_steps
from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import add
from retrieval.store.database import read, write
from retrieval.store.record import Record

_PAGE = 200  # citations read in one transaction


class Answers:
    """The answers behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, answer: AnswerRow, citations: Sequence[CitationRow], *, instead: bool = False) -> bool:
        """Whether the answer was kept: False when its id already is, unless it goes in that one's place."""
        values = {name: getattr(answer, name) for name in AnswerRow.__slots__}
        rows = [{"answer_id": answer.answer_id, **_values(citation)} for citation in citations]
        this = ANSWERS.c.answer_id == answer.answer_id
        with write(self._engine) as connection:
            ensure_workspace(connection, answer.workspace_id)
            if not add(connection, ANSWERS, values):
                if not instead:
                    return False
                connection.execute(update(ANSWERS).where(this).values(**values))
                connection.execute(delete(CITATIONS).where(CITATIONS.c.answer_id == answer.answer_id))
            if rows:
                connection.execute(insert(CITATIONS), rows)
        return True

    def get(self, answer_id: str, *, workspace: str) -> KeptAnswer | None:
        """An answer of this workspace; None for another's, as if it were not there."""
        c = CITATIONS.c
        with read(self._engine) as connection:
            row = connection.execute(_of(answer_id, workspace)).one_or_none()
            cited = connection.execute(select(CITATIONS).where(c.answer_id == answer_id).order_by(c.n)).all()
        return None if row is None else _kept(row, tuple(_citation(line) for line in cited))

    def asked_by(self, workspace: str, user: str, *, limit: int) -> tuple[KeptAnswer, ...]:
        """A person's own questions, newest first, without their citations."""
        c = ANSWERS.c
        own = select(ANSWERS).where(c.workspace_id == workspace, c.user_id == user, c.question != "")
        with read(self._engine) as connection:
            rows = connection.execute(own.order_by(c.asked_at.desc(), c.answer_id).limit(limit)).all()
        return tuple(_kept(row, ()) for row in rows)

    def place(self, answer_id: str, posted: Posted) -> None:
        """Where the answer stands from now on."""
        values = {"channel_id": posted.channel, "message_ts": posted.ts}
        with write(self._engine) as connection:
            connection.execute(update(ANSWERS).where(ANSWERS.c.answer_id == answer_id).values(**values))

    def withdraw(self, answer_id: str, *, workspace: str, now: datetime) -> None:
        """The answer's post is gone and the question's words with it; the citations stay, to be verified."""
        this = (ANSWERS.c.answer_id == answer_id, ANSWERS.c.workspace_id == workspace)
        with write(self._engine) as connection:
            connection.execute(update(ANSWERS).where(*this).values(question="", shown=None, deleted_at=now))

    def forget_words(self, workspace: str, *, before: datetime) -> int:
        """How many questions asked in Slack before then lost their words; what was cited stays."""
        c = ANSWERS.c
        old = select(c.answer_id).where(
            c.workspace_id == workspace, c.asked_at < before, c.user_id.is_not(None), c.question != ""
        )

        def forget(keys: Sequence[str]) -> Update:
            return update(ANSWERS).where(c.answer_id.in_(keys)).values(question="", shown=None)

        return in_steps(self._engine, old, forget)

    def citations(self) -> Iterator[tuple[str, CitationRow]]:
        """Every citation ever kept, with its answer's id, in order of id and number; read a page at a time."""
        c = CITATIONS.c
        page = select(CITATIONS).order_by(c.answer_id, c.n).limit(_PAGE)
        rows = self._rows(page)
        while rows:
            yield from rows
            answer_id, n = rows[-1][0], rows[-1][1].n
            further = or_(c.answer_id > answer_id, (c.answer_id == answer_id) & (c.n > n))
            rows = self._rows(page.where(further))

    def verify(self, record: Record) -> Verification:
        """Every citation held against the text of its version, character for character."""
        checked, gone = 0, 0
        broken: list[Broken] = []
        for page in _pages(self.citations()):
            names = {(row.collection, row.article_key, row.version) for _, row in page}
            texts = record.texts(names)
            deleted = record.deleted(sorted(names - texts.keys()))
            for answer_id, row in page:
                checked += 1
                name = (row.collection, row.article_key, row.version)
                if name in deleted:
                    gone += 1
                    continue
                text = texts.get(name)
                found = None if text is None else text[row.start : row.end]
                if found != row.sentence or not _inside(row):
                    broken.append(Broken(answer_id=answer_id, citation=row, found=found))
        return Verification(checked=checked, gone=gone, broken=tuple(broken))

    def _rows(self, page: Select[Any]) -> list[tuple[str, CitationRow]]:
        with read(self._engine) as connection:
            rows = connection.execute(page).all()
        return [(row.answer_id, _citation(row)) for row in rows]


def _of(answer_id: str, workspace: str) -> Select[Any]:
    return select(ANSWERS).where(ANSWERS.c.answer_id == answer_id, ANSWERS.c.workspace_id == workspace)


def _kept(row: Any, citations: tuple[CitationRow, ...]) -> KeptAnswer:
    posted = None if row.message_ts is None else Posted(channel=row.channel_id, ts=row.message_ts)
    answer = AnswerRow(**{name: getattr(row, name) for name in AnswerRow.__slots__})
    return KeptAnswer(row=answer, citations=citations, posted=posted, deleted_at=row.deleted_at)


def _citation(row: Any) -> CitationRow:
    return CitationRow(**{name: getattr(row, name) for name in CitationRow.__slots__})


def _values(citation: CitationRow) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in CitationRow.__slots__}


def _inside(row: CitationRow) -> bool:
    if row.span_start is None or row.span_end is None:
        return row.span_start is row.span_end
    return 0 <= row.span_start < row.span_end <= len(row.sentence)


def _pages(rows: Iterator[tuple[str, CitationRow]]) -> Iterator[list[tuple[str, CitationRow]]]:
    while page := list(islice(rows, _PAGE)):
        yield page
