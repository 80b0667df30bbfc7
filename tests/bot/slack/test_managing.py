"""Managers change retention, managers and collections from Home; and sources there and by command. Links are read."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from bot import messages
from bot.store.workspaces import WorkspaceSettings
from bot.workspace.cast import DESK, GIL, MARA, NEWSROOM, TEAM, TOM
from bot.workspace.records import View
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, shown
from tests.retrieval.newsroom.servers import Served, serving

HOST = "localhost"
STORY = """<html lang="en"><head><title>Ferry strike ends in Pell Point</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Ferry strike ends in Pell Point", "datePublished": "2026-07-20T09:30:00+02:00",
"publisher": {"@type": "Organization", "name": "Harbour Post"}}</script></head><body><article>
<h1>Ferry strike ends in Pell Point</h1>
<p>The ferry strike in Pell Point ended on Monday after the council agreed to raise wages by seven percent.</p>
<p>Union leader Bram Oskell said the crews would return to work on Tuesday morning, and that the boats would sail
as planned during the summer. The harbour had been closed for nine days, and shops on the island ran out of bread.</p>
<p>The council's chair, Wenna Tarrow, called the agreement fair. Talks had begun in June, when the crews first asked for
more pay, and had been broken off twice since then.</p></article></body></html>"""
QUESTION = "who said the crews would return to work?"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as served:
        served.pages[HOST, "/story"] = STORY.encode()
        served.pages[HOST, "/feed"] = _feed(served).encode()
        served.pages[HOST, "/home"] = b"<html><head><title>No feed</title></head><body><p>Hello.</p></body></html>"
        yield served


@pytest.fixture
def bot(slack: LocalSlack, data: Path, served: Served) -> Iterator[Bot]:
    with bot_in(slack, data, allow_hosts=f"{HOST}:{served.port}") as running:
        yield running


def _feed(served: Served) -> str:
    return f"""<rss version="2.0"><channel><title>Harbour Post</title><link>{served.url(HOST, "/home")}</link>
<description>News</description><item><title>Ferry strike ends in Pell Point</title>
<link>{served.url(HOST, "/story")}</link><guid>1</guid></item></channel></rss>"""


def settle(bot: Bot) -> None:
    """The same as `Bot.settle`, and no address is being looked at."""
    deadline = monotonic() + 120
    while bot.running.counter.fetches.busy():
        assert monotonic() < deadline, "still being looked at"
        Event().wait(0.01)
    bot.settle()


def home(bot: Bot, user: str) -> View:
    bot.slack.world.homes.pop(user, None)
    bot.slack.open_home(user)
    return bot.slack.wait_for(lambda: bot.slack.home(user), 120)


def modal(bot: Bot, user: str) -> View:
    view = bot.slack.modal(user)
    assert view is not None
    return view


def settings(bot: Bot) -> WorkspaceSettings:
    return bot.running.counter.workspaces.settings(TEAM)


def said_to(bot: Bot, user: str) -> str:
    return shown(bot.slack.privates(user)[-1])


class TestSettings:
    def test_a_manager_sets_how_long_words_are_kept_and_who_manages(self, bot: Bot) -> None:
        bot.slack.press(MARA, home(bot, MARA), "onrecord:manage")
        assert bot.slack.submit(modal(bot, MARA), {"keep": "30", "managers": [TOM]}).acknowledged
        bot.settle()
        assert settings(bot) == WorkspaceSettings(managers=(TOM,), keep_days=30)
        assert "30 days" in str(bot.slack.home(MARA).view)
        bot.slack.press(TOM, home(bot, TOM), "onrecord:manage")  # who manages from now on
        assert modal(bot, TOM).view["callback_id"] == "onrecord:workspace-settings"
        bot.slack.submit(modal(bot, TOM), {"keep": "7", "managers": []})
        assert settings(bot) == WorkspaceSettings(keep_days=7)

    def test_nobody_else_is_offered_it_or_gets_it_by_an_old_page(self, bot: Bot) -> None:
        assert "onrecord:manage" not in str(home(bot, TOM).view)
        bot.slack.press(MARA, home(bot, MARA), "onrecord:manage")
        theirs = modal(bot, MARA)
        bot.slack.press(TOM, bot.slack.home(MARA), "onrecord:manage")
        assert messages.ONLY_MANAGERS in str(modal(bot, TOM).view)
        forged = View(**{name: getattr(theirs, name) for name in View.__slots__} | {"user": TOM})
        bot.slack.submit(forged, {"keep": "7"})
        assert settings(bot).keep_days == 90

    def test_shared_collections_are_read_when_they_are_on(self, bot: Bot, served: Served) -> None:
        record, newsroom = bot.running.app.record, bot.running.app.newsroom
        for name in ("world", "secrets"):
            record.ensure_collection(name, workspace=None if name == "world" else _other(bot))
        newsroom.read(served.url(HOST, "/story"), collection="world")
        assert "Bram Oskell" in bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}"))
        bot.slack.press(MARA, home(bot, MARA), "onrecord:manage")
        assert "secrets" not in str(modal(bot, MARA).view)
        bot.slack.submit(modal(bot, MARA), {"shared": []})
        bot.settle()
        assert settings(bot).collections == ()
        answer = bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}"))
        assert "Bram Oskell" not in answer
        assert "Harbour Post" not in str(home(bot, TOM).view)
        bot.slack.press(MARA, home(bot, MARA), "onrecord:manage")
        bot.slack.submit(modal(bot, MARA), {"shared": ["world"]})
        assert "Bram Oskell" in bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}"))


def _other(bot: Bot) -> str:
    bot.running.counter.workspaces.ensure("T09OTHER")
    return "T09OTHER"


class TestSources:
    def test_by_command(self, bot: Bot, served: Served) -> None:
        url = served.url(HOST, "/feed")
        bot.slack.command(MARA, DESK, f"sources add {url}")
        settle(bot)
        assert "Harbour Post" in said_to(bot, MARA)
        (source,) = bot.running.app.newsroom.sources()
        assert (source.feed_url, source.collection) == (url, "main")
        bot.slack.command(TOM, NEWSROOM, "sources list")
        assert "Harbour Post" in said_to(bot, TOM)
        bot.slack.command(MARA, DESK, f"sources pause {source.id}")
        assert bot.running.app.newsroom.sources()[0].state == "paused"
        bot.slack.command(MARA, DESK, "sources resume Harbour Post")
        assert bot.running.app.newsroom.sources()[0].state == "active"
        bot.slack.command(MARA, DESK, "sources remove 99")
        assert "99" in said_to(bot, MARA)
        bot.slack.command(MARA, DESK, f"sources remove {url}")
        assert not bot.running.app.newsroom.sources()
        bot.slack.command(TOM, NEWSROOM, "sources list")
        assert messages.NO_FEEDS.split(".")[0] in said_to(bot, TOM)

    @pytest.mark.parametrize("user", [TOM, GIL])
    def test_only_managers_change_them(self, bot: Bot, served: Served, user: str) -> None:
        bot.slack.command(user, NEWSROOM, f"sources add {served.url(HOST, '/feed')}")
        settle(bot)
        assert messages.ONLY_MANAGERS in said_to(bot, user)
        assert not bot.running.app.newsroom.sources()
        assert not served.asked

    def test_what_is_no_feed_and_what_may_not_be_fetched_is_one_plain_line(self, bot: Bot, served: Served) -> None:
        for url in (served.url(HOST, "/home"), "http://169.254.169.254/latest/meta-data/", "ftp://x.example/feed"):
            bot.slack.command(MARA, DESK, f"sources add {url}")
            settle(bot)
            lines = [shown(line) for line in bot.slack.privates(MARA)[-2:]]  # what is found may be told first
            assert [line for line in lines if messages.FETCHING not in line]
            assert not [line for line in lines if "Added" in line]
        assert not bot.running.app.newsroom.sources()

    def test_from_home(self, bot: Bot, served: Served) -> None:
        bot.slack.press(MARA, home(bot, MARA), "onrecord:add-source")
        assert bot.slack.submit(modal(bot, MARA), {"address": served.url(HOST, "/feed")}).acknowledged
        settle(bot)
        (source,) = bot.running.app.newsroom.sources()
        told = [shown(m) for m in bot.slack.messages(bot.slack.world.dm(MARA).id) if m.bot_id]
        assert "Harbour Post" in told[-1]
        bot.slack.press(MARA, bot.slack.home(MARA), "onrecord:source")
        bot.slack.submit(modal(bot, MARA), {"wish": "pause"})
        assert bot.running.app.newsroom.sources()[0].state == "paused"
        bot.settle()
        bot.slack.press(MARA, bot.slack.home(MARA), "onrecord:source")
        assert messages.WISHES["resume"] in str(modal(bot, MARA).view)
        bot.slack.submit(modal(bot, MARA), {"wish": "remove"})
        assert source.id not in [left.id for left in bot.running.app.newsroom.sources()]

    def test_words_that_only_begin_so_are_a_question(self, bot: Bot) -> None:
        bot.slack.command(TOM, NEWSROOM, "sources list what Trump set?")
        bot.settle()
        assert messages.SOURCES_HELP not in said_to(bot, TOM)


class TestLinks:
    def test_read_confirmed_in_the_thread_and_asked_about_at_once(self, bot: Bot, served: Served) -> None:
        url = served.url(HOST, "/story")
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} read <{url}|the story>")
        answer = bot.answer_to(asked)
        for words in ("Ferry strike ends in Pell Point", "Harbour Post", messages.READ_NOTE):
            assert words in answer
        bot.settle()
        (reply,) = bot.slack.replies(asked)
        assert "'type': 'date'" in str(reply.blocks)
        assert reply.sent["unfurl_links"] is False
        bot.slack.say(NEWSROOM, TOM, QUESTION, thread=asked)
        bot.settle()
        assert "Bram Oskell" in shown(bot.slack.replies(asked)[-1])
        again = bot.slack.dm(TOM, f"<{url}>")
        assert messages.READ_AGAIN in bot.answer_to(again)

    def test_what_cannot_be_had_is_one_plain_line(self, bot: Bot, served: Served) -> None:
        for url in (served.url(HOST, "/nothing"), "http://10.0.0.1/x", f"http://{HOST}:1/x"):
            asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} read <{url}>")
            answer = bot.answer_to(asked)
            bot.settle()
            (reply,) = bot.slack.replies(asked)
            assert len(reply.blocks) == 1
            assert messages.READ_NOTE not in answer

    def test_guests_give_it_nothing_to_read(self, bot: Bot, served: Served) -> None:
        asked = bot.slack.say(NEWSROOM, GIL, f"{bot.slack.mention} read <{served.url(HOST, '/story')}>")
        assert messages.ONLY_MEMBERS_READ in bot.answer_to(asked)
        assert not served.asked

    def test_a_link_told_twice_is_read_once(self, bot: Bot, served: Served) -> None:
        bot.slack.copies = 2
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} <{served.url(HOST, '/story')}>")
        bot.answer_to(asked)
        bot.settle()
        assert len(bot.slack.replies(asked)) == 1
        assert [a.path for a in served.asked].count("/story") == 1


def test_samples_are_off_as_soon_as_there_is_an_article(bot: Bot, served: Served) -> None:
    assert SAYS in bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}"))
    bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} read <{served.url(HOST, '/story')}>"))
    assert SAYS not in bot.answer_to(bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}"))
