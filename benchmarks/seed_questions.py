"""How many labelled questions the product answers rightly with the right sentence, and how many others it declines.

Every question takes the whole path of the product, in a record of its own: the packaged seeds, or with ``--articles``
just the articles that the questions of the file are about.

- ``right_and_cited``: answered, an accepted answer stands in the answer as a run of normalised words (with at most
  `EXTRA` words around it: a whole sentence is no answer), and one of the (at most three) citations holds an acceptable
  sentence. ``first_cited`` counts those where it is the first citation.
- ``cited_only``: answered without the accepted answer (no span, or another), but the first citation is acceptable.
- ``declined``: unanswerable questions that were declined. ``wrongly_declined``: answerable ones that were.
"""

import argparse
import json
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from bot.answers import Answer, Citation, Status
from bot.app import App, open_app
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level

SEED = Path(__file__).parent.parent / "seeds" / "000_b6cd0fa0bedfc2f9.txt"
EXTRA = 5  # words around an accepted answer: titles, "on", "about", "according to ..."

_WORD = re.compile(r"\w+(?:[.,]\d+)*%?")
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A labelled question; ``starts`` are offsets inside acceptable sentences of the article ``doc_id``."""

    id: str
    question: str
    answers: tuple[str, ...]
    starts: tuple[int, ...]
    answerable: bool
    doc_id: str | None


def read_questions(path: Path) -> tuple[Asked, ...]:
    """The questions of a label file, in order."""
    return tuple(
        Asked(
            id=row["id"],
            question=row["question"],
            answers=tuple(row["answers"]),
            starts=tuple(row["sentence_starts"]),
            answerable=row["answerable"],
            doc_id=row.get("doc_id"),
        )
        for row in read_jsonl(path)
    )


def words(text: str) -> tuple[str, ...]:
    """Lower-cased words without articles and possessive endings, for comparing answers."""
    plain = re.sub(r"['’]s\b", "", unicodedata.normalize("NFKC", text).casefold())
    return tuple(word for word in _WORD.findall(plain) if word not in _ARTICLES)


def is_right(answer: str | None, accepted: Iterable[str]) -> bool:
    """Whether an accepted answer stands in the given one as a run of words, with at most `EXTRA` others."""
    if answer is None:
        return False
    given = words(answer)
    for each in map(words, accepted):
        runs = (given[i : i + len(each)] for i in range(len(given) - len(each) + 1))
        if each and len(given) <= len(each) + EXTRA and each in runs:
            return True
    return False


def is_cited(citation: Citation, starts: Iterable[int], text: str) -> bool:
    """Whether a citation is a sentence of this text and holds one of the offsets."""
    start, end = citation.sentence.start, citation.sentence.end
    return text[start:end] == citation.sentence.text and any(start <= offset < end for offset in starts)


def outcome(asked: Asked, answer: Answer, text: str) -> str:
    """What became of a question: one of the words that `main` counts."""
    if not asked.answerable:
        return "declined" if answer.status is Status.DECLINED else "answered_unanswerable"
    if answer.status is Status.DECLINED:
        return "wrongly_declined"
    cited = [is_cited(citation, asked.starts, text) for citation in answer.citations]
    right = is_right(answer.answer, asked.answers)
    if right and any(cited):
        return "first_cited" if cited[0] else "later_cited"
    if cited and cited[0]:
        return "cited_only"
    return "right_uncited" if right else "wrong"


def summary(outcomes: Sequence[str], asked: Sequence[Asked]) -> dict[str, int]:
    """The printed figures."""
    counts = Counter(outcomes)
    return {
        "right_and_cited": counts["first_cited"] + counts["later_cited"],
        "answerable": sum(each.answerable for each in asked),
        "declined": counts["declined"],
        "unanswerable": sum(not each.answerable for each in asked),
        "first_cited": counts["first_cited"],
        "cited_only": counts["cited_only"],
        "right_uncited": counts["right_uncited"],
        "wrong": counts["wrong"],
        "wrongly_declined": counts["wrongly_declined"],
    }


def texts_of(asked: Sequence[Asked], paths: Sequence[Path]) -> dict[str, dict[str, object]]:
    """The articles the questions are about, by doc_id. Raises SystemExit when one is in none of the files."""
    wanted = {each.doc_id for each in asked if each.doc_id is not None}
    found = {row["doc_id"]: row for path in paths for row in read_jsonl(path) if row["doc_id"] in wanted}
    if missing := sorted(wanted - set(found)):
        raise SystemExit(f"articles {', '.join(missing)}: in none of the files; name them all after --articles")
    return found


def fill(app: App, articles: Mapping[str, Mapping[str, object]], folder: Path, level: Level = Level.FULL) -> None:
    """The packaged seeds into an empty record, or the given articles."""
    if not articles:
        app.fill_sample(_quiet)
        return
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles.values()), encoding="utf-8")
    app.ingest([str(path)], collection="news", level=level, on_progress=_quiet)


@contextmanager
def record_of(
    articles: Mapping[str, Mapping[str, object]], level: Level, say: Callable[[str], None] = tell
) -> Iterator[App]:
    """The product over just the given articles, or the packaged ones; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as name:
        settings = Settings(data_dir=Path(name) / "var", database_url=None, timezone="UTC", log_level="WARNING")
        app = open_app(settings, say=say)
        fill(app, articles, Path(name), level)
        yield app


def _quiet(_done: int, _total: int | None) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask every question, print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seed_questions", description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--articles", nargs="+", type=Path, default=[], help="files of articles, .jsonl or .jsonl.gz")
    parser.add_argument(
        "--details", action="store_true", help="a line for each question first (never for held-out ones)"
    )
    options = parser.parse_args(arguments)
    if options.details and "heldout" in options.questions.stem:
        parser.error("--details: held-out questions stay unread; leave it off")
    asked = read_questions(options.questions)
    articles = texts_of(asked, options.articles)
    if not articles and any(each.doc_id for each in asked):
        parser.error("--articles: the questions name articles; say which files hold them")
    outcomes = []
    with record_of(articles, Level.FULL) as app:
        seed = SEED.read_text(encoding="utf-8")
        for each in asked:
            answer = app.answer(Question(text=each.question, collections=app.collections()), keep=False)
            text = seed if each.doc_id is None else str(articles[each.doc_id]["text"])
            outcomes.append(outcome(each, answer, text))
            if options.details:
                given = {"answer": answer.answer, "confidence": round(answer.confidence, 3)}
                print(json.dumps({"id": each.id, "outcome": outcomes[-1], "question": each.question, **given}))
    print(json.dumps(summary(outcomes, asked)))


if __name__ == "__main__":
    main()
