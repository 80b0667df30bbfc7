"""A process that saves articles and says so line by line, to be run, doubled and killed by the tests.

``python -m tests.retrieval.store_writer DATABASE PREFIX FIRST LAST [STATEMENT]``; with STATEMENT it kills itself after
so many statements that write.
"""

import os
import signal
import sys

from sqlalchemy import event

from retrieval.store.database import connect
from retrieval.store.record import Record
from tests.retrieval.store_cases import NOW, analyse, article

SENTENCES = 40


def text_of(number: int) -> str:
    """The text of an article of `SENTENCES` sentences."""
    return "Mara Lind spoke. " + " ".join(f"She gave reason {n} of {number}." for n in range(1, SENTENCES))


def main(database: str, prefix: str, first: str, last: str, statement: str = "0") -> None:
    record = Record(connect(database))
    left = int(statement)

    def count(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        nonlocal left
        left -= sql.startswith(("INSERT", "UPDATE"))
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if left:
        event.listen(record.engine, "after_cursor_execute", count)
    for number in range(int(first), int(last)):
        raw = article(f"{prefix}{number}", text=text_of(number))
        saved = record.save("news", raw, analyse(raw), now=NOW)
        print(number, saved.seq, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
