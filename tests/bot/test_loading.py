"""What a process loads before its first question."""

from pathlib import Path

from sqlalchemy import event

from tests.bot.kind_case import app_over

ROWS = [("talks", "Quay Times", "2026-03-02T08:00:00Z", "Talks", "Rustem Lundgren met Ines Calder in Marrow Bay.")]


def test_names_are_read_before_the_first_question(tmp_path: Path) -> None:
    app = app_over(tmp_path, ROWS)
    app.load()
    read: list[str] = []
    engine = app.record.engine

    @event.listens_for(engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest) -> None:
        read.append(statement)

    (words,) = app.names.of(app.collections())
    assert "calder" in words
    assert not any("sentences" in statement for statement in read)
