"""What an OpenSearch index of ours looks like, and a document in it.

Scoring is a script, not OpenSearch's own BM25: that would weigh terms by each shard's statistics over all collections,
deleted documents included. The script gives a term's saturation alone, with a constant for the average length, and
the query's boost brings rank-bm25's weight. What it proposes is scored by rank-bm25; `finding.py` has the bound.
"""

import base64
import json
from typing import Any

from retrieval.index.entries import Held
from retrieval.index.okapi import K1, B
from retrieval.index.snapshot import owner_of
from retrieval.index.stored import encode
from retrieval.index.terms import LONGEST

FORMAT = 2
AVERAGES = {"sentences": 30.0, "articles": 800.0}  # terms; constants that the script reckons with, see `finding.py`
ANALYSER = "ours"


def body(shelf: str, *, shards: int, replicas: int, analyser: str) -> dict[str, Any]:
    """Settings and mapping of an index. Nothing is refreshed but by us, so that a batch is seen whole."""
    length = f"doc.length / {AVERAGES[shelf]}"
    saturation = f"return query.boost * doc.freq / (doc.freq + {K1} * ({1 - B} + {B} * {length}));"
    keyword, whole = {"type": "keyword", "doc_values": True}, {"type": "long"}
    return {
        "settings": {
            "index": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": -1,
                "max_result_window": 10_000_000,
                "max_terms_count": 100_000,
                "similarity": {"saturation": {"type": "scripted", "script": {"source": saturation}}},
            },
            "analysis": {
                "tokenizer": {"terms": {"type": "whitespace", "max_token_length": LONGEST + 100}},
                "analyzer": {ANALYSER: {"type": "custom", "tokenizer": "terms"}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"format": FORMAT, "analyser": analyser},
            "_source": {"includes": ["body"]},
            "properties": {
                "terms": {
                    "type": "text",
                    "analyzer": ANALYSER,
                    "similarity": "saturation",
                    "index_options": "freqs",
                },
                **dict.fromkeys(("owner", "collection", "key", "source", "live_in", "kind"), keyword),
                **dict.fromkeys(("length", "published", "begins", "ends", "seq"), whole),
                "body": {"type": "binary"},
            },
        },
    }


def plain(value: str) -> str:
    """Any text, half characters included, as one that JSON in UTF-8 can carry; different texts stay different."""
    return json.dumps(value)[1:-1]


def document(held: Held, turn: int) -> dict[str, Any]:
    """What OpenSearch is given of a document, written in a ``turn``; of it only ``body`` comes back."""
    known = {
        "terms": " ".join(" ".join(part) for part in held.parts),
        "owner": owner_of(held.collection, held.key),
        "collection": plain(held.collection),
        "key": plain(held.key),
        "source": None if held.source is None else plain(held.source),
        "live_in": plain(held.collection) if held.live else None,
        "length": held.length(),
        "published": held.published,
        "begins": held.begins,
        "ends": held.ends,
        "seq": turn,
        "body": base64.b64encode(encode(held)).decode(),
    }
    return {name: value for name, value in known.items() if value is not None}


def stored(source: dict[str, Any]) -> bytes:
    """What `document` kept."""
    return base64.b64decode(source["body"])
