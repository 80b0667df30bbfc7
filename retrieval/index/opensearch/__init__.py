"""`SentenceIndex` on OpenSearch, for more than one machine: the same terms, filters, statistics and lists."""

from retrieval.index.opensearch.engine import OpenSearchIndex, open_opensearch

__all__ = ["OpenSearchIndex", "open_opensearch"]
