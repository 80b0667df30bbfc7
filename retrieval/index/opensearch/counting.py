"""Every request to the cluster, told to whoever counts them."""

import time
from collections.abc import Callable
from typing import Any

from opensearchpy import Transport, TransportError

Observe = Callable[[str, str, float], None]  # kind of request, what became of it, seconds
_BUSY = 429


class CountingTransport(Transport):  # type: ignore[misc]  # the client has no types
    """The client's own way to the nodes. ``observe`` is told of each request, its repetitions included."""

    observe: Observe | None = None

    def perform_request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        started, outcome = time.perf_counter(), "away"
        try:
            answer = super().perform_request(method, url, *args, **kwargs)
            outcome = "done"
            return answer
        except TransportError as error:
            outcome = _outcome(error.status_code)
            raise
        finally:
            if self.observe is not None:
                self.observe(_kind(url), outcome, time.perf_counter() - started)


def _kind(url: str) -> str:
    """The last word of the path that is OpenSearch's own, "_search" as "search"; of an index itself: "index"."""
    own = [part[1:] for part in url.partition("?")[0].split("/") if part.startswith("_")]
    return own[0] if own else "index"


def _outcome(status: object) -> str:
    if not isinstance(status, int) or status >= 500:
        return "away"
    return "busy" if status == _BUSY else "refused"
