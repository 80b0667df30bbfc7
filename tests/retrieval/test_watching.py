"""What the database and OpenSearch are asked is told: what kind, what became of it, how long it took."""

import json
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from opensearchpy import OpenSearch, TransportError

from retrieval.index.opensearch.counting import CountingTransport
from retrieval.store.database import read, write
from retrieval.store.schema import WORKSPACES
from retrieval.store.watching import watch
from tests.retrieval.store_cases import open_record


def test_transactions_and_waits_for_a_connection_are_told(tmp_path):
    engine, told = open_record(tmp_path).engine, []
    watch(engine, lambda kind, outcome, seconds: told.append((kind, outcome, seconds)))
    with write(engine) as connection:
        connection.execute(WORKSPACES.insert().values(id="T1"))
    with read(engine) as connection:
        assert connection.execute(WORKSPACES.select()).all()
    with pytest.raises(ValueError, match="no"), write(engine):
        raise ValueError("no")
    counted = Counter((kind, outcome) for kind, outcome, _ in told)
    assert counted == {("wait", "done"): 3, ("write", "done"): 1, ("read", "done"): 1, ("write", "undone"): 1}
    assert all(0 <= seconds < 60 for *_, seconds in told)


class _Cluster(BaseHTTPRequestHandler):
    """Answers with the status that the path ends in."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        status = int(self.path.partition("?")[0].split("/")[1])
        body = json.dumps({"hits": {"hits": []}}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def cluster() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Cluster)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_requests_to_the_cluster_are_told_by_what_they_ask_and_what_became_of_them(cluster):
    told: list[tuple[str, str]] = []
    client = OpenSearch(hosts=[cluster], max_retries=0, transport_class=CountingTransport)
    client.transport.observe = lambda kind, outcome, _seconds: told.append((kind, outcome))
    client.search(index="200", body={})
    for status in (400, 429, 503):
        with pytest.raises(TransportError):
            client.count(index=str(status), body={})
    client.close()
    assert told == [("search", "done"), ("count", "refused"), ("count", "busy"), ("count", "away")]
    away = OpenSearch(hosts=["http://127.0.0.1:1"], max_retries=0, transport_class=CountingTransport)
    away.transport.observe = lambda kind, outcome, _seconds: told.append((kind, outcome))
    with pytest.raises(TransportError):
        away.bulk(body=[{"delete": {"_index": "a", "_id": "1"}}])
    assert told[-1] == ("bulk", "away")
