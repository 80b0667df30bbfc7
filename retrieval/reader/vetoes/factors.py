"""How much less a span is trusted for what it is: rules that no score outweighs."""

import calendar
import re
from collections.abc import Sequence

import numpy as np

from retrieval.language.capitals import capital_of
from retrieval.language.countries import country_of
from retrieval.reader.confidence import Chosen, Floats, Stats
from retrieval.reader.contests import beaten
from retrieval.reader.mentioned import Looked, held, spelt_out, words_of
from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.reader.vetoes.callings import of_another_calling
from retrieval.reader.vetoes.kinds import misfit
from retrieval.reader.vetoes.owners import by_another_country, of_another_country
from retrieval.reader.vetoes.ranks import of_another_rank
from retrieval.reader.vetoes.related import of_another_deed, whom_it_names
from retrieval.reader.vetoes.sides import of_other_side
from retrieval.reader.vetoes.unfit import names_nothing, says_otherwise, somebody_elses
from retrieval.reader.vetoes.years import of_another_year
from retrieval.reader.words import keys
from retrieval.text.tokens import content_terms
from retrieval.types import Query

UNKNOWN, ABSENT, ELSEWHERE = 0.02, 0.1, 0.5
# What belongs to a union or state of initials is called so: "the European Commission".
_ALSO = {"eu": "european", "uk": "british", "us": "american", "uae": "emirati"}
_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name[1:], *calendar.day_name))


def vetoes(asked: Asked, looked: Sequence[Looked], chosen: Sequence[Chosen], unknown: bool) -> Floats:
    """A factor on the trust in each chosen span: rules that no score outweighs.

    A name that the whole record lacks (``unknown``), or one that acts in the question, or whose the thing is, and
    that no hit mentions: the record says nothing about it. The same near the span: somebody else did it. Initials are
    mentioned where what they stand for is, and the other way round. And what names nothing, is of another kind than is
    asked for, or tells of somebody else or of another deed.
    """
    out = np.ones(len(chosen), dtype=np.float32)
    if unknown:
        return out * UNKNOWN
    words = [words_of(each) | spelt_out(each[0]) for each in looked]
    articles = [each[0].sentence.article.key for each in looked]
    anywhere = frozenset().union(*words)
    trees = [each[1] for each in looked]
    for at, pick in enumerate(chosen):
        article = articles[pick.scene]
        out[at] = _by_form(asked, trees, trees[pick.scene], pick)
        beside = [tree for tree, key in zip(trees, articles, strict=True) if key == article]
        if out[at] == 1.0 and of_another_rank(asked, trees[pick.scene], beside):
            out[at] = ELSEWHERE
        around = frozenset().union(*(w for w, key in zip(words, articles, strict=True) if key == article))
        for name in asked.essential:
            if not _named(asked, name, anywhere):
                out[at] = min(float(out[at]), ABSENT)
            elif not _named(asked, name, around):
                out[at] = min(float(out[at]), ELSEWHERE)
    return out


def _by_form(asked: Asked, trees: Sequence[Tree], tree: Tree, pick: Chosen) -> float:
    """By what a span is and where it stands. ``trees`` are of all that was looked at, ``tree`` of its own sentence."""
    span = pick.span if pick.mention is None else None
    inside = () if span is None else tree.inside(span.start, span.end)
    if inside and (names_nothing(asked, tree, inside) or misfit(asked, tree, inside)):
        return UNKNOWN
    elsewhere = (
        whom_it_names(asked, pick.value or "")
        or (pick.span is not None and beaten(asked.tree, tree, tree.inside(pick.span.start, pick.span.end)))
        or of_another_country(asked, tree)
        or (inside and says_otherwise(asked, tree, inside))
        or (inside and somebody_elses(asked, trees, tree, inside))
        or (inside and by_another_country(asked, tree, inside))
        or (inside and of_another_deed(asked, tree, inside))
        or ((named := inside or _name_in(tree, pick.value)) and of_other_side(asked, tree, named))
        or (inside and of_another_calling(asked, tree, inside))
        or (inside and of_another_year(asked, pick.hit.sentence, tree, inside))
    )
    return ELSEWHERE if elsewhere else 1.0


def _name_in(tree: Tree, value: str | None) -> Sequence[int]:
    """Where the sentence itself names whom a mention of it stands for."""
    places = ((a, b) for a, b, _ in tree.entities if tree.text[tree.starts[a] : tree.ends[b - 1]] == value)
    return range(*next(places, (0, 0)))


def unknown_names(asked: Asked, query: Query, looked: Sequence[Looked], stats: Stats) -> bool:
    """Whether the question has a name of which no live sentence of the collections has a word.

    Nor do the sentences that were looked at say what its initials stand for, or its own initials.
    """
    spelt = frozenset().union(*(spelt_out(hit) for hit, *_ in looked))
    words = frozenset().union(*map(words_of, looked))
    for term in asked.terms:
        parts = content_terms(term.word) if term.name and term.word not in _CALENDAR else ()
        absent = parts and not any(stats(parts, query.collections).document_frequency.values())
        other = _ALSO.get(term.word)
        if other is not None and not keys(other, other).isdisjoint(words):
            continue
        if parts and _of_country(term.word, looked):
            continue
        if absent and term.keys.isdisjoint(spelt) and not _by_initials(asked, term.keys, words):
            return True
    return False


def _of_country(word: str, looked: Sequence[Looked]) -> bool:
    """Whether a word is of a country that a hit names otherwise: "Ghanaians" of Ghana, or Havana of Cuba."""
    country = country_of(word) or country_of(word.removesuffix("s")) or capital_of(word)
    if country is None:
        return False
    said = [f"{hit.sentence.text} {hit.sentence.article.title}" for hit, *_ in looked]
    return any(
        country in text or any(country_of(each) == country for each in re.findall(r"\w+", text)) for text in said
    )


def _named(asked: Asked, name: frozenset[str], words: frozenset[str]) -> bool:
    return held((name,), words) or _by_initials(asked, name, words)


def _by_initials(asked: Asked, name: frozenset[str], words: frozenset[str]) -> bool:
    """Whether the words have initials that the question spells out with this name."""
    return any(not letters.isdisjoint(words) and not name.isdisjoint(spelling) for letters, spelling in asked.spelt)
