"""How long a whole answer takes, and how fast articles are analysed, on the product's own record.

The record holds the packaged articles, fully analysed, and made-up ones, analysed lightly as archives are: sentences of
10 to 40 words drawn by the law of `benchmarks.speed` from the words of the packaged articles and then common nouns, so
that a question's words stand in many of them. The questions are the open ones on the supplied article.
"""

import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.seed_questions import SEED
from benchmarks.speed_corpus import NOW, PER_ARTICLE, Corpus
from benchmarks.timing import percentiles
from bot.app import App, open_app
from bot.intents.nouns import every_noun
from bot.questions import Question
from config.memory import set_aside
from config.settings import Settings
from retrieval.language.workers import analyse_many
from retrieval.types import Level

QUESTIONS = Path(__file__).with_name("labels") / "seed_dev.jsonl"
COLLECTION = "news"
DAYS = 365  # over which the made-up articles were published
ANALYSED = {Level.FULL: 300, Level.LIGHT: 1500}  # articles whose analysis is timed


def vocabulary() -> list[str]:
    """The words of the packaged articles, the most frequent first, then nouns in alphabetical order."""
    packaged = files("seeds")
    text = SEED.read_text(encoding="utf-8") + packaged.joinpath("samples.jsonl").read_text(encoding="utf-8")
    own = [word for word, _ in Counter(re.findall(r"[A-Za-z]{2,}", text)).most_common()]
    return list(dict.fromkeys([*own, *every_noun()]))


def articles(made: Corpus) -> Iterator[dict[str, str]]:
    """JSON records of the made-up articles."""
    words = vocabulary()
    for number, title in enumerate(made.titles):
        held = range(number * PER_ARTICLE, min((number + 1) * PER_ARTICLE, len(made)))
        said = (" ".join(words[w % len(words)] for w in made.words[made.bounds[i] : made.bounds[i + 1]]) for i in held)
        published = NOW - timedelta(days=number % DAYS, minutes=number % 1440)
        yield {
            "doc_id": f"made-{number}",
            "title": " ".join(words[w % len(words)] for w in title),
            "text": "\n".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in said),
            "source": f"Outlet {number % 40}",
            "published": published.isoformat(),
        }


def opened(folder: Path) -> App:
    settings = Settings(data_dir=folder / "var", database_url=None, timezone="UTC", log_level="WARNING")
    return open_app(settings, say=tell, clock=lambda: NOW)


def fill(folder: Path, made: Corpus) -> dict[str, object]:
    """Ingests the made-up articles lightly and the supplied one fully; sentences a second with all that it takes."""
    path = folder / "made.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for record in articles(made):
            out.write(json.dumps(record) + "\n")
    app = opened(folder)
    tell(f"ingesting {len(made):,} made-up sentences")
    began = time.perf_counter()
    app.ingest([str(path)], collection=COLLECTION, level=Level.LIGHT, on_progress=_quiet)
    took = time.perf_counter() - began
    app.ingest([str(SEED)], collection=COLLECTION, level=Level.FULL, on_progress=_quiet)
    stored = app.record.summary((COLLECTION,)).sentences
    return {"seconds": round(took, 1), "sentences_per_s": round(stored / took), "sentences": stored}


def answer(folder: Path) -> dict[str, object]:
    """Asks every question once after a first one, in a process that does nothing else, loaded as `onrecord work` is."""
    app = opened(folder)
    app.load()
    asked = [row["question"] for row in read_jsonl(QUESTIONS)]
    times = []
    began = time.perf_counter()
    for text in (asked[-1], *asked):
        start = time.perf_counter()
        app.answer(Question(text=text, collections=app.collections()), keep=False)
        times.append((time.perf_counter() - start) * 1000)
        if len(times) == 1:
            set_aside()  # what the first has loaded
    first = times.pop(0)
    took = time.perf_counter() - began
    return {**percentiles(times), "first_ms": round(first, 1), "questions": len(times), "seconds": round(took, 1)}


def analysis(paths: Sequence[Path]) -> dict[str, object]:
    """Sentences a second on all processors, at both levels, once the workers have started and loaded their models.

    Of the first articles of the files; without any of the packaged ones again and again, which flatters what is
    remembered from one text to the next.
    """
    packaged = [{"title": "", "text": SEED.read_text(encoding="utf-8")}]
    packaged += read_jsonl(Path(str(files("seeds").joinpath("samples.jsonl"))))
    rows = cycle(packaged) if not paths else (row for path in paths for row in read_jsonl(path))
    found: dict[str, object] = {"of": "given articles" if paths else "the packaged articles, repeated"}
    for level, count in ANALYSED.items():
        tell(f"analysing {count:,} articles, level {level.value}")
        items = ((number, row["title"], row["text"]) for number, row in enumerate(islice(rows, count)))
        began, sentences = 0.0, 0
        for done, (_, version) in enumerate(analyse_many(items, level=level, processes=os.cpu_count() or 1)):
            if done < count // 5:
                began = time.perf_counter()
            else:
                sentences += len(version.sentences)
        found[f"{level.value}_sentences_per_s"] = round(sentences / (time.perf_counter() - began))
    return found


def _quiet(_done: int, _total: int | None) -> None:
    pass
