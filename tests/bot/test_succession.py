"""Who took over a post is told from who left it; who is only to take over holds nothing yet."""

from pathlib import Path

import pytest

from bot.app import App
from tests.bot.kind_case import app_over, asked

ROWS = [
    (
        "bank",
        "Coast Echo",
        "2026-03-04T08:00:00Z",
        "Change at the bank",
        "Corvin Bank president Tobias Vane resigned last week and was replaced by Helga Brandt. Customers were calm.",
    ),
    (
        "mill",
        "Quay Times",
        "2026-03-03T08:00:00Z",
        "Mill",
        "Ida Lund took over from Karl Ostrom as director of Harrow Mill. The mill makes paper.",
    ),
    (
        "club",
        "Harbour Wire",
        "2026-03-02T08:00:00Z",
        "Club",
        "Norring Town coach Oskar Lemm will be replaced by Anna Maren in June. Norring Town lost on Sunday.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("succession"), ROWS)


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("who is the new president of Corvin Bank?", "Helga Brandt"),
        ("who is the president of Corvin Bank?", "Helga Brandt"),
        ("who was the previous president of Corvin Bank?", "Tobias Vane"),
        ("who is the old president of Corvin Bank?", "Tobias Vane"),
        ("the new president?", "Helga Brandt"),
        ("who is the former president?", "Tobias Vane"),
        ("who is the director of Harrow Mill?", "Ida Lund"),
        ("who is the former director of Harrow Mill?", "Karl Ostrom"),
        ("who is the new coach of Norring Town?", "Anna Maren"),
        ("who is the coach of Norring Town?", "Oskar Lemm"),
    ],
)
def test_who_came_and_who_went(app: App, question: str, holder: str) -> None:
    assert asked(app, question).answer == holder


def test_of_another_post_nothing_is_told(app: App) -> None:
    assert asked(app, "who is the former mayor of Harrow?").answer != "Karl Ostrom"


def test_a_later_article_has_the_last_word(tmp_path: Path) -> None:
    later = ("later", "Coast Echo", "2026-03-04T18:00:00Z", "Bank", "Corvin Bank president Rhea Stone spoke on Monday.")
    app = app_over(tmp_path, [ROWS[0], later])
    assert asked(app, "who is the president of Corvin Bank?").answer == "Rhea Stone"
