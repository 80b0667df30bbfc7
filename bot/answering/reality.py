"""Whether a clause tells a fact: what is feared, possible or a condition contradicts nobody."""

from retrieval.types import Annotation

_MAY = frozenset({"could", "may", "might", "can"})
_IF = frozenset({"if", "unless", "though", "until", "lest"})
_IMAGINES = frozenset({"fear", "predict", "forecast", "imagine", "dream", "speculate", "threaten"})


def is_real(annotation: Annotation, verb: int) -> bool:
    """Whether no verb from here to the top is modal, conditional or a matter of fear and forecast."""
    tokens = annotation.tokens
    for _ in tokens:
        helpers = [token.lemma.lower() for token in tokens if token.head == verb and token.dep in ("aux", "mark")]
        if _MAY.intersection(helpers) or _IF.intersection(helpers) or tokens[verb].lemma in _IMAGINES:
            return False
        if tokens[verb].head == verb:
            return True
        if tokens[verb].dep in ("conj", "parataxis") and tokens[tokens[verb].head].lemma in _IMAGINES:
            return True
        verb = tokens[verb].head
    return True
