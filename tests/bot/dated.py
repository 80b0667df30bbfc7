"""A small record of invented news over some days, in a real database, for tests of times, outlets and spelling."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from tests.bot.kind_case import app_of

NOW = datetime(2025, 7, 21, 10, tzinfo=UTC)  # a Monday
COLLECTIONS = ("main",)

ARTICLES = (
    ("Quay Times", "2025-07-14T09:00", "Ferry talks opened in Marrow Bay on Monday. Minister Ines Calderwood said that "
     "the ferry line would stay open. Five boats were inspected."),
    ("Harbour Post", "2025-07-18T20:00", "The harbour chief Tomas Umerov resigned on Friday after the crash. "
     "The European Union sent two inspectors to Marrow Bay."),
    ("The Lantern", "2025-07-19T08:00", "The pilot Jon Aldermann was arrested in Marrow Bay on Friday. "
     "On Saturday the mayor Ada Quill was elected head of the council."),
    ("Quay Times", "2025-06-20T08:00", "The dockers ended their strike in Port Veil. "
     "Union leader Carl Osten announced the deal."),
    ("Quay Times", "2024-05-02T08:00", "The mayor Bob Stone was elected head of the council in Marrow Bay."),
)  # fmt: skip


def open_dated(folder: Path) -> App:
    articles = [
        {"title": f"News {n}", "source": source, "published": f"{at}:00Z", "text": text}
        for n, (source, at, text) in enumerate(ARTICLES)
    ]
    return app_of(folder, articles, now=NOW)
