"""The tables of stories: articles with their vectors, stories with the sum of these, the way from a word to stories.

Words are told by number, so that no text is kept twice; vectors are packed (`retrieval.stories.vectors`).
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from retrieval.store.schema import METADATA, ROW_NUMBER, UtcDateTime

# A story that a person joined to another leaves its row: who holds its number is led on.
STORIES = Table(
    "stories",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False),
    Column("into_id", ForeignKey("stories.id", ondelete="CASCADE")),  # the story it is part of by a person's word
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("articles", Integer, nullable=False),  # how many the sum is of
    Column("vector", LargeBinary, nullable=False),  # the sum of its articles' vectors
    Index(None, "collection_id", "last_at"),
    sqlite_autoincrement=True,
)

# An article as it was last looked at, by its newest version then.
STORY_ARTICLES = Table(
    "story_articles",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("collection_id", ROW_NUMBER, nullable=False),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),  # of publication; when it first came in if that is not known
    Column("decided", Boolean, nullable=False),  # a person put it there: it stays
    Column("vector", LargeBinary, nullable=False),
    Index(None, "collection_id", "at"),
)

# In how many articles of a collection a word is: what makes a word rare there.
STORY_WORDS = Table(
    "story_words",
    METADATA,
    Column("collection_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    Column("word", Integer, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Stories by the words that tell them from others, and the day (since 1970) of the article that has the word.
STORY_POSTINGS = Table(
    "story_postings",
    METADATA,
    Column("collection_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    Column("word", Integer, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("story_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# What persons decided, kept for good: an article that is no part of a story, or a story that is part of another.
STORY_DECISIONS = Table(
    "story_decisions",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("kind", String(16), nullable=False),  # split | merge
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), index=True),  # of a split
    Column("story_id", ROW_NUMBER, nullable=False),  # that it left, or that is no more
    Column("other_id", ROW_NUMBER, nullable=False),  # that it makes since, or that the story is part of
    Column("decided_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
