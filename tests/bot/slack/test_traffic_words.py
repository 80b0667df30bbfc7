"""Messages whose words stand only in blocks, whose ids are not their own, and that tell the bot to stop."""

from typing import Any

import pytest

from bot import messages
from bot.store.follows import Follows
from bot.workspace.cast import MARA, TEAM, TOM
from tests.bot.slack.case import ASKED, FOLLOW_UP, SAYS, Bot, shown
from tests.bot.slack.traffic import answers, asking, mention, message, tell

Event = dict[str, Any]


class TestWordsOnlyInBlocks:
    def rich(self, *elements: Event) -> list[Event]:
        return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]

    @pytest.mark.parametrize("direct", [True, False], ids=["direct", "channel"])
    def test_are_asked(self, busy: Bot, direct: bool) -> None:
        words = {"type": "text", "text": " " + ASKED}
        asked, event = message(busy, "", direct=direct)
        event |= {"blocks": self.rich({"type": "user", "user_id": busy.slack.bot_user}, words)}
        for told in [event] if direct else [event, mention(event)]:
            assert tell(busy, told) == 200
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]

    def test_are_edited(self, busy: Bot) -> None:
        asked, event = message(busy, "", direct=True)
        event |= {"blocks": self.rich({"type": "text", "text": "where was Peskov born?"})}
        tell(busy, event)
        assert [SAYS in answer for answer in answers(busy, asked)] == [False]
        edited = {"user": TOM, "ts": busy.slack.world.new_ts()}
        new = event | {"blocks": self.rich({"type": "text", "text": ASKED}), "edited": edited}
        change = {"type": "message", "subtype": "message_changed", "channel": asked.channel, "channel_type": "im"}
        tell(busy, change | {"ts": busy.slack.world.new_ts(), "message": new, "previous_message": event})
        assert [SAYS in answer for answer in answers(busy, asked)] == [True]


@pytest.mark.parametrize("other", ["another person", "another channel", "another question"])
def test_a_client_that_gives_every_message_the_same_id(busy: Bot, other: str) -> None:
    same = busy.slack.world.new_id("client")
    one, event = message(busy, asking(busy), client_msg_id=same)
    more: Event = {} if other == "another channel" else {"channel": one.channel}
    if other == "another person":
        more["user"] = MARA
    words = "{bot} where was Peskov born?" if other == "another question" else "{bot} " + ASKED
    two, later = message(busy, asking(busy, words), client_msg_id=same, **more)
    for told in (event, later, mention(event), mention(later)):
        assert tell(busy, told) == 200
    assert [len(answers(busy, asked)) for asked in (one, two)] == [1, 1]


class TestToldToStop:
    def test_in_a_thread(self, busy: Bot) -> None:
        root, event = message(busy, asking(busy))
        tell(busy, mention(event))
        assert len(answers(busy, root)) == 1
        _, told = message(busy, asking(busy, "{bot} stop"), channel=root.channel, thread_ts=root.ts)
        for again in (told, mention(told), told):
            assert tell(busy, again) == 200
        _, later = message(busy, FOLLOW_UP, channel=root.channel, thread_ts=root.ts)
        tell(busy, later)
        assert len(answers(busy, root)) == 1
        whispered = [shown(private) for private in busy.slack.privates(TOM) if private.channel == root.channel]
        assert [messages.QUIETED in line for line in whispered] == [True]
        _, mentioned = message(busy, asking(busy, "{bot} " + FOLLOW_UP), channel=root.channel, thread_ts=root.ts)
        tell(busy, mention(mentioned))
        assert len(answers(busy, root)) == 2

    def test_what_the_thread_follows(self, busy: Bot) -> None:
        root, event = message(busy, asking(busy))
        tell(busy, mention(event))
        answers(busy, root)
        for words in ("{bot} follow", "{bot} please be quiet"):
            _, told = message(busy, asking(busy, words), channel=root.channel, thread_ts=root.ts)
            tell(busy, mention(told))
            busy.settle()
        assert Follows(busy.running.app.record.engine).in_thread(TEAM, root.channel, root.ts) == ()

    def test_outside_of_threads_it_says_where(self, busy: Bot) -> None:
        root, event = message(busy, asking(busy, "{bot} shut up"))
        tell(busy, mention(event))
        assert answers(busy, root) == []
        (line,) = (shown(private) for private in busy.slack.privates(TOM) if private.channel == root.channel)
        assert "/news settings" in line


class TestCalledIn:
    @pytest.mark.parametrize("call", ["{bot}", "{bot} do you know?", "^ {bot}", "{bot} can you help with this?"])
    def test_to_a_question_of_somebody_else(self, busy: Bot, call: str) -> None:
        root, event = message(busy, "<@U01MARA> :wave: " + ASKED)
        tell(busy, event)
        _, called = message(busy, asking(busy, call), channel=root.channel, thread_ts=root.ts)
        tell(busy, mention(called))
        assert [SAYS in answer for answer in answers(busy, root)] == [True]

    def test_where_it_has_answered_already(self, busy: Bot) -> None:
        root, event = message(busy, asking(busy))
        tell(busy, mention(event))
        answers(busy, root)
        _, called = message(busy, asking(busy, "{bot}"), channel=root.channel, thread_ts=root.ts)
        tell(busy, mention(called))
        assert [SAYS in answer for answer in answers(busy, root)] == [True, False]


LED = {
    "between the two halves of a question": "does {bot} know what deadline Trump set?",
    "introduced": "let's ask {bot}: what deadline did Trump set?",
    "to everybody": "{bot} hi all, quick one: what deadline did Trump set?",
}


@pytest.mark.parametrize("said", LED.values(), ids=LED)
def test_what_people_say_before_they_ask(busy: Bot, said: str) -> None:
    asked, event = message(busy, asking(busy, said))
    tell(busy, mention(event))
    assert [SAYS in answer for answer in answers(busy, asked)] == [True]


@pytest.mark.parametrize(("said", "line"), [("thanks!", messages.NOTED), ("hello", messages.GREETING)])
def test_thanks_are_not_greeted(busy: Bot, said: str, line: str) -> None:
    asked, event = message(busy, asking(busy, "{bot} " + said))
    tell(busy, mention(event))
    (answer,) = answers(busy, asked)
    assert line in answer
