"""What the bot says stands once, without previews; every refusal of Slack's ends in a sentence to whom it concerns."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import structlog

from bot import messages
from bot.blocks import line_message, withdrawn_message
from bot.blocks.records import Message
from bot.incoming import Job, Kind, Posted, Surface
from bot.poster import Done, Later, Meaning, Poster, Undone
from bot.workspace.cast import ATTIC, LOBBY, NEWSROOM, OTHER_TEAM, TEAM, TOM, VAULT, dm_id
from tests.bot.inbox_cases import asked
from tests.slack_server import slack  # noqa: F401

ANSWER = Message(text="50 -day deadline", blocks=({"type": "markdown", "text": "**50 -day deadline**"},))
NONE = Undone(code="not_installed", meaning=Meaning.LOCKED_OUT)


@pytest.fixture
def slept():
    return []


@pytest.fixture
def poster(slack, slept):  # noqa: F811
    tokens = {TEAM: slack.bot_token}
    return Poster(tokens.get, base_url=slack.api_url, timeout=1, sleep=slept.append, clock=lambda: 0.0)


@pytest.fixture
def question(slack):  # noqa: F811
    return slack.say(NEWSROOM, TOM, f"{slack.mention} what deadline did Trump set?")


def job_for(message, *, channel=None, **more) -> Job:
    incoming = asked(
        message.ts if message else "1.1",
        channel=channel or (message.channel if message else NEWSROOM),
        workspace=TEAM,
        user=TOM,
        received_at=datetime.now(UTC),
    )
    about = {name: more.pop(name) for name in list(more) if name in type(incoming).__slots__}
    given = {"id": "a1b2c3d4e5f6", "kind": Kind.QUESTION, "revision": 0, "attempt": 1, "failures": 0, "worker": "w"}
    return Job(**{**given, "claimed_at": incoming.received_at, "incoming": replace(incoming, **about), **more})


def said_to(slack, user=TOM):  # noqa: F811
    """What the bot has told one person alone: privately in channels, and in direct messages."""
    return [p.text for p in slack.privates(user)] + [m.text for m in slack.messages(dm_id(user)) if m.bot_id]


def test_an_answer_stands_in_the_thread_without_previews(slack, poster, question):  # noqa: F811
    result = poster.answer(job_for(question), ANSWER)
    (reply,) = slack.replies(question)
    assert result == Done(posted=Posted(channel=NEWSROOM, ts=reply.ts))
    assert (reply.text, reply.thread_ts) == (ANSWER.text, question.ts)
    assert (reply.sent["unfurl_links"], reply.sent["unfurl_media"]) == (False, False)
    assert reply.metadata == {"event_type": "onrecord_answer", "event_payload": {"job": "a1b2c3d4e5f6"}}
    assert [m.text for m in slack.messages(NEWSROOM) if m.bot_id and m.thread_ts is None] == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("not_in_channel", messages.invite_me("on-the-record")),
        ("channel_not_found", messages.NO_CHANNEL),
        ("is_archived", messages.ARCHIVED),
        ("restricted_action", messages.MAY_NOT_POST),
        ("missing_scope", messages.missing_scope("")),
        ("something_new", messages.failed("a1b2c3d4")),
    ],
)
def test_the_asker_alone_is_told_why_there_is_no_answer(slack, poster, question, code, line):  # noqa: F811
    slack.fail("chat.postMessage", code)
    result = poster.answer(job_for(question), ANSWER)
    assert isinstance(result, Undone)
    assert result.code == code
    assert said_to(slack) == [line_message(line).text]
    assert slack.replies(question) == ()
    assert len(slack.calls("chat.postMessage")) == 1


def test_where_the_bot_is_not_the_sentence_comes_by_direct_message(slack, poster):  # noqa: F811
    slack.restrict("chat:write.public")
    for channel, line in [
        (LOBBY, messages.invite_me("on-the-record")),
        (VAULT, messages.NO_CHANNEL),
        (ATTIC, messages.ARCHIVED),
    ]:
        before = len(said_to(slack))
        assert isinstance(poster.answer(job_for(None, channel=channel), ANSWER), Undone)
        assert said_to(slack)[before:] == [line_message(line).text]
        assert [m for m in slack.messages(channel) if m.bot_id] == []
        assert all(m.channel == dm_id(TOM) for m in slack.messages(dm_id(TOM)))


@pytest.mark.parametrize("code", ["msg_too_long", "msg_blocks_too_long", "invalid_blocks", "no_text"])
def test_what_slack_cannot_show_is_said_plainly_in_the_thread(slack, poster, question, code):  # noqa: F811
    slack.fail("chat.postMessage", code)
    assert isinstance(poster.answer(job_for(question), ANSWER), Done)
    assert [m.text for m in slack.replies(question)] == [line_message(messages.CANNOT_SHOW).text]


def test_a_plain_line_that_must_wait_comes_later(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", "invalid_blocks")
    slack.ratelimit("chat.postMessage", retry_after=30)
    assert poster.answer(job_for(question), ANSWER) == Later(seconds=30.0, unsure=False)
    assert [*slack.replies(question), *said_to(slack)] == []


def test_when_not_even_the_plain_line_is_taken_the_asker_alone_is_told(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", "invalid_blocks", times=2)
    assert isinstance(poster.answer(job_for(question), ANSWER), Undone)
    assert said_to(slack) == [line_message(messages.CANNOT_SHOW).text]


def test_a_picture_that_slack_cannot_fetch_costs_the_picture_and_nothing_else(slack, poster, question):  # noqa: F811
    picture = {"type": "image", "image_url": "https://record.example/charts/x.png", "alt_text": "Texts a day"}
    pictured = Message(text=ANSWER.text, blocks=(*ANSWER.blocks, picture))
    assert isinstance(poster.answer(job_for(question), pictured), Done)
    assert [block["type"] for block in slack.replies(question)[0].blocks] == ["markdown", "image"]
    slack.fail("chat.update", "invalid_blocks")
    posted = Posted(channel=NEWSROOM, ts=slack.replies(question)[0].ts)
    assert isinstance(poster.answer(replace(job_for(question), posted=posted), pictured), Done)
    assert [[block["type"] for block in m.blocks] for m in slack.replies(question)] == [["markdown"]]
    assert slack.replies(question)[0].blocks[0]["text"] == ANSWER.blocks[0]["text"]


def test_blocks_that_are_really_too_long_end_the_same_way(slack, poster, question):  # noqa: F811
    long = Message(text="long", blocks=tuple({"type": "markdown", "text": "x" * 6_000} for _ in range(3)))
    assert isinstance(poster.answer(job_for(question), long), Done)
    assert [m.text for m in slack.replies(question)] == [line_message(messages.CANNOT_SHOW).text]


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "invalid_auth"])
def test_locked_out_nothing_more_is_tried(slack, poster, question, code):  # noqa: F811
    slack.fail("chat.postMessage", code)
    assert poster.answer(job_for(question), ANSWER) == Undone(code=code, meaning=Meaning.LOCKED_OUT)
    assert len(slack.calls("chat.postMessage")) == 1
    assert said_to(slack) == []


def test_a_workspace_without_a_token_is_not_called(slack, poster, question):  # noqa: F811
    assert poster.answer(job_for(question, workspace=OTHER_TEAM), ANSWER) == NONE
    assert slack.calls("chat.postMessage") == ()


def test_nobody_is_told_of_an_answer_that_nobody_asked_for(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", "not_in_channel")
    job = job_for(question, addressed=False, surface=Surface.THREAD)
    assert isinstance(poster.answer(job, ANSWER), Undone)
    assert said_to(slack) == []


def test_a_short_wait_is_waited_for(slack, poster, question, slept):  # noqa: F811
    slack.ratelimit("chat.postMessage", retry_after=2)
    assert isinstance(poster.answer(job_for(question), ANSWER), Done)
    assert len(slack.replies(question)) == 1
    assert 2.0 in slept


def test_a_long_wait_goes_back_to_the_inbox(slack, poster, question, slept):  # noqa: F811
    slack.ratelimit("chat.postMessage", retry_after=30)
    assert poster.answer(job_for(question), ANSWER) == Later(seconds=30.0, unsure=False)
    assert slept == []
    assert len(slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_is_tried_again(slack, poster, question, status):  # noqa: F811
    slack.fail("chat.postMessage", status=status, times=2)
    assert isinstance(poster.answer(job_for(question), ANSWER), Done)
    assert len(slack.replies(question)) == 1


def test_a_server_that_stays_away_is_asked_later(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", status=503, times=9)
    result = poster.answer(job_for(question), ANSWER)
    assert isinstance(result, Later)
    assert result.unsure
    assert len(slack.calls("chat.postMessage")) == 3


@pytest.mark.parametrize("way", ["lose", "hang"])
def test_a_post_whose_answer_got_lost_is_found_and_not_repeated(slack, poster, question, way):  # noqa: F811
    getattr(slack, way)("chat.postMessage")
    result = poster.answer(job_for(question), ANSWER)
    (reply,) = slack.replies(question)
    assert result == Done(posted=Posted(channel=NEWSROOM, ts=reply.ts))
    assert len(slack.calls("chat.postMessage")) == 1
    assert len(slack.calls("conversations.replies")) == 1


def test_fatal_error_may_have_posted(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", "fatal_error")
    assert isinstance(poster.answer(job_for(question), ANSWER), Done)
    assert len(slack.calls("conversations.replies")) == 1


def test_only_our_answer_to_this_job_is_found(poster, question):
    assert poster.find(job_for(question)) == Done()
    poster.answer(job_for(question, id="another"), ANSWER)
    assert poster.find(job_for(question)) == Done()
    mine = poster.answer(job_for(question), ANSWER)
    assert poster.find(job_for(question)) == mine


def test_an_answer_is_found_behind_many_others(slack, poster, question):  # noqa: F811
    for n in range(230):
        slack.say(NEWSROOM, TOM, f"note {n}", thread=question.ts)
    mine = poster.answer(job_for(question), ANSWER)
    assert poster.find(job_for(question)) == mine
    assert len(slack.calls("conversations.replies")) == 3


def test_looking_waits_when_slack_is_away_and_gives_up_where_it_may_not(slack, poster, question):  # noqa: F811
    slack.ratelimit("conversations.replies", retry_after=60)
    assert poster.find(job_for(question)) == Later(seconds=60.0, unsure=True)
    slack.restrict("channels:history", "groups:history")
    assert poster.find(job_for(question)) == Done()


def test_an_edited_question_changes_the_answer_in_place(slack, poster, question):  # noqa: F811
    posted = poster.answer(job_for(question), ANSWER).posted
    job = job_for(question, kind=Kind.EDIT, posted=posted, revision=1)
    changed = replace(ANSWER, text="60 -day deadline")
    assert poster.answer(job, changed) == Done(posted=posted)
    (reply,) = slack.replies(question)
    assert (reply.text, reply.ts) == ("60 -day deadline", posted.ts)
    assert poster.find(job_for(question)) == Done(posted=posted), "its mark stays"
    (update,) = slack.calls("chat.update")
    assert (update.arguments["unfurl_links"], update.arguments["unfurl_media"]) == (False, False)


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message"])
def test_an_answer_that_cannot_be_changed_stays_and_the_asker_is_told(slack, poster, question, code):  # noqa: F811
    posted = poster.answer(job_for(question), ANSWER).posted
    slack.fail("chat.update", code)
    job = job_for(question, kind=Kind.EDIT, posted=posted, revision=1)
    assert poster.answer(job, replace(ANSWER, text="other")) == Undone(code=code, meaning=Meaning.UNCHANGEABLE)
    assert [m.text for m in slack.replies(question)] == [ANSWER.text]
    assert said_to(slack) == [line_message(messages.CANNOT_UPDATE).text]


def test_an_answer_that_somebody_deleted_is_not_posted_again(slack, poster, question):  # noqa: F811
    posted = poster.answer(job_for(question), ANSWER).posted
    poster.withdraw(TEAM, posted, withdrawn_message())
    job = job_for(question, kind=Kind.EDIT, posted=posted, revision=1)
    assert poster.answer(job, ANSWER) == Undone(code="message_not_found", meaning=Meaning.GONE)
    assert slack.replies(question) == ()
    assert said_to(slack) == []


def test_a_withdrawn_answer_is_gone_or_says_so(slack, poster, question):  # noqa: F811
    posted = poster.answer(job_for(question), ANSWER).posted
    slack.fail("chat.delete", "cant_delete_message")
    assert isinstance(poster.withdraw(TEAM, posted, withdrawn_message()), Done)
    assert [m.text for m in slack.replies(question)] == [withdrawn_message().text]
    assert isinstance(poster.withdraw(TEAM, posted, withdrawn_message()), Done)
    assert slack.replies(question) == ()
    assert isinstance(poster.withdraw(TEAM, posted, withdrawn_message()), Done), "gone already"


def private_job(slack, **more) -> Job:  # noqa: F811
    """A job of a command, with the response_url that the local Slack made for it."""
    from bot.workspace import hooks

    path = hooks.new_hook(slack.world, team=TEAM, channel=NEWSROOM, user=TOM)
    return job_for(None, surface=Surface.PRIVATE, response_url=slack.url + path, **more)


def test_a_private_answer_goes_through_its_response_url(slack, poster):  # noqa: F811
    assert poster.answer(private_job(slack), ANSWER) == Done()
    assert said_to(slack) == [ANSWER.text]
    assert [m for m in slack.messages(NEWSROOM) if m.bot_id] == []
    (call,) = slack.calls("response_url")
    assert (call.arguments["response_type"], call.arguments["unfurl_links"]) == ("ephemeral", False)


@pytest.mark.parametrize("code", ["used_url", "expired_url"])
def test_a_private_answer_that_comes_too_late_is_said_to_be_late(slack, poster, code):  # noqa: F811
    slack.fail("response_url", code)
    assert poster.answer(private_job(slack), ANSWER) == Undone(code=code, meaning=Meaning.LATE)
    assert said_to(slack) == [line_message(messages.TOO_LATE).text]


def test_a_response_url_is_good_for_five_answers(slack, poster):  # noqa: F811
    job = private_job(slack)
    results = [poster.answer(job, ANSWER) for _ in range(6)]
    assert results == [Done()] * 5 + [Undone(code="used_url", meaning=Meaning.LATE)]


def test_a_private_answer_survives_a_server_error_and_a_wait(slack, poster, slept):  # noqa: F811
    slack.fail("response_url", status=503)
    slack.ratelimit("response_url", retry_after=1)
    assert poster.answer(private_job(slack), ANSWER) == Done()
    assert said_to(slack) == [ANSWER.text]
    assert 1.0 in slept


@pytest.mark.parametrize("way", ["lose", "hang"])
def test_a_private_answer_that_may_have_arrived_says_so_the_second_time(slack, poster, way):  # noqa: F811
    getattr(slack, way)("response_url")
    assert poster.answer(private_job(slack), ANSWER) == Done()
    assert [messages.MAYBE_TWICE in str(private.blocks) for private in slack.privates(TOM)] == [False, True]


def test_a_private_answer_that_was_only_waited_for_cannot_stand_twice(slack, poster):  # noqa: F811
    slack.ratelimit("response_url", retry_after=1, times=3)
    result = poster.answer(private_job(slack), ANSWER)
    assert isinstance(result, Later)
    assert not result.unsure


def test_a_private_answer_that_slack_never_shows_ends_in_a_direct_message(slack, poster):  # noqa: F811
    slack.fail("response_url", "invalid_blocks", times=9)
    assert isinstance(poster.answer(private_job(slack), ANSWER), Undone)
    assert said_to(slack) == [line_message(messages.CANNOT_SHOW).text]


def test_a_refusal_that_must_wait_is_told_later(slack, poster, question):  # noqa: F811
    job = job_for(question)
    slack.fail("chat.postMessage", "is_archived")
    slack.ratelimit("chat.postEphemeral", retry_after=30)
    assert poster.answer(job, ANSWER) == Later(seconds=30.0, unsure=False)
    assert said_to(slack) == []
    slack.fail("chat.postMessage", "is_archived")
    assert isinstance(poster.answer(job, ANSWER), Undone)
    assert said_to(slack) == [line_message(messages.ARCHIVED).text]


def test_a_question_from_a_modal_is_answered_in_a_direct_message(slack, poster):  # noqa: F811
    job = job_for(None, surface=Surface.DM)
    job = replace(job, incoming=replace(job.incoming, channel=None, ts=None, thread_ts=None))
    posted = poster.answer(job, ANSWER)
    assert said_to(slack) == [ANSWER.text]
    assert poster.find(job) == posted


def test_one_post_a_second_in_a_channel(poster, slept):
    for channel in (NEWSROOM, NEWSROOM, LOBBY, NEWSROOM):
        poster.say(TEAM, channel, ANSWER)
    assert slept == [1.0, 2.0]  # its clock stands still


def test_the_status_is_shown_and_ends(slack, poster, question):  # noqa: F811
    incoming = job_for(question).incoming
    poster.statuses.show(incoming, messages.LOOKING)
    assert slack.status(NEWSROOM, question.ts) == messages.LOOKING
    poster.statuses.end(incoming, answered=False)
    assert slack.status(NEWSROOM, question.ts) == ""


def test_a_direct_message_has_a_session_too(slack, poster):  # noqa: F811
    message = slack.dm(TOM, "who is Umerov?")
    incoming = job_for(message, surface=Surface.DM).incoming
    poster.statuses.show(incoming, messages.LOOKING)
    poster.statuses.end(incoming, answered=True)
    sessions = [call.arguments["status"] for call in slack.calls("agents.sessions.setStatus")]
    assert sessions == ["processing", "active"]


@pytest.mark.parametrize("code", ["unknown_method", "missing_scope", "not_allowed"])
def test_a_workspace_without_statuses_is_not_asked_for_them_again(slack, poster, question, code):  # noqa: F811
    slack.fail("assistant.threads.setStatus", code)
    for _ in range(3):
        poster.statuses.show(job_for(question).incoming, messages.LOOKING)
    assert len(slack.calls("assistant.threads.setStatus")) == 1


def test_what_people_said_before_in_a_thread(slack, poster, question):  # noqa: F811
    slack.say(NEWSROOM, TOM, "Umerov was in Istanbul", thread=question.ts)
    poster.answer(job_for(question), ANSWER)
    last = slack.say(NEWSROOM, TOM, f"{slack.mention} and then?", thread=question.ts)
    before = poster.people_said(job_for(last, thread_ts=question.ts).incoming)
    assert before == (question.text, "Umerov was in Istanbul")
    slack.fail("conversations.replies", "missing_scope")
    assert poster.people_said(job_for(last, thread_ts=question.ts).incoming) == ()


def test_the_log_has_ids_and_codes_and_no_words(slack, poster, question):  # noqa: F811
    slack.fail("chat.postMessage", "is_archived")
    with structlog.testing.capture_logs() as lines:
        poster.answer(job_for(question, text="my secret plan"), ANSWER)
    assert [line["code"] for line in lines] == ["is_archived"]
    assert not any(word in str(lines) for word in ("secret plan", "deadline", slack.bot_token))
