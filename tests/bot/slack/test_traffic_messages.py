"""Messages as Slack sends them: again, in any order, in odd shapes, with the bot's name in odd places."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot import messages
from bot.store.inbox import Inbox
from bot.workspace.cast import DESK, MARA, OTHER_TEAM, PARTNERS, STELLA, TEAM, TOM
from tests.bot.slack.case import ASKED, FOLLOW_UP, SAYS, Bot, shown
from tests.bot.slack.traffic import answers, asking, mention, message, tell

Event = dict[str, Any]

PLACES = {
    "at the end": "what deadline did Trump set? {bot}",
    "before the mark": "what deadline did Trump set {bot}?",
    "in the middle": "hey {bot}, what deadline did Trump set?",
    "good morning": "Good morning {bot}! What deadline did Trump set?",
    "with its name": "<@{id}|On the Record> what deadline did Trump set?",
    "another bot": "{bot} <@U0OTHERBOT> what deadline did Trump set?",
    "copied to a person": "{bot} what deadline did Trump set? cc <@U01MARA>",
    "in a quote": "&gt; {bot} what deadline did Trump set?",
    "in code": "```{bot} what deadline did Trump set?```",
    "in bold": "*{bot} what deadline did Trump set?*",
    "to everybody": "<!channel> {bot} what deadline did Trump set?",
    "to a group": "<!subteam^S012|@desk> {bot} what deadline did Trump set?",
    "beside a channel": "{bot} <#C01GENERAL|> what deadline did Trump set?",
    "emoji": ":fire: {bot} what deadline did Trump set? :question::skin-tone-2: \U0001f64f",
    "no width": "\u200b{bot}\u200b what deadline\u200b did Trump set?\ufeff",
    "right to left": "{bot} \u202ewhat deadline did Trump set?\u202c",
    "spaces that do not break": "{bot}\u00a0what\u00a0deadline\u202fdid Trump\u2009set?",
    "curly quotes": "{bot} “what deadline did Trump set?”",
    "a link behind": "{bot} what deadline did Trump set? <https://x.example/a|x.example/a>",
    "an address in it": "{bot} what deadline did Trump set? (from <mailto:tom@x.example|tom@x.example>)",
    "half an emoji": "{bot} what deadline did Trump set? \ud83d",
    "a zero byte": "{bot} what deadline did\u0000 Trump set?",
    "written out": "{bot} what deadline did Trump set? &lt;!channel&gt; &lt;@U01MARA&gt;",
    "many lines": "{bot}\n\nwhat deadline did Trump set?\n\n",
}


@pytest.mark.parametrize("said", PLACES.values(), ids=PLACES)
def test_wherever_the_mention_stands(busy: Bot, said: str) -> None:
    asked, event = message(busy, asking(busy, said))
    assert tell(busy, mention(event)) == 200
    (answer,) = answers(busy, asked)
    assert SAYS in answer
    posted = str(busy.slack.replies(asked)[0].sent)
    assert not any(ping in posted for ping in ("<!", "<@", "'broadcast'", "'usergroup'"))


KINDS: dict[str, Event] = {
    "with a file": {"subtype": "file_share", "files": [{"id": "F1", "name": "a.png"}], "upload": False},
    "also to the channel": {"subtype": "thread_broadcast"},
    "about oneself": {"subtype": "me_message"},
    "without an id of the client": {"client_msg_id": None},
    "forwarded": {"attachments": [{"is_share": True, "text": "<@U01MARA> quokka", "fallback": "x"}]},
    "without a team": {"team": None},
    "on the app's own page": {"channel_type": "app_home"},
}


@pytest.mark.parametrize("direct", [True, False], ids=["direct", "channel"])
@pytest.mark.parametrize("more", KINDS.values(), ids=KINDS)
def test_whatever_kind_of_message_a_person_writes(busy: Bot, more: Event, direct: bool) -> None:
    if more.get("subtype") == "thread_broadcast":
        root, _ = message(busy, "a thread", direct=direct)
        more = {**more, "channel": root.channel, "thread_ts": root.ts, "root": {"ts": root.ts, "text": "a thread"}}
    asked, event = message(busy, ASKED if direct else asking(busy), direct=direct, **more)
    assert tell(busy, event) == 200
    assert [SAYS in answer for answer in answers(busy, asked)] == [True]
    assert not [m for m in busy.slack.messages(asked.channel) if m.bot_id and m.thread_ts is None]


SISTERS: dict[str, Event] = {
    "told above": {"enterprise_id": "E1"},
    "told as context": {"context_enterprise_id": "E1", "context_team_id": TEAM},
    "told with the authorisation": {"authorizations": [{"enterprise_id": "E1", "team_id": TEAM, "is_bot": True}]},
}


@pytest.mark.parametrize("outer", SISTERS.values(), ids=SISTERS)
@pytest.mark.parametrize("team", ["T0SISTER", "E1"])
def test_a_sister_workspace_of_the_same_organisation_is_no_stranger(busy: Bot, outer: Event, team: str) -> None:
    asked, event = message(busy, asking(busy), team=team, user_team=team, source_team=team)
    assert tell(busy, mention(event), **outer) == 200
    assert [SAYS in answer for answer in answers(busy, asked)] == [True]


def test_a_mention_of_it_by_an_id_it_has_elsewhere(busy: Bot) -> None:
    asked, event = message(busy, "<@U0ELSEWHERE> " + ASKED)
    assert tell(busy, mention(event)) == 200
    assert [SAYS in answer for answer in answers(busy, asked)] == [True]


def test_the_same_words_again_are_another_question(busy: Bot) -> None:
    said = [message(busy, ASKED, direct=True, client_msg_id=f"{n}") for n in range(2)]
    for _, event in said:
        assert tell(busy, event) == 200
    assert [len(answers(busy, asked)) for asked, _ in said] == [1, 1]


def test_a_file_without_a_word(busy: Bot) -> None:
    asked, event = message(busy, "", direct=True, subtype="file_share", files=[{"id": "F1"}])
    assert tell(busy, event) == 200
    assert [messages.HELP_INTRO[:20] in answer for answer in answers(busy, asked)] == [True]


@pytest.mark.parametrize("said", ["{bot} settings", "{bot} Status?", "{bot} /sources"])
def test_a_command_without_its_slash_is_said_to_be_one(busy: Bot, said: str) -> None:
    asked, event = message(busy, asking(busy, said))
    tell(busy, mention(event))
    (answer,) = answers(busy, asked)
    assert "/news s" in answer


class TestAgain:
    @pytest.mark.parametrize("retry", [None, "http_timeout", "http_error"])
    @pytest.mark.parametrize("twin", ["message", "mention"])
    def test_after_its_answer_stands(self, busy: Bot, retry: str | None, twin: str) -> None:
        asked, event = message(busy, asking(busy))
        told = {"message": event, "mention": mention(event)}
        assert tell(busy, told["mention"], event_id="Ev1") == 200
        assert len(answers(busy, asked)) == 1
        assert tell(busy, told[twin], event_id="Ev1" if twin == "mention" else "Ev2", retry=retry) == 200
        assert len(answers(busy, asked)) == 1

    def test_after_its_answer_was_deleted(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy))
        tell(busy, event)
        assert len(answers(busy, asked)) == 1
        busy.slack.press(TOM, busy.slack.replies(asked)[0], "onrecord:delete")
        busy.settle()
        for again in (event, mention(event)):
            tell(busy, again, retry="http_timeout")
        assert answers(busy, asked) == []

    def test_when_only_the_retry_arrives(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy))
        assert tell(busy, mention(event), retry="http_timeout") == 200
        assert len(answers(busy, asked)) == 1

    def test_all_at_once(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy))
        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(lambda n: tell(busy, event if n % 2 else mention(event)), range(16)))
        assert told == [200] * 16
        assert len(answers(busy, asked)) == 1

    def test_a_mention_that_comes_again_as_edited_with_the_same_words(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy))
        tell(busy, mention(event))
        first = answers(busy, asked)
        tell(busy, mention(event) | {"edited": {"user": TOM, "ts": busy.slack.world.new_ts()}})
        assert answers(busy, asked) == first


class TestChanged:
    def change(self, busy: Bot, before: Event, after: Event, **more: Any) -> int:
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": before["channel"],
            "channel_type": "channel",
            "ts": busy.slack.world.new_ts(),
            "message": after,
            "previous_message": before,
        }
        return tell(busy, event | more)

    def test_a_link_unfurls_after_an_edit(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy, "{bot} where was Peskov born? <https://x.example>"))
        tell(busy, mention(event))
        before = answers(busy, asked)
        calls = len(busy.slack.calls("chat.update"))
        old = event | {"edited": {"user": TOM, "ts": event["ts"]}}
        assert self.change(busy, old, old | {"attachments": [{"from_url": "https://x.example", "id": 1}]}) == 200
        assert answers(busy, asked) == before
        assert len(busy.slack.calls("chat.update")) == calls

    @pytest.mark.parametrize("order", ["change first", "mention first"])
    def test_the_mention_comes_with_the_edit(self, busy: Bot, order: str) -> None:
        asked, old = message(busy, ASKED)
        assert tell(busy, old) == 200
        assert answers(busy, asked) == []
        new = old | {"text": asking(busy), "edited": {"user": TOM, "ts": busy.slack.world.new_ts()}}
        both = [lambda: self.change(busy, old, new), lambda: tell(busy, mention(new))]
        for told in both if order == "change first" else reversed(both):
            assert told() == 200
            assert told() == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]

    def test_the_edit_comes_before_the_question(self, busy: Bot) -> None:
        asked, old = message(busy, asking(busy, "{bot} where was Peskov born?"))
        new = old | {"text": asking(busy), "edited": {"user": TOM, "ts": busy.slack.world.new_ts()}}
        assert self.change(busy, old, new) == 200
        for late in (old, mention(old), mention(new)):
            assert tell(busy, late) == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]

    def test_in_a_direct_conversation(self, busy: Bot) -> None:
        asked, old = message(busy, "where was Peskov born?", direct=True)
        tell(busy, old)
        assert len(answers(busy, asked)) == 1
        new = old | {"text": ASKED, "edited": {"user": TOM, "ts": busy.slack.world.new_ts()}}
        for _ in range(2):
            assert self.change(busy, old, new, channel_type="im") == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]

    def test_the_mention_goes_with_the_edit(self, busy: Bot) -> None:
        asked, old = message(busy, asking(busy, "{bot} where was Peskov born?"))
        tell(busy, mention(old))
        assert len(answers(busy, asked)) == 1
        self.change(busy, old, old | {"text": ASKED, "edited": {"user": TOM, "ts": busy.slack.world.new_ts()}})
        (answer,) = answers(busy, asked)
        assert SAYS in answer

    def test_it_is_also_sent_to_the_channel_later(self, busy: Bot) -> None:
        root, _ = message(busy, "a thread")
        _, event = message(busy, asking(busy), channel=root.channel, thread_ts=root.ts)
        tell(busy, mention(event))
        assert len(answers(busy, root)) == 1
        self.change(busy, event, event | {"subtype": "thread_broadcast"})
        assert len(answers(busy, root)) == 1

    @pytest.mark.parametrize("told", ["no text", "no message"])
    def test_a_deletion_however_much_slack_tells_of_it(self, busy: Bot, told: str) -> None:
        asked, event = message(busy, asking(busy))
        tell(busy, mention(event))
        assert len(answers(busy, asked)) == 1
        gone: Event = {
            "type": "message",
            "subtype": "message_deleted",
            "channel": asked.channel,
            "deleted_ts": asked.ts,
        }
        gone |= {"channel_type": "channel", "ts": busy.slack.world.new_ts(), "hidden": True}
        if told != "no message":
            gone["previous_message"] = {"type": "message", "user": TOM, "ts": asked.ts}
        assert tell(busy, gone) == 200
        assert answers(busy, asked) == []
        edited = event | {"text": asking(busy, "{bot} where?"), "edited": {"user": TOM, "ts": gone["ts"]}}
        self.change(busy, event, edited)
        tell(busy, mention(edited))
        assert answers(busy, asked) == []


class TestConversations:
    def test_several_people_in_a_direct_conversation(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy), channel=DESK, channel_type="mpim", user=MARA)
        for told in (event, mention(event), mention(event), event):
            assert tell(busy, told) == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]
        unasked, event = message(busy, ASKED, channel=DESK, channel_type="mpim", user=MARA)
        assert tell(busy, event) == 200
        assert answers(busy, unasked) == []

    def test_a_channel_that_has_become_private(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy))
        tell(busy, mention(event))
        answers(busy, asked)
        _, turned = message(busy, "made this private", channel=asked.channel, subtype="channel_convert_to_private")
        assert tell(busy, turned) == 200
        _, later = message(busy, ASKED, channel=asked.channel, thread_ts=asked.ts, channel_type="group")
        tell(busy, later)
        assert len(answers(busy, asked)) == 2

    @pytest.mark.parametrize("told", [{"user_team": OTHER_TEAM}, {"team": OTHER_TEAM}, {"source_team": OTHER_TEAM}])
    def test_people_of_other_organisations_are_refused_once(self, busy: Bot, told: Event) -> None:
        asked, event = message(busy, asking(busy), channel=PARTNERS, user=STELLA, **told)
        before = len(busy.slack.privates(STELLA))
        for told_as in (event, mention(event), event):
            assert tell(busy, told_as, team_id=OTHER_TEAM, is_ext_shared_channel=True) == 200
        assert answers(busy, asked) == []
        (refused,) = busy.slack.privates(STELLA)[before:]
        assert messages.OTHER_ORGANISATION.split(".")[0].replace("`", "") in shown(refused).replace("`", "")

    @pytest.mark.parametrize(
        "more",
        [{"bot_id": "B9", "user": "U9"}, {"text": "<@U01MARA> " + ASKED}, {"text": "<!subteam^S1|@desk> " + ASKED}],
        ids=["another bot", "to a person", "to a group"],
    )
    def test_what_is_said_to_others_in_its_thread(self, busy: Bot, more: Event) -> None:
        asked, event = message(busy, asking(busy))
        tell(busy, event)
        assert len(answers(busy, asked)) == 1
        _, later = message(busy, ASKED, channel=asked.channel, thread_ts=asked.ts)
        assert tell(busy, later | more) == 200
        assert len(answers(busy, asked)) == 1

    def test_a_direct_message_that_mentions_it(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy), direct=True)
        for told in (mention(event), event, event):
            assert tell(busy, told) == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]

    def test_a_thread_of_a_direct_conversation(self, busy: Bot) -> None:
        root, event = message(busy, ASKED, direct=True)
        tell(busy, event)
        _, later = message(busy, FOLLOW_UP, direct=True, channel=root.channel, thread_ts=root.ts)
        tell(busy, later)
        assert len(answers(busy, root)) == 2

    def test_a_question_of_eight_thousand_characters(self, busy: Bot) -> None:
        asked, event = message(busy, asking(busy, "{bot} " + "quokka " * 1150 + "?"))
        tell(busy, mention(event))
        (answer,) = answers(busy, asked)
        assert "quokka" not in answer
        assert "characters" in answer
        assert len(answer) < 400


NOTHING: dict[str, Event] = {
    "a workflow": {
        "subtype": "bot_message",
        "bot_id": "B9",
        "user": None,
        "username": "Flow",
        "text": "{bot} " + ASKED,
    },
    "a workflow with a face": {"bot_id": "B9", "app_id": "A9", "bot_profile": {"id": "B9", "is_workflow_bot": True}},
    "a room": {"subtype": "huddle_thread", "room": {"id": "R1"}},
    "a canvas": {"subtype": "document_mention", "document_id": "F1"},
    "nothing written": {"text": None, "blocks": []},
    "Slack's own": {"user": "USLACKBOT"},
    "nobody": {"user": None},
    "a reminder": {"subtype": "reminder_add"},
    "somebody invited": {"subtype": "channel_join", "inviter": TOM},
}


@pytest.mark.parametrize("more", NOTHING.values(), ids=NOTHING)
def test_what_no_person_asks(busy: Bot, more: Event) -> None:
    said, event = message(busy, asking(busy))
    told = event | more
    told["text"] = told["text"] and asking(busy, told["text"])
    assert tell(busy, told) == 200
    assert answers(busy, said) == []
    assert Inbox(busy.running.app.record.engine, new_id=str).unfinished() == 0
