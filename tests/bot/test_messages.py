"""The bot's own words: short enough for where they stand, plain, and never without a next step."""

import inspect
import re
from collections.abc import Iterator, Mapping

import pytest

from bot import messages
from bot.messages import refusals


def lines(room: object) -> Iterator[tuple[str, str]]:
    """All constant texts by name, those of tables too."""
    for name, value in vars(room).items():
        if not name.isupper():
            continue
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping):
            yield from ((f"{name}[{key}]", text) for key, text in value.items())


@pytest.mark.parametrize(("name", "text"), list(lines(messages)))
def test_words_are_plain(name: str, text: str) -> None:
    assert text == text.strip() or name in ("SHARED_ASKED",)
    assert not re.search(r"[<>*_~]|&\w+;", text), "shown as they are: no markup, no entities"
    assert text.count("`") % 2 == 0


@pytest.mark.parametrize(("name", "text"), [line for line in lines(refusals) if line[0] != "COMMAND"])
def test_a_refusal_says_what_to_do_next(name: str, text: str) -> None:
    sentences = re.split(r"(?<=[.?:!]) ", text)
    assert len(sentences) >= 2 or name.startswith("NEEDS_WORDS"), name
    assert text[-1] in ".?”" or text.endswith('".')


@pytest.mark.parametrize("name", [name for name, _ in lines(messages) if name.endswith("_TITLE")])
def test_titles_fit(name: str) -> None:
    assert len(getattr(messages, name)) <= 24


@pytest.mark.parametrize("text", [*messages.MODES.values(), *messages.MODE_HINTS.values(), messages.OUTSIDE_OPTION])
def test_options_fit(text: str) -> None:
    assert len(text) <= 75


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (messages.searched(412, 3, "18-20 July"), "Searched: 412 articles, 3 sources, 18-20 July"),
        (messages.searched(1, 1, ""), "Searched: 1 article, 1 source"),
        (messages.place_in_queue(1), "Your question is next. The answer comes here by itself."),
        (messages.place_in_queue(2), "1 question is before yours. The answer comes here by itself."),
        (messages.place_in_queue(3), "2 questions are before yours. The answer comes here by itself."),
        (
            messages.not_a_member("news`bot"),
            "I am not in that channel. Type `/invite @news'bot` there, then press the button again.",
        ),
        (
            messages.missing_scope("files:write"),
            "I lack a permission (files:write) in this workspace. A manager can grant it by installing the app again.",
        ),
        (
            messages.missing_scope(""),
            "I lack a permission in this workspace. A manager can grant it by installing the app again.",
        ),
        (
            messages.failed("0a1b"),
            "Something went wrong on my side and the question is not answered. Ask it again. "
            "If it happens again, give this reference to a manager: `0a1b`.",
        ),
        (
            messages.too_many_questions(30, 0),
            "You have asked 30 questions within an hour, which is as many as I answer. Ask again in 1 minute.",
        ),
        (messages.later("digest"), "`/news digest` is not there yet. `/news help` shows what is."),
        (messages.left_out(1), "One more did not fit here: press Context."),
        (messages.left_out(4), "4 more did not fit here: press Context."),
        (messages.confidence(0.999, 0.55, answered=True), "99%; I answer from 55% on"),
        (messages.confidence(0.2, 0.55, answered=False), "20%, below the 55% from which I answer"),
        (messages.differs("12", "number", "14"), "“12”: the cited sentence has “14”."),
        (messages.differs("Oskell", "name", None), "“Oskell”: this name is not in the cited sentence."),
    ],
)
def test_what_is_said_with_values(said: str, expected: str) -> None:
    assert said == expected


def test_every_room_is_open_from_one_place() -> None:
    for name, value in vars(refusals).items():
        if not name.startswith("_") and (name.isupper() or inspect.isfunction(value)):
            assert getattr(messages, name) is value
