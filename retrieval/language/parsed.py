"""A parsed sentence while the rules of this room read and mend it."""

from dataclasses import dataclass, field

from retrieval.types import Annotation, Entity, SentenceKind, Span, Token


@dataclass(slots=True, kw_only=True)
class Name:
    """An entity: its words are ``words[first:last]`` of its sentence."""

    first: int
    last: int
    label: str


@dataclass(slots=True, kw_only=True)
class Parsed:
    """Columns over the words of a sentence (cleaned up); ``starts`` and ``ends`` are relative to the raw sentence."""

    position: int
    paragraph: int
    start: int  # absolute
    kind: SentenceKind
    raw: str  # the sentence as it stands in its version
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def text(self, first: int, last: int) -> str:
        """The words from ``first`` up to ``last`` as they stand in the version, with single spaces."""
        return " ".join(self.raw[self.starts[first] : self.ends[last - 1]].split())

    def root(self) -> int:
        """The word the sentence hangs on; the first verb's when given boundaries left several roots."""
        roots = [i for i, head in enumerate(self.heads) if head == i]
        return next((i for i in roots if self.pos[i] in ("VERB", "AUX")), roots[0] if roots else 0)

    def children(self, head: int) -> list[int]:
        return [i for i, h in enumerate(self.heads) if h == head and i != head]


def annotation(sentence: Parsed) -> Annotation:
    """The lasting form of a parsed sentence."""
    starts, ends = sentence.starts, sentence.ends
    tokens = tuple(
        Token(start=start, end=end, pos=pos, tag=tag, dep=dep, head=head, lemma=lemma)
        for start, end, pos, tag, dep, head, lemma in zip(
            starts,
            ends,
            sentence.pos,
            sentence.tags,
            sentence.deps,
            sentence.heads,
            sentence.lemmas,
            strict=True,
        )
    )
    return Annotation(
        tokens=tokens,
        entities=tuple(
            Entity(start=starts[name.first], end=ends[name.last - 1], label=name.label) for name in sentence.names
        ),
        noun_phrases=tuple(Span(start=starts[a], end=ends[b - 1]) for a, b in noun_phrases(sentence)),
        root=sentence.root(),
    )


_PHRASE_DEPS = frozenset(("nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT", "oprd"))


def noun_phrases(sentence: Parsed) -> list[tuple[int, int]]:
    """Base noun phrases as word ranges: a noun, name or pronoun and all that hangs on its left; none overlap."""
    heads, deps, pos = sentence.heads, sentence.deps, sentence.pos
    left = left_edges(heads)
    found: list[tuple[int, int]] = []
    taken = 0
    for i, part in enumerate(pos):
        if part not in ("NOUN", "PROPN", "PRON") or left[i] < taken:
            continue
        head = i
        while deps[head] == "conj" and heads[head] < head:
            head = heads[head]
        if deps[head] in _PHRASE_DEPS and (head == i or pos[head] in ("NOUN", "PROPN", "PRON")):
            found.append((left[i], i + 1))
            taken = i + 1
    return found


def left_edges(heads: list[int]) -> list[int]:
    """For each word the first word of all that hangs on it."""
    left = list(range(len(heads)))
    for i, head in enumerate(heads):
        at = head
        while left[at] > i:
            left[at] = i
            if heads[at] == at:
                break
            at = heads[at]
    return left
