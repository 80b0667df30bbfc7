"""A parsed sentence laid out for reading: words, roles and distances between words."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.words import keys, small
from retrieval.types import Annotation, Mention

SUBJECT = "subject"  # logical: who does it, also "by ..." in the passive
OBJECT = "object"  # logical: whom it is done to, also the subject of a passive
ATTRIBUTE = "attribute"
RECIPIENT = "recipient"
POSSESSOR = "possessor"
ADVERB = "adverb"
CLAUSE = "clause"
OTHER = "other"

_ROLES = {
    "nsubj": SUBJECT,
    "csubj": SUBJECT,
    "expl": SUBJECT,
    "nsubjpass": OBJECT,
    "csubjpass": OBJECT,
    "dobj": OBJECT,
    "attr": ATTRIBUTE,
    "acomp": ATTRIBUTE,
    "oprd": ATTRIBUTE,
    "dative": RECIPIENT,
    "poss": POSSESSOR,
    "advmod": ADVERB,
    "npadvmod": ADVERB,
    "advcl": CLAUSE,
    "ccomp": CLAUSE,
    "xcomp": CLAUSE,
    "relcl": CLAUSE,
    "acl": CLAUSE,
}
_TRANSPARENT = frozenset({"conj", "appos", "compound", "nmod", "flat", "quantmod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Parallel tuples over the tokens; ``left`` and ``right`` bound each token's subtree (half-open)."""

    text: str
    words: tuple[str, ...]  # lower-cased
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    keys: tuple[frozenset[str], ...]  # what each word matches by; names that mentions stand for included
    labels: tuple[str, ...]  # entity label of each token, "" outside entities
    entities: tuple[tuple[int, int, str], ...]  # token offsets
    mentions: tuple[tuple[int, int, Mention], ...]  # token offsets
    roles: tuple[tuple[str, int], ...]  # logical role and governing token of each token
    distance: NDArray[np.float32]  # edges between each two tokens
    root: int

    def __len__(self) -> int:
        return len(self.words)

    def inside(self, start: int, end: int) -> list[int]:
        """The tokens that a stretch of the text touches."""
        return [at for at in range(len(self)) if self.starts[at] < end and start < self.ends[at]]


def lay_out(text: str, annotation: Annotation, mentions: tuple[Mention, ...] = ()) -> Tree:
    tokens = annotation.tokens
    count = len(tokens)
    heads = tuple(token.head if 0 <= token.head < count else index for index, token in enumerate(tokens))
    children: list[list[int]] = [[] for _ in tokens]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    starts = tuple(token.start for token in tokens)
    ends = tuple(token.end for token in tokens)
    words = tuple(text[token.start : token.end].lower() for token in tokens)
    depth, left, right, ancestors = _shape(heads)
    common = ancestors @ ancestors.T  # how many ancestors two tokens share, each counting as its own
    depths = np.array(depth, dtype=np.float32)
    distance = depths[:, None] + depths[None, :] - 2.0 * (common - 1.0)
    matchable = [keys(small(text[token.start : token.end]), small(token.lemma)) for token in tokens]
    located = []
    for mention in mentions:
        first, last = _locate(starts, ends, mention.start, mention.end)
        if first < last:
            located.append((first, last, mention))
            named = frozenset().union(*(keys(part, part) for part in re.split(r"[\s-]+", mention.refers_to.lower())))
            top = _top(heads, first, last)
            matchable[top] = matchable[top] | named
    labels = [""] * count
    entities = []
    for entity in annotation.entities:
        first, last = _locate(starts, ends, entity.start, entity.end)
        if first < last:
            entities.append((first, last, entity.label))
            labels[first:last] = [entity.label] * (last - first)
    for first, last, mention in located:
        top = _top(heads, first, last)
        if not labels[top]:
            labels[top] = mention.label
    lemmas = tuple(token.lemma.lower() for token in tokens)
    deps = tuple(token.dep for token in tokens)
    return Tree(
        text=text,
        words=words,
        lemmas=lemmas,
        pos=tuple(token.pos for token in tokens),
        tag=tuple(token.tag for token in tokens),
        dep=deps,
        heads=heads,
        starts=starts,
        ends=ends,
        left=left,
        right=right,
        children=tuple(tuple(kin) for kin in children),
        keys=tuple(matchable),
        labels=tuple(labels),
        entities=tuple(entities),
        mentions=tuple(located),
        roles=tuple(_role(index, heads, deps, lemmas) for index in range(count)),
        distance=distance,
        root=annotation.root,
    )


def _shape(heads: tuple[int, ...]) -> tuple[list[int], tuple[int, ...], tuple[int, ...], NDArray[np.float32]]:
    count = len(heads)
    left, right, depth = list(range(count)), list(range(1, count + 1)), [0] * count
    ancestors = np.zeros((count, count), dtype=np.float32)
    for index in range(count):
        at, steps = index, 0
        ancestors[index, at] = 1.0
        while heads[at] != at and steps < count:
            at, steps = heads[at], steps + 1
            ancestors[index, at] = 1.0
            left[at] = min(left[at], index)
            right[at] = max(right[at], index + 1)
        depth[index] = steps
    return depth, tuple(left), tuple(right), ancestors


def _locate(starts: tuple[int, ...], ends: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
    """The tokens that a character span covers."""
    inside = [index for index, (a, b) in enumerate(zip(starts, ends, strict=True)) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _top(heads: tuple[int, ...], first: int, last: int) -> int:
    """The token of a span whose head lies outside it."""
    for index in range(last - 1, first - 1, -1):
        if not first <= heads[index] < last or heads[index] == index:
            return index
    return last - 1


def top_of(tree: Tree, first: int, last: int) -> int:
    return _top(tree.heads, first, last)


def _role(index: int, heads: tuple[int, ...], deps: tuple[str, ...], lemmas: tuple[str, ...]) -> tuple[str, int]:
    at = index
    for _ in range(len(heads)):
        if deps[at] not in _TRANSPARENT or heads[at] == at:
            break
        at = heads[at]
    dep, head = deps[at], heads[at]
    if dep in ("pobj", "pcomp"):
        if deps[head] == "agent":
            return SUBJECT, heads[head]
        governor = head
        for _ in range(3):  # "out of", "up to"
            governor = heads[governor]
            if deps[governor] not in ("prep", "pcomp"):
                break
        return f"prep:{lemmas[head]}", governor
    return _ROLES.get(dep, OTHER), head


@lru_cache(maxsize=4096)
def role_class(role: str) -> str:
    return "prep" if role.startswith("prep:") else role
