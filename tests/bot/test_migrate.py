"""An upgrade makes exactly the tables the program knows, once, whoever asks and however often."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.incoming import Posted
from bot.migrate import SCRIPTS, newest, upgrade
from bot.store import METADATA, Answers
from retrieval.errors import StorageError
from retrieval.store.database import alter, connect
from tests import postgres
from tests.postgres import place

ROOT = Path(__file__).resolve().parents[2]


def _history():
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return tuple(reversed(list(ScriptDirectory.from_config(config).walk_revisions())))


AT = "'2025-07-20 10:00:00.000000'"


def test_an_empty_database_gets_the_tables_the_program_knows(tmp_path):
    engine = connect(place(tmp_path / "new.db"))
    upgrade(engine, lock_path=tmp_path / "lock")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.execute(text("SELECT id FROM workspaces")).scalars().all() == ["local"]
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.sqlite
def test_constraints_and_table_options_are_those_of_the_metadata(tmp_path):
    """What compare_metadata does not look at: primary keys, cascades, AUTOINCREMENT, WITHOUT ROWID."""
    made, known = connect(place(tmp_path / "made.db")), connect(place(tmp_path / "known.db"))
    upgrade(made, lock_path=tmp_path / "lock")
    METADATA.create_all(known)
    query = "SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' AND name NOT LIKE 'sqlite_%'"
    tables = []
    for engine in (made, known):
        with engine.connect() as connection:
            rows = connection.execute(text(query + " ORDER BY name")).all()
        tables.append({row.name: sorted(map(_bare, row.sql.splitlines())) for row in rows})
    assert tables[0] == tables[1]


def _bare(line: str) -> str:
    return line.strip(" ,\t").replace('"', "")  # a table that was copied and renamed has its name in quotes


def test_an_upgrade_from_the_first_revision_keeps_what_is_there(tmp_path):
    engine = connect(place(tmp_path / "a.db"))
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    with alter(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO answers VALUES ('a', 'local', 'Who?', {AT}, {AT}, 'answered', 'Mara', 0.9)")
        )
        connection.execute(text("INSERT INTO citations VALUES ('a', 1, 'news', 'k', 1, 0, 5, 'Mara.', 0, 4)"))
    upgrade(engine, lock_path=tmp_path / "lock")
    answers = Answers(engine)
    kept = answers.get("a", workspace="local")
    assert (kept.row.question, kept.row.answer, kept.row.user_id, kept.posted) == ("Who?", "Mara", None, None)
    assert [citation.sentence for citation in kept.citations] == ["Mara."]
    answers.place("a", Posted(channel="C1", ts="1.2"))
    assert answers.get("a", workspace="local").posted == Posted(channel="C1", ts="1.2")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


@pytest.mark.parametrize("revision", [script.revision for script in _history()])
def test_an_upgrade_from_every_past_revision_gives_the_same_tables(tmp_path, revision):
    engine = connect(place(tmp_path / "a.db"))
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    with alter(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.execute(text("INSERT INTO workspaces (id) VALUES ('T1')"))
        connection.execute(text("INSERT INTO collections (name, workspace_id) VALUES ('of T1', 'T1')"))
    upgrade(engine, lock_path=tmp_path / "lock")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        kept = connection.execute(text("SELECT name, workspace_id, keep_days FROM collections")).one()
        assert tuple(kept) == ("of T1", "T1", None)


def test_every_name_fits_postgresql():
    """It cuts names at 63 bytes, and two cut alike would clash."""
    for table in METADATA.tables.values():
        str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            assert len(index.name) < 64
            str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_an_upgrade_again_is_quick_and_does_not_load_alembic(tmp_path):
    upgrade(connect(place(tmp_path / "a.db")), lock_path=tmp_path / "lock")
    program = (
        "import sys, time; from pathlib import Path; from bot.migrate import upgrade;"
        "from retrieval.store.database import connect; engine = connect(sys.argv[1]);"
        "start = time.process_time(); upgrade(engine, lock_path=Path(sys.argv[2]));"
        "print(time.process_time() - start, 'alembic' in sys.modules)"
    )
    args = [sys.executable, "-c", program, place(tmp_path / "a.db"), str(tmp_path / "no" / "lock")]
    seconds, loaded = subprocess.run(args, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert loaded == "False"
    assert float(seconds) < 0.1  # 30 ms on a machine with nothing else to do
    assert not (tmp_path / "no").exists()


def test_the_newest_revision_is_alembics_head():
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    assert ScriptDirectory.from_config(config).get_current_head() == newest()


def test_processes_that_start_together_upgrade_once(tmp_path):
    program = (
        "import sys; from pathlib import Path; from bot.migrate import upgrade;"
        "from retrieval.store.database import connect;"
        "upgrade(connect(sys.argv[1]), lock_path=Path(sys.argv[2]))"
    )
    args = [sys.executable, "-c", program, place(tmp_path / "a.db")]
    # On PostgreSQL they may be on different machines, without a lock file that all know.
    locks = [str(tmp_path / (f"lock{n}" if postgres.on() else "lock")) for n in range(3)]
    started = [subprocess.Popen([*args, lock], cwd=ROOT, stderr=subprocess.PIPE, text=True) for lock in locks]
    for process in started:
        _, error = process.communicate(timeout=60)
        assert (process.returncode, error) == (0, "")
    with connect(place(tmp_path / "a.db")).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM workspaces")).scalar() == 1


def test_a_step_that_fails_leaves_nothing_behind(tmp_path, mocker):
    engine = connect(place(tmp_path / "a.db"))
    mocker.patch("alembic.command.upgrade", side_effect=_half)
    with pytest.raises(RuntimeError):
        upgrade(engine, lock_path=tmp_path / "lock")
    assert inspect(engine).get_table_names() == []
    mocker.stopall()
    upgrade(engine, lock_path=tmp_path / "lock")
    assert "sentences" in inspect(engine).get_table_names()


def _half(config: Config, revision: str) -> None:  # noqa: ARG001
    config.attributes["connection"].execute(text("CREATE TABLE half (id INTEGER)"))
    raise RuntimeError("killed")


def test_a_database_of_a_newer_program_is_refused(tmp_path):
    engine = connect(place(tmp_path / "a.db"))
    upgrade(engine, lock_path=tmp_path / "lock")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="newer"):
        upgrade(engine, lock_path=tmp_path / "lock")


def test_a_lock_file_that_cannot_be_made_is_said_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="lock file"):
        upgrade(connect(place(tmp_path / "a.db")), lock_path=tmp_path / "file" / "lock")


def test_a_wheel_brings_its_migrations(tmp_path):
    """Built from a copy: nothing is left in the checkout."""
    if not all((ROOT / name).exists() for name in ("README.md", "LICENSE")):
        pytest.skip("no README.md or LICENSE yet: the wheel cannot be built")
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("bot", "retrieval", "config", "seeds"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").iterdir()
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        "import bot, sys; from pathlib import Path; from bot.migrate import upgrade;"
        "from retrieval.store.database import connect; from retrieval.store.record import Record;"
        "engine = connect('a.db'); upgrade(engine, lock_path=Path('lock'));"
        "Record(engine).ensure_collection('news'); print(bot.__file__)"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=env, check=True, capture_output=True)
    assert str(tmp_path / "site").encode() in ran.stdout
