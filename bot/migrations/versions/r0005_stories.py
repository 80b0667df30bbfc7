"""Stories: articles on one event, the words that tell stories from each other, and what persons decided of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stories",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("into_id", NUMBER, nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collections.id"], name="fk_stories_collection_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["into_id"], ["stories.id"], name="fk_stories_into_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stories_collection_id_last_at", "stories", ["collection_id", "last_at"], unique=False)
    op.create_table(
        "story_articles",
        sa.Column("version_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_story_articles_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_story_articles_story_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_story_articles_version_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", name="pk_story_articles"),
        sa.UniqueConstraint("article_id", name="uq_story_articles_article_id"),
    )
    op.create_index("ix_story_articles_story_id", "story_articles", ["story_id"], unique=False)
    op.create_index("ix_story_articles_collection_id_at", "story_articles", ["collection_id", "at"], unique=False)
    op.create_table(
        "story_words",
        sa.Column("collection_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("word", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "word", name="pk_story_words"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_postings",
        sa.Column("collection_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("word", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story_id", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "word", "day", "story_id", name="pk_story_postings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_decisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("article_id", NUMBER, nullable=True),
        sa.Column("story_id", NUMBER, nullable=False),
        sa.Column("other_id", NUMBER, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_story_decisions_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_story_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_story_decisions_article_id", "story_decisions", ["article_id"], unique=False)
