"""Digests as people set them up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update

from bot.store.digests_table import DIGESTS, Digest, digest_of, values_of
from bot.store.workspaces import ensure_workspace, has_bot
from retrieval.errors import BadInput
from retrieval.store.beside import alone
from retrieval.store.database import read, write


class Digests:
    """The digests behind one engine; any thread may use it."""

    def __init__(self, engine: Engine, *, new_id: Callable[[], str]) -> None:
        self._engine = engine
        self._new_id = new_id

    def get(self, digest_id: str, *, workspace: str | None = None) -> Digest | None:
        """A digest; None for another workspace's, as if it were not there."""
        d = DIGESTS.c
        query = select(DIGESTS).where(d.id == digest_id)
        if workspace is not None:
            query = query.where(d.workspace_id == workspace)
        with read(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else digest_of(row)

    def of(self, workspace: str, target: str) -> tuple[Digest, ...]:
        """The digests of a channel or person, by time and name."""
        d = DIGESTS.c
        query = select(DIGESTS).where(d.workspace_id == workspace, d.target == target).order_by(d.at, d.name)
        with read(self._engine) as connection:
            return tuple(digest_of(row) for row in connection.execute(query))

    def at(self, target: str) -> tuple[Digest, ...]:
        """The digests of that channel or person in whichever workspace, for the terminal."""
        d = DIGESTS.c
        query = select(DIGESTS).where(d.target == target).order_by(d.workspace_id, d.at, d.name)
        with read(self._engine) as connection:
            return tuple(digest_of(row) for row in connection.execute(query))

    def active(self) -> tuple[Digest, ...]:
        """Those that are turned on, of every workspace that has the bot, by id."""
        query = select(DIGESTS).where(DIGESTS.c.active, has_bot(DIGESTS.c.workspace_id)).order_by(DIGESTS.c.id)
        with read(self._engine) as connection:
            return tuple(digest_of(row) for row in connection.execute(query))

    def save(self, digest: Digest, *, now: datetime) -> Digest:
        """The digest as given, kept; one without an id is a new one.

        Turned on, or moved to another time, day or zone, it begins from now: what its new times would have had before
        is not made up for. Raises BadInput when another digest there has its name.
        """
        d = DIGESTS.c
        with write(self._engine) as connection:
            alone(connection, f"digests {digest.workspace} {digest.target}")
            ensure_workspace(connection, digest.workspace)
            here = select(DIGESTS).where(d.workspace_id == digest.workspace, d.target == digest.target)
            same_name = connection.execute(here.where(d.name == digest.name, d.id != digest.id)).one_or_none()
            if same_name is not None:
                raise BadInput(f"the digest {digest.name!r}", "there is one of that name here", "choose another name")
            this = select(DIGESTS).where(d.id == digest.id).with_for_update()
            row = connection.execute(this).one_or_none() if digest.id else None
            if row is None:
                kept = replace(digest, id=digest.id or self._new_id(), turned_on_at=now)
                connection.execute(insert(DIGESTS).values(**values_of(kept)))
                return kept
            before = digest_of(row)
            same = _when(before) == _when(digest)
            kept = replace(digest, turned_on_at=before.turned_on_at if same else now, made_by=before.made_by)
            connection.execute(update(DIGESTS).where(d.id == digest.id).values(**values_of(kept)))
        return kept

    def remove(self, digest_id: str, *, workspace: str) -> None:
        """The digest is gone with its runs; what was seen stays seen."""
        d = DIGESTS.c
        with write(self._engine) as connection:
            connection.execute(delete(DIGESTS).where(d.id == digest_id, d.workspace_id == workspace))


def _when(digest: Digest) -> tuple[object, ...]:
    return digest.active, digest.at, tuple(sorted(digest.days)), digest.zone
