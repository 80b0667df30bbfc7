"""The pages as any HTTP client gets them: who may come in, what forms do, and that nothing is markup but ours."""

import re
from typing import Any

import httpx2
import pytest
from slack_sdk import WebClient

from bot.workspace.cast import ATTIC, BOT_NAME, DESK, GIL, LOBBY, MARA, NEWSROOM, STELLA, TOM, VAULT, dm_id
from bot.workspace.server import LocalSlack


class Browser:
    """A browser without scripts: follows links and fills in the forms of a page."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._http = httpx2.Client(base_url=slack.url, follow_redirects=True)
        self.page = ""

    def open(self, path: str) -> str:
        self.page = self._http.get(path).text
        return self.page

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.page)
        assert found, "the page has no form"
        return found.group(1)

    def do(self, person: str, name: str, headers: dict[str, str] | None = None, **fields: Any) -> httpx2.Response:
        answer = self._http.post(f"/as/{person}/do/{name}", data={"csrf": self.csrf, **fields}, headers=headers or {})
        self.page = answer.text
        return answer


@pytest.fixture
def browser(slack: LocalSlack) -> Browser:
    found = Browser(slack)
    found.open("/")
    return found


def test_the_first_page_is_a_channel_and_has_no_inline_script(slack: LocalSlack) -> None:
    answer = httpx2.get(slack.url, follow_redirects=True)
    assert answer.url.path == f"/as/{TOM}/{NEWSROOM}"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=|javascript:", answer.text)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example", ""])
def test_another_name_for_this_machine_is_refused(slack: LocalSlack, host: str) -> None:
    for path in ("/", "/api/auth.test", f"/as/{TOM}/{NEWSROOM}", "/changes"):
        assert httpx2.get(slack.url + path, headers={"Host": host}).status_code in {400, 421}


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"Origin": "http://evil.example"}, None),
        ({"Origin": "null"}, None),
        ({"Sec-Fetch-Site": "cross-site"}, None),
        ({"Sec-Fetch-Site": "same-site"}, None),
        ({}, "0" * 32),
        ({}, ""),
    ],
)
def test_forms_of_other_pages_do_nothing(
    slack: LocalSlack, browser: Browser, headers: dict[str, str], token: str | None
) -> None:
    fields = {"channel": NEWSROOM, "text": "forged"} | ({} if token is None else {"csrf": token})
    answer = browser.do(TOM, "say", headers=headers, **fields)
    assert answer.status_code == 403
    assert not slack.messages(NEWSROOM)


def test_a_message_is_said_and_shown(slack: LocalSlack, browser: Browser) -> None:
    browser.do(TOM, "say", channel=NEWSROOM, text="1 < 2 & *so*", back=f"/as/{TOM}/{NEWSROOM}")
    assert slack.messages(NEWSROOM)[0].text == "1 &lt; 2 &amp; *so*"
    assert "1 &lt; 2 &amp; <b>so</b>" in browser.page


def test_a_mention_by_name_opens_its_thread(slack: LocalSlack, browser: Browser) -> None:
    answer = browser.do(TOM, "say", channel=NEWSROOM, text=f"@{BOT_NAME.lower()} who?")
    (said,) = slack.messages(NEWSROOM)
    assert said.text == f"{slack.mention} who?"
    assert answer.url.params["thread"] == said.ts
    assert 'aria-label="Thread"' in browser.page


HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{ 7*7 }}"


def test_nothing_anybody_writes_becomes_markup(slack: LocalSlack, browser: Browser) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    plain = {"type": "plain_text", "text": HOSTILE}
    short = {"type": "plain_text", "text": '"><b>x'}
    option = {"text": short, "value": '"><b>v', "description": short}
    blocks = [
        {"type": "section", "text": plain, "fields": [plain]},
        {"type": "header", "text": plain},
        {"type": "context", "elements": [plain, {"type": "mrkdwn", "text": HOSTILE}]},
        {"type": "markdown", "text": HOSTILE},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": HOSTILE}]}],
        },
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": short, "action_id": '"><b>a', "value": '"><b>v'},
                {"type": "static_select", "placeholder": short, "action_id": "s", "options": [option]},
                {"type": "radio_buttons", "action_id": "r", "options": [option]},
            ],
        },
        {"type": "image", "image_url": "http://127.0.0.1:9/x", "alt_text": HOSTILE},
    ]
    client.chat_postMessage(channel=NEWSROOM, text=HOSTILE)
    client.chat_postMessage(channel=NEWSROOM, text=HOSTILE, blocks=blocks)
    slack.say(NEWSROOM, TOM, HOSTILE)
    slack.rename(NEWSROOM, HOSTILE)
    client.views_publish(user_id=TOM, view={"type": "home", "blocks": blocks})
    for path in (f"/as/{TOM}/{NEWSROOM}", f"/as/{TOM}/home"):
        page = browser.open(path)
        assert "<img src=x" not in page
        assert "<script>" not in page
        assert "<b>x" not in page
        assert "<b>v" not in page
        assert "<b>a" not in page
        assert "{{ 7*7 }}" in page


def test_people_see_the_channels_they_are_in(browser: Browser) -> None:
    assert f"/as/{MARA}/{DESK}" in browser.open(f"/as/{MARA}/{NEWSROOM}")
    assert VAULT not in browser.open(f"/as/{GIL}/{NEWSROOM}")
    assert "#partners" in browser.open(f"/as/{STELLA}/{NEWSROOM}")  # sent to the one she is in
    assert browser.open("/as/U404/C404").startswith("Nobody here")


def test_others_private_answers_are_not_shown(slack: LocalSlack, browser: Browser) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.chat_postEphemeral(channel=NEWSROOM, user=TOM, text="for Tom alone")
    assert "for Tom alone" in browser.open(f"/as/{TOM}/{NEWSROOM}")
    assert "for Tom alone" not in browser.open(f"/as/{MARA}/{NEWSROOM}")
    (private,) = slack.privates(TOM)
    browser.do(MARA, "dismiss", place=f"p|{private.ts}")
    assert slack.privates(TOM)
    browser.do(TOM, "dismiss", place=f"p|{private.ts}")
    assert not slack.privates(TOM)


def test_nobody_edits_or_deletes_what_is_not_theirs(slack: LocalSlack, browser: Browser) -> None:
    said = slack.say(NEWSROOM, MARA, "hers")
    place = f"m|{NEWSROOM}|{said.ts}"
    browser.do(TOM, "edit", place=place, text="his")
    browser.do(TOM, "message", place=place, delete="1")
    assert [message.text for message in slack.messages(NEWSROOM)] == ["hers"]
    browser.do(MARA, "edit", place=place, text="hers & better")
    assert "hers &amp; better" in browser.open(f"/as/{MARA}/{NEWSROOM}?edit={said.ts}")
    browser.do(MARA, "message", place=place, delete="1")
    assert not slack.messages(NEWSROOM)


def test_a_mention_where_the_bot_is_not_offers_to_invite_it(slack: LocalSlack, browser: Browser) -> None:
    browser.do(TOM, "say", channel=LOBBY, text=f"@{BOT_NAME} who?", back=f"/as/{TOM}/{LOBBY}")
    assert "is not in this channel" in browser.page
    browser.do(TOM, "say", channel=LOBBY, text=f"/invite @{BOT_NAME}", back=f"/as/{TOM}/{LOBBY}")
    assert slack.bot_user in slack.world.channels[LOBBY].members


def test_commands_that_do_not_run_say_so(slack: LocalSlack, browser: Browser) -> None:
    said = slack.say(NEWSROOM, TOM, "hello")
    browser.do(TOM, "say", channel=NEWSROOM, text="/news help", thread=said.ts)
    browser.do(TOM, "say", channel=NEWSROOM, text="/dance")
    browser.do(TOM, "say", channel=NEWSROOM, text="/news help")  # no bot is connected
    texts = [private.text for private in slack.privates(TOM)]
    assert "does not work in threads" in texts[0]
    assert "/dance is not a command" in texts[1]
    assert "did not answer within three seconds" in texts[2]


def test_an_archived_channel_takes_no_messages(slack: LocalSlack, browser: Browser) -> None:
    page = browser.open(f"/as/{TOM}/{ATTIC}")
    assert "nobody can write here" in page
    browser.do(TOM, "say", channel=ATTIC, text="hello")
    assert not slack.messages(ATTIC)


def test_the_way_back_is_one_of_our_pages(browser: Browser) -> None:
    for back in ("https://evil.example/", "//evil.example/", "/as/x/../../api", "/as/a/b?thread=1\r\nX: y"):
        assert browser.do(TOM, "say", channel=NEWSROOM, text="x", back=back).url.path == f"/as/{TOM}/{NEWSROOM}"


def test_permalinks_lead_to_the_thread_as_the_one_who_follows_them(slack: LocalSlack) -> None:
    said = slack.say(NEWSROOM, TOM, "hello")
    link = f"{slack.url}/archives/{NEWSROOM}/p{said.ts.replace('.', '')}"
    followed = httpx2.get(link, headers={"Referer": f"{slack.url}/as/{MARA}/home"})
    assert followed.headers["location"] == f"/as/{MARA}/{NEWSROOM}?thread={said.ts}#t{said.ts.replace('.', '-')}"
    assert httpx2.get(f"{slack.url}/archives/{VAULT}/p1000001").headers["location"].startswith(f"/as/{TOM}/{VAULT}")
    assert httpx2.get(f"{slack.url}/archives/C404/p1000001").status_code == 404


def test_a_page_is_told_of_a_change_at_once(slack: LocalSlack) -> None:
    before = slack.world.changes
    slack.say(NEWSROOM, TOM, "hello")
    assert httpx2.get(f"{slack.url}/changes", params={"since": before}).json()["version"] > before


def test_a_dm_shows_the_whole_conversation(slack: LocalSlack, browser: Browser) -> None:
    said = slack.dm(TOM, "who?")
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel=dm_id(TOM), thread_ts=said.ts, text="an answer in the thread")
    assert "an answer in the thread" in browser.open(f"/as/{TOM}/{dm_id(TOM)}")
    assert "an answer in the thread" not in browser.open(f"/as/{MARA}/{dm_id(TOM)}")


def test_the_stop_button_tells_the_bot(slack: LocalSlack, browser: Browser) -> None:
    said = slack.dm(TOM, "who?")
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.assistant_threads_setStatus(channel_id=dm_id(TOM), thread_ts=said.ts, status="is looking")
    assert "Stop" not in browser.open(f"/as/{TOM}/{dm_id(TOM)}")
    client.agents_sessions_setStatus(channel_id=dm_id(TOM), thread_ts=said.ts, status="processing")
    assert "On the Record is looking" in browser.open(f"/as/{TOM}/{dm_id(TOM)}")
    browser.do(TOM, "stop", channel=dm_id(TOM), thread=said.ts)
    assert slack.deliveries()[-1].type == "agent_session_stopped"
    client.agents_sessions_setStatus(channel_id=dm_id(TOM), thread_ts=said.ts, status="active")
    assert "Stop" not in browser.open(f"/as/{TOM}/{dm_id(TOM)}")
