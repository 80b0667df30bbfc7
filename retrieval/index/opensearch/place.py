"""The writer's place: a name of its own for each index it writes, which the next one takes away.

`Keeper` gives turns by a lock, and a lock that somebody else keeps can be lost without its holder hearing of it: a
database that was restarted. So all writing goes by an alias that only the writer knows. Whoever writes next takes it
away first and waits for the requests that came before; the cluster refuses whatever an earlier writer still sends.

Not kept out: a request that was under way between two nodes of the cluster for longer than all of the taking lasts.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

from opensearchpy import OpenSearch, OpenSearchException

from retrieval.errors import Overtaken, StorageError


class Place:
    """The place at some ``indices`` that are written together; ``subject`` names them in errors."""

    def __init__(self, client: OpenSearch, indices: Sequence[str], subject: str) -> None:
        self._client, self._indices, self._subject = client, tuple(indices), subject
        self._one = threading.Lock()
        self._kept: str | None = None  # the name of the last turn, when that ended well

    @contextmanager
    def taken(self) -> Iterator[dict[str, str]]:
        """Under which alias each index is written, this turn; one thread at a time.

        Raises Overtaken when another writer has come meanwhile: then nothing more of this turn was let in.
        """
        with self._one:
            name, self._kept = self._kept, None
            if name is None or not self._alone(name):
                name = self._take()
            try:
                yield {index: f"{_by(index)}{name}" for index in self._indices}
            except OpenSearchException as error:
                if not self._alone(name):
                    raise Overtaken(self._subject) from error
                raise
            self._kept = name

    def _take(self) -> str:
        """A new name, once nothing that was sent under another can come any more.

        The names first, then the block: of two who take it at once only the last has a name when it waits.
        """
        name, every = uuid4().hex, ",".join(self._indices)
        actions = [
            action
            for index in self._indices
            for action in (
                {"remove": {"index": index, "alias": f"{_by(index)}*"}},
                {"add": {"index": index, "alias": f"{_by(index)}{name}"}},
            )
        ]
        self._sure(self._client.indices.update_aliases(body={"actions": actions}))
        let = partial(self._client.indices.put_settings, index=every, body={"index.blocks.write": None})
        let()  # a block that somebody left who died is not waited for
        self._sure(self._client.indices.add_block(index=every, block="write"))  # answers when no write is under way
        let()
        if not self._alone(name):
            raise Overtaken(self._subject)
        return name

    def _alone(self, name: str) -> bool:
        """Whether the place is this name's and nobody else's."""
        found = self._client.indices.get_alias(index=",".join(self._indices))
        return all(
            [alias for alias in found[index]["aliases"] if alias.startswith(_by(index))] == [f"{_by(index)}{name}"]
            for index in self._indices
        )

    def _sure(self, answer: dict[str, Any]) -> None:
        if not (answer["acknowledged"] and answer.get("shards_acknowledged", True)):
            raise StorageError(self._subject, "its nodes did not all answer in time", "look at the cluster's health")


def _by(index: str) -> str:
    """How the names of an index's writers begin."""
    return f"{index}-by-"
