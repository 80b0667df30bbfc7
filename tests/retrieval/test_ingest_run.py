"""Ingestion into a real record: what goes in, in which order, and what is left after a kill."""

import json
import os
import signal
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from retrieval.ingest import IngestReport, ingest
from retrieval.language.analyse import Analyser
from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.types import AnalysedVersion, Level
from tests.postgres import place
from tests.retrieval.store_cases import open_record

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Counting(Analyser):
    """An analyser that counts what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def light(self, title: str, text: str) -> AnalysedVersion:
        self.seen.append(text)
        return super().light(title, text)


def run(
    record: Record,
    paths: Sequence[Path | str],
    *,
    analyser: Analyser | None = None,
    level: Level = Level.LIGHT,
    processes: int = 1,
    told: list[tuple[int, int | None]] | None = None,
) -> IngestReport:
    return ingest(
        [str(path) for path in paths],
        record=record,
        analyser=analyser or Analyser(),
        collection="news",
        level=level,
        now=lambda: NOW,
        on_progress=lambda done, total: None if told is None else told.append((done, total)),
        processes=processes,
    )


def write(path: Path, *records: object) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8")
    return path


def article(key: object, text: str = "The talks ended. Nobody was asked.") -> dict[str, object]:
    return {"id": key, "title": f"Talks {key} end", "text": text}


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, len(report.bad)


def test_new_changed_and_unchanged_are_counted(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    path = write(tmp_path / "a.jsonl", article(1), "{bad", article(2))
    assert counts(run(record, [path, tmp_path / "gone.txt"])) == (2, 0, 0, 2)
    write(path, article(1), article(2, "The talks began again."), article(3))
    assert counts(run(record, [path])) == (1, 1, 1, 0)
    assert [version.version for version in record.versions("news", "2")] == [1, 2]


def test_what_is_unchanged_is_not_analysed_again(tmp_path: Path) -> None:
    record, analyser = open_record(tmp_path), Counting()
    path = write(tmp_path / "a.jsonl", article(1), article(2), article(1))
    assert counts(run(record, [path], analyser=analyser)) == (2, 0, 1, 0)
    assert counts(run(record, [path], analyser=analyser)) == (0, 0, 3, 0)
    assert len(analyser.seen) == 2


def test_a_light_article_is_analysed_when_full_is_asked_for(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    path = write(tmp_path / "a.jsonl", article(1))
    run(record, [path])
    assert len(record.shallow(9)) == 1
    run(record, [path], level=Level.FULL)
    assert len(record.shallow(9)) == 0
    assert len(record.versions("news", "1")) == 1


def test_versions_of_one_article_go_in_in_their_order_over_processes(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    versions = [article("same", f"Version {number} of it. " * (40 - 5 * number)) for number in range(1, 6)]
    others = [article(number) for number in range(30)]
    path = write(tmp_path / "a.jsonl", *others[:10], *versions[:3], *others[10:], *versions[3:], "{bad")
    assert counts(run(record, [path], processes=2)) == (31, 4, 0, 1)
    numbers = [version.text.split()[1] for version in record.versions("news", "same")]
    assert numbers == ["1", "2", "3", "4", "5"]
    (tmp_path / "alone").mkdir()
    alone = open_record(tmp_path / "alone")
    run(alone, [path])
    assert live_sentences(alone) == live_sentences(record)


def live_sentences(record: Record) -> dict[str, object]:
    """The sentences of every article's newest version, as the index is given them."""
    return {entry.key: entry.article.versions[-1].sentences for entry in record.everything() if entry.article}


def test_the_same_articles_give_the_same_sentences_in_any_order(tmp_path: Path) -> None:
    articles = [article(number, f"Mara Lind spoke to {number} people. She left them. ") for number in range(25)]
    found = []
    for name, order in (("a", articles), ("b", articles[::-1])):
        (tmp_path / name).mkdir()
        record = open_record(tmp_path / name)
        run(record, [write(tmp_path / f"{name}.jsonl", *order)])
        found.append(live_sentences(record))
    assert found[0] == found[1]
    assert len(found[0]) == 25


def test_progress_tells_done_and_of_how_many_when_that_is_known(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Talks end {name}\n\nThey ended.")
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.pdf").write_bytes(b"%PDF")
    told: list[tuple[int, int | None]] = []
    report = run(record, [tmp_path], told=told)
    assert (counts(report), report.skipped > 0) == ((2, 0, 0, 1), True)
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    told.clear()
    run(record, [write(tmp_path / "d.jsonl", article(1))], told=told)
    assert told[-1] == (1, None)


def contents(record: Record) -> tuple[object, ...]:
    """Everything that must not be lost, doubled or half there."""
    with record.engine.connect() as connection:
        rows = [
            tuple(map(tuple, connection.execute(sql(statement)).all()))
            for statement in (
                "select key from articles order by key",
                "select a.key, v.number, v.sha256, v.sentences from versions v join articles a on a.id = v.article_id "
                "order by a.key, v.number",
                'select a.key, v.number, count(*), min(s.start), max(s."end") from sentences s '
                "join versions v on v.id = s.version_id join articles a on a.id = v.article_id "
                "group by a.key, v.number order by a.key, v.number",
                "select count(distinct key) from index_log",
            )
        ]
    return tuple(rows)


@pytest.mark.parametrize("kills", [3, pytest.param(30, marks=pytest.mark.slow)])
def test_a_killed_run_leaves_whole_articles_and_the_next_goes_on(tmp_path: Path, kills: int) -> None:
    texts = ["".join(f"Lind {n} met {i} people in Alder Bay. " for i in range(1, 20)) for n in range(60 * kills)]
    path = write(tmp_path / "a.jsonl", *(article(n, text) for n, text in enumerate(texts)))
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    whole = open_record(tmp_path / "whole")
    run(whole, [path])
    record = open_record(tmp_path / "killed")
    saved = 0
    for number in range(kills):
        goal = saved + 3 + 17 * number % 20
        child = os.fork()  # a new interpreter would spend its life importing
        if child == 0:
            try:
                run(Record(connect(place(tmp_path / "killed" / "record.db"))), [path])
            finally:
                os._exit(0)
        while saved < goal:
            time.sleep(0.003)
            saved = record.summary(["news"]).articles
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        saved = record.summary(["news"]).articles
    assert 0 < saved < len(texts)
    report = run(record, [path])
    assert (report.new, report.unchanged) == (len(texts) - saved, saved)
    assert contents(record) == contents(whole)
