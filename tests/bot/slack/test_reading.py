"""What a listener makes of what Slack sends, before anything is stored: pure decisions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.command import Asked, read_command
from bot.listeners.people import Person, from_elsewhere, read_person
from bot.listeners.reading import Deleted, Said, read_mention, read_message
from bot.listeners.said import mentions, mentions_others, question_in, words_in

BOT = "U00BOT"
EVENT = {"type": "message", "channel": "C1", "channel_type": "channel", "user": "U1", "ts": "1.1", "text": "hello"}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@U00BOT> who is Umerov?", "who is Umerov?"),
        ("<@U00BOT|news>, who is Umerov?", "who is Umerov?"),
        ("who is Umerov, <@U00BOT>?", "who is Umerov, ?"),
        ("<@U00BOT>:   who\n is Umerov?", "who is Umerov?"),
        ("what did <@U1|mara> say in <#C1|news>?", "what did mara say in news?"),
        ("what did <@U1> say?", "what did say?"),
        ("is <https://x.example/a?b=1&amp;c=2|this> true?", "is this true?"),
        ("is <https://x.example/a> true?", "is https://x.example/a true?"),
        ("<!channel> <!subteam^S1|@desk> who won?", "who won?"),
        ("what happened on <!date^1392734382^{date}|Feb 18>?", "what happened on Feb 18?"),
        ("Q&amp;A: is 3 &lt; 4 &gt; 2?", "Q&A: is 3 < 4 > 2?"),
        ("is &amp;lt; an entity?", "is &lt; an entity?"),
        ("write to <mailto:a@b.example|a@b.example>", "write to a@b.example"),
        ("*who* is _Rustem Umerov_?", "who is Rustem Umerov?"),
        ("*<@U00BOT>* who is `Umerov`?", "who is Umerov?"),
        ("~who~ what is ```the deadline```?", "who what is the deadline?"),
        ("&gt; quoted line\nwho said so?", "quoted line who said so?"),
        ("who won :thinking_face: in Leeds?", "who won in Leeds?"),
        ("is snake_case_name or 2*3*4 kept at 10:30:15?", "is snake_case_name or 2*3*4 kept at 10:30:15?"),
        ("is <https://x.example/_a_/*b*> true?", "is https://x.example/_a_/*b* true?"),
        (":+1: who won? :100:", "who won?"),
        (":wave::skin-tone-2: who won?", "who won?"),
        ("who leads it\nwho pays for it", "who leads it? who pays for it?"),
        ("1. who leads it?\n2. who pays for it?", "who leads it? who pays for it?"),
        ("- the bridge\n- the tunnel", "the bridge - the tunnel"),
        ("who leads it\nthe union I mean", "who leads it the union I mean"),
        ("", ""),
    ],
)
def test_the_question_alone(text: str, question: str) -> None:
    assert question_in(text, bot=BOT) == question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@U00BOT> /news latest strike", "latest strike"),
        ("/News help", "help"),
        ("/newsworthy?", "/newsworthy?"),
        ("/news sources add <https://x.example/rss|x.example/rss>", "sources add https://x.example/rss"),
    ],
)
def test_the_command_typed_again(text: str, question: str) -> None:
    assert words_in(text, bot=BOT) == question


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert "\n" not in question_in(text, bot=BOT)
    assert mentions_others(text, BOT) is False or not mentions(text, BOT)


def said(**more: Any) -> Any:
    return read_message(EVENT | more, bot=BOT)


def test_a_message_in_a_channel_a_thread_and_a_direct_one() -> None:
    message = said(client_msg_id="m")
    assert isinstance(message, Said)
    assert (message.root, message.in_thread, message.addressed, message.client_id) == ("1.1", False, False, "m")
    assert said(thread_ts="0.9").in_thread
    assert said(channel_type="im").direct
    assert said(channel="D1", channel_type=None).direct
    assert said(text=f"<@{BOT}> hello").mentioned
    assert said(text="<@U2> hello").others
    assert said(subtype="file_share")
    assert said(subtype="thread_broadcast", thread_ts="0.9").in_thread


@pytest.mark.parametrize(
    ("text", "mere"),
    [
        (":thumbsup:", True),
        (":+1::skin-tone-2: :tada:", True),
        (f"<@{BOT}> \U0001f64f", True),
        ("", False),
        (f"<@{BOT}>", False),
        ("?", False),
        (":fire: who won?", False),
        ("10:30:15", False),
    ],
)
def test_emoji_alone_ask_nothing(text: str, mere: bool) -> None:
    message = said(text=text)
    assert isinstance(message, Said)
    assert message.mere is mere


def test_a_message_forwarded_without_a_word_asks_its_own() -> None:
    shared = {"attachments": [{"is_share": True, "text": "<!channel> who won?", "fallback": "x"}], "text": ""}
    assert said(**shared, channel_type="im").text == "who won?"
    assert said(**shared).text == "", "among people it is theirs"
    assert said(**shared | {"text": "is that so?"}, channel_type="im").text == "is that so?"
    assert said(text="", attachments=[{"text": "a card of a page"}, 7], channel_type="im").text == ""


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"subtype": "bot_message"},
        {"user": BOT},
        {"user": "USLACKBOT"},
        {"user": None},
        {"subtype": "channel_join"},
        {"subtype": "tombstone"},
        {"ts": None},
        {"channel": ""},
    ],
)
def test_what_nobody_asked(more: dict[str, Any]) -> None:
    assert said(**more) is None
    if "subtype" not in more or more["subtype"] == "bot_message":
        assert read_mention(EVENT | more, bot=BOT) is None


def changed(after: dict[str, Any], before: dict[str, Any]) -> Any:
    base = {"user": "U1", "ts": "1.1", "text": "old"}
    return said(subtype="message_changed", user=None, message=base | after, previous_message=base | before)


def test_edits_by_the_person_and_by_nobody() -> None:
    edit = changed({"text": "new", "edited": {"user": "U1", "ts": "2.2"}}, {})
    assert (edit.ts, edit.text, edit.edited_ts) == ("1.1", "new", "2.2")
    assert changed({"text": "old", "attachments": [{}]}, {}) is None  # a link was unfurled
    unfurled = {"text": "new", "edited": {"ts": "2.2"}}
    assert changed(unfurled | {"attachments": [{}]}, unfurled) is None  # after an edit
    assert changed({"text": "new", "edited": {"ts": "2.2"}, "bot_id": "B1"}, {}) is None
    assert read_mention(EVENT | {"edited": {"ts": "2.2"}}, bot=BOT).edited_ts == "2.2"  # type: ignore[union-attr]


def test_deletions() -> None:
    gone = {"subtype": "message_deleted", "user": None, "deleted_ts": "1.1", "previous_message": {"user": "U1"}}
    found = said(**gone)
    assert isinstance(found, Deleted)
    assert (found.channel, found.ts, found.user) == ("C1", "1.1", "U1")
    assert found.said is not None
    assert not found.said.addressed
    before = {"user": "U1", "text": "<@U00BOT> who is Umerov?"}
    asked = said(**gone | {"previous_message": before})
    assert isinstance(asked, Deleted)
    assert asked.said is not None
    assert (asked.said.ts, asked.said.mentioned) == ("1.1", True), "it was for the bot"
    assert said(**gone | {"previous_message": {"user": "U1", "bot_id": "B1"}}) is None
    tombstone = changed({"subtype": "tombstone", "user": "USLACKBOT"}, {})
    assert isinstance(tombstone, Deleted)
    assert (tombstone.channel, tombstone.ts, tombstone.user) == ("C1", "1.1", "U1")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked(command="help", words="")),
        ("HELP", Asked(command="help", words="")),
        ("help sources", Asked(command="help", words="")),
        ("help find it", Asked(command="question", words="help find it")),
        ("?", Asked(command="help", words="")),
        ("status", Asked(command="status", words="")),
        ("Sources?", Asked(command="sources", words="")),
        ("latest?", Asked(command="latest", words="")),
        ("stop", Asked(command="quiet", words="")),
        ("mute", Asked(command="quiet", words="")),
        ("/newsworthy?", Asked(command="question", words="/newsworthy?")),
        ("status of the talks?", Asked(command="question", words="status of the talks?")),
        ("search harbour strike", Asked(command="search", words="harbour strike")),
        ("sources", Asked(command="sources", words="")),
        ("sources list", Asked(command="manage", words="", wish="list")),
        ("Sources ADD https://x.example/rss", Asked(command="manage", words="https://x.example/rss", wish="add")),
        ("sources remove 3", Asked(command="manage", words="3", wish="remove")),
        ("sources pause", Asked(command="manage", words="", wish="help")),
        ("sources list what the deadline is", Asked(command="question", words="sources list what the deadline is")),
        ("sources add up to what?", Asked(command="question", words="sources add up to what?")),
        ("latest", Asked(command="latest", words="")),
        ("timeline", Asked(command="timeline", words="")),
        ("timeline harbour strike", Asked(command="question", words="timeline of harbour strike")),
        ("timeline of the strike", Asked(command="question", words="timeline of the strike")),
        ("compare harbour strike", Asked(command="question", words="compare coverage of harbour strike")),
        ("compare CNN and BBC on tariffs", Asked(command="question", words="compare CNN and BBC on tariffs")),
        ("compare how much is it?", Asked(command="question", words="compare how much is it?")),
        ("digest", Asked(command="digest", words="")),
        ("digest me", Asked(command="digest", words="me")),
        ("digest of what, exactly?", Asked(command="question", words="digest of what, exactly?")),
        ("follow who paid for it?", Asked(command="follow", words="who paid for it?")),
        ("who is Umerov?", Asked(command="question", words="who is Umerov?")),
    ],
)
def test_sub_commands(typed: str, asked: Asked) -> None:
    assert read_command(typed) == asked


@pytest.mark.parametrize(
    ("payload", "elsewhere"),
    [
        ({"event": {"team": "T1"}}, False),
        ({"event": {"team": "T2"}}, True),
        ({"event": {"team": "T1", "user_team": "T2"}}, True),
        ({"event": {}}, False),
        ({"user": {"id": "U1", "team_id": "T2"}}, True),
        ({"user": {"id": "U1", "team_id": "T1"}}, False),
        ({"command": "/news", "team_id": "T2"}, True),
        ({"command": "/news", "team_id": "T1"}, False),
        ({"enterprise_id": "E1", "event": {"team": "T2"}}, False),
    ],
)
def test_who_is_from_elsewhere(payload: dict[str, Any], elsewhere: bool) -> None:
    assert from_elsewhere(payload, workspace="T1") is elsewhere


@pytest.mark.parametrize(
    ("more", "person"),
    [
        ({}, Person(user="U1")),
        ({"is_owner": True, "tz": "Europe/Kyiv"}, Person(user="U1", admin=True, zone="Europe/Kyiv")),
        ({"is_restricted": True}, Person(user="U1", guest=True)),
        ({"is_ultra_restricted": True}, Person(user="U1", guest=True)),
        ({"is_stranger": True}, Person(user="U1", outsider=True)),
        ({"team_id": "T2"}, Person(user="U1", outsider=True)),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, Person(user="U1")),
    ],
)
def test_people_as_slack_knows_them(more: dict[str, Any], person: Person) -> None:
    assert read_person({"id": "U1", "team_id": "T1"} | more, workspace="T1") == person


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U00BOT> read <https://a.example/x|a.example/x>", "read https://a.example/x"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("sources add <http://a.example/rss|a.example/rss>", "sources add http://a.example/rss"),
        ("<@U00BOT> what does <https://a.example/x|this page> say?", "what does this page say?"),
    ],
)
def test_an_address_that_is_given_to_the_bot_stays_as_it_is(text: str, words: str) -> None:
    assert words_in(text, bot=BOT) == words
