"""The tables of the record, on the one `METADATA` that the bot's own tables join.

Portable between SQLite and PostgreSQL. Wide columns come last, so that SQLite passes over them when they are not
asked for. Row numbers are never used twice (AUTOINCREMENT): another process may still hold one.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Engine,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

LOCAL_WORKSPACE = "local"

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC datetimes in and out: SQLite forgets the zone and would give naive ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in a column that is called exactly INTEGER.
ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")

WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("left_at", UtcDateTime),  # when it removed the bot; null: it has it
)

COLLECTIONS = Table(
    "collections",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("workspace_id", ForeignKey("workspaces.id")),  # whose it is; null: shared
    Column("keep_days", Integer),  # how long articles stay after they came in; null: for ever
    sqlite_autoincrement=True,
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("collection_id", "name"),
    sqlite_autoincrement=True,
)

# A deleted article leaves its row, bare, without versions: a later article of the same key goes on counting, so that
# a stored citation never leads to another text under the same version number.
ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("newest", Integer, nullable=False),  # number of the newest version
    Column("source_id", ForeignKey("sources.id")),
    Column("url", Text),
    Column("published_at", UtcDateTime),
    Column("precision", String(16)),
    Column("authors", JSON, nullable=False),
    Column("language", String(16)),  # set when it is not in English: kept, not searched
    Column("retired_at", UtcDateTime),  # since when it is not searched: only versions that are cited are left
    UniqueConstraint("collection_id", "key"),
    sqlite_autoincrement=True,
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("level", String(16), nullable=False),
    Column("noise", Float, nullable=False),
    Column("sentences", Integer, nullable=False),  # how many
    Column("extractor", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the text in UTF-8
    Column("title", Text, nullable=False),
    Column("title_tokens", Text, nullable=False),  # joined by spaces
    Column("text", Text, nullable=False),
    UniqueConstraint("article_id", "number"),
    Index(None, "level", "id"),
    sqlite_autoincrement=True,
)

# What a page says beside its text (JSON-LD) that was corrected; of few versions.
VERSION_NOTICES = Table(
    "version_notices",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("notice", Text, nullable=False),
)

SENTENCES = Table(
    "sentences",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("noise", Float, nullable=False),
    Column("tokens", Text, nullable=False),  # joined by spaces, like mention_tokens
    Column("mention_tokens", Text, nullable=False),
    Column("names", Text, nullable=False),  # joined by U+001F: names hold spaces
    Column("annotation", LargeBinary),
    sqlite_with_rowid=False,
)

MENTIONS = Table(
    "mentions",
    METADATA,
    Column("version_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    Column("sentence_start", Integer, primary_key=True, autoincrement=False),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),  # 0-based within the sentence
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("named_start", Integer, nullable=False),
    Column("named_end", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("label", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    ForeignKeyConstraint(
        ["version_id", "sentence_start"], ["sentences.version_id", "sentences.start"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

INDEX_LOG = Table(
    "index_log",
    METADATA,
    Column("seq", ROW_NUMBER, primary_key=True),
    Column("op", String(16), nullable=False),  # put | delete
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    sqlite_autoincrement=True,
)


def create_tables(engine: Engine) -> None:
    """Every table known so far and the local workspace, for an empty database that needs no migrations (tests)."""
    with engine.begin() as connection:
        METADATA.create_all(connection)
        connection.execute(WORKSPACES.insert().values(id=LOCAL_WORKSPACE))
