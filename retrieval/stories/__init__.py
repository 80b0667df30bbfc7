"""Articles on one event and what came of it, over time: `Stories` clusters them and tells of them."""

from retrieval.stories.records import Belated, Head, Story, told_at
from retrieval.stories.stories import Stories

__all__ = ["Belated", "Head", "Stories", "Story", "told_at"]
