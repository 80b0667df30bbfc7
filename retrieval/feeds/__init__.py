"""Feeds, from bytes to entries: RSS 0.9 to 2.0, RDF, Atom and JSON Feed. Nothing here fetches."""

from retrieval.feeds.discover import feeds_in
from retrieval.feeds.opml import read_opml, write_opml
from retrieval.feeds.plain import entry_text
from retrieval.feeds.read import read_feed
from retrieval.feeds.records import Entry, Feed, Outline
from retrieval.text.languages import in_english, language_of

__all__ = [
    "Entry",
    "Feed",
    "Outline",
    "entry_text",
    "feeds_in",
    "in_english",
    "language_of",
    "read_feed",
    "read_opml",
    "write_opml",
]
