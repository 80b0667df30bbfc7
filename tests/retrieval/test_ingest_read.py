"""Paths to articles: what each kind of file gives, and the one line each bad one gets."""

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrieval.errors import BadRecord
from retrieval.ingest import fields, lines
from retrieval.ingest.read import find, read
from retrieval.types import Precision, RawArticle

ALDER = {"title": "Alder Bay talks end", "text": "The talks in Alder Bay ended on Monday. Nobody was asked."}


def one(path: Path) -> RawArticle:
    (found,) = read(path)
    assert isinstance(found, RawArticle), str(found)
    return found


def wrong(path: Path | str) -> str:
    (found,) = read(path)
    assert isinstance(found, BadRecord)
    assert "\n" not in str(found)
    return str(found)


def jsonl(folder: Path, *records: object, name: str = "a.jsonl") -> Path:
    path = folder / name
    data = "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


# --- plain text


def test_a_text_file_is_its_whole_text(tmp_path: Path) -> None:
    text = "\n Alder Bay talks end | World News\r\n\r\nThey ended.\r\n"
    (tmp_path / "Alder Bay_1.txt").write_bytes(text.encode())
    article = one(tmp_path / "Alder Bay_1.txt")
    assert article.text == text
    assert article.title == "Alder Bay talks end"
    assert article.key.startswith("alder-bay-1-")
    assert (article.source, article.url, article.published_at) == (None, None, None)


def test_the_key_of_a_text_file_is_the_same_in_any_folder(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Same title\n\nThe text in {folder}.")
    assert one(tmp_path / "one" / "a.txt").key == one(tmp_path / "two" / "a.txt").key


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_text_with_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Łódź talks\n\nThey ended.".encode(encoding))
    assert one(tmp_path / "a.txt").text == "Łódź talks\n\nThey ended."


def test_a_one_line_file_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks ended. " * 50_000)
    article = one(tmp_path / "a.txt")
    assert len(article.title) <= 301
    assert len(article.text) == 850_000


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b" \n\t", "its text is empty"),
        (b"\x7fELF\x00\x01", "not a text file"),
        ("Łódź".encode("iso-8859-2"), "it is not UTF-8 (byte 0)"),
        (b"\xff\xfe\x00", "it is not UTF-16"),
        ("a\0b words".encode("utf-16"), "NUL"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert cause in wrong(tmp_path / "a.txt")
    assert wrong(tmp_path / "a.txt").startswith(str(tmp_path / "a.txt"))


def test_a_file_too_large_for_an_article_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_001)
    assert "larger than 50 MB" in wrong(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("x " * (fields.LONGEST_TEXT // 2 + 1))
    assert "1,000,002 characters, and the limit is 1,000,000" in wrong(tmp_path / "b.txt")


# --- JSONL


def test_every_field_of_a_record_is_read(tmp_path: Path) -> None:
    given = ALDER | {
        "doc_id": "rt-03:a.b@c",
        "url": "https://www.example.org/a?utm_source=x",
        "source": "The Alder\n Post",
        "published_at": "2025-07-20T09:30:00+02:00",
        "authors": ["A. Ash", " "],
    }
    assert one(jsonl(tmp_path, given)) == RawArticle(
        key="rt-03:a.b@c",
        title=ALDER["title"],
        text=ALDER["text"],
        source="The Alder Post",
        url="https://www.example.org/a?utm_source=x",
        published_at=datetime(2025, 7, 20, 7, 30, tzinfo=UTC),
        precision=Precision.MINUTE,
        authors=("A. Ash",),
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL"])
def test_bad_lines_are_numbered_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    deep = "[" * 100_000
    path = jsonl(
        tmp_path, ALDER, "{broken", "", "[1]", {"title": "t"}, ALDER | {"title": 3}, deep, "1" * 9_999, ALDER, name=name
    )
    found = list(read(path))
    assert [isinstance(each, RawArticle) for each in found] == [True, *[False] * 6, True]
    assert [str(each).split(":")[0] for each in found if isinstance(each, BadRecord)] == [
        f"{path}, line {number}" for number in (2, 4, 5, 6, 7, 8)
    ]


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ('{"title": "a", "text": "half \\ud800 of it"}', "lone surrogate"),
        ('{"title": "a", "text": "a\\u0000b"}', "NUL"),
        ('{"title": "a\\u0000", "text": "b"}', "NUL"),
        ({"title": None, "text": "b"}, "it has no title"),
        ({"title": "a", "text": "..."}, "its text is empty"),
        ({"title": "a", "text": ["b"]}, "its text is not text but list"),
        ({"title": "a", "text": "b", "published": 1658000000}, "publication time is not text"),
        ({"title": "a", "text": "b", "published": "soon"}, "'soon' cannot be read"),
        ({"title": "a", "text": "b", "published": "0022-07-20"}, "in the year 22"),
        ({"title": "a", "text": "b", "published": "9999-12-31T23:59:00-12:00"}, "cannot be read"),
        ({"title": "a", "text": "b", "authors": {"name": "c"}}, "authors"),
        ({"title": "a", "text": "b", "url": 5}, "its url is not text but int"),
        ({"title": "a", "text": "b", "id": True}, "its id is not text"),
        ({"title": "a", "text": "b", "source": "\ud800x"}, "source holds half a character"),
    ],
)
def test_absurd_fields_are_told(tmp_path: Path, record: object, cause: str) -> None:
    message = wrong(jsonl(tmp_path, record))
    assert cause in message
    assert "line 1" in message


@pytest.mark.parametrize(
    ("written", "at", "precision"),
    [
        ("2025-07-20", datetime(2025, 7, 20, tzinfo=UTC), Precision.DAY),
        ("2025-07-20 09:30", datetime(2025, 7, 20, 9, 30, tzinfo=UTC), Precision.MINUTE),
        ("2025-07-20T09:30:00Z", datetime(2025, 7, 20, 9, 30, tzinfo=UTC), Precision.MINUTE),
        ("Sun, 20 Jul 2025 09:30:00 +0200", datetime(2025, 7, 20, 7, 30, tzinfo=UTC), Precision.MINUTE),
        ("2085-01-01", datetime(2085, 1, 1, tzinfo=UTC), Precision.DAY),
        ("", None, None),
        (None, None, None),
    ],
)
def test_publication_times(written: str | None, at: datetime | None, precision: Precision | None) -> None:
    assert fields.published(written, "x") == (at, precision)


def test_keys_without_an_id_come_from_the_address_else_from_title_and_source(tmp_path: Path) -> None:
    def key(**more: object) -> str:
        return one(jsonl(tmp_path, ALDER | more)).key

    address = "https://example.org/talks"
    assert key(url=address) == key(url=address + "?utm_source=x#top") != key(url=address + "2")
    assert key() == key(source="") != key(source="The Alder Post")
    assert key(id=42) == "42"
    assert key(doc_id="a b") == key(doc_id="a b") != key(doc_id="a  b")
    assert key(doc_id=None, id="x") == "x"


def test_an_address_names_the_outlet_when_nothing_else_does(tmp_path: Path) -> None:
    assert one(jsonl(tmp_path, ALDER | {"url": "https://www.example.org/a"})).source == "example.org"
    article = one(jsonl(tmp_path, ALDER | {"url": "javascript:alert(1)"}))
    assert (article.url, article.source) == (None, None)


def test_an_empty_title_is_the_first_line(tmp_path: Path) -> None:
    assert one(jsonl(tmp_path, {"title": " ", "text": "Talks end\n\nThey ended."})).title == "Talks end"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_jsonl_with_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes((json.dumps(ALDER | {"title": "Łódź"}, ensure_ascii=False) + "\n").encode(encoding))
    assert one(path).title == "Łódź"


def test_lines_before_the_cut_of_a_gzip_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    records = b"".join(json.dumps(ALDER | {"id": i, "text": os.urandom(999).hex()}).encode() + b"\n" for i in range(50))
    path.write_bytes(gzip.compress(records)[:-20_000])
    found = list(read(path))
    assert len(found) > 10
    assert all(isinstance(each, RawArticle) for each in found[:-1])
    assert "cut off" in str(found[-1])
    path.write_bytes(b"no gzip at all")
    assert "not gzip" in wrong(path)


def test_endless_lines_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 1_000)
    path = jsonl(tmp_path, ALDER, "x" * 4_000, ALDER, "\0" * 90_000 + "x", ALDER, name="a.jsonl.gz")
    found = list(read(path))
    assert [isinstance(each, RawArticle) for each in found] == [True, False, True, False, False]
    assert "line 2: it is longer than" in str(found[1])
    assert "the line does not end" in str(found[-1])


def test_an_empty_or_binary_jsonl_is_told_once(tmp_path: Path) -> None:
    assert "it is empty" in wrong(jsonl(tmp_path, "", ""))
    (tmp_path / "b.jsonl").write_bytes(os.urandom(5_000) + b"\0\n" * 100)
    assert "not a text file" in wrong(tmp_path / "b.jsonl")


# --- pages

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>Talks end in Łódź - The Alder Post</title>
<link rel="canonical" href="https://alder.example/talks"><meta property="og:site_name" content="The Alder Post">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2025-07-20T09:30:00Z"}}]}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Talks end in Łódź</h1>{body}</article><footer>Cookies</footer>
<img src="http://127.0.0.1:9/never-fetched.png"></body></html>"""
BODY = "".join(f"<p>The delegation of the island said on day {i} that the talks had ended again.</p>" for i in range(9))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2"])
def test_a_page_gives_its_article(tmp_path: Path, charset: str) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset=charset, body=BODY).encode(charset))
    article = one(tmp_path / "a.html")
    assert article.title == "Talks end in Łódź"
    assert "on day 8 that" in article.text
    assert "Cookies" not in article.text
    assert article.source == "The Alder Post"
    assert article.url == "https://alder.example/talks"
    assert article.published_at == datetime(2025, 7, 20, 9, 30, tzinfo=UTC)
    assert article.extractor.startswith("trafilatura/2.")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b"<html><body></body></html>", "no article was found"),
        (b"<div>" * 30_000, "html: "),
        (b"%PDF-1.4\x00\x01", "not a text file"),
        (b"\xa0\xff<p>latin", "it is not UTF-8"),
    ],
)
def test_what_is_no_page_is_told_in_one_line(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    assert cause in wrong(tmp_path / "a.html")


# --- paths


def test_a_folder_is_walked_in_order_and_the_rest_is_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "notes.pdf", "sub/x.py", "d.JSONL"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Title {name}\n\nText." if name.endswith(".txt") else json.dumps(ALDER))
    found = find(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["a.txt", "b.txt", "d.JSONL", "sub/c.txt"]
    assert found.skipped == 3
    assert [each.title for each in read(tmp_path) if isinstance(each, RawArticle)] == [
        "Title a.txt",
        "Title b.txt",
        ALDER["title"],
        "Title sub/c.txt",
    ]


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    assert "no such file" in wrong(tmp_path / "gone.txt")
    assert "holds nothing that can be read" in wrong(tmp_path)
    (tmp_path / "a.pdf").write_text("x")
    assert "give it one of .txt, .html, .jsonl, .jsonl.gz" in wrong(tmp_path / "a.pdf")
    assert "an address, not a file" in wrong("https://example.org/feed.xml")
    assert "no path" in wrong("")
    os.mkfifo(tmp_path / "pipe.txt")
    assert "neither a file nor a folder" in wrong(tmp_path / "pipe.txt")
