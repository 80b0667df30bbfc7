"""Whole `onrecord work` processes on one PostgreSQL, killed while they open follows, tell their news or
corrections."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot import messages
from bot.app import MAIN
from bot.store import Answers, Inbox
from bot.workspace.records import Message
from retrieval.language.analyse import Analyser
from retrieval.store.record import Record
from retrieval.types import RawArticle
from tests import postgres
from tests.bot.slack.case import ASKED, SAYS, shown
from tests.bot.test_work_killed import PATIENCE, PLACES, POST, Scene, leases_run_out, newsroom
from tests.bot.working import Processes, until_true
from tests.slack_server import slack  # noqa: F401

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]
WORKERS = 2
NEWS = "Trump said on Monday that the deadline for Russia is now 12 days. He spoke in Scotland."
OTHERWISE = (SAYS, SAYS.replace("50", "60"), SAYS.replace("50", "70"))  # what the quoted article says, one by one
UPDATE = "chat.update"
NOTES = (messages.CORRECTION_MARKED, messages.CORRECTION_STANDS)


def put(record: Record, raw: RawArticle) -> None:
    """As an ingestion elsewhere would put it on record."""
    record.save(MAIN, raw, Analyser().full(raw.title, raw.text), now=datetime.now(UTC))


@dataclass
class Told:
    """What stands in Slack of each kind, and how it comes to be."""

    scene: Scene
    asked: list[Message]
    says: str = OTHERWISE[0]

    def everything(self) -> list[Message]:
        """What the bot posted."""
        return [m for channel, _ in PLACES for m in self.scene.slack.messages(channel) if m.bot_id]

    def of(self, *lines: str) -> list[Message]:
        return [message for message in self.everything() if any(line in shown(message) for line in lines)]

    def opened(self) -> list[Message]:
        return self.of(messages.FOLLOWING)

    def news(self) -> list[Message]:
        return self.of(messages.FOLLOW_NEWS)

    def notes(self) -> list[Message]:
        return self.of(*NOTES)

    def follow(self) -> None:
        for channel, user in PLACES:
            assert self.scene.slack.command(user, channel, f"follow {ASKED}").acknowledged

    def something_new(self) -> None:
        put(self.scene.record, raw("scotland", "Trump shortens his deadline", NEWS))

    def struck(self) -> list[Message]:
        """Answers that are marked as they are to be by now."""
        answers = [answer for asked in self.asked for answer in self.scene.slack.replies(asked)[:1]]
        return [answer for answer in answers if self.says in shown(answer)]

    def something_wrong(self) -> None:
        """The article that the answers quote says otherwise now."""
        record = self.scene.record
        cited = {
            (row.collection, row.article_key) for _, row in Answers(record.engine).citations() if SAYS in row.sentence
        }
        ((pair, article),) = record.articles(cited).items()
        (text,) = record.texts([(*pair, article.version)]).values()
        before, self.says = self.says, OTHERWISE[OTHERWISE.index(self.says) + 1]
        put(record, raw(article.key, article.title, text.replace(before, self.says)))


def raw(key: str, title: str, text: str) -> RawArticle:
    return RawArticle(key=key, url=None, title=title, source=None, published_at=None, text=text)


def unfinished(record: Record) -> int:
    """Follows and corrections that are to be told, or that nobody has told the database yet."""
    with record.engine.connect() as connection:
        return sum(
            connection.exec_driver_sql(f"SELECT count(*) FROM {where}").scalar_one()
            for where in (
                "follows WHERE state = 'opening'",
                "follow_notices WHERE message_ts IS NULL",
                "corrections WHERE NOT done",
            )
        )


def killed(
    processes: Processes,
    scene: Scene,
    begin: Callable[[], None],
    standing: Callable[[], list[Message]],
    method: str = POST,
) -> None:
    """Workers are killed when what each has told stands in Slack and none of them knows; others go on."""
    begin()
    before = len(standing())
    scene.slack.hang(method, times=100)
    working = [processes.start("work") for _ in range(WORKERS)]
    until_true(lambda: len(standing()) >= before + WORKERS, PATIENCE)
    assert unfinished(scene.record)
    processes.kill(*working)
    scene.slack.faults.clear()
    leases_run_out(scene.record)
    working = [processes.start("work") for _ in range(WORKERS)]
    until_true(lambda: len(standing()) >= before + len(PLACES) and not unfinished(scene.record), PATIENCE)
    processes.stop(*working)


def test_what_killed_workers_were_telling_is_told_once(postgresql, slack, tmp_path):  # noqa: F811
    with newsroom(slack, postgresql, tmp_path) as (processes, scene):
        web = processes.start("serve", "--no-work", until="listening on")
        slack.connect(processes.said(web).split("listening on ")[1].split()[0].rstrip(";") + "/slack/events")
        told = Told(scene, [slack.say(channel, user, f"{slack.mention} {ASKED}") for channel, user in PLACES])
        inbox = Inbox(scene.record.engine, new_id=str)
        worker = processes.start("work")
        until_true(lambda: all(map(slack.replies, told.asked)) and not inbox.unfinished(), PATIENCE)
        processes.stop(worker)
        killed(processes, scene, told.follow, told.opened)
        killed(processes, scene, told.something_new, told.news)
        killed(processes, scene, told.something_wrong, told.struck, UPDATE)
        killed(processes, scene, told.something_wrong, told.notes)
        processes.stop(web)

    for opened in told.opened():
        _, news = slack.replies(opened)
        assert "12 days" in shown(news)
    for asked in told.asked:
        answer, *notes = slack.replies(asked)
        assert OTHERWISE[-1] in shown(answer)
        assert [note in told.notes() for note in notes] == [True, True], "one for each version"
    assert Counter(message.channel for message in told.everything()) == {channel: 5 for channel, _ in PLACES}
    verified = Answers(scene.record.engine).verify(scene.record)
    assert verified.checked
    assert not verified.broken
