"""What ONRECORD_ALLOW_HOSTS opens, and how addresses are shown and sent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import BadInput
from retrieval.fetch import Allowed, shown
from retrieval.fetch.addresses import SHOWN, request_target


@pytest.mark.parametrize(
    ("text", "host", "ports"),
    [
        ("news.test", "news.test", {80, 443}),
        ("NEWS.test:8080", "news.test", {8080}),
        (" news.test:8080 , news.test:81 ,, ", "news.test", {8080, 81}),
        ("news.test.:8080", "news.test", {8080}),
        ("новини.test", "xn--b1amarcd.test", {80, 443}),
        ("127.0.0.1:8000", "127.0.0.1", {8000}),
        ("[::1]:8000", "::1", {8000}),
        ("[0:0:0:0:0:0:0:1]", "::1", {80, 443}),
    ],
)
def test_hosts_and_ports_are_read(text: str, host: str, ports: set[int]) -> None:
    allowed = Allowed.parse(text)
    assert {port for port in range(1, 65536) if allowed.opens(host, port)} == ports
    assert not allowed.opens(f"sub.{host}", min(ports))
    assert allowed.every_port == ports | {80, 443}


@pytest.mark.parametrize("text", ["", " ", ",", " , ,"])
def test_nothing_opens_nothing(text: str) -> None:
    assert Allowed.parse(text) == Allowed()


@pytest.mark.parametrize(
    "entry",
    ["*", "*.test", "http://a.test", "a.test/feed", "u@a.test", "a.test:", "a.test:0", "a.test:65536", "a.test:x",
     "::1", "[::1", "[x]", "a b", "a..test", ".", "10.0.0.0/8", "a.test:80:80"],
)  # fmt: skip
def test_what_cannot_be_read_is_named(entry: str) -> None:
    with pytest.raises(BadInput, match="ONRECORD_ALLOW_HOSTS") as failure:
        Allowed.parse(f"good.test,{entry}")
    assert entry in str(failure.value)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://a.test/feed?key=1#top", "https://a.test/feed"),
        ("https://user:word@a.test/feed", "https://a.test/feed"),
        ("https://user:w/rd@a.test/x", "https://a.test/x"),
        ("https://a.test:8080/@somebody", "https://a.test:8080/@somebody"),
        ("https://[2a00::1]:80/@x", "https://[2a00::1]:80/@x"),
        ("user:word@a.test/x", "a.test/x"),
        ("https://a.test/\x1b[31m\u202ered\n", "https://a.test/[31mred"),
        ("", "the address"),
        ("https://a.test/" + "x" * 500, "https://a.test/" + "x" * (SHOWN - 16) + "…"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, line: str) -> None:
    assert shown(url) == line


@settings(deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_shown_is_one_short_line(url: str) -> None:
    assert 0 < len(shown(url)) <= SHOWN
    assert len(shown(url).splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://a.test", b"/"),
        ("http://a.test?q=1", b"/?q=1"),
        ("http://a.test/a%20b/%D0%B0?x=%2F&y=a+b", b"/a%20b/%D0%B0?x=%2F&y=a+b"),
        ("http://a.test/новини?q=день", b"/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8?q=%D0%B4%D0%B5%D0%BD%D1%8C"),
        ('http://a.test/<a>"\\?q=<b>', b"/%3Ca%3E%22%5C?q=%3Cb%3E"),
        ("http://a.test/a;b=c,d/(e)!~*'@:$&=+", b"/a;b=c,d/(e)!~*'@:$&=+"),
    ],
)
def test_paths_go_out_as_they_were_meant(url: str, target: bytes) -> None:
    assert request_target(url) == target
