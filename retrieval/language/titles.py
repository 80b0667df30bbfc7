"""Titles before a name and appositions around it: who is what."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from retrieval.language.countries import country_of
from retrieval.language.lexicon import KIN, role_of
from retrieval.language.parsed import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is called: "former Ukrainian defence minister" is head "minister" with three modifiers."""

    head: str
    modifiers: frozenset[str] = frozenset()  # lower-case words before the head and of its "of" phrase
    country: str | None = None
    title: bool = False  # stands right before the name: the surest evidence

    @property
    def former(self) -> bool:
        return not self.modifiers.isdisjoint(_FORMER)


_FORMER = frozenset(("former", "ex", "ex-", "late", "then", "onetime"))
_BEFORE_HEAD = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBN", "CC", "JJS", "VBG"))
_FAR = 8  # words of a modifier before or after the head


def roles_of(sentence: Parsed, first: int, last: int) -> Iterator[Role]:
    """The roles that the words around the name ``words[first:last]`` give it, the surest first."""
    lower = sentence.lower
    if first and (head := role_of(lower[first - 1])) and sentence.tags[first - 1] != "POS":
        yield _role(sentence, first - 1, head, title=True)
    elif (
        first > 1 and lower[first - 1] == "," and (head := role_of(lower[first - 2])) and _definite(sentence, first - 2)
    ):
        yield _role(sentence, first - 2, head, title=False)
    after = _apposition(sentence, last)
    if after is not None:
        head = role_of(lower[after])
        assert head is not None
        yield _role(sentence, after, head, title=False)
    predicate = _predicate(sentence, first, last)
    if predicate is not None:
        head = role_of(lower[predicate])
        assert head is not None
        yield _role(sentence, predicate, head, title=False)


def _definite(sentence: Parsed, head: int) -> bool:
    """Whether "the Russian foreign minister, Sergei Lavrov," leads up to ``head``: a noun phrase with "the" or "'s"."""
    return any(sentence.lower[i] in ("the", "'s", "his", "her", "their", "its") for i in range(max(0, head - 6), head))


def _apposition(sentence: Parsed, last: int) -> int | None:
    """The head of the role in "NAME, a former defence minister of ..." or "NAME (chief executive)"."""
    lower, tags = sentence.lower, sentence.tags
    if last + 1 >= len(lower) or lower[last] not in (",", "-", "–", "—", "("):
        return None
    found = None
    for i in range(last + 1, min(len(lower), last + 2 + _FAR)):
        if role_of(lower[i]) and tags[i] in ("NN", "NNP", "NNPS", "JJ"):
            # of "chief executive" the last word is the head, but no name may follow: that is somebody else's title
            found = i
            continue
        if found is not None and tags[i] not in ("NN",):
            break
        if tags[i] not in _BEFORE_HEAD and tags[i] not in ("DT", "PRP$", "CD", "IN", "RB", ","):
            break
        if tags[i] == "IN" and found is None and lower[i] != "of":
            break
        if tags[i] == "," and not (i == last + 2 and tags[last + 1] == "CD"):  # ", 45, a teacher"
            break
    if found is not None and found + 1 < len(lower) and tags[found + 1] in ("NNP", "NNPS"):
        return None
    return found


def _predicate(sentence: Parsed, first: int, last: int) -> int | None:
    """The head of the role in "NAME is the president", "NAME was appointed (as) the president"."""
    deps, heads, lemmas = sentence.deps, sentence.heads, sentence.lemmas
    verbs = [heads[i] for i in range(first, last) if deps[i] in ("nsubj", "nsubjpass")]
    if not verbs:
        return None
    verb = verbs[0]
    for i, head in enumerate(heads):
        if head != verb or i <= verb:
            continue
        if deps[i] == "attr" and lemmas[verb] in ("be", "become") and role_of(sentence.lower[i]):
            negated = any(heads[j] == verb and deps[j] == "neg" for j in range(len(heads)))
            return None if negated else i
        if lemmas[verb] in ("appoint", "elect", "name", "swear", "make") and deps[i] in ("oprd", "prep"):
            for j in (i, *(k for k, h in enumerate(heads) if h == i and deps[k] == "pobj")):
                if role_of(sentence.lower[j]):
                    return j
    return None


def _role(sentence: Parsed, at: int, head: str, *, title: bool) -> Role:
    lower, tags, words = sentence.lower, sentence.tags, sentence.words
    start = at
    while start > 0 and at - start < _FAR and tags[start - 1] in _BEFORE_HEAD and lower[start - 1] not in ("and", "or"):
        start -= 1
    modifiers = set(lower[start:at])
    shown = words[start:at]
    if at + 1 < len(lower) and lower[at + 1] in ("of", "for"):
        stop = at + 2
        while stop < len(lower) and stop - at < _FAR and (tags[stop] in _BEFORE_HEAD or lower[stop] == "the"):
            stop += 1
        modifiers.update(lower[at + 2 : stop])
        shown = shown + words[at + 2 : stop]
    country = None
    if head not in KIN:
        joined = [f"{one} {two}" for one, two in pairwise(shown)]
        country = next((found for word in (*joined, *shown) if (found := country_of(word))), None)
    return Role(head=head, modifiers=frozenset(modifiers - {"the", "'s", "-"}), country=country, title=title)
