"""Bodies that are packed, endless, mislabelled or broken off."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.fetch import Trouble, Want
from retrieval.fetch.decoding import unpacked
from retrieval.fetch.kinds import MAX_BODY, MAX_ROBOTS
from tests.retrieval.fetch.conftest import Site
from tests.retrieval.fetch.server import Reply, Visit, response

TEXT = "<html>Слова і words</html>".encode()


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "GZip": gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]),
    "gzip ": gzip.compress(TEXT) + b"\x00" * 100,
    "deflate": zlib.compress(TEXT),
    "Deflate": _raw(TEXT),
    "identity": TEXT,
    "none": TEXT,
    "identity, gzip": gzip.compress(TEXT),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_packed_bodies_are_unpacked(site: Site, encoding: str) -> None:
    site.server.replies = {"/": response(PACKED[encoding], Content_Encoding=encoding)}
    assert site.get("/").body == TEXT


@settings(deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([gzip.compress, zlib.compress, _raw]), st.integers(1, 50))
def test_it_does_not_matter_where_the_chunks_are_cut(data: bytes, pack: object, size: int) -> None:
    packed = pack(data)  # type: ignore[operator]
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpacked(chunks, "deflate")) == data


def _bomb(size: int, pack: str) -> bytes:
    window = {"gzip": 31, "deflate": 15, "raw": -15}[pack]
    packer = zlib.compressobj(9, wbits=window)
    zeros = b"\x00" * 1_000_000
    return b"".join(packer.compress(zeros) for _ in range(size // len(zeros))) + packer.flush()


BOMB_IN_A_BOMB = gzip.compress(_bomb(10_000_000, "gzip"))


@pytest.mark.parametrize("pack", ["gzip", "deflate", "raw"])
def test_a_bomb_does_not_unfold(site: Site, pack: str) -> None:
    bomb = _bomb(30_000_000, pack)
    assert len(bomb) < 60_000
    encoding = "gzip" if pack == "gzip" else "deflate"
    site.server.replies = {"/": response(bomb, Content_Encoding=encoding)}
    tracemalloc.start()
    assert site.trouble("/") is Trouble.TOO_LARGE
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MAX_BODY


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "x" * 5000])
def test_what_was_not_asked_for_is_not_unpacked(site: Site, encoding: str) -> None:
    site.server.replies = {"/": response(BOMB_IN_A_BOMB, Content_Encoding=encoding)}
    assert site.trouble("/") is Trouble.CONTENT_TYPE
    assert site.server.visits[0].said("Accept-Encoding") == "gzip, deflate"


@pytest.mark.parametrize("body", [gzip.compress(TEXT, mtime=0)[:-9], b"\x1f", TEXT, b"\x1f\x8b\x08" + b"\xff" * 99])
def test_a_packed_body_that_is_none_or_breaks_off_is_not_taken(site: Site, body: bytes) -> None:
    site.server.replies = {"/": response(body, Content_Encoding="gzip")}
    assert site.trouble("/") is Trouble.CONNECTION


def test_an_empty_body_may_be_called_packed(site: Site) -> None:
    site.server.replies = {"/": response(b"", Content_Encoding="gzip")}
    assert site.get("/").body == b""


def _endless(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    visit.keep_sending(b"<p>more</p>" * 1000)


def _endless_chunks(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    visit.keep_sending(b"400\r\n" + b"<p>x</p>" * 128 + b"\r\n")


def _endless_gzip(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
    visit.keep_sending(gzip.compress(b""))


def _lying(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n")
    visit.stay()


@pytest.mark.parametrize("reply", [_endless, _endless_chunks, _lying])
def test_an_endless_body_is_left(site: Site, reply: Reply) -> None:
    site.server.replies = {"/": reply}
    assert site.trouble("/", seconds=60) is Trouble.TOO_LARGE


def test_an_endless_row_of_packed_nothings_is_left(site: Site) -> None:
    site.server.replies = {"/": _endless_gzip}
    assert site.trouble("/", seconds=60) is Trouble.CONNECTION


def test_the_limit_is_exact(site: Site) -> None:
    site.server.replies = {"/fits": response(b"<" * MAX_BODY), "/not": response(b"<" * (MAX_BODY + 1))}
    site.server.replies["/packed"] = response(gzip.compress(b"<" * (MAX_BODY + 1)), Content_Encoding="gzip")
    assert len(site.get("/fits").body) == MAX_BODY
    assert site.trouble("/not") is Trouble.TOO_LARGE
    assert site.trouble("/packed") is Trouble.TOO_LARGE


def test_a_body_shorter_than_announced_is_not_taken(site: Site) -> None:
    site.server.replies = {"/": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p>cut"}
    assert site.trouble("/") is Trouble.CONNECTION


TAKEN = {
    Want.FEED: [
        "application/rss+xml", "application/atom+xml; charset=utf-8", "text/xml", "APPLICATION/XML", "application/json",
        "application/feed+json", "text/html", "application/xhtml+xml", "application/rdf+xml", "application/rss",
        "text/html; charset=utf-8, text/html", "text/plain", "application/octet-stream", "", None,
    ],
    Want.PAGE: ["text/html", "Text/HTML;charset=cp1251", "application/xhtml+xml", "text/plain", "", None],
    Want.ROBOTS: ["text/plain", "text/html", "application/octet-stream", "image/png", None],
}  # fmt: skip
NOT_TAKEN = {
    Want.FEED: ["image/png", "image/svg+xml", "application/pdf", "video/mp4", "audio/mpeg", "application/zip",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/css", "x"],
    Want.PAGE: ["application/rss+xml", "text/xml", "application/json", "application/pdf", "image/svg+xml",
                "image/html", "multipart/x-mixed-replace", "text/event-stream", "text/htmlish"],
}  # fmt: skip


@pytest.mark.parametrize(("want", "kind"), [(want, kind) for want, kinds in TAKEN.items() for kind in kinds])
def test_content_types_that_are_taken(site: Site, want: Want, kind: str | None) -> None:
    site.server.replies = {"/": response(b"\xef\xbb\xbf \n<rss/>", kind=kind)}
    assert site.get("/", want=want).body.endswith(b"<rss/>")


@pytest.mark.parametrize(("want", "kind"), [(want, kind) for want, kinds in NOT_TAKEN.items() for kind in kinds])
def test_content_types_that_are_not(site: Site, want: Want, kind: str) -> None:
    site.server.replies = {"/": response(b"<rss/>", kind=kind)}
    assert site.trouble("/", want=want) is Trouble.CONTENT_TYPE


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", None])
def test_a_vague_type_is_told_by_the_first_characters(site: Site, kind: str | None) -> None:
    site.server.replies = {
        "/text": response(b"just words", kind=kind),
        "/zip": response(b"PK\x03\x04", kind=kind),
        "/json": response(b'{"version": 1}', kind=kind),
        "/utf-16": response("\ufeff<rss/>".encode("utf-16-le"), kind=kind),
    }
    assert site.trouble("/text", want=Want.FEED) is Trouble.CONTENT_TYPE
    assert site.trouble("/zip", want=Want.PAGE) is Trouble.CONTENT_TYPE
    assert site.trouble("/json", want=Want.PAGE) is Trouble.CONTENT_TYPE
    assert site.get("/json", want=Want.FEED).status == 200
    assert site.get("/utf-16", want=Want.FEED).status == 200


def test_of_a_large_robots_file_the_beginning_is_read(site: Site) -> None:
    site.server.replies = {"/": _endless}
    assert len(site.get("/", want=Want.ROBOTS, seconds=60).body) == MAX_ROBOTS
