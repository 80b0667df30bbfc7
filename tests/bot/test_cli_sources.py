"""`onrecord sources` and `onrecord ingest URL`, against a server on loopback."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from retrieval.newsroom import Newsroom
from tests.retrieval.newsroom.servers import serving
from tests.retrieval.newsroom.world import Item, page, rss

HOST = "127.0.0.1"


@pytest.fixture
def served(monkeypatch):
    """A server with one outlet. Visits to it come quickly: that they do not is for the newsroom's own tests."""
    monkeypatch.setattr("bot.app.Newsroom", partial(Newsroom, gap=timedelta(milliseconds=20)))
    with serving() as made:
        monkeypatch.setenv("ONRECORD_ALLOW_HOSTS", f"{HOST}:{made.port}")
        link = made.url(HOST, "/lind-leaves-the-harbour")
        made.pages[HOST, "/feed"] = rss(Item(link, at=datetime.now(UTC) - timedelta(hours=1)), title="Harbour Post")
        made.pages[HOST, "/lind-leaves-the-harbour"] = page(
            at=datetime.now(UTC) - timedelta(hours=1),
            text="Mara Lind left the harbour of Alder on Monday, the council said.",
        )
        made.pages[HOST, "/"] = (
            b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>.</body></html>"
        )
        yield made


def test_a_source_is_added_read_asked_about_listed_paused_and_removed(onrecord, served):
    added = onrecord("sources", "add", served.url(HOST, "/"))
    assert (added.status, added.err.split("\n")[0]) == (0, f"found in the page: {served.url(HOST, '/feed')}")
    assert added.out.splitlines() == ["1: Harbour Post is a source of main now; 1 article to read", "1 article read"]
    assert onrecord("ask", "who left the harbour?", "--json").json["answer"] == "Mara Lind"
    [source] = onrecord("sources", "list", "--json").lines
    assert (source["state"], source["articles"], source["last_status"]) == ("active", 1, 200)
    assert source["reason"].startswith("its rhythm: ")
    listed = onrecord("sources", "list").out
    assert "Harbour Post" in listed
    assert "its rhythm" in " ".join(listed.split())
    assert onrecord("sources", "doctor").out == "All sources are well.\n"
    assert onrecord("sources", "pause", "1").out == "1: Harbour Post is paused; it is paused\n"
    assert onrecord("sources", "resume", "1").out == "1: Harbour Post is active\n"
    assert onrecord("sources", "remove", "1").out == "Harbour Post is no source any more; its articles stay\n"
    missing = onrecord("sources", "remove", "1")
    assert (missing.status, missing.err) == (
        2,
        "source 1: there is none of that number; take one from: onrecord sources list\n",
    )


def test_sources_go_out_as_opml_and_come_back(onrecord, served, tmp_path):
    onrecord("sources", "add", served.url(HOST, "/feed"), "--no-read")
    assert onrecord("sources", "export", str(tmp_path / "mine.opml")).status == 0
    again = onrecord("sources", "import", str(tmp_path / "mine.opml"), "--collection", "second")
    assert again.out.splitlines() == ["1 sources added to second", "1 article read"]
    assert "xmlUrl" in onrecord("sources", "export").out


def test_addresses_are_ingested(onrecord, served):
    read = onrecord("ingest", served.url(HOST, "/lind-leaves-the-harbour"))
    assert (read.status, read.out.split(" · ")[:2]) == (0, ["read: Lind leaves the harbour", "The Harbour Post"])
    assert onrecord("ingest", served.url(HOST, "/feed")).out.startswith("on record already: Lind leaves the harbour")
    nothing = onrecord("ingest", served.url(HOST, "/nothing"))
    assert nothing.status == 2
    assert "its server answers 404" in nothing.err


def test_what_cannot_be_fetched_is_one_line(onrecord, monkeypatch):
    monkeypatch.delenv("ONRECORD_ALLOW_HOSTS", raising=False)
    refused = onrecord("sources", "add", "http://127.0.0.1/feed")
    assert refused.status == 2
    assert refused.err.count("\n") == 1
    assert "only public addresses are fetched" in refused.err
    unknown = onrecord("sources", "import", "no-such-pack")
    assert (unknown.status, unknown.err.count("\n")) == (2, 1)
    assert "one of the packs: world, politics, business, science" in unknown.err


@pytest.mark.parametrize("command", [("work",), ("serve",), ("sources", "list")])
def test_hosts_that_cannot_be_read_are_said_before_anything_else(onrecord, monkeypatch, command):
    monkeypatch.setenv("ONRECORD_ALLOW_HOSTS", "wiki.corp, feeds.corp:99999")
    ran = onrecord(*command)
    said = "ONRECORD_ALLOW_HOSTS, 'feeds.corp:99999': has a port that does not exist; write it as host:port"
    assert (ran.status, ran.err.count("\n"), said in ran.err) == (2, 1, True)
    assert onrecord("doctor").out.startswith("fix  settings: ONRECORD_ALLOW_HOSTS, 'feeds.corp:99999': has a port")


def test_a_starter_pack_by_its_name(onrecord):
    made = onrecord("sources", "import", "world", "--no-read")
    assert made.out == "11 sources added to main\n"
    [first, *_] = onrecord("sources", "list", "--json").lines
    assert (first["name"], first["state"], first["reason"]) == ("ABC News (Australia)", "active", "it is new")
