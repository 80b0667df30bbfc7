"""Tokens that expire: exchanged in time, once by any number of processes, never stored as they are."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation

from bot.slack.rotating import Rotating
from bot.store.installations import Installations
from bot.workspace.cast import OTHER_TEAM, TEAM
from bot.workspace.server import LocalSlack
from retrieval.store.database import connect
from tests.bot.inbox_cases import open_engine
from tests.bot.rotating_worker import SECRET, THREADS, rotating
from tests.postgres import place
from tests.slack_server import slack  # noqa: F401  the fixture

HALF_A_DAY, AN_HOUR = 43_200, 3_600  # seconds: Slack's, and one that is as good as over


@pytest.fixture
def installed(slack, tmp_path) -> Callable[..., Rotating]:  # noqa: F811
    """The bot installed with a token that lives so long; what is given out later lives as long as Slack's."""

    def install(seconds: int, *, ended: bool = False) -> Rotating:
        engine = open_engine(tmp_path)
        slack.rotate_tokens(seconds)
        asked = {"client_id": slack.client_id, "scope": "chat:write", "redirect_uri": "http://127.0.0.1:9/"}
        params = asked | {"approve": "1", "team": OTHER_TEAM, "user": "U04STELLA"}
        sent = httpx2.get(f"{slack.url}/oauth/v2/authorize", params=params)
        code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
        own = {"client_id": slack.client_id, "client_secret": slack.client_secret}
        granted = WebClient(base_url=slack.api_url).oauth_v2_access(**own, code=code)
        until = datetime.now(UTC) + timedelta(seconds=-1 if ended else granted["expires_in"])
        kept = Installation(
            app_id="A1",
            team_id=OTHER_TEAM,
            user_id="U04STELLA",
            bot_token=granted["access_token"],
            bot_refresh_token=granted["refresh_token"],
            bot_token_expires_at=int(until.timestamp()),
            bot_id="B1",
            bot_user_id="U0",
        )
        Installations(engine, client_id=slack.client_id, secrets=(SECRET,)).save(kept)
        slack.rotate_tokens(HALF_A_DAY)
        return another(slack, tmp_path)

    return install


def another(slack: LocalSlack, folder: Path) -> Rotating:  # noqa: F811
    """As another process has it."""
    return rotating(place(folder / "record.db"), folder, slack.api_url, slack.client_id, slack.client_secret)


def kept_in(slack: LocalSlack, folder: Path) -> Installations:  # noqa: F811
    return Installations(connect(place(folder / "record.db")), client_id=slack.client_id, secrets=(SECRET,))


def refreshes(slack: LocalSlack) -> int:  # noqa: F811
    return sum(call.arguments.get("grant_type") == "refresh_token" for call in slack.calls("oauth.v2.access"))


def works(slack: LocalSlack, bot: Any) -> bool:  # noqa: F811
    return bool(WebClient(token=bot.bot_token, base_url=slack.api_url).auth_test()["team_id"] == OTHER_TEAM)


def test_a_token_with_time_left_stays(slack, installed):  # noqa: F811
    made = installed(HALF_A_DAY)
    first = made.bot(OTHER_TEAM)
    assert works(slack, first)
    assert made.bot(OTHER_TEAM).bot_token == first.bot_token
    assert made.bot(TEAM) is None
    assert refreshes(slack) == 0


def test_one_that_is_nearly_over_is_exchanged_once_and_for_all(slack, installed, tmp_path):  # noqa: F811
    made, kept = installed(AN_HOUR), kept_in(slack, tmp_path)
    old = kept.bot(OTHER_TEAM)
    new = made.bot(OTHER_TEAM)
    assert new.bot_token != old.bot_token
    assert works(slack, new)
    assert works(slack, old)  # what is under way with it goes on
    assert another(slack, tmp_path).bot(OTHER_TEAM).bot_token == new.bot_token
    assert refreshes(slack) == 1
    assert new.bot_token_expires_at > datetime.now(UTC).timestamp() + AN_HOUR
    assert kept.bot(OTHER_TEAM).bot_refresh_token == new.bot_refresh_token != old.bot_refresh_token
    with kept.engine.connect() as connection:
        rows = repr(connection.execute(kept.bots.select()).all())
    assert "gAAAAA" in rows
    assert not [secret for secret in (new.bot_token, new.bot_refresh_token, old.bot_token) if secret in rows]


@pytest.mark.parametrize("ended", [False, True])
def test_however_many_ask_at_once_slack_is_asked_once(slack, installed, tmp_path, ended):  # noqa: F811
    installed(AN_HOUR, ended=ended)
    command = [sys.executable, "-m", "tests.bot.rotating_worker", place(tmp_path / "record.db"), str(tmp_path)]
    command += [slack.api_url, slack.client_id, slack.client_secret, OTHER_TEAM]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) for _ in range(3)]
    assert [process.stdout.readline() for process in started] == ["ready\n"] * 3
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0].splitlines()[-1] for process in started]  # behind the log
    tokens = [token for line in said for token in json.loads(line)]
    assert len(tokens) == 3 * THREADS
    assert None not in tokens
    assert refreshes(slack) == 1
    if ended:  # the one before is of no use to anybody
        assert len(set(tokens)) == 1


def test_while_slack_is_away_the_old_one_is_used_as_long_as_it_lives(slack, installed):  # noqa: F811
    made = installed(AN_HOUR)
    slack.fail("oauth.v2.access", status=503)
    before = len(slack.calls("oauth.v2.access"))
    assert works(slack, made.bot(OTHER_TEAM))
    assert works(slack, made.bot(OTHER_TEAM))
    assert len(slack.calls("oauth.v2.access")) == before + 1  # the next try is in a minute


def test_when_it_has_ended_and_slack_is_away_that_is_trouble_that_passes(slack, installed, tmp_path):  # noqa: F811
    made = installed(AN_HOUR, ended=True)
    slack.fail("oauth.v2.access", status=503)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            made.bot(OTHER_TEAM)
    assert works(slack, another(slack, tmp_path).bot(OTHER_TEAM))


@pytest.mark.parametrize("ended", [False, True])
def test_when_slack_refuses_the_bot_is_gone_at_the_tokens_end(slack, installed, ended):  # noqa: F811
    made = installed(AN_HOUR, ended=ended)
    slack.fail("oauth.v2.access", "invalid_refresh_token")
    assert [made.bot(OTHER_TEAM) is None for _ in range(2)] == [ended, ended]


def test_a_bot_that_is_removed_meanwhile_stays_removed(slack, installed, tmp_path, monkeypatch):  # noqa: F811
    made, kept = installed(AN_HOUR), kept_in(slack, tmp_path)
    rotate = made._rotator.perform_bot_token_rotation

    def and_removed(**given):
        new = rotate(**given)
        kept.forget(OTHER_TEAM)
        return new

    monkeypatch.setattr(made._rotator, "perform_bot_token_rotation", and_removed)
    assert made.bot(OTHER_TEAM) is None
    assert kept.bot(OTHER_TEAM) is None


def test_the_stand_in_takes_a_refresh_token_once(slack, installed):  # noqa: F811
    made = installed(AN_HOUR)
    old = made._installations.bot(OTHER_TEAM)
    made.bot(OTHER_TEAM)
    given = {"client_id": slack.client_id, "client_secret": slack.client_secret, "grant_type": "refresh_token"}
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        WebClient(base_url=slack.api_url).oauth_v2_access(**given, refresh_token=old.bot_refresh_token)
