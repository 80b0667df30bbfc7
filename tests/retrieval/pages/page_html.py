"""Pages for tests: an article with whatever head, foot and paragraphs a case is about."""

import json
from datetime import UTC, datetime

from retrieval.pages import Page, read_page

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://www.alder.example/news/talks-end-in-alder"
SENTENCES = tuple(f"The delegation of the island said on day {i} that the talks had ended again." for i in range(9))
BODY = "".join(f"<p>{each}</p>" for each in SENTENCES)


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def source(head: str = "", body: str = BODY, heading: str = "Talks end in Alder", title: str = "") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title or heading}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{heading}</h1>{body}</article>"
        "<footer>Cookies</footer></body></html>"
    )


def read(head: str = "", url: str | None = URL, **parts: str) -> Page:
    return read_page(source(head, **parts).encode(), url=url, now=NOW)
