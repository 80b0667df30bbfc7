"""Which of those counted a number is of: "four people of one family" says nothing of all the people."""

from bot.answering.deeds import DEEDS
from retrieval.text.tokens import content_terms
from retrieval.types import Annotation, Token

_HANGS = frozenset({"amod", "compound", "nmod", "poss"})
_CLAUSES = frozenset({"relcl", "acl"})
_OF = frozenset({"of", "from", "with", "without", "among", "under", "aged"})
_ANY = frozenset({"more", "least", "most", "few", "less", "total", "overall", "estimated", "estimate", "many", "other"})


def restrictions(text: str, annotation: Annotation, at: int) -> frozenset[str]:
    """The index terms of what hangs on the noun that a number (a token) counts, but for how exactly it is told."""
    tokens = annotation.tokens
    noun = tokens[at].head
    if tokens[noun].pos not in ("NOUN", "PROPN") or noun <= at:
        return frozenset()
    beside = [n for n, token in enumerate(tokens) if token.head == noun and n != noun and token.pos != "NUM"]
    tops = {n for n in beside if n != at and _tells_which(text, tokens, n)}
    words = [token for n, token in enumerate(tokens) if _under(tokens, n, tops) and token.lemma.lower() not in _ANY]
    return frozenset(term for token in words for term in content_terms(text[token.start : token.end]))


def _tells_which(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.dep in _CLAUSES:  # not "the 11 people killed", nor "11 people, who had come from afar"
        first = min(n for n in range(len(tokens)) if _under(tokens, n, {at}))
        aside = first > 0 and text[tokens[first - 1].start : tokens[first - 1].end] == ","
        return token.lemma not in DEEDS and not aside
    return token.dep in _HANGS or (token.dep == "prep" and token.lemma.lower() in _OF)


def _under(tokens: tuple[Token, ...], at: int, tops: set[int]) -> bool:
    for _ in tokens:
        if at in tops:
            return True
        at = tokens[at].head
    return False
