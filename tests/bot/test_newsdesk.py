"""The newsroom at work in the background: what a poll tells of is answered soon after, and stopping leaves nothing."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import open_app
from bot.newsdesk import Newsdesk, open_newsdesk
from bot.questions import Question
from config.settings import Settings
from retrieval.store.claims import Claim, Work
from tests.retrieval.newsroom.servers import serving
from tests.retrieval.newsroom.world import Item, page, rss

HOST = "127.0.0.1"
PATIENCE = 180  # seconds: far more than it takes, for a starved machine


def until(true):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_new_article_is_answered_without_anybody_doing_anything(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with serving() as served:
        settings = Settings(ONRECORD_DATA_DIR=str(tmp_path), ONRECORD_ALLOW_HOSTS=f"{HOST}:{served.port}")
        app = open_app(settings, say=print)
        served.pages[HOST, "/feed"] = rss(title="Harbour Post")
        source = app.newsroom.add(served.url(HOST, "/feed"), collection="main").source
        app.analyser.annotate(["It is loaded."])
        desk = open_newsdesk(app)
        desk.start()
        try:
            link = served.url(HOST, "/lind-leaves-the-harbour")
            text = "Mara Lind left the harbour of Alder on Monday, the council said."
            served.pages[HOST, "/lind-leaves-the-harbour"] = page(text=text)
            served.pages[HOST, "/feed"] = rss(Item(link, at=datetime.now(UTC) - timedelta(minutes=5)))
            app.newsroom.resume(source.id)
            until(lambda: any(asked.path == "/feed" and asked.status == 200 for asked in served.asked[1:]))
            told = time.monotonic()
            question = Question(text="Who left the harbour of Alder?", collections=("main",))
            until(lambda: app.answer(question, keep=False).answer == "Mara Lind")
            print(f"answered {time.monotonic() - told:.1f} s after the poll that told of it")
        finally:
            desk.stop()
        assert desk.busy() == 0
        assert app.newsroom.source(source.id).articles == 1


class Room:
    """A newsroom with as much work as it is told."""

    def __init__(self, pieces: int) -> None:
        self.left = [Claim(work=Work.ENTRY, host="a", holder=str(n), number=n) for n in range(pieces)]
        self.at_once = self.most = 0
        self.done: list[int] = []
        self.let_go = threading.Event()
        self.lock = threading.Lock()

    def claim(self):
        return self.left.pop() if self.left else None

    def do(self, claim):
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.let_go.wait(PATIENCE)
        with self.lock:
            self.at_once -= 1
            self.done.append(claim.number)

    def recheck(self):
        raise OSError("the database is away")

    def tidy(self):
        return


@pytest.mark.parametrize("at_once", [1, 4])
def test_so_many_pieces_of_work_at_once_and_each_once(at_once):
    room = Room(12)
    indexed = threading.Event()
    desk = Newsdesk(room, catch_up=indexed.set, monotonic=time.monotonic, at_once=at_once, tick=0.01)
    desk.start()
    until(lambda: room.at_once == at_once)
    assert desk.busy() == at_once
    room.let_go.set()
    until(lambda: len(room.done) == 12)
    desk.stop()
    assert sorted(room.done) == list(range(12))
    assert room.most == at_once
    assert indexed.is_set()
