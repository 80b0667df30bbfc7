"""What the bot counts of itself, for `/metrics`: numbers and kinds, never words, people or workspaces."""

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.incoming import Acceptance, Incoming, Job
from retrieval.errors import OnRecordError

_FAST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
_STATUSES = frozenset({"200", "304", "403", "404", "410", "429"})
_SLOW = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)


class _Gauges(Collector):
    """Numbers that are asked for when somebody looks."""

    def __init__(self, named: dict[str, tuple[str, Callable[[], float]]]) -> None:
        self._named = named

    def collect(self) -> Iterator[Metric]:
        for name, (help_, ask) in self._named.items():
            try:
                yield GaugeMetricFamily(name, help_, value=ask())
            except OnRecordError:  # the database or the index is away: the others are told all the same
                continue


class Metrics:
    """One process's counts, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "onrecord_slack_request_seconds",
            "From a request's arrival to its acknowledgement",
            ["status"],
            buckets=_FAST,
            registry=self.registry,
        )
        self._accepted = Counter(
            "onrecord_gestures", "What people asked", ["kind", "surface", "outcome"], registry=self.registry
        )
        self._called = Histogram(
            "onrecord_slack_call_seconds",
            "Calls of Slack's Web API, by method and what became of them",
            ["method", "outcome"],
            buckets=_FAST,
            registry=self.registry,
        )
        self._fetched = Histogram(
            "onrecord_fetch_seconds",
            "Feeds, pages and robots.txt, the wait for a host's turn included, by status or trouble",
            ["kind", "outcome"],
            buckets=_SLOW,
            registry=self.registry,
        )
        self._asked = Histogram(
            "onrecord_index_call_seconds",
            "Requests to OpenSearch, by kind and what became of them",
            ["kind", "outcome"],
            buckets=_FAST,
            registry=self.registry,
        )
        self._stored = Histogram(
            "onrecord_database_seconds",
            "Waits for a connection, and transactions with their wait for a turn to write",
            ["kind", "outcome"],
            buckets=_FAST,
            registry=self.registry,
        )
        self._answered = Histogram(
            "onrecord_answer_seconds",
            "From a question's arrival to the post that answers it",
            ["kind"],
            buckets=_SLOW,
            registry=self.registry,
        )
        self._unasked = Counter(
            "onrecord_unasked",
            "What the bot did of its own accord: editions, messages of follows, corrections, and what became of each",
            ["kind", "outcome"],
            registry=self.registry,
        )

    def request(self, status: int, seconds: float) -> None:
        """A request of Slack's was acknowledged."""
        self._requests.labels(str(status)).observe(seconds)

    def accepted(self, incoming: Incoming, acceptance: Acceptance) -> None:
        """A gesture reached the inbox."""
        outcome = type(acceptance).__name__.lower()
        self._accepted.labels(incoming.kind.value, incoming.surface.value, outcome).inc()

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """Slack's Web API was called: done, refused, busy or away."""
        self._called.labels(method, outcome).observe(seconds)

    def fetched(self, kind: str, outcome: str, seconds: float) -> None:
        """Something was fetched, or not. Servers may answer any number: but for a few, the class of it is counted."""
        told = outcome if not outcome.isdigit() or outcome in _STATUSES else f"{outcome[0]}xx"
        self._fetched.labels(kind, told).observe(seconds)

    def searched(self, kind: str, outcome: str, seconds: float) -> None:
        """OpenSearch was asked for something: done, refused, busy or away."""
        self._asked.labels(kind, outcome).observe(seconds)

    def stored(self, kind: str, outcome: str, seconds: float) -> None:
        """A connection was waited for, or a transaction is over: done, undone or away."""
        self._stored.labels(kind, outcome).observe(seconds)

    def posted(self, job: Job, *, now: datetime) -> None:
        """An answer stands in Slack."""
        self._answered.labels(job.kind.value).observe((now - job.incoming.received_at).total_seconds())

    def unasked(self, kind: str) -> Callable[[str], None]:
        """Counts the outcomes of what is done unasked: of a kind, whatever became of it."""
        return lambda outcome: self._unasked.labels(kind, outcome).inc()

    def gauges(self, **named: tuple[str, Callable[[], float]]) -> None:
        """Numbers that are asked for at each look: name, (what it is, how to get it)."""
        self.registry.register(_Gauges({f"onrecord_{name}": given for name, given in named.items()}))

    def queues(
        self, now: Callable[[], datetime], **named: tuple[str, Callable[[], tuple[int, datetime | None]]]
    ) -> None:
        """What waits, as two gauges a queue: how much, and for how many seconds the oldest has."""
        for name, (help_, ask) in named.items():

            def count(ask: Callable[[], tuple[int, datetime | None]] = ask) -> float:
                return ask()[0]

            def seconds(ask: Callable[[], tuple[int, datetime | None]] = ask) -> float:
                since = ask()[1]
                return 0.0 if since is None else max(0.0, (now() - since).total_seconds())

            self.gauges(
                **{
                    f"{name}_waiting": (help_, count),
                    f"{name}_waiting_seconds": (f"{help_}: for how long the oldest has waited", seconds),
                }
            )
