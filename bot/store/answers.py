"""Every answer the bot gave, with its citations as they were shown, and where in Slack it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    Select,
    SmallInteger,
    String,
    Table,
    Text,
    delete,
    insert,
    or_,
    select,
    update,
)

from bot.incoming import Posted
from bot.store.workspaces import ensure_workspace
from retrieval.store.database import read, write
from retrieval.store.record import Record
from retrieval.store.schema import LOCAL_WORKSPACE, METADATA, UtcDateTime

_PAGE = 200  # citations read in one transaction

ANSWERS = Table(
    "answers",
    METADATA,
    Column("answer_id", String(64), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("as_of", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("answer", Text),
    Column("confidence", Float, nullable=False),
    Column("user_id", String(32)),
    Column("channel_id", String(32)),
    Column("message_ts", String(32)),
    Column("deleted_at", UtcDateTime),
    Column("shown", JSON),
    Index(None, "workspace_id", "user_id", "asked_at"),
)

# Names of the article instead of references to its rows: a citation outlives the article.
CITATIONS = Table(
    "citations",
    METADATA,
    Column("answer_id", ForeignKey("answers.answer_id", ondelete="CASCADE"), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("collection", Text, nullable=False),
    Column("article_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer as it was given. ``shown`` is what *More* and *Why* need (`bot.stored`); ``user_id`` is the asker."""

    answer_id: str
    question: str
    asked_at: datetime
    as_of: datetime
    status: str
    answer: str | None
    confidence: float
    workspace_id: str = LOCAL_WORKSPACE
    user_id: str | None = None
    shown: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as it was given and where it stands; ``posted`` None: privately, or not yet."""

    row: AnswerRow
    citations: tuple["CitationRow", ...]
    posted: Posted | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A sentence as it was cited; offsets absolute, the span's relative to the sentence."""

    n: int
    collection: str
    article_key: str
    version: int
    start: int
    end: int
    sentence: str
    span_start: int | None = None
    span_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A citation that its article does not bear out. ``found`` is what stands there now; None: no such version."""

    answer_id: str
    citation: CitationRow
    found: str | None

    def __str__(self) -> str:
        cited = self.citation
        place = f"{cited.collection}/{cited.article_key} version {cited.version} at {cited.start}-{cited.end}"
        found = "there is no such version" if self.found is None else f"the article says {self.found!r}"
        return f"answer {self.answer_id}, citation {cited.n}: {place}: quoted {cited.sentence!r}; {found}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What re-checking found: of ``checked`` citations, ``gone`` were of articles deleted since."""

    checked: int
    gone: int
    broken: tuple[Broken, ...]


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
            if connection.scalar(select(ANSWERS.c.answer_id).where(this)) is None:
                connection.execute(insert(ANSWERS), values)
            elif instead:
                connection.execute(update(ANSWERS).where(this).values(**values))
                connection.execute(delete(CITATIONS).where(CITATIONS.c.answer_id == answer.answer_id))
            else:
                return False
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
        old = (c.workspace_id == workspace, c.asked_at < before, c.user_id.is_not(None), c.question != "")
        with write(self._engine) as connection:
            return connection.execute(update(ANSWERS).where(*old).values(question="", shown=None)).rowcount

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
