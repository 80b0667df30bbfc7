"""Version texts kept in memory, the longest unused leaving first."""

import sys
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock


class Texts:
    """A cache of texts by their SHA-256, so that a text can never stand in for another; any thread may use it."""

    def __init__(self, limit: int = 32 << 20) -> None:
        self._limit = limit  # bytes
        self._size = 0
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size

    def get(self, hashes: Iterable[str]) -> dict[str, str]:
        """Those of the texts that are held."""
        found = {}
        with self._lock:
            for name in hashes:
                text = self._texts.get(name)
                if text is not None:
                    self._texts.move_to_end(name)
                    found[name] = text
        return found

    def put(self, name: str, text: str) -> None:
        """Keep a text, unless it is too large to be kept beside any other."""
        size = sys.getsizeof(text)
        with self._lock:
            if name in self._texts or size > self._limit // 2:
                return
            self._texts[name] = text
            self._size += size
            while self._size > self._limit:
                _, gone = self._texts.popitem(last=False)
                self._size -= sys.getsizeof(gone)
