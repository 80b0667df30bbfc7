"""When a workspace removed the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite copies the table, so that it reads like one that was made so.
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("workspaces", recreate="always" if sqlite else "never") as workspaces:
        workspaces.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
