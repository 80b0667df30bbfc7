"""The fetcher as the app composes it."""

from pathlib import Path

import pytest

from bot.app import open_app
from config.settings import Settings
from retrieval.errors import BadInput
from retrieval.fetch import FetchFailed, Trouble, Want
from tests.retrieval.fetch.server import response, serving


def test_the_setting_opens_the_named_host_and_port_and_nothing_else(tmp_path: Path) -> None:
    with serving({"/": response()}) as opened, serving({"/": response()}) as other:
        settings = Settings(
            data_dir=tmp_path, allow_hosts=f"127.0.0.1:{opened.port}", public_url="https://news.example.org"
        )
        fetcher = open_app(settings, say=print).fetcher
        assert fetcher.get(f"http://127.0.0.1:{opened.port}/", want=Want.PAGE).status == 200
        with pytest.raises(FetchFailed) as failure:
            fetcher.get(f"http://127.0.0.1:{other.port}/", want=Want.PAGE)
        assert failure.value.trouble is Trouble.ADDRESS
        assert other.connections == 0
        agent = opened.visits[0].said("User-Agent") or ""
        assert agent.startswith("OnTheRecord/")
        assert "+https://news.example.org" in agent


def test_without_the_setting_nothing_in_house_is_fetched(tmp_path: Path) -> None:
    fetcher = open_app(Settings(data_dir=tmp_path), say=print).fetcher
    with pytest.raises(FetchFailed) as failure:
        fetcher.get("http://127.0.0.1/", want=Want.PAGE)
    assert failure.value.trouble is Trouble.REFUSED


def test_a_setting_that_cannot_be_read_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ONRECORD_ALLOW_HOSTS"):
        open_app(Settings(data_dir=tmp_path / "var", allow_hosts="http://a.test/"), say=print)
    assert not (tmp_path / "var").exists()
