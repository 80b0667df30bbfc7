"""The one guarded way out: http and https to public addresses, bounded in time and size."""

from retrieval.fetch.records import Fetched, FetchFailed, Move, Trouble, Want

__all__ = ["FetchFailed", "Fetched", "Move", "Trouble", "Want"]
