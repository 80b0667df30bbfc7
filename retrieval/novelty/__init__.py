"""What a sentence says that others before it did not: numbers, speakers, quotations."""

from retrieval.novelty.facts import facts_of, new_facts, novel
from retrieval.novelty.known import Known
from retrieval.novelty.records import Fact, Kind
from retrieval.novelty.speakers import may_have_speaker

__all__ = ["Fact", "Kind", "Known", "facts_of", "may_have_speaker", "new_facts", "novel"]
