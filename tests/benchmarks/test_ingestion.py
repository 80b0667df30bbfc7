"""The measure of ingestion takes the archive's first articles and counts what became of them."""

import gzip
import json

from benchmarks.ingestion import measure
from retrieval.types import Level
from tests.retrieval.copy_cases import story


def test_the_first_articles_of_an_archive_are_measured(tmp_path):
    texts = [" ".join(story(number, 12)) for number in (1, 2, 1, 3)]
    archive = tmp_path / "news.jsonl.gz"
    with gzip.open(archive, "wt", encoding="utf-8") as lines:
        for number, text in enumerate(texts):
            lines.write(json.dumps({"doc_id": f"{number}", "title": f"Report {number}", "text": text}) + "\n")
    found = measure(archive, 3, Level.LIGHT, tmp_path)
    assert (found["articles"], found["copies"]) == (3, 1)
    assert found["sentences"] == 36
    assert found["peak_mb"] > 0
