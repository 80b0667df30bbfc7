"""Digests as people set them up and read them: by real signed requests, against the local Slack."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot import messages
from bot.followups import read_turn
from bot.store import RunState, Turns
from bot.store.answers_table import ANSWERS
from bot.store.digests_table import DIGESTS
from bot.store.runs_table import DIGEST_ITEMS, DIGEST_RUNS
from bot.workspace.cast import DESK, GIL, LOBBY, MARA, NEWSROOM, TEAM, TOM, dm_id
from bot.workspace.records import Message, View
from bot.workspace.server import LocalSlack
from retrieval.store.database import write
from retrieval.types import Level, RawArticle
from tests.bot.slack.case import Bot, bot_in, copied, shared_analyser, shown
from tests.bot.slack.following import looks, stood, texts

FERRY = (
    "The ferry strike in Pell Point ended after the council agreed to raise wages by seven percent. Union leader Bram "
    "Oskell said the crews would return to work in the morning, and that the boats would sail as planned. The harbour "
    "had been closed for nine days, and shops on the island ran out of bread."
)
FERRY_TOO = (
    "A ferry strike in Pell Point has ended after the council agreed to raise wages by seven percent, officials said. "
    "Talks had begun in June, when crews first asked for more pay."
)
BRIDGE = (
    "The old bridge at Tarn Ford will close for repairs until October, the county council announced. Engineers found "
    "cracks in two of its four arches last week."
)
QUESTION = "who said the crews would return to work?"


def news(folder: Path, hours: float = 2) -> Path:
    """Three articles of today, two of them on one story."""
    at = datetime.now(UTC) - timedelta(hours=hours)
    articles = [
        ("f1", "Ferry strike ends in Pell Point", FERRY, "Harbour Post"),
        ("f2", "Pell Point ferry strike is over", FERRY_TOO, "The Coast"),
        ("b1", "Tarn Ford bridge to close until October", BRIDGE, "County Mail"),
    ]
    lines = [
        {"id": key, "title": title, "text": text, "source": source, "published": at.isoformat()}
        for key, title, text, source in articles
    ]
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def running(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for all of these: it takes a while to load."""
    folder = tmp_path_factory.mktemp("digests")
    with LocalSlack() as slack, bot_in(slack, copied(sample_data, folder / "var")) as running:
        app = running.running.app
        app.record.ensure_collection("main")
        app.ingest([str(news(folder))], collection="main", level=Level.FULL, on_progress=lambda _done, _of: None)
        yield running


@pytest.fixture
def bot(running: Bot) -> Bot:
    """The same with no digest set up, nothing of one seen, and every modal closed."""
    with write(running.running.app.record.engine) as connection:
        for table in (DIGEST_ITEMS, DIGEST_RUNS, DIGESTS, ANSWERS):
            connection.execute(delete(table))
    running.slack.world.stacks.clear()
    return running


def form(bot: Bot, user: str = TOM, channel: str = NEWSROOM, words: str = "digest") -> View:
    bot.slack.world.stacks.clear()
    bot.slack.command(user, channel, words)
    view = bot.slack.modal(user)
    assert view is not None
    return view


def saved(bot: Bot, user: str = TOM, channel: str = NEWSROOM, words: str = "digest", **values: object) -> str:
    """What the person reads once the form is sent."""
    bot.slack.submit(form(bot, user, channel, words), {"active": ["on"], **values})  # type: ignore[dict-item]
    bot.settle()
    return shown(_View(bot.slack.modal(user)))


class _View:
    """A view as `shown` reads it."""

    def __init__(self, view: View | None) -> None:
        assert view is not None
        self.blocks = view.view["blocks"]


def post_now(bot: Bot, user: str = TOM, channel: str = NEWSROOM) -> Message:
    """The edition in the channel."""
    saved(bot, user, channel)
    press_post_now(bot, user, channel)
    bot.slack.world.stacks.clear()
    return bot.slack.messages(channel)[-1]


def press_post_now(bot: Bot, user: str, channel: str) -> None:
    bot.slack.press(user, form(bot, user, channel), "onrecord:digest")
    bot.slack.press(user, top(bot, user), "onrecord:post-now")
    bot.settle()


def top(bot: Bot, user: str) -> View:
    """The modal on top."""
    view = bot.slack.modal(user)
    assert view is not None
    return view


def editions(bot: Bot, channel: str) -> int:
    return sum(bool(message.metadata and message.bot_id) for message in bot.slack.messages(channel))


def errors(bot: Bot, view: View) -> dict[str, str]:
    return bot.slack.world.view_errors.get(view.id, {})


class TestSettingUp:
    def test_the_form_begins_with_weekdays_at_half_past_eight_in_the_person_s_zone_and_off(self, bot: Bot) -> None:
        view = form(bot)
        assert view.view["callback_id"] == "onrecord:digest"
        elements = {b["block_id"]: b["element"] for b in view.view["blocks"] if b["type"] == "input"}
        assert elements["zone"]["initial_value"] == "Europe/London"
        assert elements["time"]["initial_time"] == "08:30"
        assert [option["value"] for option in elements["days"]["initial_options"]] == ["0", "1", "2", "3", "4"]
        assert "initial_options" not in elements["active"]
        bot.slack.submit(view, {})
        (kept,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        assert (kept.name, kept.zone, kept.active, kept.made_by) == ("Morning news", "Europe/London", False, TOM)
        assert bot.running.counter.digests.active() == ()

    def test_what_is_filled_in_is_kept_and_said(self, bot: Bot) -> None:
        said = saved(
            bot,
            name="Harbour",
            time="18:05",
            days=["0", "3"],
            zone="europe/kyiv",
            topics="ferry\nPell Point\nwho leads the union?",
            sources=["Harbour Post"],
            length="3",
        )
        assert said.startswith(" Saved: Harbour, Mon, Thu 18:05 Europe/Kyiv. The next edition comes ")
        (kept,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        assert (kept.topics, kept.sources) == (("ferry", "Pell Point", "who leads the union?"), ("Harbour Post",))
        assert (f"{kept.at:%H:%M}", kept.days, kept.zone, kept.length) == ("18:05", (0, 3), "Europe/Kyiv", 3)
        bot.slack.press(TOM, form(bot), "onrecord:digest")  # now there is one: the list, and from there the form again
        view = top(bot, TOM)
        bot.slack.submit(view, {"length": "8"})
        assert bot.running.counter.digests.of(TEAM, NEWSROOM)[0].length == 8

    def test_several_in_a_channel_by_different_names(self, bot: Bot) -> None:
        saved(bot)
        bot.slack.press(TOM, form(bot), "onrecord:add-digest")
        view = top(bot, TOM)
        bot.slack.submit(view, {"name": "Morning news"})
        assert "Choose another name" in errors(bot, view)["name"]
        bot.slack.submit(view, {"name": "Morning news 2"})
        assert [d.name for d in bot.running.counter.digests.of(TEAM, NEWSROOM)] == ["Morning news", "Morning news 2"]

    @pytest.mark.parametrize(
        ("values", "block", "said"),
        [
            ({"zone": "Kyiv"}, "zone", "Did you mean Europe/Kyiv"),
            ({"zone": "Middle/Earth"}, "zone", "No time zone is called Middle/Earth"),
            ({"topics": "\n".join(f"topic {n}" for n in range(11))}, "topics", "ten topics"),
        ],
    )
    def test_what_cannot_be_is_said_where_it_was_written(
        self, bot: Bot, values: dict[str, str], block: str, said: str
    ) -> None:
        view = form(bot)
        bot.slack.submit(view, values)  # type: ignore[arg-type]
        assert said in errors(bot, view)[block]
        assert not bot.running.counter.digests.of(TEAM, NEWSROOM)

    def test_where_the_bot_is_not_it_cannot_be_turned_on(self, bot: Bot) -> None:
        view = form(bot, channel=LOBBY)
        bot.slack.submit(view, {"active": ["on"]})
        assert "/invite" in errors(bot, view)["active"]
        bot.slack.submit(view, {"active": []})
        assert bot.running.counter.digests.of(TEAM, LOBBY)

    def test_guests_set_up_none(self, bot: Bot) -> None:
        bot.slack.command(GIL, NEWSROOM, "digest")
        assert messages.DIGESTS_ONLY_MEMBERS in bot.private(GIL)
        assert bot.slack.modal(GIL) is None

    def test_a_question_that_begins_so_is_a_question(self, bot: Bot) -> None:
        bot.slack.command(TOM, NEWSROOM, "digest of the bridge news, when does it close?")
        assert bot.slack.modal(TOM) is None

    def test_a_preview_shows_what_the_form_says_and_posts_nothing(self, bot: Bot) -> None:
        view, before = form(bot), editions(bot, NEWSROOM)
        bot.slack.press(TOM, view, "onrecord:preview")
        bot.settle()
        said = shown(_View(bot.slack.modal(TOM)))
        assert "2 outlets, 2 independent texts" in said
        assert "Tarn Ford bridge to close until October" in said
        assert editions(bot, NEWSROOM) == before

    def test_a_preview_is_of_what_is_filled_in_now(self, bot: Bot) -> None:
        view = form(bot)
        bot.slack.press(TOM, view, "onrecord:preview", typed={"name": "Bridges", "topics": "tarn ford", "length": "3"})
        bot.settle()
        said = shown(_View(bot.slack.modal(TOM)))
        assert "Bridges" in said
        assert "Tarn Ford bridge to close until October" in said
        assert "ferry" not in said.lower()
        assert not bot.running.counter.digests.of(TEAM, NEWSROOM)
        bot.slack.close(top(bot, TOM))
        bot.slack.submit(top(bot, TOM))
        (kept,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        assert (kept.name, kept.topics, kept.length) == ("Bridges", ("tarn ford",), 3)

    @pytest.mark.parametrize(
        ("topics", "quoted"),
        [
            (("tarn ford",), ("The old bridge at Tarn Ford",)),
            (("comet",), ()),
            (("comet", "wages"), ("wages by seven percent",)),
            (("who said the ferry crews would return to work?",), ("Union leader Bram Oskell said",)),
        ],
    )
    def test_topics_are_words_names_or_questions(
        self, bot: Bot, topics: tuple[str, ...], quoted: tuple[str, ...]
    ) -> None:
        saved(bot)
        (digest,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        found = bot.running.editor.preview(replace(digest, topics=topics)).stories
        assert len(found) == len(quoted)
        assert all(words in told.sentence.text for words, told in zip(quoted, found, strict=True))

    def test_one_is_removed(self, bot: Bot) -> None:
        saved(bot)
        bot.slack.press(TOM, form(bot), "onrecord:digest")
        bot.slack.press(TOM, top(bot, TOM), "onrecord:remove-digest")
        assert "Removed: Morning news" in shown(_View(bot.slack.modal(TOM)))
        assert not bot.running.counter.digests.of(TEAM, NEWSROOM)


class TestEditions:
    def test_posted_now_once_and_questions_in_its_thread_are_answered(self, bot: Bot) -> None:
        message = post_now(bot)
        said = shown(message)
        assert "wages by seven percent" in said
        assert "2 outlets, 2 independent texts" in said
        assert "2 of 2 texts say this" in said
        (digest,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        assert bot.running.counter.runs.last(digest.id).state is RunState.POSTED
        before = editions(bot, NEWSROOM)
        press_post_now(bot, TOM, NEWSROOM)
        assert "posted already" in shown(_View(bot.slack.modal(TOM)))
        assert editions(bot, NEWSROOM) == before
        (begun,) = Turns(bot.running.app.record.engine).of(TEAM, NEWSROOM, message.ts)
        assert read_turn(begun).articles, "what it quotes is what its thread is about"
        bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}", thread=message.ts)
        bot.settle()
        assert "Bram Oskell" in shown(bot.slack.replies(message)[-1])
        bot.slack.say(NEWSROOM, TOM, "for how many days had the harbour been closed?", thread=message.ts)
        bot.settle()
        assert "nine days" in shown(bot.slack.replies(message)[-1]), "nobody mentioned it: the thread is its own"

    def test_home_and_status_say_how_it_went(self, bot: Bot) -> None:
        post_now(bot)
        bot.slack.open_home(TOM)
        bot.settle()
        assert "2 stories; next" in str(bot.slack.home(TOM).view)
        bot.slack.command(TOM, NEWSROOM, "status")
        assert "Morning news: weekdays 08:30 Europe/London; last run" in bot.private(TOM)
        bot.slack.open_home(MARA)
        bot.settle()
        assert "2 stories; next" in str(bot.slack.home(MARA).view)
        bot.slack.command(MARA, DESK, "status")
        assert "last run" not in bot.private(MARA), "another channel's"

    def test_a_question_about_a_story_is_answered_to_the_asker_alone(self, bot: Bot) -> None:
        message = post_now(bot)
        bot.slack.press(MARA, message, "onrecord:ask-about")
        view = top(bot, MARA)
        bot.slack.submit(view, {"text": QUESTION})
        bot.settle()
        assert "Bram Oskell" in bot.private(MARA)
        assert len(bot.slack.thread(NEWSROOM, message.ts)) == 1, "nothing in the thread"

    def test_managers_part_and_join_stories_for_good(self, bot: Bot) -> None:
        message = post_now(bot)
        stories = bot.running.app.stories
        ferry = stories.of_article("main", "f1")
        assert ferry is not None
        assert ferry.texts == 2
        bot.slack.press(TOM, message, "onrecord:story", nth=_place(message, "ferry"))
        assert "The Coast" in shown(_View(bot.slack.modal(TOM)))
        assert "onrecord:split-story" not in str(top(bot, TOM).view)
        bot.slack.press(MARA, message, "onrecord:story", nth=_place(message, "ferry"))
        mine = top(bot, MARA)
        bot.slack.press(TOM, mine, "onrecord:split-story")
        assert messages.STORIES_ONLY_MANAGERS in shown(_View(bot.slack.modal(TOM)))
        bot.slack.press(MARA, mine, "onrecord:split-story")
        view = top(bot, MARA)
        option = view.view["blocks"][1]["element"]["options"][0]["value"]
        bot.slack.submit(view, {"choice": option})
        assert messages.PARTED in shown(_View(bot.slack.modal(MARA)))
        assert len({stories.of_article("main", key).id for key in ("f1", "f2", "b1")}) == 3
        bot.slack.world.stacks.clear()
        bot.slack.press(MARA, message, "onrecord:story", nth=_place(message, "bridge"))
        bot.slack.press(MARA, top(bot, MARA), "onrecord:same-story")
        view = top(bot, MARA)
        other = view.view["blocks"][1]["element"]["options"][0]["value"]
        bot.slack.submit(view, {"choice": other})
        assert messages.JOINED in shown(_View(bot.slack.modal(MARA)))
        assert len({stories.of_article("main", key).id for key in ("f1", "f2", "b1")}) == 2

    def test_for_one_person_by_direct_message(self, bot: Bot) -> None:
        saved(bot, words="digest me")
        (digest,) = bot.running.counter.digests.of(TEAM, TOM)
        bot.running.editor.post(digest)
        assert "Tarn Ford" in shown(bot.slack.messages(dm_id(TOM))[-1])
        bot.slack.open_home(MARA)
        bot.settle()
        assert "last run" not in str(bot.slack.home(MARA).view), "somebody else's own"

    def test_with_nothing_new_the_channel_hears_nothing(self, bot: Bot) -> None:
        post_now(bot)
        (digest,) = bot.running.counter.digests.of(TEAM, NEWSROOM)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        edition = bot.running.editor.preview(digest, at=tomorrow)
        assert edition.quiet

    def test_what_it_quotes_is_verified_and_corrected_like_an_answer(self, bot: Bot) -> None:
        """Last, because the record is another afterwards."""
        stood(bot)
        looks(bot)
        message, app = post_now(bot), bot.running.app
        verified = app.verify()
        assert (verified.checked, verified.broken) == (2, ())
        text = BRIDGE.replace("until October", "until November")
        raw = RawArticle(key="b1", title="Tarn Ford bridge to close", text=text, source="County Mail")
        app.record.save("main", raw, shared_analyser().full(raw.title, text), now=app.clock())
        app.keeper.catch_up()
        looks(bot)
        edited, note = bot.slack.thread(NEWSROOM, message.ts)
        assert "repairs until October, the county council announced." in struck(edited)
        assert messages.NOW_SAYS in shown(edited)
        assert "The old bridge at Tarn Ford will close for repairs until November" in shown(edited)
        assert note.ts != message.ts
        assert "wages by seven percent" in shown(edited), "the rest is as it was"
        assert not app.verify().broken


def struck(message: Message) -> str:
    return "".join(text["text"] for text in texts(message.blocks) if text.get("style", {}).get("strike"))


def _place(message: Message, words: str) -> int:
    """Which of the edition's stories has these words in its headline, from 0."""
    told = [block for block in message.blocks if block["type"] == "rich_text"]
    return next(n for n, block in enumerate(told) if words in str(block["elements"][0]))
