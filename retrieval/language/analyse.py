"""Analysis of articles, for every other room: one at a time, or many in worker processes."""

from retrieval.language.analyser import Analyser
from retrieval.language.workers import analyse_many

__all__ = ["Analyser", "analyse_many"]
