"""The newsroom's tables come to a record that is there already, and nothing of it goes."""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot.migrate import SCRIPTS, upgrade
from retrieval.store.database import alter, connect
from retrieval.store.record import Record
from tests.postgres import place

AT = "'2025-07-20 10:00:00.000000'"


def test_articles_and_their_versions_stay(tmp_path):
    engine = connect(place(tmp_path / "a.db"))
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    with alter(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO collections VALUES (1, 'news', NULL)"))
        connection.execute(text("INSERT INTO sources VALUES (1, 1, 'The Post')"))
        connection.execute(text(f"INSERT INTO articles VALUES (7, 1, 'k', 1, 1, NULL, {AT}, 'day', '[]')"))
        connection.execute(
            text(f"INSERT INTO versions VALUES (3, 7, 1, {AT}, 'light', 0, 0, 'plain', 'x', 'Title', 'title', 'Text.')")
        )
    upgrade(engine, lock_path=tmp_path / "lock")
    record = Record(engine)
    assert [version.text for version in record.versions("news", "k")] == ["Text."]
    assert [entry.key for entry in record.everything()] == ["k"]
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM articles WHERE id = 7"))
        assert connection.scalar(text("SELECT count(*) FROM versions")) == 0  # what refers to it still does
        row = "(collection_id, key, newest, source_id, authors, language) VALUES (1, 'l', 1, 1, '[]', 'de')"
        connection.execute(text(f"INSERT INTO articles {row}"))
        if engine.dialect.name == "sqlite":  # PostgreSQL's sequence does not know of the row above
            assert connection.scalar(text("SELECT id FROM articles")) == 8  # numbers are never used twice
