"""What went wrong with the cluster, as an error of our own that a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from opensearchpy import OpenSearchException, TransportError

from retrieval.errors import IndexDamaged, StorageError


@contextmanager
def guarded(subject: str) -> Iterator[None]:
    """OpenSearch's troubles as errors of our own."""
    try:
        yield
    except TransportError as error:
        status = error.status_code
        if status == 404:
            raise damaged(subject, "an index is missing") from error
        cause = f"it answers {status}" if isinstance(status, int) else f"it cannot be reached ({type(error).__name__})"
        raise StorageError(subject, cause, "check that the cluster runs and that OPENSEARCH_URL is right") from error
    except OpenSearchException as error:
        raise StorageError(subject, f"{type(error).__name__}", "look at the cluster's own log") from error


def damaged(subject: str, cause: str) -> IndexDamaged:
    return IndexDamaged(subject, cause, "it can be rebuilt from the database: onrecord index rebuild")
