"""Acknowledged within a second at p99, while a hundred questions are answered and articles are ingested beside it."""

import json
import os
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.workspace.cast import GENERAL, NEWSROOM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, bot_in

QUESTIONS = 100
WORDS = [
    "harbour",
    "council",
    "budget",
    "ferry",
    "storm",
    "grain",
    "minister",
    "talks",
    "border",
    "bridge",
    "school",
    "strike",
    "river",
    "power",
    "vote",
]


def articles(path: Path, count: int) -> Path:
    """So many articles of twenty sentences, no two alike."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            sentences = [
                f"The {WORDS[(number + n) % 15]} of Aldmoor {number} said on day {n} that the "
                f"{WORDS[(number * n) % 15]} would change the {WORDS[(n * 7 + number) % 15]}."
                for n in range(20)
            ]
            file.write(json.dumps({"title": f"News {number}", "text": " ".join(sentences), "source": "Post"}) + "\n")
    return path


@pytest.mark.slow
@pytest.mark.alone
def test_acknowledged_within_a_second(slack: LocalSlack, data: Path, tmp_path: Path) -> None:
    many = articles(tmp_path / "many.jsonl", 4842)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_"))}
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ingest", str(many), "--light"]
    with bot_in(slack, data) as bot:
        slack.command(TOM, GENERAL, ASKED)  # everything is loaded
        bot.settle()
        ingest = subprocess.Popen(
            [*command, "--collection", "many"],
            env=environment | {"ONRECORD_DATA_DIR": str(data)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with ThreadPoolExecutor(8) as people:
                asked = [people.submit(slack.command, TOM, NEWSROOM, ASKED) for _ in range(QUESTIONS)]
                said = [people.submit(slack.dm, TOM, f"{ASKED} {n}") for n in range(QUESTIONS)]
                for gesture in (*asked, *said):
                    gesture.result()
            took = [delivery.took for delivery in slack.deliveries()]
            assert all(delivery.acknowledged for delivery in slack.deliveries())
            assert statistics.quantiles(took, n=100)[98] < 1.0
        finally:
            ingest.kill()
            ingest.wait()
