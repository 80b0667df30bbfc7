"""Between Slack and the bot: odd requests, refusals of Slack's, and the installation that comes and goes."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from pydantic import SecretStr

from bot import messages
from bot.store.channels import Channels
from bot.store.inbox import Inbox
from bot.workspace.cast import MARA, OTHER_TEAM, TEAM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, copied
from tests.bot.slack.installing import fetch, install
from tests.bot.slack.traffic import (
    FORM,
    JSON,
    answers,
    asking,
    command,
    mention,
    message,
    place,
    press,
    send,
    tell,
)

ODD: dict[str, tuple[bytes, str, int]] = {
    "a list": (b"[]", JSON, 400),
    "null": (b"null", JSON, 400),
    "a word": (b'"quokka"', JSON, 400),
    "a payload that is a list": (urlencode({"payload": "[1]"}).encode(), FORM, 400),
    "too deep": (b"[" * 200_000, JSON, 400),
    "too deep a payload": (urlencode({"payload": "[" * 200_000}).encode(), FORM, 400),
    "not a number": (b'{"type": "event_callback", "event": {"n": NaN}}', JSON, 200),
    "no event": (b'{"type": "event_callback", "team_id": "T01LOCAL"}', JSON, 200),
    "an event that is none": (b'{"type": "event_callback", "team_id": "T01LOCAL", "event": []}', JSON, 400),
    "nothing in it": (b"{}", JSON, 200),
    "with a charset": (b'{"type": "url_verification", "challenge": "c"}', "application/json; charset=utf-8", 200),
    "a payload that is none": (
        urlencode(
            {"command": "/news", "text": "help payload=1", "team_id": TEAM, "trigger_id": "t1", "user_id": TOM}
        ).encode(),
        FORM + "; charset=utf-8",
        200,
    ),
    "Slack's check of the certificate": (b"ssl_check=1&token=x", FORM, 200),
}


@pytest.mark.parametrize(("body", "kind", "expected"), ODD.values(), ids=ODD)
def test_a_signed_request_of_an_odd_shape(busy: Bot, body: bytes, kind: str, expected: int) -> None:
    assert send(busy, body, kind)[0] == expected


UNSIGNED: dict[str, dict[str, str]] = {
    "a time that is none": {"x_slack_request_timestamp": "quokka"},
    "a time with a sign": {"x_slack_request_timestamp": "-1"},
    "a huge time": {"x_slack_request_timestamp": "9" * 400},
    "no time": {"x_slack_request_timestamp": ""},
    "in the future": {"x_slack_request_timestamp": str(int(time.time()) + 3600)},
    "another version": {"x_slack_signature": "v1=abc"},
    "no ASCII": {"x_slack_signature": "v0=quokk\u00e4"},
    "nothing": {"x_slack_signature": ""},
}


@pytest.mark.parametrize("headers", UNSIGNED.values(), ids=UNSIGNED)
def test_a_signature_that_is_none(busy: Bot, headers: dict[str, str]) -> None:
    asked, event = message(busy, asking(busy))
    body = json.dumps({"type": "event_callback", "team_id": TEAM, "event": mention(event)}).encode()
    assert send(busy, body, **headers)[0] == 401
    assert answers(busy, asked) == []


def test_too_deep_without_a_signature_is_refused_as_quietly(busy: Bot) -> None:
    status = fetch(f"{busy.url}/slack/events", method="POST", body=b"{" + b'"a":{' * 100_000, headers={})[0]
    assert status == 400


def test_only_posts(busy: Bot) -> None:
    assert fetch(f"{busy.url}/slack/events")[0] == 405


EVENTS: dict[str, dict[str, Any]] = {
    "channel_id_changed": {"old_channel_id": "C1", "new_channel_id": "C2"},
    "channel_shared": {"connected_team_id": OTHER_TEAM, "channel": "C1"},
    "channel_deleted": {"channel": "C1"},
    "channel_left": {"channel": "C1", "actor_id": TOM},
    "group_left": {"channel": "C1", "actor_id": TOM},
    "member_left_channel": {"channel": "C1", "user": TOM},
    "reaction_added": {"user": TOM, "reaction": "eyes", "item": {"type": "message", "channel": "C1", "ts": "1.1"}},
    "file_shared": {"file_id": "F1", "user_id": TOM, "channel_id": "C1"},
    "link_shared": {"channel": "C1", "links": [{"url": "https://x.example", "domain": "x.example"}]},
    "function_executed": {"function": {"id": "Fn1"}, "inputs": {}},
    "team_join": {"user": {"id": "U9", "name": "x"}},
    "user_change": {"user": {"id": TOM, "tz": "Europe/Paris"}},
    "assistant_thread_started": {"assistant_thread": {"user_id": TOM, "channel_id": "D1", "thread_ts": "1.1"}},
    "app_home_opened": {"user": TOM, "channel": "", "tab": "messages"},
    "app_rate_limited": {"minute_rate_limited": 1},
}


@pytest.mark.parametrize(("kind", "more"), EVENTS.items(), ids=EVENTS)
def test_events_that_ask_nothing(busy: Bot, kind: str, more: dict[str, Any]) -> None:
    assert tell(busy, {"type": kind, "event_ts": "1.1", **more}) == 200


def test_being_told_of_the_rate_limit(busy: Bot) -> None:
    body = {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1518467820, "api_app_id": "A1"}
    assert send(busy, json.dumps(body).encode())[0] == 200


def test_a_channel_archived_twice_and_renamed_late(busy: Bot) -> None:
    channels, channel = Channels(busy.running.app.record.engine), place(busy)
    for kind in ("channel_archive", "channel_archive"):
        assert tell(busy, {"type": kind, "channel": channel, "user": MARA, "is_moved": 0}) == 200
    assert tell(busy, {"type": "channel_rename", "channel": {"id": channel, "name": "quokka", "created": 1}}) == 200
    assert (channels.get(TEAM, channel).archived, channels.get(TEAM, channel).name) == (True, "quokka")


REFUSALS = {
    "is_archived": (0, 1),
    "restricted_action_read_only_channel": (0, 1),
    "user_is_restricted": (0, 1),
    "messages_tab_disabled": (0, 1),
    "message_limit_exceeded": (0, 1),
    "msg_blocks_too_long": (1, 0),
    "invalid_blocks_format": (1, 0),
    "token_expired": (0, 0),
    "fatal_error": (1, 0),
    "ratelimited": (1, 0),
}


@pytest.mark.parametrize(("code", "expected"), REFUSALS.items(), ids=REFUSALS)
def test_whatever_slack_says_to_an_answer(busy: Bot, code: str, expected: tuple[int, int]) -> None:
    """So many posts under the question, and so many lines to the asker alone."""
    asked, event = message(busy, asking(busy))
    if code == "ratelimited":
        busy.slack.ratelimit("chat.postMessage", retry_after=0)
    else:
        busy.slack.fail("chat.postMessage", code)
    talk = busy.slack.world.dm(TOM).id
    before = len(busy.slack.privates(TOM)) + len(busy.slack.messages(talk))
    tell(busy, mention(event))
    stands = answers(busy, asked)
    told = len(busy.slack.privates(TOM)) + len(busy.slack.messages(talk)) - before
    assert (len(stands), told) == expected
    for again in (event, mention(event)):
        tell(busy, again, retry="http_timeout")
    assert answers(busy, asked) == stands


def test_when_there_is_no_way_left_to_say_it(busy: Bot) -> None:
    asked, event = message(busy, asking(busy))
    busy.slack.fail("chat.postMessage", "not_in_channel", times=2)
    busy.slack.fail("chat.postEphemeral", "user_not_in_channel")
    busy.slack.fail("conversations.open", "user_disabled")
    tell(busy, mention(event))
    assert answers(busy, asked) == []
    busy.slack.faults.clear()
    tell(busy, event, retry="http_error")
    assert answers(busy, asked) == []


def test_what_is_waited_for_is_not_asked_for_sooner(busy: Bot) -> None:
    asked, event = message(busy, asking(busy))
    busy.slack.ratelimit("chat.postMessage", retry_after=1)
    tell(busy, mention(event))
    assert [SAYS in answer for answer in answers(busy, asked)] == [True]
    tried = [call.at for call in busy.slack.calls("chat.postMessage") if call.arguments["channel"] == asked.channel]
    assert len(tried) == 2
    assert (tried[1] - tried[0]).total_seconds() >= 1


@pytest.mark.parametrize("way", ["users.info", "conversations.replies", "assistant.threads.setStatus"])
def test_what_is_asked_of_slack_beside_the_answer_may_fail(busy: Bot, way: str) -> None:
    root, _ = message(busy, "a thread")
    asked, event = message(
        busy, asking(busy, "{bot} " + ASKED + " yesterday?"), channel=root.channel, thread_ts=root.ts
    )
    for _ in range(3):
        busy.slack.fail(way, "internal_error")
    assert tell(busy, mention(event)) == 200
    assert len(answers(busy, asked)) == 1


@pytest.fixture(scope="module")
def many(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot that any workspace may install."""
    folder = copied(sample_data, tmp_path_factory.mktemp("many") / "var")
    with LocalSlack() as slack:
        secrets = {"client_secret": SecretStr(slack.client_secret), "secret_key": SecretStr("k" * 32)}
        with bot_in(slack, folder, bot_token=None, client_id=slack.client_id, **secrets) as bot:
            yield bot


class TestInstallations:
    @pytest.mark.parametrize("order", [["app_uninstalled", "tokens_revoked"], ["tokens_revoked", "app_uninstalled"]])
    def test_removed_in_either_order_and_told_again(self, many: Bot, order: list[str]) -> None:
        assert install(many, TEAM, MARA)[0] == 200
        told = {"app_uninstalled": {}, "tokens_revoked": {"tokens": {"oauth": [], "bot": [many.slack.bot_user]}}}
        at = int(time.time()) + 3
        for kind in (*order, *order):
            assert tell(many, {"type": kind, **told[kind]}, event_time=at) == 200
        assert many.running.tenants.token_of(TEAM) is None
        asked, event = message(many, asking(many))
        assert tell(many, mention(event)) == 200
        assert tell(many, {"type": "app_home_opened", "user": TOM, "tab": "home", "channel": "D1"}) == 200
        status, body = command(many, ASKED)
        assert (status, messages.NO_ACCOUNT[:30] in body) == (200, True)
        assert press(many, "onrecord:context", '{"a":"x"}')[0] == 200
        assert answers(many, asked) == []
        assert Inbox(many.running.app.record.engine, new_id=str).unfinished() == 0

    def test_the_tokens_of_persons_are_none_of_ours(self, many: Bot) -> None:
        assert install(many, TEAM, MARA)[0] == 200
        assert tell(many, {"type": "tokens_revoked", "tokens": {"oauth": [TOM]}}) == 200
        assert tell(many, {"type": "tokens_revoked", "tokens": {"oauth": [TOM], "bot": []}}) == 200
        assert many.running.tenants.token_of(TEAM) is not None

    def test_an_event_of_a_shared_channel_is_for_the_workspace_that_has_the_bot(self, many: Bot) -> None:
        assert install(many, TEAM, MARA)[0] == 200
        asked, event = message(many, asking(many))
        assert tell(many, mention(event), team_id=OTHER_TEAM, context_team_id=TEAM, is_ext_shared_channel=False) == 200
        assert len(answers(many, asked)) == 1

    def test_the_way_back_is_loaded_again(self, many: Bot) -> None:
        _, headers, _ = fetch(f"{many.url}/slack/install")
        place = urlsplit(str(headers["location"]))
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        given = {"redirect_uri": f"{many.url}/slack/oauth_redirect", "team": TEAM, "user": MARA, "approve": "1"}
        back = fetch(f"{many.slack.url}{place.path}?{urlencode(asked | given)}")[1]["location"]
        cookie = {"cookie": str(headers["set-cookie"]).split(";")[0]}
        assert fetch(str(back), headers=cookie)[0] == 200
        status, _, text = fetch(str(back), headers=cookie)
        assert (status, messages.INSTALL_STALE in text) == (400, True)
        assert many.running.tenants.token_of(TEAM) is not None

    @pytest.mark.parametrize("query", ["", "?error=invalid_scope", "?code=x", "?state=y", "?error=quokka%3Cscript%3E"])
    def test_a_way_back_that_leads_nowhere(self, many: Bot, query: str) -> None:
        status, _, text = fetch(f"{many.url}/slack/oauth_redirect{query}")
        assert status in {200, 400}
        assert "quokka" not in text
        assert any(said in text for said in (messages.INSTALL_FAILED, messages.INSTALL_STALE, messages.INSTALL_DENIED))

    @pytest.mark.parametrize("way", ["break", "lose", "limit"])
    def test_slack_is_away_when_the_code_is_exchanged(self, many: Bot, way: str) -> None:
        _, headers, _ = fetch(f"{many.url}/slack/install")
        state = parse_qs(urlsplit(str(headers["location"])).query)["state"][0]
        cookie = {"cookie": str(headers["set-cookie"]).split(";")[0]}
        match way:
            case "break":
                many.slack.fail("oauth.v2.access", status=503, times=4)
            case "lose":
                many.slack.lose("oauth.v2.access", times=4)
            case _:
                many.slack.ratelimit("oauth.v2.access", retry_after=0, times=4)
        status, _, text = fetch(f"{many.url}/slack/oauth_redirect?code=x&state={state}", headers=cookie)
        many.slack.faults.clear()
        assert (status, messages.INSTALL_FAILED in text) == (400, True)
