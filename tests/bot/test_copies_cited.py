"""One text in several outlets is cited once, and the others are counted."""

import json
from datetime import datetime

import pytest

from bot.answers import Citation
from bot.blocks import quotes
from bot.links import Links
from tests.bot import cited
from tests.bot.conftest import OnRecord

TEXT = (
    "Mara Lind left the harbour board of Aldmoor on Tuesday after nine years, the council said in a statement."
    " The board named Odo Brack as its new chair after a vote of seven to two that lasted until midnight."
    " Brack, a former ferry captain, promised to open the second quay before the end of the summer season."
)


@pytest.fixture
def copied(onrecord: OnRecord, tmp_path):
    outlets = {
        "wire": ("Harbour Wire", "2026-02-03T09:00:00Z", f"ALDMOOR (Harbour Wire) - {TEXT}"),
        "post": ("The Harbour Post", "2026-02-03T08:00:00Z", f"{TEXT} Source: Harbour Wire"),
        "times": ("Aldmoor Times", "2026-02-03T11:00:00Z", TEXT),
        "echo": ("Coast Echo", "2026-02-03T12:00:00Z", TEXT.replace("Odo Brack", "Ida Brack")),
    }
    file = tmp_path / "news.jsonl"
    file.write_text(
        "\n".join(
            json.dumps({"id": key, "title": "Lind leaves", "source": source, "published": published, "text": said})
            for key, (source, published, said) in outlets.items()
        )
    )
    return onrecord, onrecord("ingest", file)


def test_an_answer_cites_one_text_once_and_says_where_else_it_stands(copied):
    onrecord, ingested = copied
    assert "4 new (3 copies of another), 0 changed" in ingested.out
    asked = onrecord("ask", "who is the new chair of the harbour board?", "--json").json
    said = [" ".join(citation["sentence"].split()) for citation in asked["citations"]]
    assert len(set(said)) == len(said)
    named = next(citation for citation in asked["citations"] if "Odo Brack" in citation["sentence"])
    assert named["article_id"] == "wire"
    assert [(other["source"], other["article_id"]) for other in named["also_in"]] == [
        ("The Harbour Post", "post"),
        ("Aldmoor Times", "times"),
    ]
    assert datetime.fromisoformat(named["also_in"][0]["published_at"])
    shown = onrecord("ask", "who is the new chair of the harbour board?").out
    assert "also in 2 outlets, same text: The Harbour Post, Aldmoor Times" in shown
    assert "main: 4 articles, 3 of them copies of another; kept for ever" in onrecord("collections").out
    only = onrecord("ask", "who is the new chair of the harbour board?", "--source", "Aldmoor Times", "--json").json
    assert {citation["source"] for citation in only["citations"] or only["nearest"]} == {"Aldmoor Times"}


def test_collections_are_kept_as_long_as_is_said(copied):
    onrecord, _ = copied
    assert "kept for 30 days" in onrecord("collections", "main", "--keep-days", "30").out
    assert "kept for ever" in onrecord("collections", "main", "--keep-forever").out
    assert onrecord("collections", "main").status == 2
    assert onrecord("collections", "--keep-days", "3").status == 2
    assert onrecord("collections", "nothing", "--keep-days", "3").status == 2
    assert onrecord("forget", "<@U0123ABCD>").out.strip() == "Nothing of U0123ABCD was kept."
    assert onrecord("forget", "no user").status == 2


def test_in_slack_the_outlets_are_counted_beside_the_citation():
    others = tuple(cited.article(key=name, source=name) for name in ("Wire", "*Echo*"))
    citation = Citation(n=1, sentence=cited.sentence(), answer_span=None, score=1.0, also_in=others)
    block = quotes.cited(citation, Links())[-1]
    assert block["elements"][-1]["text"] == "also in 2 outlets, same text"
    alone = quotes.cited(Citation(n=1, sentence=cited.sentence(), answer_span=None, score=1.0), Links())[-1]
    assert len(alone["elements"]) == len(block["elements"]) - 1
