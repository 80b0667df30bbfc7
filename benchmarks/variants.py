"""More articles than there are: the real ones, then each again in other words, so many to a day.

In a variant every word outside the commonest changes places with one about as frequent, the same one everywhere in
that variant: texts, stories and word counts keep their shape, and no text is another's copy.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl

_WORD = re.compile(r"[^\W\d_]{2,}")
_KEPT = 60  # commonest words, which bind any text
_BLOCK = 40  # neighbours by frequency among which words change places


def scaled(articles: Sequence[Path], wanted: int, first: date, a_day: int, to: Path) -> Path:
    """A file of ``wanted`` articles in time order, ``a_day`` to a day from ``first`` on."""
    real = sorted((line for path in articles for line in read_jsonl(path)), key=lambda line: str(line.get("published")))
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"scaled-{first}-{a_day}-{wanted}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n, line in enumerate(_in_turn(real, wanted)):
            at = datetime.combine(first, datetime.min.time(), UTC) + timedelta(days=n / a_day)
            file.write(json.dumps(line | {"published": at.isoformat()}) + "\n")
    return path


def _in_turn(real: Sequence[dict[str, Any]], wanted: int) -> Iterator[dict[str, Any]]:
    """Each article followed by its variants, so that a month holds all that a busier one would."""
    rounds = -(-wanted // len(real))
    counts = Counter(word for line in real for word in _WORD.findall(line["text"]))
    exchanges = [_exchange(counts, seed) for seed in range(1, rounds)]
    told = 0
    for line in real[: -(-wanted // rounds)]:
        for n in range(min(rounds, wanted - told)):
            yield line if not n else _variant(line, n, exchanges[n - 1])
            told += 1


def _exchange(counts: Counter[str], seed: int) -> dict[str, str]:
    words = [word for word, _ in counts.most_common()][_KEPT:]
    chance = random.Random(seed)
    exchange: dict[str, str] = {}
    for capital in (True, False):
        ranked = [word for word in words if word[0].isupper() == capital]
        for start in range(0, len(ranked), _BLOCK):
            block = ranked[start : start + _BLOCK]
            exchange.update(zip(block, chance.sample(block, len(block)), strict=True))
    return exchange


def _variant(line: dict[str, Any], n: int, exchange: dict[str, str]) -> dict[str, Any]:
    def other(word: re.Match[str]) -> str:
        return exchange.get(word[0], word[0])

    told = {field: _WORD.sub(other, line[field]) for field in ("title", "text")}
    return line | told | {"doc_id": f"{line['doc_id']}-{n}", "url": f"{line['url']}#{n}"}
