"""Questions and stories that somebody follows: new sentences find them, and their threads hear what is new."""

from bot.follows.percolating import Percolating
from bot.follows.telling import Telling
from bot.follows.topics import Topic, topic_of

__all__ = ["Percolating", "Telling", "Topic", "topic_of"]
