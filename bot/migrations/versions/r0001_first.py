"""The record, the index log and the answers: everything there was at first."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )
    op.execute("INSERT INTO workspaces (id) VALUES ('local')")
    op.create_table(
        "collections",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_collections_workspace_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collections"),
        sa.UniqueConstraint("name", name="uq_collections_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sources",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collections.id"], name="fk_sources_collection_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("collection_id", "name", name="uq_sources_collection_id_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("source_id", NUMBER, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("precision", sa.String(length=16), nullable=True),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collections.id"], name="fk_articles_collection_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_articles_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("collection_id", "key", name="uq_articles_collection_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "versions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("article_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("noise", sa.Float(), nullable=False),
        sa.Column("sentences", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_tokens", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_versions_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("article_id", "number", name="uq_versions_article_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_versions_level_id", "versions", ["level", "id"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("version_id", NUMBER, nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("noise", sa.Float(), nullable=False),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.Column("mention_tokens", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("annotation", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_sentences_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", "start", name="pk_sentences"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("version_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("sentence_start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("named_start", sa.Integer(), nullable=False),
        sa.Column("named_end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id", "sentence_start"],
            ["sentences.version_id", "sentences.start"],
            name="fk_mentions_version_id_sentence_start",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "sentence_start", "n", name="pk_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "index_log",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("op", sa.String(length=16), nullable=False),
        sa.Column("collection_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"], ["collections.id"], name="fk_index_log_collection_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_index_log"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_answers_workspace_id"),
        sa.PrimaryKeyConstraint("answer_id", name="pk_answers"),
    )
    op.create_table(
        "citations",
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("n", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("article_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answers.answer_id"], name="fk_citations_answer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "n", name="pk_citations"),
    )
