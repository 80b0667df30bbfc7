"""Every way to write an address that must not be reached, tried against a server that is there and listens."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import retrieval.fetch.guard as guard
from retrieval.fetch import Allowed, Fetcher, FetchFailed, Trouble, Want
from tests.retrieval.fetch.conftest import AGENT, TLS
from tests.retrieval.fetch.server import Names, Server, response, serving

LOOPBACK = [  # hosts that a client without a guard takes to this machine
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0177.0.0.1", "0177.1", "0x7f000001", "0x7F.0.0.1",
    "0x7f.1", "0x7f.0x0.0x0.0x1", "127.0.0.01", "0", "0.0.0.0", "localhost", "LOCALHOST",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::FFFF:7F00:0001]",
]  # fmt: skip
DISGUISED = [  # what only some parsers take there
    "localhost.", "LocalHost.", "127.0.0.1.", "127.000.000.001", "00000177.0.0.1", "0x7f.0.0.01",
    "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1",
    "127．0．0．1", "ⓁⓄⒸⒶⓁⒽⓄⓈⓉ", "ｌｏｃａｌｈｏｓｔ", "127.0.0.%31", "%6cocalhost", "local\thost", "127.0.0.1\r\n",
    "news.test@127.0.0.1", "user:word@127.0.0.1", "127.0.0.1@news.test", "news.test\\@127.0.0.1", "[127.0.0.1]",
    "[::1]news.test", "[::1%25lo]", "[::1%lo]", "127.0.0.1 news.test", "news.test%00.127.0.0.1", "127.0.0.1,news.test",
    "xn--127-0.0.0.1", "4294967297", "256.0.0.1.0", "0x100000000", "",
]  # fmt: skip
ELSEWHERE = [  # addresses of other things that are no public servers
    "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "169.254.170.2",
    "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::169.254.169.254]", "[64:ff9b::7f00:1]",
    "[64:ff9b::808:808]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2002:808:808::1]",
    "[2001:0:7f00:1::]", "[2001:0:808:808::80ff:fffe]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[100::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[4000::1]", "[::ffff:8.8.8.8]", "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.8", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "0.1.2.3",
]  # fmt: skip


NOWHERE = {Trouble.REFUSED, Trouble.ADDRESS, Trouble.UNKNOWN_HOST}


@pytest.fixture
def canary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose port counts as the web's, so that nothing but its address keeps a request away."""
    with serving({"/": response()}) as server:
        monkeypatch.setattr(guard, "WEB_PORTS", frozenset({server.port}))
        yield server


def _fetcher() -> Fetcher:
    return Fetcher(
        allowed=Allowed.parse("other.test"),
        tls=TLS,
        user_agent=AGENT,
        resolve=Names(meanings={"localhost": [["127.0.0.1"]], "news.test": [["127.0.0.1"]]}),
    )


@pytest.mark.parametrize("host", LOOPBACK + DISGUISED + ELSEWHERE)
def test_no_spelling_leads_inside(host: str, canary: Server) -> None:
    with pytest.raises(FetchFailed) as failure:
        _fetcher().get(f"http://{host}:{canary.port}/", want=Want.PAGE)
    assert failure.value.trouble in ({Trouble.REFUSED} if _plain(host) else NOWHERE)
    assert canary.connections == 0


def _plain(host: str) -> bool:
    """Whether it is an address in its usual form, so that only the table can be what refuses it."""
    try:
        return "%" not in host and (ipaddress.ip_address(host.strip("[]")).version == 6) == host.startswith("[")
    except ValueError:
        return False


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_spellings_are_dangerous_ones(host: str, canary: Server) -> None:
    with socket.create_connection((host.strip("[]"), canary.port), timeout=30) as reached:
        reached.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert reached.recv(8) == b"HTTP/1.1"


def test_without_its_table_the_guard_would_let_them_in(canary: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PUBLIC", guard.IN_HOUSE)
    assert _fetcher().get(f"http://127.0.0.1:{canary.port}/", want=Want.PAGE).status == 200
    assert _fetcher().get(f"http://0x7f.1:{canary.port}/", want=Want.PAGE).status == 200


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_name_that_means_such_an_address_is_refused(host: str, canary: Server) -> None:
    try:
        address = str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        address = socket.inet_ntoa(socket.inet_aton(host))
    for meaning in ([address], ["93.184.216.34", address], [address, "2606:2800:220:1:248:1893:25c8:1946"]):
        fetcher = Fetcher(allowed=Allowed(), tls=TLS, user_agent=AGENT, resolve=Names(meanings={"a.test": [meaning]}))
        with pytest.raises(FetchFailed) as failure:
            fetcher.get(f"http://a.test:{canary.port}/", want=Want.PAGE)
        assert failure.value.trouble is Trouble.REFUSED


V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
V6 = st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address)
EDGES = st.sampled_from(
    [
        network[index]
        for block in guard.PUBLIC.blocks
        for network in (block.network,)
        for index in {0, network.num_addresses // 2, network.num_addresses - 1}
    ]
)


@settings(deadline=None)
@given(st.one_of(V4, V6, EDGES))
def test_what_the_standard_library_calls_private_is_refused(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    carries = isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or not 2 <= int(address) >> 124 <= 3
    )
    if not address.is_global or address.is_multicast or address.is_reserved or carries:
        assert guard.PUBLIC.classify(address).blocked


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "93.184.216.34", "151.101.0.81", "2606:4700::6810:84e5", "2a00:1450:4001:81b::200e"],
)
def test_public_addresses_are_let_through(address: str) -> None:
    assert not guard.PUBLIC.classify(address).blocked


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34:22/", "http://93.184.216.34:25/", "https://93.184.216.34:8443/", "http://a.test:0/",
        "http://a.test:65536/", "http://a.test:-1/", "http://a.test:８０８０/", "http://a.test:8080/",
        "file:///etc/passwd", "ftp://a.test/", "gopher://a.test/_x", "dict://a.test/", "data:text/html,x",
        "javascript:alert(1)", "a.test/feed", "//a.test/feed", "http:/a.test", "http:a.test", "http://", "", "/",
        "http://[", "http://]/", "http://a..test/", "http://.test/", "http://a_/\x00", "jar:http://a.test!/",
        "http://" + "a" * 300 + ".test/", "http://a.test/" + "a" * 10_000, "http://user@a.test/", "http://:@a.test/",
        "ldap://a.test", "unix:/run/x.sock", "http+unix://%2Frun%2Fx.sock/", "view-source:http://a.test/",
    ],
)  # fmt: skip
def test_other_ports_schemes_and_shapes_are_no_address(url: str) -> None:
    names = Names(meanings={"a.test": [["127.0.0.1"]]})
    with pytest.raises(FetchFailed) as failure:
        Fetcher(allowed=Allowed(), tls=TLS, user_agent=AGENT, resolve=names).get(url, want=Want.PAGE)
    assert failure.value.trouble is Trouble.ADDRESS
    assert not names.asked


@settings(deadline=None)
@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=60))
def test_anything_at_all_is_fetched_or_refused_in_one_line(url: str) -> None:
    def nothing(*_: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        raise socket.gaierror

    with pytest.raises(FetchFailed) as failure:
        Fetcher(allowed=Allowed(), tls=TLS, user_agent=AGENT, resolve=nothing).get(url, want=Want.PAGE, seconds=5)
    assert len(str(failure.value).splitlines()) == 1
