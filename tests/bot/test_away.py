"""The servers of the record and the index go away while the bot runs: `/readyz` and `doctor` say which, in a line."""

import threading
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.doctor import examine
from bot.slack.health import troubles
from config.settings import Settings
from tests import opensearch, postgres

pytestmark = pytest.mark.slow


def _app(folder: Path, monkeypatch: pytest.MonkeyPatch, **settings: str) -> App:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return open_app(Settings(data_dir=folder / "var", **settings), say=lambda _: None)


def _ready() -> threading.Event:
    ready = threading.Event()
    ready.set()
    return ready


@pytest.mark.opensearch
def test_opensearch_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = opensearch.Cluster(1)
    try:
        app = _app(tmp_path, monkeypatch, opensearch_url=cluster.urls)
        assert troubles(app, _ready()) == {}
        (hosts,) = (finding.said for finding in examine(lambda: app) if finding.what == "hosts")
        assert f"OpenSearch at {cluster.urls}" in hosts
    finally:
        cluster.stop()
    assert troubles(app, _ready()) == {"index": "OpenSearch is away"}
    well = {finding.what: finding for finding in examine(lambda: app)}
    assert not well["index"].ok
    assert well["index"].said.startswith("OpenSearch: it cannot be reached")
    (only,) = examine(lambda: _app(tmp_path, monkeypatch, opensearch_url=cluster.urls))
    assert (only.what, only.ok) == ("index", False)
    assert "OPENSEARCH_URL" in only.said


@pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed")
def test_postgresql_goes_away_and_no_password_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = postgres.Server()
    url = server.create().replace("onrecord@", "onrecord:not-to-be-said@")
    app = _app(tmp_path, monkeypatch, database_url=url)
    (hosts,) = (finding.said for finding in examine(lambda: app) if finding.what == "hosts")
    assert "PostgreSQL at postgresql://onrecord:***@127.0.0.1" in hosts
    server.stop()
    assert troubles(app, _ready()) == {"database": "PostgreSQL is away"}
    (only,) = examine(lambda: _app(tmp_path, monkeypatch, database_url=url))
    assert (only.what, only.ok) == ("database", False)
    assert "not-to-be-said" not in only.said
