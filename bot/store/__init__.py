"""What the bot keeps of its own, one file a matter: answers, the inbox, its turns, channels, people, installations."""

from bot.store.answers import AnswerRow, Answers, Broken, CitationRow, Verification
from retrieval.store.schema import METADATA

__all__ = ["METADATA", "AnswerRow", "Answers", "Broken", "CitationRow", "Verification"]
