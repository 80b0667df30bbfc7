"""How far into the index log somebody has looked: each line is taken once, by any number of processes."""

from sqlalchemy import BigInteger, Column, Connection, Engine, String, Table, select, update

from retrieval.store.beside import add
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA

MARKS = Table(
    "marks",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("seq", BigInteger, nullable=False),  # of the last line that was looked at
)


def marked(engine: Engine, name: str, *, first: int) -> int:
    """The last line looked at under this name; ``first`` where nobody has looked yet, which is kept."""
    m = MARKS.c
    with read(engine) as connection:
        seq = connection.scalar(select(m.seq).where(m.name == name))
    if seq is not None:
        return int(seq)
    with write(engine) as connection:
        add(connection, MARKS, {"name": name, "seq": first})
        return int(connection.execute(select(m.seq).where(m.name == name)).scalar_one())


def advance(connection: Connection, name: str, *, before: int, to: int) -> bool:
    """Whether the lines up to ``to`` are this caller's: False when another has taken them."""
    m = MARKS.c
    moved = connection.execute(update(MARKS).where(m.name == name, m.seq == before).values(seq=to))
    return moved.rowcount == 1
