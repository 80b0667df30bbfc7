"""Whole `onrecord work` processes on one PostgreSQL, killed while they answer, read pages and post editions."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot import messages
from bot.app import MAIN
from bot.store import Answers, Digests, Inbox, Runs, RunState
from bot.workspace.cast import DESK, GENERAL, MARA, NEWSROOM, TEAM, TOM
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from retrieval.index import open_index
from retrieval.store.database import connect
from retrieval.store.record import Record
from tests import postgres
from tests.bot.digest_cases import digest
from tests.bot.working import HOSTS, Processes, add_sources, allowed, poll_first, until_true
from tests.retrieval.newsroom.servers import Served, serving
from tests.retrieval.newsroom.world import Item, page, rss
from tests.slack_server import slack  # noqa: F401

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]
QUESTIONS = 5  # before each kill
PATIENCE = 400.0  # seconds, on a machine that is busy with something else
POST = "chat.postMessage"
PLACES = ((GENERAL, TOM), (NEWSROOM, TOM), (DESK, MARA))
HELD = (
    "feeds",
    "feed_entries",
    "article_checks",
    "hosts",
    "digest_runs",
    "follows",
    "corrections",
)  # tables of what is held by a lease


@dataclass
class Scene:
    """What the workers are killed in the middle of."""

    slack: LocalSlack
    served: Served
    record: Record
    asked: list[Message] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        for _ in range(QUESTIONS):
            channel, user = PLACES[len(self.asked) % len(PLACES)]
            text = f"{self.slack.mention} what deadline did Trump set? ({len(self.asked)})"
            self.asked.append(self.slack.say(channel, user, text))

    def answers(self) -> int:
        return sum(len(self.slack.replies(message)) for message in self.asked)

    def editions(self) -> list[Message]:
        return [m for m in self.slack.messages(NEWSROOM) if m.metadata and m.metadata["event_type"] == "news_digest"]

    def answering(self) -> Callable[[], bool]:
        """Answers stand in Slack, and their workers do not know it yet."""
        self.slack.hang(POST, times=100)
        before = self.answers()
        return lambda: self.answers() >= before + 2

    def reading(self) -> Callable[[], bool]:
        """A page is on its way."""
        inside = threading.Event()
        text = "The ferry to Pell Point was late again on Tuesday, and nobody could say why, the harbour office wrote."

        def slowly() -> tuple[int, dict[str, str], bytes]:
            if not inside.is_set():
                inside.set()
                self.let_go.wait(60)
            return 200, {"Content-Type": "text/html; charset=utf-8"}, page("The ferry was late", text)

        self.served.pages[HOSTS[0], "/late"] = slowly
        feed = rss(Item(self.served.url(HOSTS[0], "/late"), title="The ferry was late", at=datetime.now(UTC)))
        self.served.pages[HOSTS[0], "/feed"] = feed
        poll_first(self.record)
        return inside.is_set

    def posting(self) -> Callable[[], bool]:
        """An edition stands in Slack, and its worker does not know it yet."""
        self.slack.hang(POST, times=100)
        now = datetime.now(UTC)
        due = (now - timedelta(minutes=10)).time().replace(second=0, microsecond=0)
        daily = digest(id="d1", workspace=TEAM, target=NEWSROOM, at=due, zone="UTC")
        Digests(self.record.engine, new_id=lambda: uuid4().hex).save(daily, now=now - timedelta(days=2))
        return lambda: bool(self.editions())


def fill(served: Served) -> None:
    """A page for every host, each about something else."""
    told = (
        "The bridge at Tarn Ford will close for repairs until October, the county council announced. "
        "Engineers found cracks in two of its piers in the spring, and lorries have gone round by Orrin since"
        " then. The work will cost 4 million.",
        "Ferry crews in Pell Point won a raise of 7 percent, the union told reporters after the talks. "
        "Deckhands had stopped work for nine days and stranded hundreds of passengers. The company said that "
        "fares would not go up this year.",
        "A storm tore the roof off the school of Alder on Sunday night, and lessons will be held in the town "
        "hall. Nobody was hurt, the fire brigade reported, but four cars were crushed by slates. Gusts of 130"
        " kilometres an hour were measured.",
        "The bakery of Mara Lind was named the best of the coast by a jury of nine cooks from the capital. "
        "They praised its rye loaves and its cinnamon buns above all. Lind learnt the trade from her "
        "grandmother and opened the shop in 2009.",
        "Farmers near Birch Hill lost a third of their barley to hail, their association estimates. Stones as"
        " large as plums fell for twenty minutes on Thursday. Most fields were insured, and the ministry "
        "promised seed for the others.",
        "The museum of Cedar Bay has bought back a painting that was stolen from it forty years ago. A dealer"
        " recognised the portrait in an estate sale and called the police. It will hang beside the sketches "
        "that its painter left the town.",
    )
    for host, text in zip(HOSTS, told, strict=True):
        title = " ".join(text.split()[:6])
        served.pages[host, "/report"] = page(title, text)
        served.pages[host, "/feed"] = rss(
            Item(served.url(host, "/report"), title=title, text=text, at=datetime.now(UTC) - timedelta(hours=2))
        )


def leases_run_out(record: Record) -> None:
    """As they would in some minutes: nobody is alive who has one. Questions are free without."""
    with record.engine.begin() as connection:
        for table in HELD:
            connection.exec_driver_sql(f"UPDATE {table} SET lease_until = now() WHERE lease_until > now()")


@contextmanager
def newsroom(slack: LocalSlack, database: str, folder: Path) -> Iterator[tuple[Processes, Scene]]:  # noqa: F811
    """A bot with the packaged articles and sources on record, and a web process that takes in what people ask."""
    record = Record(connect(database))
    with serving("0.0.0.0") as served:
        environment = {
            "DATABASE_URL": database,
            "ONRECORD_ALLOW_HOSTS": allowed(served),
            "ONRECORD_QUESTIONS_AN_HOUR": "1000",
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "PORT": "0",
        }
        with Processes(folder, **environment) as processes:
            processes.run("ingest", "--no-progress", "seeds")
            fill(served)
            add_sources(record, served, collection=MAIN)
            yield processes, Scene(slack, served, record)


def test_nothing_that_killed_workers_had_in_hand_is_lost_or_done_twice(postgresql, slack, tmp_path):  # noqa: F811
    with newsroom(slack, postgresql, tmp_path) as (processes, scene):
        packaged = scene.record.summary([MAIN]).articles
        web = processes.start("serve", "--no-work", until="listening on")
        slack.connect(processes.said(web).split("listening on ")[1].split()[0].rstrip(";") + "/slack/events")
        slack.copies, slack.retries = 2, (0.5, 1.0, 2.0, 4.0, 8.0)
        first = processes.start("work", until=messages.WORKING)
        # What the edition tells: one that finds nothing to tell is never posted.
        until_true(lambda: scene.record.summary([MAIN]).articles == packaged + len(HOSTS), PATIENCE)
        processes.stop(first)
        for begin, workers in ((scene.answering, 2), (scene.reading, 1), (scene.posting, 1)):
            reached = begin()
            working = [processes.start("work") for _ in range(workers)]
            scene.ask()
            until_true(reached, PATIENCE)
            processes.kill(*working)
            scene.let_go.set()
            slack.faults.clear()
            leases_run_out(scene.record)
        inbox = Inbox(scene.record.engine, new_id=str)
        assert inbox.unfinished(), "the last ones had questions in hand"
        working = [processes.start("work", until=messages.WORKING) for _ in range(2)]
        pages = packaged + len(HOSTS) + 1
        until_true(lambda: not inbox.unfinished() and scene.record.summary([MAIN]).articles == pages, PATIENCE)
        runs = Runs(scene.record.engine, new_id=str)
        until_true(lambda: runs.last("d1") is not None, PATIENCE)
        index = open_index(tmp_path / "var" / "index")
        until_true(lambda: index.watermark() == scene.record.last_seq(), PATIENCE)
        processes.stop(*working, web)

    assert Counter(len(slack.replies(message)) for message in scene.asked) == {1: 3 * QUESTIONS}
    assert all("50 -day deadline" in answer.text for asked in scene.asked for answer in slack.replies(asked))
    (edition,) = scene.editions()
    assert (runs.last("d1").state, runs.last("d1").posted.ts) == (RunState.POSTED, edition.ts)
    posted = sum(bool(m.bot_id) for channel, _ in PLACES for m in slack.messages(channel))
    assert posted == 3 * QUESTIONS + 1, "nothing else anywhere"
    with scene.record.engine.connect() as connection:
        read = connection.exec_driver_sql("SELECT state, count(*) FROM feed_entries GROUP BY state").all()
        versions = connection.exec_driver_sql("SELECT count(*) FROM versions").scalar()
    assert [tuple(row) for row in read] == [("done", len(HOSTS) + 1)]
    assert versions == pages, "no page was kept twice"
    assert index.stats((), [MAIN]).sentences == scene.record.summary([MAIN]).sentences
    index.check()
    told = Answers(scene.record.engine).verify(scene.record)
    assert told.checked
    assert not told.broken
