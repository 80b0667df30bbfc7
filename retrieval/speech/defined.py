"""What a thing is, read off the words beside its name: for names that the parse takes for something else."""

from retrieval.speech.role_words import copula, phrase, says_what
from retrieval.speech.tree import Tree
from retrieval.types import Span

_IS = frozenset(("is", "are", "was", "were"))
_ENDS = frozenset((",", ".", ";", ")", "-", "–", "—"))
_OPENS = frozenset((",", ";", "(", "“", '"', "–", "—", "that", "because", "and", "but"))


def is_called(tree: Tree, first: int, last: int) -> Span | None:
    """ "Uniting for Ukraine is a process": what stands after the name and its verb, where these begin the clause."""
    if not _begins(tree, first) or last + 2 >= len(tree.tokens) or tree.lower(last + 1) not in _IS:
        return None
    return copula(tree, last + 1, whose=last)


def stands_for(tree: Tree, first: int, last: int) -> Span | None:
    """ "Juneteenth, a federal holiday,": the phrase in commas after the name, where the clause begins with them."""
    if not _begins(tree, first) or last + 2 >= len(tree.tokens) or tree.lower(last + 1) != ",":
        return None
    found = _phrase_from(tree, last + 2)
    after = next((i for i, token in enumerate(tree.tokens) if found is not None and token.start >= found.end), None)
    return found if after is not None and tree.text(after) in _ENDS else None


def _begins(tree: Tree, first: int) -> bool:
    """Whether a clause begins with the name: "in Paris, a crowd" tells nothing of Paris."""
    at = first - 1
    if at >= 0 and tree.tokens[at].tag == "DT":
        at -= 1
    return at < 0 or tree.lower(at) in _OPENS


def _phrase_from(tree: Tree, at: int) -> Span | None:
    """The noun phrase whose indefinite article stands at a place."""
    if tree.lower(at) not in ("a", "an") or tree.tokens[at].head <= at:
        return None
    noun = tree.tokens[at].head
    said = phrase(tree, noun) if says_what(tree, noun) else None
    return said if said is not None and said.start == tree.tokens[at].start else None
