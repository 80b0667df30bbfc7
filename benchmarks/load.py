"""How many questions a second the whole bot answers, and how fast: `python -m benchmarks.load`.

Everything runs on this machine's loopback and ends with the command: the bot's own processes (`onrecord serve
--no-work` and `onrecord work`, or `serve` alone) over a record of made-up articles, and the local Slack as the one
that asks (signed events, both of each mention's two) and is answered. Nothing else can be its target; how much and how
long it asks is bounded. Acknowledgement: request to response; answer: the person's message to the post in its thread.
"""

import argparse
import importlib
import json
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.jsonl import read_jsonl
from benchmarks.processes import Processes, ready
from benchmarks.speed_answers import QUESTIONS, articles
from benchmarks.speed_corpus import corpus
from bot.workspace.cast import BOT, TEAM, TOM
from bot.workspace.records import Channel
from bot.workspace.server import LocalSlack

MOST, LONGEST = 5_000, 1_800.0  # questions, seconds
CHANNELS = 60  # the bot posts once a second in each, as Slack allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked, of what. ``rate``: questions a second; 0: one at a time, each after the answer before."""

    web: int
    workers: int
    threads: int
    sentences: int
    questions: int
    rate: float
    seconds: float
    record: Path | None = None  # a data folder: measured in a copy; filled first where it is not there


def measure(plan: Plan, *, postgres: str | None = None, opensearch: str | None = None) -> dict[str, Any]:
    """The figures of one run."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load")))
        slack = stack.enter_context(LocalSlack())
        slack.live()
        kept = {
            name: at for name, at in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_", "DATABASE_"))
        }
        environment = kept | {
            "ONRECORD_DATA_DIR": str(folder / "var"),
            "ONRECORD_QUESTIONS_AN_HOUR": str(MOST * 10),
            "ONRECORD_ANSWERING_THREADS": str(plan.threads),
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "PORT": "0",
            "HOST": "127.0.0.1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        if postgres:
            environment["DATABASE_URL"] = postgres
        if opensearch:
            environment["OPENSEARCH_URL"] = opensearch
        processes = Processes(folder, environment)
        stack.callback(processes.stop)
        _fill(processes, folder, plan)
        webs = [processes.start("serve", *(["--no-work"] if plan.workers else [])) for _ in range(plan.web)]
        workers = [processes.start("work", "--port", "0") for _ in range(plan.workers)]
        for address in (*webs, *workers):
            ready(address)
        slack.connect(*(f"{address}/slack/events" for address in webs))
        load, before = os.getloadavg()[0], processes.spent()
        asked, took = _ask(slack, plan)
        spent = processes.spent() - before
        answers = _answers(slack, asked)
        acks = sorted(1000 * delivery.took for delivery in slack.deliveries("event") if delivery.acknowledged)
        posts = sum(call.error is None for call in slack.calls("chat.postMessage"))
        refused = sum(not delivery.acknowledged for delivery in slack.deliveries("event"))
        processes.stop()
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "web": plan.web,
        "workers": plan.workers,
        "threads": plan.threads,
        "database": "postgresql" if postgres else "sqlite",
        "index": "opensearch" if opensearch else "tantivy",
        "sentences": _count(plan.record) if plan.record else plan.sentences,
        "rate": plan.rate or "one at a time",
        "asked": len(asked),
        "answered": len(answers),
        "posts": posts,
        "answers_per_second": round(len(answers) / took, 2),
        "acknowledgement_ms": _percentiles(acks),
        "not_acknowledged": refused,
        "answer_ms": _percentiles(sorted(answers)),
        "cpu_seconds_per_answer": round(spent / max(len(answers), 1), 3),
        "largest_process_mb": round(largest / 1024),
        "load_average_before": round(load, 1),
    }


def _fill(processes: Processes, folder: Path, plan: Plan) -> None:
    """The packaged articles, which the questions are about, among the made-up ones."""
    if plan.record is not None and plan.record.exists():
        shutil.copytree(plan.record, folder / "var")
        return
    made = folder / "made.jsonl"
    with made.open("w", encoding="utf-8") as lines:
        for record in articles(corpus(plan.sentences, seed=1)):
            lines.write(json.dumps(record) + "\n")
    processes.run("ingest", "--light", "--no-progress", str(made))
    processes.run("ingest", "--no-progress", "seeds")
    if plan.record is not None:
        shutil.copytree(folder / "var", plan.record)


def _count(record: Path) -> int:
    with closing(sqlite3.connect(record / "record.db")) as database:
        return int(database.execute("SELECT count(*) FROM sentences").fetchone()[0])


def _ask(slack: LocalSlack, plan: Plan) -> tuple[dict[str, datetime], float]:
    """When each question was asked, by its ts; and how many seconds there were from the first to the last answer."""
    for n in range(CHANNELS):
        channel = Channel(id=f"C9LOAD{n:03}", name=f"load-{n}", team=TEAM, members=frozenset({TOM, BOT}))
        slack.world.channels[channel.id] = channel
    texts = [str(row["question"]) for row in read_jsonl(QUESTIONS)]
    asked: dict[str, datetime] = {}

    def ask(n: int) -> None:
        at = datetime.now(UTC)
        message = slack.say(f"C9LOAD{n % CHANNELS:03}", TOM, f"{slack.mention} {texts[n % len(texts)]} ({n})")
        asked[message.ts] = at

    begun = time.monotonic()
    until = begun + min(plan.seconds, LONGEST)
    count = min(plan.questions, MOST)
    if not plan.rate:
        for n in range(count):
            if time.monotonic() > until:
                break
            ask(n)
            slack.wait_for(lambda: len(_answers(slack, asked)) == len(asked), timeout=60)
        return asked, time.monotonic() - begun
    with ThreadPoolExecutor(max_workers=32) as pool:
        for n in islice(_times(begun, plan.rate, until), count):
            pool.submit(ask, n)
    slack.wait_for(lambda: len(_answers(slack, asked)) == len(asked), timeout=max(60.0, until - time.monotonic()))
    return asked, time.monotonic() - begun


def _times(begun: float, rate: float, until: float) -> Iterator[int]:
    """Numbers of questions, each at its time, whether the ones before are answered or not."""
    n = 0
    while (at := begun + n / rate) < until:
        time.sleep(max(0.0, at - time.monotonic()))
        yield n
        n += 1


def _answers(slack: LocalSlack, asked: dict[str, datetime]) -> list[float]:
    """Milliseconds from each question to its answer."""
    first: dict[str, datetime] = {}
    for call in slack.calls("chat.postMessage"):
        if call.error is None:
            first.setdefault(str(call.arguments.get("thread_ts")), call.at)
    return [1000 * (first[ts] - at).total_seconds() for ts, at in dict(asked).items() if ts in first]


def _percentiles(milliseconds: list[float]) -> dict[str, float]:
    if not milliseconds:
        return {}
    return {f"p{p}": round(float(np.percentile(milliseconds, p)), 1) for p in (50, 95, 99)}


@contextmanager
def _server(given: str | None, module: str) -> Iterator[str | None]:
    """The URL given; with "start" one of a server of the tests, which ends with the command."""
    if given != "start":
        yield given
        return
    made = importlib.import_module(module)
    yield made.server().create() if module == "tests.postgres" else made.urls()


def main() -> None:
    own = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    own.add_argument("--web", type=int, default=1, help="processes of onrecord serve")
    own.add_argument("--workers", type=int, default=1, help="processes of onrecord work; 0: serve answers itself")
    own.add_argument("--threads", type=int, default=2, help="questions that a process answers at once")
    own.add_argument("--sentences", type=int, default=20_000, help="of made-up articles")
    own.add_argument(
        "--record", type=Path, help="a data folder: filled with --sentences if it is not there, measured in a copy"
    )
    own.add_argument("--questions", type=int, default=60, help=f"how many are asked, {MOST} at most")
    own.add_argument("--rate", type=float, default=0.0, help="questions a second; 0: one at a time")
    own.add_argument("--seconds", type=float, default=300.0, help=f"no longer than this, {LONGEST:.0f} at most")
    own.add_argument(
        "--postgres", nargs="?", const="start", help="an empty database's URL; without one, a server is started"
    )
    own.add_argument("--opensearch", nargs="?", const="start", help="nodes' URLs; without any, a node is started")
    given = own.parse_args()
    if given.record and (given.postgres or given.opensearch):
        own.error("--record is of SQLite and tantivy: leave out --postgres and --opensearch")
    plan = Plan(**{name: getattr(given, name) for name in Plan.__dataclass_fields__})
    with _server(given.postgres, "tests.postgres") as database, _server(given.opensearch, "tests.opensearch") as nodes:
        print(json.dumps(measure(plan, postgres=database, opensearch=nodes)))


if __name__ == "__main__":
    main()
