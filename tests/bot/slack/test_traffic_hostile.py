"""Articles and questions full of pings, links and markup: what really goes out to Slack does none of it."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.app import open_app
from bot.workspace.cast import MARA, TOM
from bot.workspace.server import LocalSlack
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import Bot, bot_in, shared_analyser
from tests.bot.slack.traffic import answers, asking, mention, message, place, tell
from tests.bot.test_blocks_hostile import fallback, harmless
from tests.databases import with_tables

ROWS = [
    ("<!channel> Oskell named", "<!here> Times", "Bram Oskell <!channel> was appointed defence minister on Tuesday."),
    ("<@U01MARA> on Oskell", "<@U01MARA|mara>", "Bram Oskell, <@U01MARA>, met <!subteam^S1|@desk> in Pell Point."),
    ("@everyone: *Oskell*", "@channel Post", "“Pay <https://evil.example|here>,” Bram Oskell said on Friday. @here"),
    (
        "\u202eOskell\u202c [x](https://e.example)",
        "\u202eQuay\u202c",
        "Bram Oskell \u202ewas born\u202c in Marrow Bay in 1961.",
    ),
    (
        ":rotating_light: `Oskell`",
        "Mail <mailto:a@e.example>",
        "Write to tips@e.example: Bram Oskell ~resigned~ _on_ Sunday.",
    ),
    (
        "&lt;!channel&gt; Oskell",
        "&amp;lt;!here&gt;",
        "Bram Oskell &lt;!channel&gt; paid $50 million to Corran on Monday.",
    ),
]  # title, outlet, text
QUESTIONS = (
    "who is Bram Oskell?",
    "when was Bram Oskell appointed?",
    "where was Bram Oskell born?",
    "what did Bram Oskell say?",
    "how much did Bram Oskell pay? &lt;!channel&gt; <!here> <@U01MARA>",
    "why did Bram Oskell resign?",
    "what is the shoe size of Bram Oskell <!subteam^S1>?",
)
COMMANDS = (
    "search Oskell",
    "latest Oskell",
    "timeline Oskell",
    "compare Oskell",
    "sources",
    "status",
    "follow Oskell <!here>",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "articles.jsonl"
    rows = [
        {"id": str(n), "title": title, "source": source, "text": text, "published": f"2026-11-0{n + 1}T08:00:00Z"}
        for n, (title, source, text) in enumerate(ROWS)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    app = replace(
        open_app(Settings(data_dir=with_tables(folder / "var")), say=lambda _line: None), analyser=shared_analyser()
    )
    app.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    app.record.engine.dispose()
    with LocalSlack() as slack, bot_in(slack, folder / "var") as bot:
        yield bot


def test_nothing_that_goes_out_pings_links_or_formats(hostile: Bot) -> None:
    slack = hostile.slack
    for question in QUESTIONS:
        asked, event = message(hostile, asking(hostile, "{bot} " + question))
        tell(hostile, mention(event))
        assert len(answers(hostile, asked)) == 1, question
        answer = slack.replies(asked)[0]
        for action in ("onrecord:context", "onrecord:why", "onrecord:follow"):
            if action in str(answer.blocks):
                assert slack.press(TOM, answer, action).acknowledged
        slack.shortcut(TOM, "onrecord:check", on=answer)
        hostile.settle()
        while view := slack.modal(TOM):
            slack.close(view)
    channel = place(hostile)
    for said in COMMANDS:
        delivery = slack.command(MARA, channel, said)
        hostile.settle()
        if delivery.body:
            told = json.loads(delivery.body)
            fallback(told["text"])
            list(map(harmless, told["blocks"]))
    private = next(private for private in slack.privates(MARA) if "onrecord:share" in str(private.blocks))
    slack.press(MARA, private, "onrecord:share")
    slack.open_home(TOM)
    slack.open_home(MARA)
    hostile.settle()
    assert not [call for call in slack.calls() if call.error]
    sent = [call for call in slack.calls() if "blocks" in call.arguments or "view" in call.arguments]
    assert {call.method for call in sent} >= {"chat.postMessage", "views.open", "views.publish", "response_url"}
    for call in sent:
        assert not {"link_names", "parse", "mrkdwn"} & call.arguments.keys()
        if "blocks" in call.arguments:
            fallback(call.arguments["text"])
        for block in call.arguments.get("blocks") or call.arguments["view"]["blocks"]:
            harmless(block)
    posted = json.dumps([call.arguments for call in sent], ensure_ascii=False)
    assert "Bram Oskell <!channel> was appointed defence minister on Tuesday." in posted  # word for word, as plain text
