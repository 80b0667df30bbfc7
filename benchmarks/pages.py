"""Article pages against what is in them: text F1 by 4-word shingles, and the shares of right dates, times and titles.

    python -m benchmarks.pages DIR [--trouble]

DIR holds a folder for each set, with ``ground_truth.jsonl`` and the pages it names. Every figure is given for all pages
and for the two halves a hash of the page's id makes: rules are made looking at ``made``, and ``held`` says whether they
are rules. A date is right on the day of the truth's own zone or of UTC; a time within 60 seconds, its offset known.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from retrieval.errors import BadRecord
from retrieval.pages import Page, read_page
from retrieval.types import Precision

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one page was read; what the truth does not say is None."""

    id: str
    half: str
    f1: float | None
    date: bool | None
    time: bool | None
    title: bool | None
    told: Mapping[str, Any]


def half(id_: str) -> str:
    """``made`` or ``held``, the same on every machine."""
    return "held" if hashlib.sha256(id_.encode()).digest()[0] % 2 else "made"


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of 4 words in ``text``, counted; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def shingle_f1(given: str, wanted: str) -> float:
    """The F1 of the runs of words both texts hold, in [0, 1]."""
    ours, truth = shingles(given), shingles(wanted)
    same = (ours & truth).total()
    return 2 * same / (ours.total() + truth.total()) if same else 0.0


def _when(written: object) -> datetime | None:
    return datetime.fromisoformat(written) if isinstance(written, str) and written else None


def _right_date(page: Page, truth: datetime) -> bool:
    days = {truth.date(), truth.astimezone(UTC).date()} if truth.tzinfo else {truth.date()}
    return page.published_at is not None and page.published_at.date() in days


def _right_time(page: Page, truth: datetime) -> bool:
    """A truth without an offset cannot confirm a time with one; it counts as UTC."""
    at = truth if truth.tzinfo else truth.replace(tzinfo=UTC)
    known = page.published_at is not None and page.precision is Precision.MINUTE and page.zone_known
    return known and page.published_at is not None and abs((page.published_at - at).total_seconds()) <= 60


def _same(given: str, wanted: str) -> bool:
    return " ".join(given.split()) == " ".join(wanted.split())


def score(record: Mapping[str, Any], html: bytes) -> Score:
    """How the page of one record of the truth is read; a page that is refused has nothing right."""
    now = _when(record.get("crawl_date")) or datetime.now(UTC)
    now = now if now.tzinfo else now.replace(tzinfo=UTC)
    try:
        page = read_page(html, url=record.get("url"), now=now)
    except BadRecord as error:
        page = Page(title="", text="", extractor=str(error))
    wanted = record.get("articleBody") or record.get("text")
    truth, title = _when(record.get("publishing_date")), record.get("title")
    return Score(
        id=record["id"],
        half=half(record["id"]),
        f1=shingle_f1(page.text, wanted) if wanted else None,
        date=_right_date(page, truth) if truth else None,
        time=_right_time(page, truth) if truth else None,
        title=_same(page.title, title) if title else None,
        told={"title": [page.title, title], "time": [str(page.published_at), page.zone_known, str(truth)]},
    )


def scores(folder: Path) -> Iterator[Score]:
    """The pages of one set in order."""
    for record in read_jsonl(folder / "ground_truth.jsonl"):
        path = folder / record["html"]
        data = path.read_bytes()
        yield score(record, gzip.decompress(data) if path.suffix == ".gz" else data)


def figures(given: Iterable[Score]) -> dict[str, Any]:
    """Means over the pages whose truth says so, with their number."""
    found: dict[str, Any] = {}
    given = list(given)
    for name in ("f1", "date", "time", "title"):
        values = [getattr(one, name) for one in given if getattr(one, name) is not None]
        if values and name == "f1":
            found[name] = round(sum(values) / len(values), 4)
        elif values:
            found[name] = f"{sum(values)}/{len(values)}"
    return {"n": len(given), **found}


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--trouble", action="store_true", help="show the pages of the half `made` that are read wrong")
    given = options.parse_args()
    result: dict[str, Any] = {}
    for truth in sorted(given.folder.glob("*/ground_truth.jsonl")):
        read = list(scores(truth.parent))
        result[truth.parent.name] = {
            "all": figures(read),
            **{name: figures(one for one in read if one.half == name) for name in ("made", "held")},
        }
        for one in read if given.trouble else ():
            if one.half == "made" and not ((one.f1 is None or one.f1 > 0.95) and one.date and one.time and one.title):
                print(json.dumps({"id": one.id, "f1": one.f1, **one.told}), file=sys.stderr)
    if not result:
        options.error(f"{given.folder} holds no folder with a ground_truth.jsonl; name the folder of the sets")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
