"""Article pages, from bytes to text and facts. Nothing here fetches."""

from retrieval.pages.records import Page

__all__ = ["Page"]
