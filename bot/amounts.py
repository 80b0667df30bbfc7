"""The numbers of a text; they are found in `retrieval/text/amounts.py`."""

from retrieval.text.amounts import Amount, amounts

__all__ = ["Amount", "amounts"]
