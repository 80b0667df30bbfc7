"""The engines beside which the product is timed look for the same sentences."""

from pathlib import Path

from benchmarks.speed_corpus import corpus, questions
from benchmarks.speed_rivals import TOP, bm25s_of, fts5_of, full_scan
from retrieval.index.okapi import Okapi


def test_each_finds_nearly_what_the_full_scan_finds(tmp_path: Path) -> None:
    made = corpus(2000, seed=1)
    okapi = Okapi(made.sentence(i) for i in range(len(made)))
    engines = (bm25s_of(made), fts5_of(made, tmp_path / "fts5.db"))
    for asked in questions(made, 5, seed=1):
        wanted = full_scan(okapi, asked)
        assert len(wanted) == TOP
        for best in engines:
            assert len(set(best(asked)) & set(wanted)) >= TOP - 2  # their weights differ a little
