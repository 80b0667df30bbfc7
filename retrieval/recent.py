"""What was worked out lately: within one question the same sentence is parsed and judged more than once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Known = TypeVar("Known")

LIMIT = 200  # sentences: of some questions that are answered at once, each asked of the record two or three times


class Recent(Generic[Asked, Known]):
    """Remembers what was found for the last ``limit`` of what was asked; any thread may use it.

    What two threads ask for at once is worked out by both; nothing waits.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._known: OrderedDict[Asked, Known] = OrderedDict()
        self._lock = threading.Lock()

    def all(self, asked: Sequence[Asked], find: Callable[[Sequence[Asked]], Sequence[Known]]) -> tuple[Known, ...]:
        """One answer each, in order; ``find`` works out those that are not known, each once."""
        with self._lock:
            known = {each: self._known[each] for each in asked if each in self._known}
        missing = [each for each in dict.fromkeys(asked) if each not in known]
        if missing:
            known.update(zip(missing, find(missing), strict=True))
        with self._lock:
            for each in asked:
                self._known[each] = known[each]
                self._known.move_to_end(each)
            while len(self._known) > self._limit:
                self._known.popitem(last=False)
        return tuple(known[each] for each in asked)
