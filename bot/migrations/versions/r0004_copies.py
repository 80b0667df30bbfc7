"""Copies grouped by what their texts share; how long collections keep articles; articles that are only cited."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("version_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("group_id", NUMBER, nullable=False),
        sa.Column("credits", sa.Text(), nullable=False),
        sa.Column("sample", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_copies_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_copies_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", name="pk_copies"),
        sa.UniqueConstraint("article_id", name="uq_copies_article_id"),
    )
    op.create_index("ix_copies_collection_id_group_id", "copies", ["collection_id", "group_id"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("collection_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version_id", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "hash", "version_id", name="pk_shingles"),
        sqlite_with_rowid=False,
    )

    # SQLite copies a table, so that it reads like one that was made so.
    recreate: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    numbered = {"sqlite_autoincrement": True}
    with op.batch_alter_table("collections", recreate=recreate, table_kwargs=numbered) as collections:
        collections.add_column(sa.Column("keep_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("articles", recreate=recreate, table_kwargs=numbered) as articles:
        articles.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
