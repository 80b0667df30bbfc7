"""The labels of quotations are what they say they are, and are counted right."""

from collections import Counter

from benchmarks.jsonl import read_jsonl
from benchmarks.quotes import HALVES, LABELS, figures, judged
from retrieval.speech import quotations
from tests.retrieval.reader_case import sentences

TEXT = "Ines Calder said that the pier was dark. Tom Harlow said that the lamps were old. Bob Vance told nobody."
FIRST, SECOND = TEXT.index("Ines"), TEXT.index("Tom")


def test_the_labels_hold_enough_of_both_halves() -> None:
    articles = list(read_jsonl(LABELS))
    named = Counter(article["half"] for article in articles for each in article["sentences"] if each.get("speaker"))
    assert set(named) == set(HALVES)
    assert sum(named.values()) >= 200
    assert min(named.values()) >= 100
    for article in articles:
        assert len({each["start"] for each in article["sentences"]}) == len(article["sentences"])
        for each in article["sentences"]:
            assert each["start"] < each["end"] <= article["read_to"]
            start, end = each.get("content", (each["start"], each["end"]))
            assert each["start"] <= start < end <= each["end"]


def test_a_name_is_right_wrong_or_missed() -> None:
    label = {
        "read_to": len(TEXT),
        "sentences": [
            {"start": FIRST, "end": SECOND - 1, "kind": "indirect", "speaker": [[0, 11]], "content": [22, 40]},
            {"start": SECOND, "end": TEXT.index("Bob") - 1, "kind": "indirect", "speaker": [], "content": [64, 82]},
        ],
    }
    found = quotations([sentence for sentence, _ in sentences(TEXT)])
    counts, missed = judged(label, TEXT, found)
    assert figures(counts) == {
        "precision": 0.5,
        "recall": 1.0,
        "F1": 0.6667,
        "content": 1.0,
        "quotations": 2,
        "named": 1,
        "found": 2,
        "recall_by_kind": {"indirect": 1.0},
    }
    assert [each.found for each in missed] == ["['Tom Harlow']"]
