"""What Alembic runs to migrate; `bot.migrate` hands it the connection and holds the lock."""

from alembic import context

import bot.store  # noqa: F401  its tables join the METADATA
from retrieval.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters tables by copying them
    transactional_ddl=True,  # all or nothing, SQLite too: the caller's transaction holds every step
)
context.run_migrations()
