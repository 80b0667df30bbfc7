"""What is no answer, however well it scores: of another kind, deed, body or country, or not in the record at all."""

from retrieval.reader.vetoes.factors import unknown_names, vetoes

__all__ = ["unknown_names", "vetoes"]
