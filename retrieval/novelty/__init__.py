"""What a sentence says that others before it did not: numbers, speakers, quotations, names."""

from retrieval.novelty.facts import facts_of, known, new_facts, novel
from retrieval.novelty.records import Fact, Kind, Known

__all__ = ["Fact", "Kind", "Known", "facts_of", "known", "new_facts", "novel"]
