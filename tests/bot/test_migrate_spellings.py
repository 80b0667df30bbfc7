"""A record that was made before British and American spellings shared their terms is found by both afterwards."""

from sqlalchemy import text

from bot.migrate import upgrade
from retrieval.store.database import connect
from retrieval.store.record import Record
from tests.postgres import place
from tests.retrieval.reader_case import analyser
from tests.retrieval.store_cases import NOW, article

TEXT = "Mara Lind organised the defence programme. She apologised. Her organisation met at the centre."
OLD = "mara lind organis the defenc programm"


def _stored(connection) -> tuple:
    sentences = connection.execute(text("SELECT tokens, mention_tokens FROM sentences ORDER BY start")).all()
    return connection.execute(text("SELECT title_tokens FROM versions")).scalar_one(), [tuple(row) for row in sentences]


def test_terms_are_made_anew_and_those_of_follows_too(tmp_path):
    engine = connect(place(tmp_path / "a.db"))
    upgrade(engine, lock_path=tmp_path / "lock")
    record = Record(engine)
    record.ensure_collection("news")
    raw = article(text=TEXT, title="Lind’s defence programme")
    record.save("news", raw, analyser().full(raw.title, raw.text), now=NOW)
    with engine.connect() as connection:
        wanted = _stored(connection)
    assert wanted[1][0][0] == "mara lind organiz the defens program"
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE sentences SET tokens = '{OLD}' WHERE start = 0"))
        connection.execute(text("UPDATE sentences SET mention_tokens = mention_tokens || ' labour' WHERE start > 0"))
        connection.execute(text("UPDATE versions SET title_tokens = 'lind defenc programm'"))
        connection.execute(
            text(
                "INSERT INTO follows (workspace_id, identity, channel_id, user_id, question, terms, names, state,"
                " created_at, expires_at) VALUES ('local', 'x', 'C1', 'U1', 'Labour''s defence, the centre of Paris?',"
                " '[\"defenc\", \"labour\", \"pari\"]', '[[\"pari\", \"centr\"]]', 'on', '2026-01-01', '2026-12-01')"
            )
        )
        connection.execute(text("UPDATE alembic_version SET version_num = '0009'"))
    upgrade(engine, lock_path=tmp_path / "lock")
    with engine.connect() as connection:
        assert _stored(connection) == wanted
        (follow,) = connection.execute(text("SELECT terms, names FROM follows")).all()
    kept = [str(each).replace("'", '"') for each in follow]
    assert kept == ['["defens", "labor", "pari"]', '[["pari", "center"]]']
