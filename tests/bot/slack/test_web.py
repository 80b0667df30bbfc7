"""The rim over real HTTP: signatures, sizes, health, metrics, article pages, and installing in a second workspace."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image
from pydantic import SecretStr
from pytest_mock import MockerFixture
from slack_sdk.oauth.installation_store import Installation

from bot import messages
from bot.store.inbox import Inbox
from bot.web.drawing import WIDTH
from bot.web.signing import LASTS, Expired, Place, address, read_address, signing_key
from bot.workspace.cast import NEWSROOM, OTHER_TEAM, TOM
from bot.workspace.server import LocalSlack
from retrieval.errors import StorageError
from retrieval.text.tokens import content_terms
from retrieval.types import Query, Sentence
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in
from tests.bot.slack.installing import fetch, install
from tests.bot.slack.traffic import JSON, signed

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class TestEvents:
    def test_slacks_own_check_of_the_address(self, bot: Bot) -> None:
        body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
        headers = signed(bot.slack.signing_secret, body) | {"content-type": JSON}
        status, _, text = fetch(f"{bot.url}/slack/events", method="POST", body=body, headers=headers)
        assert (status, json.loads(text)["challenge"]) == (200, "abc")

    @pytest.mark.parametrize("wrong", ["secret", "old", "none"])
    def test_what_is_not_signed_by_slack_goes_no_further_and_into_no_log(
        self, bot: Bot, wrong: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.DEBUG)
        event = {"type": "app_mention", "channel": NEWSROOM, "user": TOM, "ts": "1.1", "text": "wombat question?"}
        body = json.dumps({"type": "event_callback", "team_id": bot.slack.team, "event": event}).encode()
        headers = signed(
            "another" if wrong == "secret" else bot.slack.signing_secret,
            body,
            at=time.time() - 600 if wrong == "old" else None,
        ) | {"content-type": JSON}
        if wrong == "none":
            headers = {"content-type": JSON}
        assert fetch(f"{bot.url}/slack/events", method="POST", body=body, headers=headers)[0] == 401
        assert Inbox(bot.running.app.record.engine, new_id=str).unfinished() == 0
        out, err = capsys.readouterr()
        assert "wombat" not in caplog.text + out + err

    @pytest.mark.parametrize(
        ("body", "status"),
        [(b"{", 400), (b"payload=nonsense", 400), (b"\xff\xfe", 400), (b"x" * ((1 << 20) + 1), 413), (b"", 401)],
    )
    def test_what_is_no_request_at_all(self, bot: Bot, body: bytes, status: int) -> None:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert fetch(f"{bot.url}/slack/events", method="POST", body=body, headers=headers)[0] == status

    def test_a_question_that_cannot_be_stored_is_asked_for_again(self, bot: Bot, mocker: MockerFixture) -> None:
        full = StorageError("the database", "the disk is full", "make room")
        store = Inbox.accept
        failing = iter([full, full])

        def accept(inbox: Inbox, incoming: Any, **more: Any) -> Any:
            trouble = next(failing, None)
            if trouble is not None:
                raise trouble
            return store(inbox, incoming, **more)

        mocker.patch.object(Inbox, "accept", autospec=True, side_effect=accept)
        asked = bot.slack.dm(TOM, ASKED)
        assert [delivery.status for delivery in bot.slack.deliveries("event")][:3] == [500, 500, 200]
        assert SAYS in bot.answer_to(asked)
        assert len(bot.slack.replies(asked)) == 1


class TestHealth:
    def test_alive_and_ready(self, bot: Bot) -> None:
        assert fetch(f"{bot.url}/healthz")[::2] == (200, "ok\n")
        status, _, text = fetch(f"{bot.url}/readyz")
        assert (status, json.loads(text)) == (200, {"ready": True, "troubles": {}})

    def test_not_ready_says_why(self, bot: Bot) -> None:
        bot.running.ready.clear()
        status, _, text = fetch(f"{bot.url}/readyz")
        assert (status, json.loads(text)["troubles"]) == (503, {"answering": "is being loaded"})

    def test_metrics_count_without_words(self, bot: Bot) -> None:
        bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}"))
        bot.settle()
        status, _, text = fetch(f"{bot.url}/metrics")
        assert status == 200
        assert 'onrecord_gestures_total{kind="question",outcome="accepted",surface="channel"} 1.0' in text
        assert 'onrecord_slack_request_seconds_count{status="200"}' in text
        assert "onrecord_waiting 0.0" in text
        for name in (
            "waiting_seconds",
            "unfinished",
            "index_behind",
            "newsroom_due",
            "entries_waiting",
            "errands_waiting",
            *(f"{name}_waiting" for name in ("editions", "follows", "corrections")),
            *(f"{name}_waiting_seconds" for name in ("editions", "follows", "corrections", "stories")),
        ):
            assert f"onrecord_{name} 0.0" in text, name
        assert 'onrecord_slack_call_seconds_count{method="chat.postMessage",outcome="done"} 1.0' in text
        for kind in ("wait", "read", "write"):
            assert f'onrecord_database_seconds_count{{kind="{kind}",outcome="done"}}' in text
        assert "Trump" not in text
        assert TOM not in text

    def test_what_listeners_ask_slack_for_is_counted_too(self, bot: Bot) -> None:
        bot.slack.shortcut(TOM, "onrecord:ask")
        text = fetch(f"{bot.url}/metrics")[2]
        assert 'onrecord_slack_call_seconds_count{method="views.open",outcome="done"} 1.0' in text
        bot.slack.fail("views.open", "trigger_expired")
        bot.slack.shortcut(TOM, "onrecord:ask")
        text = fetch(f"{bot.url}/metrics")[2]
        assert 'onrecord_slack_call_seconds_count{method="views.open",outcome="refused"} 1.0' in text

    def test_metrics_are_nobody_elses(self, slack: LocalSlack, data: Path) -> None:
        with bot_in(slack, data, metrics_token=SecretStr("let-me-in")) as bot:
            proxied = {"x-forwarded-for": "203.0.113.9"}
            assert fetch(f"{bot.url}/metrics", headers=proxied)[0] == 404
            assert fetch(f"{bot.url}/metrics", headers=proxied | {"authorization": "Bearer wrong"})[0] == 404
            assert fetch(f"{bot.url}/metrics", headers=proxied | {"authorization": "Bearer let-me-in"})[0] == 200


class TestCharts:
    @pytest.fixture
    def bot(self, slack: LocalSlack, data: Path) -> Iterator[Bot]:
        with bot_in(slack, data, public_url=slack.reserve()) as running:
            yield running

    def test_a_trend_is_answered_with_a_picture_that_anybody_with_its_address_gets(self, bot: Bot) -> None:
        asked = bot.slack.dm(TOM, "how often was Corran in the news in March 2025?")
        bot.answer_to(asked)
        (picture,) = [block for block in bot.slack.replies(asked)[0].blocks if block["type"] == "image"]
        assert picture["alt_text"].startswith("Texts a day that mention Corran, 1 Mar 2025 to 31 Mar 2025")
        with urlopen(picture["image_url"], timeout=10) as response:
            assert response.headers["content-type"] == "image/png"
            image = Image.open(BytesIO(response.read()))
        image.load()
        assert image.width == WIDTH
        assert fetch(picture["image_url"][:-1])[0] == 404
        assert fetch(f"{bot.url}/charts/x.png")[0] == 404


class TestArticles:
    @pytest.fixture
    def sentence(self, bot: Bot) -> Sentence:
        record, collections = bot.running.app.record, bot.running.app.collections()
        (hit, *_) = bot.running.app.search.sentences(
            _query("50 day deadline Trump", collections, bot.running.app.clock()), limit=1
        )
        assert record.texts([(hit.sentence.article.collection, hit.sentence.article.key, 1)])
        return hit.sentence

    def test_the_passage_with_its_sentence_marked(self, bot: Bot, sentence: Sentence) -> None:
        page = address(bot.url, sentence, key=bot.running.rim.page_key, now=datetime.now(UTC))
        status, headers, text = fetch(page)
        assert status == 200
        assert f'<mark id="cited">{sentence.text[:20]}' in text
        assert "default-src 'none'" in str(headers["content-security-policy"])
        article = bot.running.app.record.versions(sentence.article.collection, sentence.article.key)[-1].text
        assert article[400:440].strip() not in text  # not the whole of it

    def test_the_whole_text_only_by_a_setting(self, slack: LocalSlack, data: Path) -> None:
        with bot_in(slack, data, whole_articles=True) as bot:
            app = bot.running.app
            (hit, *_) = app.search.sentences(_query("deadline Trump", app.collections(), app.clock()), limit=1)
            text = fetch(address(bot.url, hit.sentence, key=bot.running.rim.page_key, now=datetime.now(UTC)))[2]
            article = app.record.versions(hit.sentence.article.collection, hit.sentence.article.key)[-1].text
            assert article[-40:].strip() in text

    def test_only_behind_an_address_of_ours_that_is_still_good(self, bot: Bot, sentence: Sentence) -> None:
        key = bot.running.rim.page_key
        good = address(bot.url, sentence, key=key, now=datetime.now(UTC))
        for broken in (good[:-1], good.replace("start=", "start=1"), f"{bot.url}/articles/x", good.split("?")[0]):
            status, _, text = fetch(broken)
            assert (status, messages.LINK_UNKNOWN in text) == (404, True)
        old = address(bot.url, sentence, key=key, now=datetime.now(UTC) - LASTS - timedelta(seconds=2))
        status, _, text = fetch(old)
        assert (status, messages.LINK_EXPIRED in text) == (410, True)
        bot.running.app.record.delete(sentence.article.collection, [sentence.article.key])
        assert fetch(good)[0] == 404


@pytest.mark.parametrize("key", ["a", "a/b c?d=e&f#g", "ключ", "..", "a%2Fb"])
def test_every_article_key_fits_into_an_address(bot: Bot, key: str) -> None:
    app = bot.running.app
    collections = app.collections()
    (hit, *_) = app.search.sentences(_query("deadline Trump", collections, app.clock()), limit=1)
    sentence = replace(hit.sentence, article=replace(hit.sentence.article, key=key))
    secret = signing_key("s" * 32)
    made = urlsplit(address("http://x", sentence, key=secret, now=NOW))
    query = {name: values[0] for name, values in parse_qs(made.query).items()}
    assert made.path == f"/articles/{quote(key, safe='')}"
    place = Place(collection=sentence.article.collection, key=key, version=1, start=sentence.start)
    assert read_address(key, query, key=secret, now=NOW) == place
    assert read_address(key, query, key=secret, now=NOW + LASTS + timedelta(seconds=1)) == Expired()
    assert read_address(key, query | {"signature": "ä"}, key=secret, now=NOW) is None
    assert read_address(key, query, key=signing_key("t" * 32), now=NOW) is None


class TestInstalling:
    @pytest.fixture
    def bot(self, slack: LocalSlack, data: Path) -> Iterator[Bot]:
        given = {
            "bot_token": None,
            "client_id": slack.client_id,
            "client_secret": SecretStr(slack.client_secret),
            "secret_key": SecretStr("k" * 32),
        }
        with bot_in(slack, data, **given) as running:
            yield running

    def test_a_second_workspace_begins_with_nothing_of_the_first(self, bot: Bot) -> None:
        status, text = install(bot, OTHER_TEAM, "U04STELLA")
        assert (status, messages.INSTALLED in text) == (200, True)
        record = bot.running.app.record
        assert record.collections(workspace=OTHER_TEAM) == (OTHER_TEAM,)
        assert bot.running.counter.knowledge.held(OTHER_TEAM).articles == 0
        assert bot.running.counter.knowledge.sources(OTHER_TEAM) == ()
        assert bot.running.counter.workspaces.settings(OTHER_TEAM).managers == ("U04STELLA",)
        bot.running.app.record.ensure_collection("world")
        assert bot.running.counter.feeds.kept_for(OTHER_TEAM) == (OTHER_TEAM,)
        assert bot.running.counter.feeds.shared(OTHER_TEAM) == ("world",)
        token = str(bot.running.tenants.token_of(OTHER_TEAM))
        assert token.startswith("xoxb-")
        record.engine.dispose()
        stored = (bot.running.app.settings.data_dir / "record.db").read_bytes()
        assert token.encode() not in stored

    def test_without_the_cookie_or_twice_it_is_not_installed(self, bot: Bot) -> None:
        status, text = fetch(f"{bot.url}/slack/oauth_redirect?code=x&state=y")[::2]
        assert (status, messages.INSTALL_STALE in text) == (400, True)
        assert fetch(f"{bot.url}/slack/oauth_redirect?error=access_denied")[2].find(messages.INSTALL_DENIED) >= 0

    def test_no_code_of_slacks(self, bot: Bot) -> None:
        _, headers, _ = fetch(f"{bot.url}/slack/install")
        state = parse_qs(urlsplit(str(headers["location"])).query)["state"][0]
        cookie = str(headers["set-cookie"]).split(";")[0]
        url = f"{bot.url}/slack/oauth_redirect?code=wrong&state={state}"
        status, _, text = fetch(url, headers={"cookie": cookie})
        assert (status, messages.INSTALL_FAILED in text) == (400, True)

    def test_fewer_permissions_are_said(self, bot: Bot) -> None:
        status, text = install(bot, OTHER_TEAM, "U04STELLA", scope="chat:write,commands")
        assert status == 200
        assert "app_mentions:read" in text

    def test_a_whole_organisation_is_refused(self, bot: Bot, mocker: MockerFixture) -> None:
        org = Installation(user_id="U1", enterprise_id="E1", bot_token="xoxb-org", is_enterprise_install=True)
        mocker.patch("slack_bolt.oauth.OAuthFlow.run_installation", return_value=org)
        status, text = install(bot, OTHER_TEAM, "U04STELLA")
        assert (status, messages.ORG_WIDE[:50] in text) == (403, True)
        assert bot.running.tenants.token_of("E1") is None
        assert [call.arguments for call in bot.slack.calls("auth.revoke")]

    def test_answers_in_the_first_workspace_are_from_its_own_articles(self, bot: Bot) -> None:
        install(bot, bot.slack.team, "U01MARA")
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
        assert SAYS not in bot.answer_to(asked)  # the samples are not its own


def test_one_workspace_has_nothing_to_install(bot: Bot) -> None:
    assert fetch(f"{bot.url}/slack/install")[0] == 404


def _query(words: str, collections: tuple[str, ...], now: datetime) -> Any:
    return Query(text=words, terms=content_terms(words), collections=collections, as_of=now)
