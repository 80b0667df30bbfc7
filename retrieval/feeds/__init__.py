"""Feeds, from bytes to entries: RSS 0.9 to 2.0, RDF, Atom and JSON Feed. Nothing here fetches."""

from retrieval.feeds.records import Entry, Feed

__all__ = ["Entry", "Feed"]
