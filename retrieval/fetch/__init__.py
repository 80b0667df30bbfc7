"""The one guarded way out: http and https to public addresses, bounded in time and size."""

from retrieval.fetch.addresses import shown
from retrieval.fetch.allowed import Allowed
from retrieval.fetch.failures import failed
from retrieval.fetch.fetcher import Fetcher, Turn
from retrieval.fetch.records import Fetched, FetchFailed, Move, Trouble, Want
from retrieval.fetch.robots import Robots

__all__ = [
    "Allowed",
    "FetchFailed",
    "Fetched",
    "Fetcher",
    "Move",
    "Robots",
    "Trouble",
    "Turn",
    "Want",
    "failed",
    "shown",
]
