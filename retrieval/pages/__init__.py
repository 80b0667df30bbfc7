"""Article pages, from bytes to text and facts. Nothing here fetches."""

from retrieval.pages.keys import believable, canonical_key, page_key
from retrieval.pages.read import read_page, read_source
from retrieval.pages.records import Page

__all__ = ["Page", "believable", "canonical_key", "page_key", "read_page", "read_source"]
