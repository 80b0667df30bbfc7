"""The Web API refuses what Slack refuses, with Slack's codes, and keeps what Slack keeps."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.workspace.cast import (
    ATTIC,
    BOT,
    DESK,
    GENERAL,
    GIL,
    LOBBY,
    MARA,
    NEWSROOM,
    PARTNERS,
    STELLA,
    TOM,
    VAULT,
    dm_id,
)
from bot.workspace.server import LocalSlack


def code(call: Any, **arguments: Any) -> str:
    """The error code that a call is refused with."""
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return str(refused.value.response["error"])


def section(text: str = "x") -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_auth_test_names_the_bot_and_the_granted_scopes(slack: LocalSlack, client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["team_id"], answer["bot_id"]) == (slack.bot_user, slack.team, slack.bot_id)
    assert set(answer.headers["x-oauth-scopes"].split(",")) == slack.scopes


def test_tokens_are_checked(slack: LocalSlack) -> None:
    assert code(WebClient(token="xoxb-other", base_url=slack.api_url).auth_test) == "invalid_auth"
    assert code(WebClient(base_url=slack.api_url).auth_test) == "not_authed"
    slack.uninstall()
    assert code(WebClient(token=slack.bot_token, base_url=slack.api_url).auth_test) == "account_inactive"


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    assert code(lambda: client.api_call("chat.shout")) == "unknown_method"


def test_a_post_is_kept_with_its_metadata_and_returned_in_its_thread(slack: LocalSlack, client: WebClient) -> None:
    asked = slack.say(NEWSROOM, TOM, "who?")
    metadata = {"event_type": "onrecord_answer", "event_payload": {"job": "1"}}
    posted = client.chat_postMessage(
        channel=NEWSROOM, thread_ts=asked.ts, text="him", metadata=metadata, unfurl_links=False
    )
    (reply,) = slack.replies(asked)
    assert (reply.ts, reply.thread_ts, reply.text, reply.bot_id) == (posted["ts"], asked.ts, "him", slack.bot_id)
    assert reply.sent["unfurl_links"] is False
    shown = client.conversations_replies(channel=NEWSROOM, ts=asked.ts, include_all_metadata=True)["messages"]
    assert [message["ts"] for message in shown] == [asked.ts, reply.ts]
    assert shown[0]["reply_count"] == 1
    assert shown[1]["metadata"] == metadata
    without = client.conversations_replies(channel=NEWSROOM, ts=asked.ts)["messages"]
    assert "metadata" not in without[1]


def test_form_bodies_are_understood_as_json_bodies_are(slack: LocalSlack, client: WebClient) -> None:
    client.api_call("chat.postMessage", params={"channel": NEWSROOM, "text": "as a form", "blocks": "[]"})
    assert slack.messages(NEWSROOM)[-1].text == "as a form"


@pytest.mark.parametrize(
    ("channel", "refusal"), [(VAULT, "channel_not_found"), ("C404", "channel_not_found"), (ATTIC, "is_archived")]
)
def test_where_the_bot_cannot_post(client: WebClient, channel: str, refusal: str) -> None:
    assert code(client.chat_postMessage, channel=channel, text="hello") == refusal


def test_outside_a_public_channel_a_post_needs_the_scope_for_it(slack: LocalSlack, client: WebClient) -> None:
    client.chat_postMessage(channel=LOBBY, text="hello")
    slack.restrict("chat:write.public")
    assert code(client.chat_postMessage, channel=LOBBY, text="hello") == "not_in_channel"
    client.chat_postMessage(channel=DESK, text="inside, it may")


def test_a_missing_scope_is_named(slack: LocalSlack, client: WebClient) -> None:
    slack.restrict("users:read")
    with pytest.raises(SlackApiError) as refused:
        client.users_info(user=TOM)
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "users:read"


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [section()] * 51}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x" * 3_001)]}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("")]}, "invalid_blocks"),
        (
            {"text": "x", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
            "invalid_blocks",
        ),
        ({"text": "x", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [{**section(), "block_id": "a"}, {**section(), "block_id": "a"}]}, "invalid_blocks"),
        (
            {"text": "x", "blocks": [{"type": "alert", "text": {"type": "plain_text", "text": "in modals"}}]},
            "invalid_blocks",
        ),
        ({"text": "x", "blocks": [{"type": "rich_text", "elements": [{"type": "song"}]}]}, "invalid_blocks"),
        ({"text": "x", "blocks": [section("x" * 2_900)] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": "no json"}, "invalid_blocks_format"),
        ({"text": "x", "metadata": {"event_payload": {}}}, "invalid_metadata_schema"),
    ],
)
def test_slacks_limits_on_a_message(client: WebClient, arguments: dict[str, Any], refusal: str) -> None:
    assert code(client.chat_postMessage, channel=NEWSROOM, **arguments) == refusal


def test_what_just_fits_is_posted(client: WebClient) -> None:
    client.chat_postMessage(channel=NEWSROOM, text="x" * 40_000, blocks=[section("x" * 3_000)] * 4)
    client.chat_postMessage(channel=NEWSROOM, text="fifty", blocks=[section()] * 50)


def test_only_ones_own_messages_can_be_updated_and_deleted(slack: LocalSlack, client: WebClient) -> None:
    said = slack.say(NEWSROOM, TOM, "mine")
    assert code(client.chat_update, channel=NEWSROOM, ts=said.ts, text="yours") == "cant_update_message"
    assert code(client.chat_delete, channel=NEWSROOM, ts=said.ts) == "cant_delete_message"
    assert code(client.chat_update, channel=NEWSROOM, ts="1.000001", text="none") == "message_not_found"
    own = client.chat_postMessage(channel=NEWSROOM, text="first")["ts"]
    assert code(client.chat_update, channel=NEWSROOM, ts=own, text="x" * 4_001) == "msg_too_long"
    client.chat_update(channel=NEWSROOM, ts=own, text="second")
    (changed,) = [message for message in slack.messages(NEWSROOM) if message.ts == own]
    assert (changed.text, changed.edited is not None) == ("second", True)
    client.chat_delete(channel=NEWSROOM, ts=own)
    assert own not in {message.ts for message in slack.messages(NEWSROOM)}


def test_an_ephemeral_post_reaches_one_member(slack: LocalSlack, client: WebClient) -> None:
    client.chat_postEphemeral(channel=NEWSROOM, user=TOM, text="psst")
    assert [private.text for private in slack.privates(TOM)] == ["psst"]
    assert not slack.privates(MARA)
    assert not slack.messages(NEWSROOM)
    assert code(client.chat_postEphemeral, channel=NEWSROOM, user=STELLA, text="x") == "user_not_in_channel"
    assert code(client.chat_postEphemeral, channel=LOBBY, user=TOM, text="x") == "not_in_channel"
    assert code(client.chat_postEphemeral, channel=NEWSROOM, user=TOM, text="x" * 3_001) == "msg_too_long"


def test_reading_a_channel_needs_to_be_in_it(slack: LocalSlack, client: WebClient) -> None:
    said = slack.say(LOBBY, TOM, "hello")
    assert code(client.conversations_replies, channel=LOBBY, ts=said.ts) == "not_in_channel"
    assert code(client.conversations_replies, channel=NEWSROOM, ts="1.000001") == "thread_not_found"
    assert code(client.conversations_info, channel=VAULT) == "channel_not_found"


def test_what_channels_say_about_themselves(client: WebClient) -> None:
    assert client.conversations_info(channel=PARTNERS)["channel"]["is_ext_shared"] is True
    assert client.conversations_info(channel=LOBBY)["channel"]["is_member"] is False
    assert set(client.conversations_members(channel=GENERAL)["members"]) == {MARA, TOM, GIL, BOT}
    public = {channel["id"] for channel in client.conversations_list()["channels"]}
    assert NEWSROOM in public
    assert not public & {DESK, VAULT}
    private = {channel["id"] for channel in client.conversations_list(types="private_channel")["channels"]}
    assert private == {DESK}
    of_gil = {channel["id"] for channel in client.users_conversations(user=GIL)["channels"]}
    assert of_gil == {GENERAL, NEWSROOM}


def test_lists_go_on_after_a_cursor(client: WebClient) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.conversations_list(limit=2, cursor=cursor)
        seen += [channel["id"] for channel in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 5


def test_what_people_are(client: WebClient) -> None:
    people = {person["id"]: person for person in client.users_list()["members"]}
    assert people[MARA]["is_owner"]
    assert people[GIL]["is_restricted"]
    assert people[STELLA]["team_id"] != people[TOM]["team_id"]
    assert people[TOM]["tz"] == "Europe/London"
    assert code(client.users_info, user="U404") == "user_not_found"


def test_a_dm_is_opened_by_its_person(slack: LocalSlack, client: WebClient) -> None:
    opened = client.conversations_open(users=TOM)["channel"]["id"]
    assert opened == dm_id(TOM)
    client.chat_postMessage(channel=TOM, text="to the person")
    assert [message.text for message in slack.messages(opened)] == ["to the person"]


def test_permalinks_lead_to_the_message_on_the_page(slack: LocalSlack, client: WebClient) -> None:
    said = slack.say(NEWSROOM, TOM, "hello")
    link = client.chat_getPermalink(channel=NEWSROOM, message_ts=said.ts)["permalink"]
    assert link == f"{slack.url}/archives/{NEWSROOM}/p{said.ts.replace('.', '')}"


def test_a_status_is_shown_until_the_bot_speaks(slack: LocalSlack, client: WebClient) -> None:
    asked = slack.say(NEWSROOM, TOM, "who?")
    client.assistant_threads_setStatus(channel_id=NEWSROOM, thread_ts=asked.ts, status="is reading")
    assert slack.status(NEWSROOM, asked.ts) == "is reading"
    client.chat_postMessage(channel=NEWSROOM, thread_ts=asked.ts, text="him")
    assert slack.status(NEWSROOM, asked.ts) == ""
    refused = code(client.agents_sessions_setStatus, channel_id=NEWSROOM, thread_ts=asked.ts, status="is reading")
    assert refused == "invalid_arguments"


def test_a_status_goes_by_itself_after_two_minutes(timed: LocalSlack, clock: Any) -> None:
    client = WebClient(token=timed.bot_token, base_url=timed.api_url)
    asked = timed.say(NEWSROOM, TOM, "who?")
    client.assistant_threads_setStatus(channel_id=NEWSROOM, thread_ts=asked.ts, status="is reading")
    clock.pass_(minutes=2)
    assert timed.status(NEWSROOM, asked.ts) == ""


def test_switches_refuse_break_and_limit_the_next_calls_only(slack: LocalSlack, client: WebClient) -> None:
    slack.fail("chat.postMessage", "not_in_channel")
    slack.fail("chat.postMessage", status=503)
    slack.ratelimit("chat.postMessage", retry_after=7)
    assert code(client.chat_postMessage, channel=NEWSROOM, text="1") == "not_in_channel"
    with pytest.raises(SlackApiError) as broken:
        client.chat_postMessage(channel=NEWSROOM, text="2")
    assert broken.value.response.status_code == 503
    with pytest.raises(SlackApiError) as limited:
        client.chat_postMessage(channel=NEWSROOM, text="3")
    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["Retry-After"] == "7"
    assert not slack.messages(NEWSROOM)
    client.chat_postMessage(channel=NEWSROOM, text="4")
    assert [call.error for call in slack.calls("chat.postMessage")] == [
        "not_in_channel",
        "http 503",
        "ratelimited",
        None,
    ]


def test_slack_sdks_own_retry_gets_past_a_limit(slack: LocalSlack, client: WebClient) -> None:
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack.ratelimit("chat.postMessage", retry_after=0)
    client.chat_postMessage(channel=NEWSROOM, text="in the end")
    assert len(slack.messages(NEWSROOM)) == 1


def test_a_lost_answer_means_that_it_happened_all_the_same(slack: LocalSlack) -> None:
    impatient = WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=1, retry_handlers=[])
    slack.lose("chat.postMessage")
    with pytest.raises(Exception, match=r"IncompleteRead|closed|reset"):
        impatient.chat_postMessage(channel=NEWSROOM, text="lost")
    slack.hang("chat.postMessage")
    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(channel=NEWSROOM, text="hung")
    assert [message.text for message in slack.messages(NEWSROOM)] == ["lost", "hung"]


def test_times_of_messages_rise_though_the_clock_stands_still(timed: LocalSlack) -> None:
    times = [timed.say(NEWSROOM, TOM, str(number)).ts for number in range(50)]
    assert times == sorted(set(times))


def test_posts_are_paced_when_asked_for(timed: LocalSlack, clock: Any) -> None:
    client = WebClient(token=timed.bot_token, base_url=timed.api_url)
    timed.paced = True
    client.chat_postMessage(channel=NEWSROOM, text="1")
    client.chat_postMessage(channel=GENERAL, text="elsewhere")
    assert code(client.chat_postMessage, channel=NEWSROOM, text="2") == "ratelimited"
    clock.pass_(seconds=1)
    client.chat_postMessage(channel=NEWSROOM, text="2")
