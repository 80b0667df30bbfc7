"""Who said what: the quotations that annotated sentences report, each with its speaker and, apart, its outlet."""

from retrieval.speech.find import quotations
from retrieval.speech.quotation import Form, Polarity, Quotation
from retrieval.speech.roles import Role, Shape, roles

__all__ = ["Form", "Polarity", "Quotation", "Role", "Shape", "quotations", "roles"]
