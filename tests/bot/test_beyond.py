"""PostgreSQL and OpenSearch by settings alone: the answer is the one that SQLite and tantivy give."""

from uuid import uuid4

import pytest

from tests import postgres
from tests.opensearch import urls

pytestmark = [pytest.mark.slow, pytest.mark.opensearch]
TOLD = ("answer", "confidence", "status", "citations", "nearest")


@pytest.mark.parametrize("question", ["what deadline did Trump set?", "who leads Ukraine's delegation?"])
def test_the_same_answer(sample, question, tmp_path, monkeypatch):
    here = sample("ask", question, "--json").json
    if postgres.programs() is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    monkeypatch.setenv("ONRECORD_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", postgres.server().create())
    monkeypatch.setenv("OPENSEARCH_URL", urls())
    monkeypatch.setattr("retrieval.index.opensearch.engine.PREFIX", f"t{uuid4().hex}")
    there = sample("ask", question, "--json").json
    assert {name: there[name] for name in TOLD} == {name: here[name] for name in TOLD}
    assert not (tmp_path / "var" / "record.db").exists()
    assert not (tmp_path / "var" / "index" / "CURRENT").exists()
