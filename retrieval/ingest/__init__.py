"""Articles from files into the record."""

from retrieval.ingest.run import IngestReport, ingest

__all__ = ["IngestReport", "ingest"]
