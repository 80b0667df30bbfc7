"""Redirects and names that change their meaning: every hop is looked at as if it were the first."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytest_mock import MockerFixture

from retrieval.fetch import Allowed, Fetcher, FetchFailed, Move, Trouble, Want
from retrieval.fetch.guard import Guard
from retrieval.fetch.headers import asked
from tests.retrieval.fetch.conftest import AGENT, TLS, Site
from tests.retrieval.fetch.server import Names, Visit, moved, response, serving


def test_redirects_are_followed_and_told(site: Site) -> None:
    site.server.replies = {
        "/old": moved("/newer?a=1", "301 Moved Permanently"),
        "/newer?a=1": moved(site.url("/new#part"), "308 Permanent Redirect"),
        "/new": response(b"<p>here</p>"),
    }
    got = site.get("/old")
    assert (got.status, got.body, got.url, got.final_url) == (200, b"<p>here</p>", site.url("/old"), site.url("/new"))
    assert got.moves == (
        Move(status=301, origin=site.url("/old"), target=site.url("/newer?a=1")),
        Move(status=308, origin=site.url("/newer?a=1"), target=site.url("/new")),
    )


@pytest.mark.parametrize(
    ("location", "trouble"),
    [
        ("http://169.254.169.254/latest/meta-data/", Trouble.REFUSED),
        ("//169.254.169.254/", Trouble.REFUSED),
        ("http://[fd00:ec2::254]/", Trouble.REFUSED),
        ("http://[::ffff:a9fe:a9fe]/", Trouble.REFUSED),
        ("http://metadata.test/", Trouble.REFUSED),
        ("http://10.0.0.1/", Trouble.REFUSED),
        ("http://2852039166/", Trouble.ADDRESS),
        ("http://127.0.0.1:{port}/", Trouble.ADDRESS),
        ("http://localhost:{port}/", Trouble.ADDRESS),
        ("http://news.test:{other}/", Trouble.ADDRESS),
        ("http://sub.news.test:{port}/", Trouble.ADDRESS),
        ("http://news.test@10.0.0.1/", Trouble.ADDRESS),
        ("\\\\169.254.169.254\\x", None),
        ("file:///etc/passwd", Trouble.ADDRESS),
        ("ftp://news.test/", Trouble.ADDRESS),
        ("gopher://127.0.0.1:70/_", Trouble.ADDRESS),
        ("http://[", Trouble.ADDRESS),
        ("http://nowhere.test/", Trouble.UNKNOWN_HOST),
    ],
)
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_no_redirect_leads_inside(site: Site, location: str, trouble: Trouble | None, status: str) -> None:
    site.names.meanings["metadata.test"] = [["169.254.169.254"]]
    with serving({"/": response()}) as other:
        target = location.format(port=site.server.port, other=other.port)
        site.server.replies = {"/": moved(target, status)}
        if trouble is None:  # it is a path of the same site, and is asked for as one
            assert site.get("/").status == 404
            assert site.server.visits[-1].said("Host") == f"news.test:{site.server.port}"
        else:
            assert site.trouble("/") is trouble
            assert len(site.server.visits) == 1
        assert other.connections == 0


def test_a_refusal_after_a_redirect_says_where_it_led(site: Site) -> None:
    site.server.replies = {"/feed": moved("http://10.0.0.1/admin?token=secret")}
    with pytest.raises(FetchFailed) as failure:
        site.get("/feed")
    assert failure.value.subject == f"{site.url('/feed')} (sent on to http://10.0.0.1/admin)"


def test_circles_and_long_chains_end(site: Site) -> None:
    site.server.replies = {"/self": moved("/self"), "/a": moved("/b"), "/b": moved("/a")}
    site.server.replies |= {f"/{n}": moved(f"/{n + 1}") for n in range(20)}
    site.server.replies["/5"] = response()
    assert site.trouble("/self") is Trouble.REDIRECTS
    assert site.trouble("/a") is Trouble.REDIRECTS
    site.server.visits.clear()
    assert site.get("/0").status == 200
    site.server.replies["/5"] = moved("/6")
    assert site.trouble("/0") is Trouble.REDIRECTS
    assert len(site.server.visits) == 12


@pytest.mark.parametrize("head", [b"", b"Location: \r\n", b"Location:\r\n"])
def test_a_redirect_to_nowhere_is_a_response(site: Site, head: bytes) -> None:
    site.server.replies = {"/": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n" + head + b"\r\n"}
    got = site.get("/")
    assert (got.status, got.body, got.moves) == (302, b"", ())


def test_a_location_in_utf_8_with_spaces_is_understood(site: Site) -> None:
    site.server.replies = {
        "/": moved(" /новини дня".encode().decode("latin-1")),
        "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%20%D0%B4%D0%BD%D1%8F": response(),
    }
    assert site.get("/").status == 200


def test_a_name_is_looked_up_once_for_each_connection(site: Site) -> None:
    with serving({"/": response(b"<p>rebound</p>")}, host="127.0.0.2", port=site.server.port) as other:
        site.names.meanings["news.test"] = [["127.0.0.1"], ["127.0.0.2"]]
        site.server.replies = {"/": response(b"<p>first</p>")}
        assert site.get("/").body == b"<p>first</p>"
        assert (site.names.asked, other.connections) == (["news.test"], 0)


def test_a_name_that_is_rebound_between_hops_is_refused(site: Site) -> None:
    site.names.meanings["news.test"] = [["127.0.0.1"], ["169.254.169.254"]]
    site.server.replies = {"/": moved("/again"), "/again": response()}
    assert site.trouble("/") is Trouble.REFUSED
    assert [visit.path for visit in site.server.visits] == ["/"]


def test_the_address_that_was_checked_is_the_one_connected_to(mocker: MockerFixture) -> None:
    backend = mocker.patch("retrieval.fetch.wire.SyncBackend")
    backend.return_value.connect_tcp.side_effect = OSError("not from here")
    names = Names(meanings={"news.test": [["93.184.216.34"], ["127.0.0.1"]]})
    with pytest.raises(FetchFailed) as failure:
        Fetcher(allowed=Allowed(), user_agent=AGENT, resolve=names, tls=TLS).get("http://news.test/", want=Want.PAGE)
    assert failure.value.trouble is Trouble.CONNECTION
    assert [call.args[:2] for call in backend.return_value.connect_tcp.call_args_list] == [("93.184.216.34", 80)]
    assert names.asked == ["news.test"]


def test_the_next_address_is_tried_when_one_does_not_answer(site: Site) -> None:
    site.names.meanings["news.test"] = [["127.0.0.3", "::1", "127.0.0.1"]]
    site.server.replies = {"/": response()}
    assert site.get("/").status == 200


def test_only_the_named_host_and_port_are_opened(site: Site) -> None:
    port = site.server.port
    site.server.replies = {"/": response()}
    for url in (f"http://localhost:{port}/", f"http://127.0.0.1:{port}/", f"http://x.news.test:{port}/"):
        with pytest.raises(FetchFailed):
            site.fetcher.get(url, want=Want.PAGE)
    with pytest.raises(FetchFailed) as failure:
        site.fetcher.get("http://news.test/", want=Want.PAGE)
    assert failure.value.trouble is Trouble.REFUSED
    assert site.server.connections == 0
    assert site.fetcher.get(f"http://NEWS.test.:{port}/", want=Want.PAGE).status == 200


@pytest.mark.parametrize("address", ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "::ffff:7f00:1", "0.0.0.0"])
def test_an_opened_name_never_means_a_metadata_service(site: Site, address: str) -> None:
    site.names.meanings["news.test"] = [[address]]
    assert site.trouble("/") is Trouble.REFUSED


def test_neither_cookies_nor_the_page_before_are_told(site: Site) -> None:
    site.server.replies = {
        "/": response(b"", status="302 Found", Location="/next", Set_Cookie="id=1; Path=/"),
        "/next": response(Set_Cookie="id=2; Path=/"),
    }
    assert "set-cookie" not in site.get("/").headers
    site.get("/")
    for visit in site.server.visits:
        assert (visit.said("Cookie"), visit.said("Referer"), visit.said("Authorization")) == (None, None, None)
        assert visit.said("User-Agent") == AGENT


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_no_proxy_of_the_environment_is_used(site: Site, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": response(b"<p>proxy</p>")}) as proxy:
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        site.server.replies = {"/": response(b"<p>direct</p>")}
        assert site.get("/").body == b"<p>direct</p>"
        assert proxy.connections == 0


def test_validators_go_back_byte_for_byte_on_every_hop(site: Site) -> None:
    def reply(visit: Visit) -> None:
        same = visit.said("If-None-Match") == 'W/"a,é "'
        visit.send(response(b"", status="304 Not Modified") if same else response())

    site.server.replies = {"/old": moved("/feed"), "/feed": reply}
    got = site.get("/old", want=Want.FEED, etag='W/"a,é "', last_modified="yesterday, about noon")
    assert (got.status, got.body) == (304, b"")
    assert [visit.said("If-Modified-Since") for visit in site.server.visits] == ["yesterday, about noon"] * 2


@pytest.mark.parametrize("etag", ["", "x" * 2000, '"a\r\nX-Injected: 1"', "\x00", "名"])
def test_a_validator_that_cannot_be_sent_is_left_out(site: Site, etag: str) -> None:
    site.server.replies = {"/": response()}
    assert site.get("/", etag=etag).status == 200
    assert site.server.visits[0].said("If-None-Match") is None
    assert b"Injected" not in site.server.visits[0].head


@pytest.mark.parametrize("status", [204, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 599])
def test_any_status_is_a_response(site: Site, status: int) -> None:
    site.server.replies = {"/": response(b"", status=f"{status} X", Retry_After="120", kind="image/png")}
    got = site.get("/")
    assert (got.status, got.body, got.headers["retry-after"]) == (status, b"", "120")


def test_the_host_is_named_as_the_address_names_it() -> None:
    hosts = {
        "http://a.test/": b"a.test", "https://a.test:443/": b"a.test", "http://a.test:443/": b"a.test:443",
        "http://[2a00:1450::1]/": b"[2a00:1450::1]", "http://Новини.test/": b"xn--b1amarcd.test",
    }  # fmt: skip
    guard = Guard(allowed=Allowed(), resolve=Names())
    for url, host in hosts.items():
        head = asked(guard.target(url), want=Want.PAGE, user_agent=AGENT, etag=None, last_modified=None)
        assert dict(head)[b"Host"] == host


def test_secrets_of_an_address_are_in_no_message(site: Site) -> None:
    for url in ("http://user:secret@news.test/?key=secret", "http://10.0.0.1/a?key=secret#secret", "secret:secret@x"):
        with pytest.raises(FetchFailed) as failure:
            site.fetcher.get(url, want=Want.PAGE)
        assert "secret" not in str(failure.value) or url.startswith("secret")
        assert "secret@" not in str(failure.value)


def test_every_hop_of_a_fetch_takes_its_turn(site: Site) -> None:
    taken: list[str] = []

    @contextmanager
    def turn(host: str) -> Iterator[None]:
        taken.append(host)
        yield
        taken.append("over")

    site.server.replies = {"/": moved("/there"), "/there": response()}
    site.get("/", turn=turn)
    assert taken == ["news.test", "over", "news.test", "over"]


def test_waiting_for_a_turn_takes_nothing_from_the_time_of_the_fetch(site: Site) -> None:
    now = [0.0]

    @contextmanager
    def turn(_host: str) -> Iterator[None]:
        now[0] += 1000.0
        yield

    site.server.replies = {"/": moved("/there"), "/there": response()}
    fetcher = Fetcher(
        allowed=Allowed.parse(f"news.test:{site.server.port}"),
        user_agent=AGENT,
        resolve=site.names,
        monotonic=lambda: now[0],
    )
    assert fetcher.get(site.url(), want=Want.PAGE, turn=turn, seconds=20).status == 200
