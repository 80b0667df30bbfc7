"""The real record and the index: what is saved is found, what is deleted is gone, a rebuild changes nothing."""

from datetime import timedelta
from pathlib import Path

from retrieval.index import Keeper, MemoryIndex, SentenceIndex
from retrieval.types import Found, TermOrigin
from tests.retrieval.index_parts import query
from tests.retrieval.store_cases import NOW, analyse, article, open_record


def _all(index: SentenceIndex) -> list[Found]:
    asked = ("mara lind left", "harbour strike", "she")
    moments = (NOW + timedelta(hours=hours) for hours in (0, 30, 90))
    return [index.search(query(terms, as_of=moment), limit=50) for moment in moments for terms in asked]


def test_the_record_and_its_index_agree(tmp_path: Path) -> None:
    record = open_record(tmp_path)
    keeper = Keeper.open(tmp_path / "index", record)
    texts = ["Mara Lind spoke. She left.", "The strike at the harbour went on. She stayed.", "Nothing else happened."]
    for number in range(9):
        raw = article(f"k{number}", texts[number % 3])
        record.save("news", raw, analyse(raw), now=NOW)
    keeper.catch_up()
    changed = article("k1", "The harbour strike is over. Mara Lind left.")
    saved = record.save("news", changed, analyse(changed), now=NOW + timedelta(days=1))
    record.delete("news", ["k0", "k2"])
    assert keeper.catch_up() == record.last_seq() >= saved.seq
    reference = MemoryIndex()
    reference.switch(reference.build(record.everything(), watermark=record.last_seq()))
    before = _all(keeper.index)
    assert before == _all(reference)
    assert before[0].candidates
    keeper.rebuild()
    assert _all(keeper.index) == before
    found = {candidate.sentence_id for search in before for candidate in search.candidates}
    assert set(record.sentences(found)) == found  # every candidate is a sentence of the record
    assert {share.origin for c in before[0].candidates for share in c.terms} == set(TermOrigin)
