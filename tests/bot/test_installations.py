"""Tokens of installations: found again, never in the database as they are, gone when the bot is."""

from datetime import UTC, datetime

import pytest
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import text

from bot.secret import keys_of
from bot.store.installations import Installations, SignIns
from retrieval.errors import StorageError
from tests.bot.inbox_cases import open_engine

SECRET = "a secret of at least thirty-two characters"
TOKEN, REFRESH = "xoxb-1-2-verysecret", "xoxe-1-refresh"


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


@pytest.fixture
def store(engine):
    return Installations(engine, client_id="1.2", secrets=(SECRET,))


def installation(team: str = "T1", token: str = TOKEN, user: str = "U1", day: int = 1) -> Installation:
    return Installation(
        app_id="A1",
        team_id=team,
        user_id=user,
        bot_token=token,
        bot_id="B1",
        bot_user_id="U0",
        bot_scopes=["chat:write"],
        bot_refresh_token=REFRESH,
        user_token="xoxp-user",
        incoming_webhook_url="https://hooks.slack.com/services/T/B/x",
        installed_at=datetime(2026, 11, day, tzinfo=UTC).timestamp(),
    )


def test_what_was_saved_is_found(store):
    store.save(installation())
    bot = store.find_bot(enterprise_id=None, team_id="T1")
    assert (bot.bot_token, bot.bot_refresh_token, bot.bot_user_id) == (TOKEN, REFRESH, "U0")
    found = store.find_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert (found.bot_token, found.user_token) == (TOKEN, "xoxp-user")
    assert found.incoming_webhook_url.startswith("https://hooks.slack.com/")
    assert (store.bot_token("T1"), store.installer("T1")) == (TOKEN, "U1")
    assert (store.bot_token("T2"), store.installer("T2")) == (None, None)


@pytest.mark.sqlite
def test_the_database_has_no_token_as_it_is(store, engine, tmp_path):
    store.save(installation())
    store.save_bot(installation(day=2).to_bot())
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        kept = connection.execute(text("SELECT bot_token FROM slack_bots")).scalars().all()
    assert len(kept) == 2
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("record.db*"))
    for secret in (TOKEN, REFRESH, "xoxp-user", "services/T/B/x"):
        assert secret.encode() not in everything


def test_installing_again_gives_the_new_token(store):
    store.save(installation())
    store.save(installation(token="xoxb-new", user="U2", day=2))
    assert (store.bot_token("T1"), store.installer("T1")) == ("xoxb-new", "U2")
    assert store.find_installation(enterprise_id=None, team_id="T1", user_id="U1").bot_token == "xoxb-new"


def test_another_secret_does_not_open_them_and_says_what_to_do(store, engine):
    store.save(installation())
    other = Installations(engine, client_id="1.2", secrets=("x" * 40,))
    with pytest.raises(StorageError, match="ONRECORD_SECRET_KEY"):
        other.bot_token("T1")
    both = Installations(engine, client_id="1.2", secrets=("x" * 40, SECRET))
    assert both.bot_token("T1") == TOKEN
    both.save(installation(team="T2"))
    assert other.bot_token("T2") == TOKEN


def test_a_workspace_that_left_is_forgotten(store):
    store.save(installation())
    store.save(installation(team="T2"))
    store.forget("T1")
    assert (store.bot_token("T1"), store.installer("T1")) == (None, None)
    assert store.bot_token("T2") == TOKEN


def test_a_sign_in_is_good_once(engine):
    states = SignIns(engine)
    state = states.issue()
    assert states.consume(state)
    assert not states.consume(state)
    assert not states.consume("forged")


def test_a_sign_in_is_over_after_a_while(engine):
    states = SignIns(engine, seconds=-1)
    assert not states.consume(states.issue())
    states.tidy()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM slack_oauth_states")).scalar() == 0


def test_tokens_come_under_the_new_key_and_the_old_one_can_go(store, engine):
    store.save(installation())
    store.save(installation(team="T2", token="xoxb-second"))
    new = "n" * 40
    both = Installations(engine, client_id="1.2", secrets=keys_of(f"{new},{SECRET}"))
    assert both.reseal() == 4  # a bot and an installation of each workspace
    assert both.reseal() == 0
    alone = Installations(engine, client_id="1.2", secrets=keys_of(new))
    assert (alone.bot_token("T1"), alone.bot_token("T2"), alone.installer("T1")) == (TOKEN, "xoxb-second", "U1")
    with pytest.raises(StorageError, match="ONRECORD_SECRET_KEY"):
        store.bot_token("T1")


@pytest.mark.parametrize("kept", [f"{'a' * 33},{'b' * 40}", f"{'a' * 30},{'b' * 4}"])
def test_a_key_from_before_that_holds_a_comma_still_opens(engine, kept):
    Installations(engine, client_id="1.2", secrets=(kept,)).save(installation())
    assert Installations(engine, client_id="1.2", secrets=keys_of(kept)).bot_token("T1") == TOKEN
