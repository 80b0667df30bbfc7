"""A name that several people bear: asked back with buttons, and what pressing one does."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot import messages
from bot.app import open_app
from bot.store.answers import Answers
from bot.workspace.cast import NEWSROOM, TEAM, TOM
from bot.workspace.server import LocalSlack
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import Bot, bot_in, shared_analyser, shown
from tests.databases import with_tables

QUESTION = "where was Oskell born?"


@pytest.fixture(scope="module")
def oskells(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two people of one surname in it."""
    folder = tmp_path_factory.mktemp("choosing")
    texts = (
        "Bram Oskell was appointed defence minister on Tuesday. Bram Oskell was born in Pell Point in 1961.",
        "Tilda Oskell, a judge of the High Court, spoke on Tuesday. Tilda Oskell was born in Marrow Bay in 1970.",
    )
    rows = [
        {"id": str(n), "title": f"Tuesday {n}", "text": text, "source": "Quay Times"} for n, text in enumerate(texts)
    ]
    path = folder / "oskells.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    app = replace(
        open_app(Settings(data_dir=with_tables(folder / "var")), say=lambda _line: None), analyser=shared_analyser()
    )
    app.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    app.record.engine.dispose()
    return folder / "var"


def chosen(bot: Bot) -> str:
    (newest,) = Answers(bot.running.app.record.engine).asked_by(TEAM, TOM, limit=1)
    return newest.row.question


def test_pressing_a_choice_asks_just_that_in_the_thread(slack: LocalSlack, oskells: Path) -> None:
    with bot_in(slack, oskells) as bot:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}")
        seen = bot.answer_to(asked)
        bot.settle()
        assert messages.READINGS in seen
        assert "Bram Oskell, defence minister: where was Bram Oskell born?" in seen
        assert "Tilda Oskell, judge of the High Court: where was Tilda Oskell born?" in seen
        second = int(seen.index("Bram Oskell,") < seen.index("Tilda Oskell,"))  # which of the two hers is
        for _ in range(2):  # a double click: each has a trigger of its own
            assert bot.slack.press(TOM, bot.slack.replies(asked)[0], "onrecord:choose", nth=second).acknowledged
        bot.settle()
        replies = bot.slack.replies(asked)
        assert len(replies) == 2
        assert "Marrow Bay" in shown(replies[1])
        assert chosen(bot) == "where was Tilda Oskell born?"
        bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} when?", thread=asked)  # the thread goes on from the choice
        bot.settle()
        assert chosen(bot) == "when was Tilda Oskell born?"
        bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} no, the other Oskell", thread=asked)
        bot.settle()
        assert chosen(bot) == "when was Bram Oskell born?"


@pytest.mark.slow
def test_a_private_question_is_chosen_in_private(slack: LocalSlack, oskells: Path) -> None:
    with bot_in(slack, oskells) as bot:
        bot.slack.command(TOM, NEWSROOM, QUESTION)
        bot.settle()
        bot.slack.press(TOM, bot.slack.privates(TOM)[-1], "onrecord:choose")
        bot.settle()
        assert "Pell Point" in shown(bot.slack.privates(TOM)[-1])
        assert not [message for message in bot.slack.messages(NEWSROOM) if message.bot_id]


@pytest.mark.slow
def test_a_direct_message(slack: LocalSlack, oskells: Path) -> None:
    with bot_in(slack, oskells) as bot:
        asked = bot.slack.dm(TOM, QUESTION)
        seen = bot.answer_to(asked)
        bot.settle()
        his = int(seen.index("Tilda Oskell,") < seen.index("Bram Oskell,"))
        bot.slack.press(TOM, bot.slack.replies(asked)[0], "onrecord:choose", nth=his)
        bot.settle()
        assert "Pell Point" in shown(bot.slack.replies(asked)[1])
        bot.slack.dm(TOM, "and when?")
        bot.settle()
        assert chosen(bot) == "when was Bram Oskell born?"


@pytest.mark.slow
def test_nobody_unasked_is_asked_back(slack: LocalSlack, oskells: Path) -> None:
    with bot_in(slack, oskells) as bot:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} when was Bram Oskell appointed?")
        bot.answer_to(asked)
        bot.settle()
        bot.slack.say(NEWSROOM, TOM, QUESTION, thread=asked)
        bot.settle()
        assert len(bot.slack.replies(asked)) == 1
