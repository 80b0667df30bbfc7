"""What pages say beside their texts that was corrected; since when a new sentence waits for its follow."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "version_notices",
        sa.Column("version_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_version_notices_version_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("version_id", name="pk_version_notices"),
    )
    # SQLite copies a table, so that it reads like one that was made so.
    recreate: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("follow_pending", recreate=recreate) as pending:
        pending.add_column(sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))
