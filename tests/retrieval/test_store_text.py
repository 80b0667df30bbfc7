"""Whatever the text is made of, a stored sentence is the raw text between its offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.store.record import Record
from retrieval.store.texts import Texts
from retrieval.types import sentence_id
from tests.retrieval.store_cases import NOW, analyse, article, open_record

SPACES = ["\r\n", "\t", "\x1f", "\x85", "\u2028", "\u200b", "\ufeff"]
LETTERS = ["e\u0301", "\u0301", "\u202e", "שלום", "🏳️‍🌈", "👩‍👩‍👧", "ﬁ", "the the ", "50 -day", ". "]
HOSTILE = st.sampled_from(SPACES + LETTERS)
TEXTS = st.lists(HOSTILE | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))).map("".join)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return open_record(tmp_path_factory.mktemp("text"))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_stored_sentence_is_the_text_between_its_offsets(record, text):
    key = f"k{record.last_seq()}"
    raw = article(key, text=text)
    analysis = analyse(raw)
    record.save("news", raw, analysis, now=NOW)
    names = [sentence_id("news", key, 1, sentence.start) for sentence in analysis.sentences]
    fresh = Record(record.engine)  # nothing in its cache
    found = fresh.sentences(names)
    assert [found[name].text for name in names] == [text[s.start : s.end] for s in analysis.sentences]
    assert fresh.texts([("news", key, 1)]) == {("news", key, 1): text}
    (entry,) = fresh.log(fresh.last_seq() - 1, 1)
    stored = entry.article.versions[0].sentences
    assert [(s.sentence_id, s.tokens, s.names) for s in stored] == [
        (name, sentence.tokens, sentence.names) for name, sentence in zip(names, analysis.sentences, strict=True)
    ]


def test_the_cache_forgets_the_longest_unused_and_stays_within_its_bytes():
    texts = Texts(10_000)
    for number in range(20):
        texts.put(str(number), "x" * 1_000)
        texts.get(["0"])
        assert texts.size <= 10_000
    assert texts.get(["0", "1", "19"]).keys() == {"0", "19"}
    texts.put("large", "x" * 9_000)
    assert texts.get(["large", "19"]).keys() == {"19"}
    texts.put("0", "other")
    assert texts.get(["0"])["0"] == "x" * 1_000


def test_a_record_with_hardly_any_cache_gives_the_same(tmp_path):
    record = open_record(tmp_path)
    for number in range(30):
        raw = article(str(number), text=f"Item {number}. More.")
        record.save("news", raw, analyse(raw), now=NOW)
    names = [sentence_id("news", str(number), 1, 0) for number in range(30)]
    small = Record(record.engine, text_cache_bytes=300)
    assert {name: s.text for name, s in small.sentences(names).items()} == {
        name: s.text for name, s in record.sentences(names).items()
    }
    assert small.sentences(names)[names[7]].text == "Item 7."
