"""What blocks say where a message has no text, and which words tell the bot to stop."""

from typing import Any

import pytest

from bot.listeners.quieting import quiet_wish
from bot.listeners.written import text_of

BOT = "U00BOT"


def section(*elements: Any) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


MENTION = {"type": "user", "user_id": BOT}
RICH: list[tuple[Any, str]] = [
    ([section(MENTION, text(" is 3 < 4 & 5?"))], f"<@{BOT}> is 3 &lt; 4 &amp; 5?"),
    (
        [section(text("see "), {"type": "link", "url": "https://x.example", "text": "this"})],
        "see <https://x.example|this>",
    ),
    ([section({"type": "link", "url": "https://x.example"})], "<https://x.example>"),
    ([section({"type": "emoji", "name": "fire"}, {"type": "broadcast", "range": "here"})], ":fire:<!here>"),
    (
        [section({"type": "usergroup", "usergroup_id": "S1"}, {"type": "channel", "channel_id": "C1"})],
        "<!subteam^S1><#C1>",
    ),
    (
        [section({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "Feb 18"})],
        "<!date^1^{date}|Feb 18>",
    ),
    (
        [{"type": "rich_text_list", "style": "bullet", "elements": [section(text("one")), section(text("two"))]}],
        "one\ntwo",
    ),
    ([{"type": "rich_text_quote", "elements": [text("one")]}, section(text("two"))], "one\ntwo"),
    ([{"type": "rich_text_preformatted", "elements": [text("one"), {"type": "color", "value": "#fff"}]}], "one"),
    ([section(), None, "x", {"elements": 5}, {"elements": [{"elements": None}]}], ""),
]


@pytest.mark.parametrize(("elements", "written"), RICH)
def test_what_blocks_say(elements: Any, written: str) -> None:
    blocks = [{"type": "rich_text", "elements": elements}]
    assert text_of({"text": "", "blocks": blocks}).strip() == written
    assert text_of({"text": "as written", "blocks": blocks}) == "as written"


@pytest.mark.parametrize("blocks", [None, "x", [None, "x", 5], [{"type": "rich_text"}], {"elements": []}])
def test_blocks_that_say_nothing(blocks: Any) -> None:
    assert text_of({"blocks": blocks}) == ""


@pytest.mark.parametrize(
    "wish",
    ["stop", "Stop!", "please stop", "stop it please", "be quiet", "quiet", "shut up", "go away.", "mute this thread"],
)
def test_being_told_to_be_quiet(wish: str) -> None:
    assert quiet_wish(wish)


@pytest.mark.parametrize(
    "question",
    [
        "stop the war?",
        "did the strikes stop?",
        "stop following",
        "quiet quitting",
        "who told them to shut up?",
        "leave",
        "",
    ],
)
def test_what_only_has_those_words(question: str) -> None:
    assert not quiet_wish(question)
