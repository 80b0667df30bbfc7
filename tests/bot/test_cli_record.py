"""`onrecord ingest`, `article`, `search`, `verify` and `doctor` over files of one's own."""

import json
import math
from pathlib import Path

import pytest

from tests.bot.conftest import OnRecord

ARTICLE = {
    "doc_id": "harbour-1",
    "title": "Lind leaves the harbour board",
    "text": "Mara Lind left the harbour board on Tuesday. The board named Odo Brack as its new chair.",
    "source": "The Harbour Post",
    "published": "2026-02-03",
    "url": "https://news.example/lind",
}


def _write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_articles_go_in_once_and_a_changed_one_becomes_a_version(onrecord: OnRecord, tmp_path: Path) -> None:
    file = _write(tmp_path / "news.jsonl", ARTICLE)
    assert "1 new, 0 changed, 0 unchanged" in onrecord("ingest", file).out
    assert "0 new, 0 changed, 1 unchanged" in onrecord("ingest", file).out
    asked = onrecord("ask", "who is the new chair of the harbour board?", "--json")
    assert (asked.json["answer"], asked.json["citations"][0]["source"]) == ("Odo Brack", "The Harbour Post")
    _write(file, {**ARTICLE, "text": ARTICLE["text"].replace("Odo Brack", "Ida Brack")})
    assert "0 new, 1 changed, 0 unchanged" in onrecord("ingest", file).out
    verified = onrecord("verify")
    assert verified.status == 0
    assert "0 broken" in verified.out
    shown = onrecord("article", "harbour-1", "--json").json
    assert [version["version"] for version in shown["versions"]] == [1, 2]
    assert list(shown) == ["article_id", "url", "title", "source", "published_at", "versions"]
    assert onrecord("ask", "who is the new chair of the harbour board?", "--json").json["answer"] == "Ida Brack"


def test_a_bad_line_is_reported_with_its_number_and_the_rest_goes_in(onrecord: OnRecord, tmp_path: Path) -> None:
    file = _write(tmp_path / "news.jsonl", ARTICLE, '{"title": "cut', {"title": "no text"}, {**ARTICLE, "doc_id": "b"})
    ran = onrecord("ingest", file)
    assert ran.status == 2
    assert "2 new" in ran.out
    assert "line 2" in ran.err
    assert "line 3" in ran.err
    assert "2 bad records left out; the rest is in the record" in ran.err


def test_the_samples_step_back_as_soon_as_there_is_an_article(onrecord: OnRecord, tmp_path: Path) -> None:
    assert onrecord("ask", "what deadline did Trump set?", "--json").json["status"] == "answered"
    onrecord("ingest", _write(tmp_path / "news.jsonl", ARTICLE))
    assert onrecord("ask", "what deadline did Trump set?", "--json").json["status"] == "declined"


def test_the_shares_of_a_hit_sum_to_its_score(sample: OnRecord) -> None:
    ran = sample("search", "Trump deadline sanctions", "--json")
    assert ran.status == 0
    hits = ran.json["hits"]
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    for hit in hits:
        assert math.isclose(sum(term["share"] for term in hit["terms"]), hit["score"], rel_tol=1e-9)
        assert {term["from"] for term in hit["terms"]} <= {"sentence", "title", "mention"}


def test_a_search_for_nothing_that_is_there_is_declined(sample: OnRecord) -> None:
    assert sample("search", "zyxwv").status == 3


def test_the_date_of_an_article_bounds_who_is_asked_when(onrecord: OnRecord, tmp_path: Path) -> None:
    onrecord("ingest", _write(tmp_path / "news.jsonl", ARTICLE))
    question = "who is the new chair of the harbour board?"
    assert onrecord("ask", question, "--as-of", "2026-02-02", "--json").json["nearest"] == []
    assert onrecord("ask", question, "--as-of", "2026-02-03", "--json").json["answer"] == "Odo Brack"
    assert onrecord("ask", question, "--since", "2026-02-04", "--json").status == 3
    assert onrecord("ask", question, "--until", "2026-02-03", "--json").json["answer"] == "Odo Brack"


def test_an_unknown_article_is_one_clear_line(sample: OnRecord) -> None:
    ran = sample("article", "nope")
    assert (ran.status, ran.err) == (2, "article 'nope': there is none by that id; take an id from a citation\n")


def test_a_damaged_index_is_rebuilt_and_said(onrecord: OnRecord, tmp_path: Path) -> None:
    onrecord("ingest", _write(tmp_path / "news.jsonl", ARTICLE))
    for file in (tmp_path / "var" / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"garbage")
    ran = onrecord("ask", "who is the new chair of the harbour board?", "--json")
    assert ran.json["answer"] == "Odo Brack"
    assert len(ran.err.strip().splitlines()) == 1


def test_the_doctor_says_what_is_well(sample: OnRecord) -> None:
    sample("ask", "who is Umerov?", "--json")
    ran = sample("doctor")
    assert ran.status == 0
    for part in ("database", "index", "language model"):
        assert part in ran.out


@pytest.mark.parametrize("command", [["db", "upgrade"], ["index", "rebuild"]])
def test_upkeep_commands_succeed_on_any_record(onrecord: OnRecord, command: list[str]) -> None:
    assert onrecord(*command).status == 0
