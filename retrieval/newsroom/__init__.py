"""Sources and their polling: what goes from the feeds of the world into the record, and when."""

from retrieval.newsroom.looking import Cited
from retrieval.newsroom.newsroom import Newsroom
from retrieval.newsroom.records import Added, Ailment, Imported, ReadPage, SourceState, State

__all__ = ["Added", "Ailment", "Cited", "Imported", "Newsroom", "ReadPage", "SourceState", "State"]
