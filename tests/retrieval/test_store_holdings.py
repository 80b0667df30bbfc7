"""What there is in the record, as it is shown to people: outlets, freshness, the newest articles, whose it is."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.workspaces import Workspaces
from retrieval.language.analyse import Analyser
from retrieval.store import known_names
from retrieval.store.record import Outlet, Record
from tests.retrieval.store_cases import NOW, PUBLISHED, analyse, article, open_record

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = open_record(tmp_path)
    for raw, fetched in (
        (article("a"), NOW),
        (article("b", published_at=PUBLISHED + timedelta(days=1)), NOW),
        (article("c", source="Aldmoor Times", published_at=None, precision=None), LATER),
    ):
        record.save("news", raw, analyse(raw), now=fetched)
    return record


def test_outlets_with_most_articles_come_first(record: Record) -> None:
    assert record.outlets(["news"]) == (
        Outlet(name="The Harbour Post", articles=2, last_published=PUBLISHED + timedelta(days=1)),
        Outlet(name="Aldmoor Times", articles=1, last_published=None),
    )
    record.delete("news", ["c"])
    assert [outlet.name for outlet in record.outlets(["news"])] == ["The Harbour Post"]


def test_the_newest_articles_and_when_the_last_came_in(record: Record) -> None:
    assert record.newest(["news"], 2) == (("news", "b"), ("news", "a"))
    assert record.newest(["news"], 9)[-1] == ("news", "c")
    assert record.last_fetched(["news"]) == LATER
    assert record.last_fetched([]) is None


def test_a_collection_is_a_workspaces_own_or_shared(record: Record) -> None:
    Workspaces(record.engine).ensure("T1")
    record.ensure_collection("T1", workspace="T1")
    assert record.collections() == ("T1", "news")
    assert record.collections(workspace="T1") == ("T1",)
    assert record.outlets(record.collections(workspace="T1")) == ()


def test_whether_there_is_an_article_at_all(record: Record) -> None:
    record.ensure_collection("empty")
    assert record.holds(["news"])
    assert record.holds(["empty", "news"])
    assert not record.holds(["empty"])
    assert not record.holds(["nowhere"])
    assert not record.holds([])
    record.delete("news", ["a", "b", "c"])
    assert not record.holds(["news"])


def test_the_words_of_names_are_read_from_every_article_however_many_are_listed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = open_record(tmp_path)
    words = ("Aldmoor", "Birchwick", "Cedarholm", "Dunfell", "Elmstead")
    for word in words:
        raw = article(word, f"The mayor flew to {word} on Monday.")
        record.save("news", raw, Analyser().light(raw.title, raw.text), now=NOW)
    monkeypatch.setattr(known_names, "_LISTED", 2)
    monkeypatch.setattr(known_names, "_VERSIONS", 1)
    (known,) = known_names.KnownNames(record.engine).of(["news"])
    assert {word.lower(): 1 for word in words}.items() <= known.items()
