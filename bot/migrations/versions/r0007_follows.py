"""Follows and what their threads were told; corrections of what was quoted; how far into the log each has looked."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    op.create_table(
        "follows",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("identity", sa.String(length=200), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=True),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("story_id", NUMBER, nullable=True),
        sa.Column("topic", sa.String(length=80), nullable=True),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_follows_workspace_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follows"),
        sa.UniqueConstraint("workspace_id", "identity", name="uq_follows_workspace_id_identity"),
        sa.UniqueConstraint("workspace_id", "channel_id", "topic", name="uq_follows_workspace_id_channel_id_topic"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follows_state_workspace_id", "follows", ["state", "workspace_id"], unique=False)
    op.create_table(
        "follow_pending",
        sa.Column("follow_id", NUMBER, nullable=False),
        sa.Column("sentence_id", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["follow_id"], ["follows.id"], name="fk_follow_pending_follow_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("follow_id", "sentence_id", name="pk_follow_pending"),
    )
    op.create_table(
        "follow_notices",
        sa.Column("follow_id", NUMBER, nullable=False),
        sa.Column("n", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=True),
        sa.Column("message_ts", sa.String(length=32), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["follow_id"], ["follows.id"], name="fk_follow_notices_follow_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("follow_id", "n", name="pk_follow_notices"),
    )
    op.create_table(
        "corrections",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("n", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sentence_id", sa.Text(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=True),
        sa.Column("told_channel", sa.String(length=32), nullable=True),
        sa.Column("told_ts", sa.String(length=32), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", "n", "version", name="pk_corrections"),
    )
    op.create_index("ix_corrections_done_not_before", "corrections", ["done", "not_before"], unique=False)
    # Citations are looked for by their article whenever it changes.
    op.create_index("ix_citations_collection_article_key", "citations", ["collection", "article_key"], unique=False)
