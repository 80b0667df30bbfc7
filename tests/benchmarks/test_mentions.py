import json
from pathlib import Path

import pytest

from benchmarks.mentions import KINDS, LABELS, Label, Resolved, count, figures, label_of, same_name


@pytest.mark.parametrize(
    ("found", "wanted", "others", "same"),
    [
        ("Ilsabet Corran", "Ilsabet Corran", (), True),
        ("Mayor Ilsabet Corran", "Ilsabet Corran", (), True),
        ("Corran’s", "Ilsabet Corran", (), True),
        ("Ilsabet", "Ilsabet Corran", (), False),
        ("Joss Wennick", "Ilsabet Corran", (), False),
        ("Corran", "Ilsabet Corran", ("Tove Corran",), False),
        ("Aaron Judge", "Aaron Judge", (), True),
        ("Aaron", "Aaron Judge", (), False),
        ("Bram Oskell", "Bram Oskell Jr", (), False),
        ("Queen Mathild", "Queen Mathild II", (), True),
    ],
)
def test_same_name(found: str, wanted: str, others: tuple[str, ...], same: bool) -> None:
    assert same_name(found, wanted, others) is same


def test_his_and_his_country_are_two_mentions() -> None:
    his = Label(start=10, end=13, kind="possessive", name="Tobren Halse")
    country = Label(start=10, end=21, kind="possessive", name="Kelmarra")
    for labels in ([his, country], [country, his]):
        assert label_of(Resolved(start=10, end=13, kind="possessive", name="x"), labels) is his
        assert label_of(Resolved(start=10, end=21, kind="possessive", name="x"), labels) is country
    assert label_of(Resolved(start=10, end=13, kind="possessive", name="x"), [country]) is None


def test_figures_count_a_name_for_nobody_as_wrong_and_an_unlabelled_one_not_at_all() -> None:
    labels = [
        Label(start=0, end=2, kind="pronoun", name="Ilsabet Corran"),
        Label(start=5, end=9, kind="pronoun", name=None),
        Label(start=20, end=26, kind="role", name="Ilsabet Corran"),
    ]
    found = [
        Resolved(start=0, end=2, kind="pronoun", name="Ilsabet Corran"),
        Resolved(start=5, end=9, kind="pronoun", name="Ilsabet Corran"),
        Resolved(start=40, end=44, kind="short_name", name="Ilsabet Corran"),
    ]
    assert figures(count(labels, found), KINDS) == {
        "precision": 0.5,
        "recall": 0.5,
        "F1": 0.5,
        "n": 2,
        "null": 1,
        "judged": 2,
    }


def test_labels_hold_offsets_and_no_text() -> None:
    rows = [json.loads(line) for line in Path(LABELS).read_text(encoding="utf-8").splitlines()]
    assert sum(row["refers_to_start"] is not None for row in rows) >= 170
    for row in rows:
        assert set(row) == {"doc_id", "start", "end", "kind", "refers_to_start", "refers_to_end"}
        assert row["kind"] in KINDS
        assert 0 <= row["start"] < row["end"]
