"""Whether two places are told of one thing that can only be at one: talks, a final, a funeral."""

from bot.answering.claims import WELL_COVERED, Said, Slot, covered
from bot.answering.counted import verb_above
from retrieval.language.countries import country_of
from retrieval.rerank.classes import members_of
from retrieval.text.tokens import content_terms, tokenise
from retrieval.types import Annotation

_APPOINTED = frozenset(
    content_terms(
        "talks negotiations summit meeting conference congress match final ceremony funeral wedding "
        "hearing trial festival tournament parade concert debate meet wed marry born bury"
    )
)
_HELD = frozenset(
    {"hold", "host", "take", "play", "stage", "meet", "begin", "start", "open", "occur", "be", "happen", "convene"}
)
_WIDER = frozenset(
    {
        "region",
        "province",
        "state",
        "county",
        "area",
        "suburb",
        "outskirts",
        "district",
        "north",
        "south",
        "east",
        "west",
    }
)


def places_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    """Whether a town is told against a town, or a country against a country; None for a town and what may hold it."""
    if not _APPOINTED & set(slot.terms) or min(covered(slot, said.sentence) for said in (one, other)) < WELL_COVERED:
        return None
    first, second = _place(one), _place(other)
    if first is None or second is None or first[1] != second[1]:
        return None
    places = first[0], second[0]
    if set(content_terms(places[0])) & set(content_terms(places[1])):
        return False
    if _sort(places[0]) != _sort(places[1]):
        return None
    country = country_of(places[0])
    return country is None or country != country_of(places[1])


def _sort(place: str) -> str:
    if country_of(place) is not None:
        return "country"
    terms = tokenise(place)
    return "state" if terms in (members_of("state") or {}).get(terms[0], ()) else "town"


def _place(said: Said) -> tuple[str, str] | None:
    """The one place "in" which the span says it is, and the verb it hangs on."""
    annotation, text = said.sentence.annotation, said.sentence.text
    if annotation is None:
        return None
    inside = [e for e in annotation.entities if e.start < said.span.end and said.span.start < e.end]
    if len(inside) != 1 or inside[0].label != "GPE":
        return None
    at = next((n for n, t in enumerate(annotation.tokens) if t.start < inside[0].end <= t.end), None)
    if at is None or not _is_in(annotation, at):
        return None
    verb = verb_above(annotation, at)
    lemma = None if verb is None else annotation.tokens[verb].lemma
    if lemma is None or (lemma not in _HELD and not set(content_terms(lemma)) & _APPOINTED):
        return None
    return text[inside[0].start : inside[0].end], "held" if lemma in _HELD else lemma


def _is_in(annotation: Annotation, at: int) -> bool:
    """Whether "in" governs a name, rather than "near", and nothing wider or narrower hangs on it."""
    tokens = annotation.tokens
    return (
        tokens[tokens[at].head].lemma.lower() == "in"
        and tokens[at].dep == "pobj"
        and not any(token.lemma.lower() in _WIDER and token.head in (at, tokens[at].head) for token in tokens)
    )
