"""The generations in a cluster: indices with numbers in their names, and an alias for each shelf to the one in use."""

from typing import Any

from opensearchpy import OpenSearch, TransportError

from retrieval.index.opensearch.generation import OpenSearchGeneration
from retrieval.index.opensearch.shape import FORMAT, body
from retrieval.index.opensearch.trouble import damaged


class Generations:
    """Those whose names begin with ``prefix``."""

    def __init__(
        self, client: OpenSearch, *, prefix: str, analyser: str, subject: str, shards: int, replicas: int
    ) -> None:
        self._client, self._prefix, self._analyser, self._subject = client, prefix, analyser, subject
        self._shards, self._replicas = shards, replicas
        self._last: OpenSearchGeneration | None = None  # the one last in use: it knows its place

    def begin(self, *, anew: bool) -> None:
        """One is in use afterwards; with ``anew`` an empty one."""
        if not anew and self._number() is not None:
            return
        try:
            self._switch(self.create())
        except TransportError:  # another process has begun meanwhile
            if anew or self._number() is None:
                raise

    def in_use(self) -> OpenSearchGeneration:
        """Raises IndexDamaged when there is none."""
        number = self._number()
        if number is None:
            raise damaged(self._subject, "no generation is in use")
        generation = self._last
        if generation is None or generation.number != number:
            generation = self._last = self._numbered(number)
        return generation

    def create(self) -> OpenSearchGeneration:
        """An empty one, under the next number."""
        generation = self._numbered(max(self._numbers(), default=0) + 1)
        for name, shelf in generation.shelves.items():
            shape = body(name, shards=self._shards, replicas=self._replicas, analyser=self._analyser)
            self._client.indices.create(index=shelf.name, body=shape, params={"wait_for_active_shards": "1"})
        return generation

    def replace(self, generation: OpenSearchGeneration) -> None:
        """It is in use afterwards; the one before stays for searches that are at it, and no other."""
        before = self._number()
        self._switch(generation)
        for number in self._numbers():
            if number not in {before, generation.number}:
                self._numbered(number).discard()

    def verify(self) -> None:
        """Raises IndexDamaged when the one in use is another version's, or documents are missing or too many."""
        for shelf in self.in_use().shelves.values():
            meta = self._client.indices.get_mapping(index=shelf.name)[shelf.name]["mappings"].get("_meta")
            if meta != {"format": FORMAT, "analyser": self._analyser}:
                raise damaged(self._subject, "it was written by another version of the program")
            if shelf.documents() != shelf.state().documents:
                raise damaged(self._subject, "documents are missing or too many")

    def _numbered(self, number: int) -> OpenSearchGeneration:
        return OpenSearchGeneration(self._client, self._prefix, number, self._subject)

    def _alias(self, shelf: str) -> str:
        return f"{self._prefix}-{shelf}"

    def _numbers(self) -> list[int]:
        found = self._client.indices.get(index=f"{self._alias('articles')}-*", ignore_unavailable=True)
        return sorted(int(name.rpartition("-")[2]) for name in found)

    def _number(self) -> int | None:
        """Of the one in use; None before the first."""
        if not self._client.indices.exists_alias(name=self._alias("articles")):
            return None
        (name,) = self._client.indices.get_alias(name=self._alias("articles"))
        return int(str(name).rpartition("-")[2])

    def _switch(self, generation: OpenSearchGeneration) -> None:
        actions: list[dict[str, Any]] = []
        for name, shelf in generation.shelves.items():
            alias = self._alias(name)
            actions.append({"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}})
            actions.append({"add": {"index": shelf.name, "alias": alias}})
        self._client.indices.update_aliases(body={"actions": actions})
