"""Servers that take their time, say nonsense, or cannot prove who they are. Waits are cut short by the deadline."""

import socket
import ssl
from contextlib import suppress
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import retrieval.fetch.guard as guard
from retrieval.fetch import Allowed, Fetched, Fetcher, FetchFailed, Trouble, Want
from tests.retrieval.fetch.authority import Authority
from tests.retrieval.fetch.conftest import AGENT, TLS, Site
from tests.retrieval.fetch.server import Names, Reply, Visit, response, serving

SOON = 0.4  # seconds
DRIP = 0.02  # seconds between two bytes


def _silent(visit: Visit) -> None:
    visit.stay()


def _slow_head(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    visit.keep_sending(b"a", pause=DRIP)


def _slow_body(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
    visit.keep_sending(b"a", pause=DRIP)


def _slow_chunks(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    visit.keep_sending(b"1\r\na\r\n", pause=DRIP)


def _slow_hints(visit: Visit) -> None:
    visit.keep_sending(b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=DRIP)


def _half(visit: Visit) -> None:
    visit.send(response(b"<p>" * 100)[:-5])
    visit.stay()


@pytest.mark.parametrize("reply", [_silent, _slow_head, _slow_body, _slow_chunks, _slow_hints, _half])
def test_the_deadline_is_for_all_of_it(site: Site, reply: Reply) -> None:
    site.server.replies = {"/": reply}
    assert site.trouble("/", seconds=SOON) is Trouble.TIMEOUT


def test_the_deadline_is_for_all_hops_together(site: Site) -> None:
    def slow_move(visit: Visit) -> None:
        visit.over.wait(SOON / 3)
        visit.send(response(b"", status="302 Found", Location=f"{visit.path}x"))

    site.server.replies = {f"/{'x' * n}": slow_move for n in range(10)}
    assert site.trouble("/", seconds=SOON) is Trouble.TIMEOUT


def test_a_handshake_that_never_ends_is_left(authority: Authority) -> None:
    def stay(connection: socket.socket, over: Event) -> None:
        connection.recv(1)
        over.wait()

    with serving(greet=stay) as server:
        allowed = Allowed.parse(f"news.test:{server.port}")
        names = Names(meanings={"news.test": [["127.0.0.1"]]})
        fetcher = Fetcher(allowed=allowed, user_agent=AGENT, resolve=names, tls=authority.trusted())
        with pytest.raises(FetchFailed) as failure:
            fetcher.get(f"https://news.test:{server.port}/", want=Want.PAGE, seconds=SOON)
    assert failure.value.trouble is Trouble.TIMEOUT


def test_a_greeting_that_never_ends_is_left() -> None:
    def drip(connection: socket.socket, over: Event) -> None:
        with suppress(OSError):
            while not over.wait(DRIP):
                connection.sendall(b"\x16")

    with serving(greet=drip) as server:
        fetcher = Fetcher(
            allowed=Allowed.parse(f"localhost:{server.port}"),
            user_agent=AGENT,
            tls=TLS,
            resolve=Names(meanings={"localhost": [["127.0.0.1"]]}),
        )
        for scheme in ("http", "https"):
            with pytest.raises(FetchFailed) as failure:
                fetcher.get(f"{scheme}://localhost:{server.port}/", want=Want.PAGE, seconds=SOON)
            assert failure.value.trouble in {Trouble.TIMEOUT, Trouble.CONNECTION}


def test_a_name_that_is_never_resolved_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def never(*_: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        over.wait()
        return []

    monkeypatch.setattr(guard, "LOOKUPS", 2)
    fetcher = Fetcher(allowed=Allowed(), user_agent=AGENT, resolve=never, tls=TLS)
    try:
        for _ in range(4):  # the last two find every look-up taken
            with pytest.raises(FetchFailed) as failure:
                fetcher.get("http://a.test/", want=Want.PAGE, seconds=0.05)
            assert failure.value.trouble is Trouble.TIMEOUT
    finally:
        over.set()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"<html>no head at all</html>",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nanything",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\nContent-Type: text/html\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nContent-Type: text/html\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 100_000 + b"\r\n",
        lambda visit: visit.keep_sending(b"X-Flood: a\r\n" * 1000),
        lambda visit: (visit.send(b"HTTP/1.1 200 OK\r\n"), visit.keep_sending(b"X-Flood: a\r\n" * 1000))[0],
        lambda visit: visit.connection.close(),
    ],
)
def test_what_is_not_http_is_no_response(site: Site, reply: Reply) -> None:
    site.server.replies = {"/": reply}
    assert site.trouble("/", seconds=60) in {Trouble.CONNECTION, Trouble.TOO_LARGE}


def test_a_flood_of_hints_is_left(site: Site) -> None:
    site.server.replies = {"/": lambda visit: visit.keep_sending(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500)}
    assert site.trouble("/", seconds=60) is Trouble.TOO_LARGE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300)
    | st.binary(max_size=200).map(lambda rest: b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + rest)
    | st.binary(max_size=60).map(lambda where: b"HTTP/1.1 302 F\r\nLocation: " + where + b"\r\n\r\n")
)
def test_whatever_a_server_says_is_a_response_or_a_failure(site: Site, said: bytes) -> None:
    site.server.replies = {"/": said}
    try:
        got: Fetched | FetchFailed = site.get("/", seconds=30)
    except FetchFailed as failure:
        got = failure
    assert isinstance(got, Fetched) or "\n" not in str(got)


def test_nobody_listening_is_a_connection_that_failed(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    fetcher = Fetcher(allowed=Allowed.parse(f"news.test:{port}"), user_agent=AGENT, resolve=site.names, tls=TLS)
    with pytest.raises(FetchFailed) as failure:
        fetcher.get(f"http://news.test:{port}/", want=Want.PAGE)
    assert failure.value.trouble is Trouble.CONNECTION


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def _secure(server_tls: ssl.SSLContext, trusted: ssl.SSLContext) -> Fetched:
    with serving({"/": response(b"<p>secret</p>")}, tls=server_tls) as server:
        names = Names(meanings={"news.test": [["127.0.0.1"]]})
        allowed = Allowed.parse(f"news.test:{server.port}")
        fetcher = Fetcher(allowed=allowed, user_agent=AGENT, resolve=names, tls=trusted)
        return fetcher.get(f"https://news.test:{server.port}/", want=Want.PAGE)


def test_a_certificate_for_the_name_is_taken_though_the_address_is_connected_to(authority: Authority) -> None:
    assert _secure(authority.server("news.test"), authority.trusted()).body == b"<p>secret</p>"


def test_certificates_that_do_not_hold_are_refused(authority: Authority) -> None:
    wrong = {
        "another name": (authority.server("other.test"), authority.trusted()),
        "its address only": (authority.server("127.0.0.1"), authority.trusted()),
        "over": (authority.server("news.test", expired=True), authority.trusted()),
        "an authority nobody knows": (authority.server("news.test"), TLS),
    }
    for why, (served, trusted) in wrong.items():
        with pytest.raises(FetchFailed) as failure:
            _secure(served, trusted)
        assert failure.value.trouble is Trouble.CONNECTION, why
        assert "certificate" in failure.value.cause, why


def test_plain_http_where_tls_is_expected_is_refused(site: Site) -> None:
    def speak_plainly(connection: socket.socket, over: Event) -> None:
        connection.sendall(response())
        over.wait()

    with serving(greet=speak_plainly) as server:
        allowed = Allowed.parse(f"news.test:{server.port}")
        fetcher = Fetcher(allowed=allowed, user_agent=AGENT, resolve=site.names, tls=TLS)
        with pytest.raises(FetchFailed) as failure:
            fetcher.get(f"https://news.test:{server.port}/", want=Want.PAGE)
    assert failure.value.trouble is Trouble.CONNECTION


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>"])
def test_closing_wakes_who_waits_and_stops_who_comes(authority: Authority, scheme: str, start: bytes) -> None:
    waiting, ended = Event(), Event()
    troubles: list[Trouble] = []

    def stay(visit: Visit) -> None:
        visit.send(start)
        waiting.set()
        visit.stay()

    def wait() -> None:
        try:
            fetcher.get(url, want=Want.PAGE, seconds=600)
        except FetchFailed as failure:
            troubles.append(failure.trouble)
        ended.set()

    with serving({"/": stay}, tls=authority.server("news.test") if scheme == "https" else None) as server:
        fetcher = Fetcher(
            allowed=Allowed.parse(f"news.test:{server.port}"),
            user_agent=AGENT,
            resolve=Names(meanings={"news.test": [["127.0.0.1"]]}),
            tls=authority.trusted(),
        )
        url = f"{scheme}://news.test:{server.port}/"
        Thread(target=wait, daemon=True).start()
        assert waiting.wait(30)
        fetcher.close()
        assert ended.wait(30)
        assert troubles == [Trouble.CONNECTION]
        with pytest.raises(FetchFailed):
            fetcher.get(url, want=Want.PAGE)


def test_without_an_authority_of_its_own_it_trusts_the_systems() -> None:
    tls = Fetcher(allowed=Allowed(), user_agent=AGENT)._tls
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_threads_do_not_get_in_each_others_way(site: Site) -> None:
    site.server.replies = {f"/{n}": response(f"<p>{n}</p>".encode() * (n + 1)) for n in range(20)}
    bodies: dict[int, bytes] = {}

    def get(n: int) -> None:
        bodies[n] = site.get(f"/{n}", seconds=60).body

    threads = [Thread(target=get, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == {n: f"<p>{n}</p>".encode() * (n + 1) for n in range(20)}
