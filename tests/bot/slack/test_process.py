"""`onrecord serve`, `socket` and `work` as processes of their own: started, told to stop, and unwell."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.incoming import Incoming
from bot.socket import CONNECTED_WITHIN, HELLO_WITHIN, QUIET_FOR, Signs, SocketLine, deaf
from bot.store.inbox import Inbox
from bot.workspace.cast import NEWSROOM, TEAM, TOM
from bot.workspace.server import LocalSlack
from retrieval.errors import BadInput
from retrieval.store.database import connect
from tests.bot.conftest import OnRecord
from tests.bot.slack.case import ASKED, Bot, bot_in, shown

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def environment(slack: LocalSlack, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_"))}
    return kept | {
        "ONRECORD_DATA_DIR": str(tmp_path / "own"),
        "ONRECORD_LOG_LEVEL": "info",
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_APP_TOKEN": slack.app_token,
        "PORT": "0",
    }


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Starts a command, once it has said its first line; stops it in the end."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, until: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", *arguments],
            env=environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        assert process.stderr is not None
        for line in process.stderr:
            if until in line:
                process.line = line  # type: ignore[attr-defined]
                return process
        raise AssertionError(f"{arguments} ended with {process.wait()}")

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str]) -> str:
    """What it still said, after SIGTERM made it end well."""
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=180)
    assert process.returncode == 0, said
    return said


def test_serve_answers_and_finishes_what_it_has_in_hand(slack: LocalSlack, start: Start) -> None:
    process = start("serve", until="listening on")
    slack.connect(process.line.split()[2].rstrip(";") + "/slack/events")  # type: ignore[attr-defined]
    asked = slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}")
    said = stopped(process)
    assert messages.FINISHING in said
    assert "Trump" not in said
    assert slack.bot_token not in said
    answered = bool(slack.replies(asked))
    # It had the question in hand and answered it, or had not begun: then the next process does.
    process = start("work", until=messages.WORKING)
    (reply,) = slack.wait_for(lambda: slack.replies(asked), 180)
    assert "There are no articles yet" in shown(reply)
    stopped(process)
    assert len(slack.replies(asked)) == 1
    assert answered in {True, False}


@pytest.mark.slow
def test_socket_answers_with_no_address_at_all(slack: LocalSlack, start: Start) -> None:
    process = start("socket", until=messages.CONNECTED)
    asked = slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}")
    assert slack.wait_for(lambda: slack.replies(asked), 180)
    assert messages.FINISHING in stopped(process)


@pytest.mark.slow
def test_what_serve_took_in_work_answers(slack: LocalSlack, start: Start, environment: dict[str, str]) -> None:
    process = start("serve", "--no-work", until="listening on")
    slack.connect(process.line.split()[2].rstrip(";") + "/slack/events")  # type: ignore[attr-defined]
    asked = slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}")
    engine = connect(f"sqlite:///{environment['ONRECORD_DATA_DIR']}/record.db")
    assert Inbox(engine, new_id=str).unfinished() == 1
    engine.dispose()
    assert not slack.replies(asked)
    working = start("work", "--port", "0", until=messages.WORKING)
    assert slack.wait_for(lambda: slack.replies(asked), 180)
    where = working.line.split()[-1].removesuffix("/readyz")  # type: ignore[attr-defined]
    with urllib.request.urlopen(f"{where}/metrics", timeout=30) as response:
        told = response.read().decode()
    assert 'onrecord_slack_call_seconds_count{method="chat.postMessage",outcome="done"} 1.0' in told


class TestSettings:
    @pytest.fixture(autouse=True)
    def bare(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in list(os.environ):
            if name.startswith("SLACK_") or name in {"HOST", "PORT"}:
                monkeypatch.delenv(name)

    @pytest.mark.parametrize("command", ["serve", "socket", "work"])
    def test_without_a_token_it_says_where_to_take_one(self, onrecord: OnRecord, command: str) -> None:
        ran = onrecord(command)
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert "SLACK_BOT_TOKEN" in ran.err

    @pytest.mark.parametrize(
        ("command", "given", "missing"),
        [
            ("serve", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
            ("socket", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
            ("serve", {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"}, "ONRECORD_SECRET_KEY"),
            ("serve", {"SLACK_BOT_TOKEN": "xoxb-1", "PORT": "99999"}, "PORT"),
            ("serve", {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "nowhere"}, "SLACK_API_URL"),
            ("serve", {"SLACK_BOT_TOKEN": "xoxb-1", "ONRECORD_SECRET_KEY": "short"}, "ONRECORD_SECRET_KEY"),
        ],
    )
    def test_what_is_missing_or_wrong_is_named(
        self,
        onrecord: OnRecord,
        monkeypatch: pytest.MonkeyPatch,
        command: str,
        given: dict[str, str],
        missing: str,
    ) -> None:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        ran = onrecord(command)
        assert (ran.status, ran.err.count("\n")) == (2, 1), ran.err
        assert missing in ran.err
        assert not [value for value in given.values() if value in ran.err and value.startswith("xoxb")]

    def test_a_port_in_use(self, onrecord: OnRecord, monkeypatch: pytest.MonkeyPatch, slack: LocalSlack) -> None:
        for name, value in {
            "SLACK_BOT_TOKEN": "x",
            "SLACK_SIGNING_SECRET": "y",
            "PORT": slack.url.rsplit(":")[-1],
        }.items():
            monkeypatch.setenv(name, value)
        ran = onrecord("serve")
        assert (ran.status, ran.err.count("\n")) == (2, 1), ran.err
        assert "PORT" in ran.err

    @pytest.mark.parametrize("command", ["serve", "socket", "work"])
    def test_a_token_that_slack_refuses(
        self, onrecord: OnRecord, monkeypatch: pytest.MonkeyPatch, slack: LocalSlack, command: str
    ) -> None:
        given = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_SIGNING_SECRET": "y", "SLACK_APP_TOKEN": "z", "PORT": "0"}
        for name, value in (given | {"SLACK_API_URL": slack.api_url}).items():
            monkeypatch.setenv(name, value)
        ran = onrecord(command)
        assert ran.status == 2
        assert "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)" in ran.err

    def test_doctor_asks_for_a_new_installation_when_a_permission_is_missing(
        self,
        onrecord: OnRecord,
        monkeypatch: pytest.MonkeyPatch,
        slack: LocalSlack,
    ) -> None:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        well = onrecord("doctor")
        assert (well.status, "every permission granted" in " ".join(well.out.split())) == (0, True), well.out
        assert "further hosts need DATABASE_URL" in " ".join(well.out.split())
        slack.restrict("files:write")
        ran = onrecord("doctor")
        assert ran.status == 1
        assert "files:write; reinstall" in " ".join(ran.out.split())
        slack.uninstall()
        assert "Slack refuses it" in " ".join(onrecord("doctor").out.split())


class TestWatchdog:
    @pytest.mark.parametrize(
        ("signs", "now", "why"),
        [
            (Signs(opened_at=0, heard_at=None, connected_at=9), 10, None),
            (Signs(opened_at=0, heard_at=None, connected_at=HELLO_WITHIN), HELLO_WITHIN + 1, "no hello"),
            (Signs(opened_at=0, heard_at=1, connected_at=QUIET_FOR), QUIET_FOR, None),
            (Signs(opened_at=0, heard_at=1, connected_at=QUIET_FOR), QUIET_FOR + 2, "quiet"),
            (Signs(opened_at=0, heard_at=99, connected_at=100), 100 + CONNECTED_WITHIN + 1, "disconnected"),
        ],
    )
    def test_when_a_line_is_deaf(self, signs: Signs, now: float, why: str | None) -> None:
        assert deaf(signs, now=now) == why

    def test_a_silent_line_is_replaced_before_it_is_closed(self, slack: LocalSlack, data: Path) -> None:
        now = [0.0]
        with bot_in(slack, data, over_http=False) as bot:
            line = SocketLine(
                bot.running.bolt, slack.app_token, api_url=slack.api_url, clock=lambda: now[0], look_every=3600
            )
            line.open()
            try:
                assert line.look() is None
                now[0] += QUIET_FOR + 1
                assert line.look() == "quiet"
                assert slack.sockets.wait_for_connections(1, 10)
                asked = slack.dm(TOM, ASKED)
                assert bot.answer_to(asked)
            finally:
                line.close()

    def test_a_token_that_slack_refuses(self, bot: Bot) -> None:
        line = SocketLine(bot.running.bolt, "xapp-wrong", api_url=bot.slack.api_url)
        with pytest.raises(BadInput, match="SLACK_APP_TOKEN"):
            line.open()

    def test_a_store_that_fails_is_not_acknowledged(self, slack: LocalSlack, data: Path, mocker: object) -> None:
        with bot_in(slack, data, over_http=False) as bot:
            line = SocketLine(bot.running.bolt, slack.app_token, api_url=slack.api_url)
            line.open()
            try:
                accept = Inbox.accept
                calls: list[str] = []

                def failing(inbox: Inbox, incoming: Incoming, **more: int) -> object:
                    calls.append(incoming.identity)
                    if len(calls) == 1:
                        raise OSError
                    return accept(inbox, incoming, **more)

                mocker.patch.object(Inbox, "accept", autospec=True, side_effect=failing)  # type: ignore[attr-defined]
                asked = slack.dm(TOM, ASKED)
                assert bot.answer_to(asked)
                assert calls[0] == calls[1]
                assert not slack.deliveries("event")[0].acknowledged
                assert slack.world.installed(TEAM)
            finally:
                line.close()
