"""An annotation as a few bytes, and back.

The first byte names the layout. Layout 1 spends four bytes a token: gap and length of the word, part of speech with
tag, dependency label, head; then entities, noun phrases and the lemmas. What does not fit (a label no model of ours
gives, a word of 64 characters, a sentence of 256 words) is written as JSON, layout 2. `decode` reads both.
"""

import json
from collections import deque
from collections.abc import Callable
from itertools import accumulate, chain, repeat
from struct import unpack_from

from retrieval.errors import StorageError
from retrieval.language.labels import DEPS, ENTITY_LABELS, POS_TAGS
from retrieval.types import Annotation, Entity, Span, Token

_COMPACT = 1
_GENERAL = 2
_LEMMA_END = "\x1f"

_PAIR_ID = {pair: number for number, pair in enumerate(POS_TAGS)}
_DEP_ID = {label: number for number, label in enumerate(DEPS)}
_ENTITY_ID = {label: number for number, label in enumerate(ENTITY_LABELS)}
_POS = tuple(pos for pos, _ in POS_TAGS)
_TAG = tuple(tag for _, tag in POS_TAGS)
_GAP = bytes(number >> 6 for number in range(256))
_LENGTH = bytes(number & 63 for number in range(256))

_EMPTY = Annotation()

_POS_OF, _TAG_OF, _DEP_OF, _LABEL_OF = _POS.__getitem__, _TAG.__getitem__, DEPS.__getitem__, ENTITY_LABELS.__getitem__
_new = object.__new__
_nowhere: deque[None] = deque(maxlen=0)
_each = _nowhere.extend  # runs an iterator to its end, keeping nothing


def _slot(kind: type[object], name: str) -> Callable[[object, object], None]:
    put: Callable[[object, object], None] = getattr(kind, name).__set__
    return put


_token_start, _token_end, _token_pos, _token_tag, _token_dep, _token_head, _token_lemma = (
    _slot(Token, name) for name in ("start", "end", "pos", "tag", "dep", "head", "lemma")
)
_entity_start, _entity_end, _entity_label = (_slot(Entity, name) for name in ("start", "end", "label"))
_span_start, _span_end = (_slot(Span, name) for name in ("start", "end"))


def encode(annotation: Annotation) -> bytes:
    """The annotation in the smallest layout that holds it."""
    if not annotation.tokens and annotation == _EMPTY:
        return b""
    compact = _compact(annotation)
    return _general(annotation) if compact is None else compact


def decode(data: bytes) -> Annotation:
    """The annotation that `encode` was given. Raises StorageError when the bytes are of no known layout."""
    if not data:
        return _EMPTY
    if data[0] == _COMPACT:
        return _read_compact(data)
    if data[0] == _GENERAL:
        return _read_general(data)
    raise StorageError("a stored annotation", f"has the unknown layout {data[0]}", "analyse the article again")


def _compact(annotation: Annotation) -> bytes | None:
    tokens = annotation.tokens
    places, pairs, deps, heads = bytearray(), bytearray(), bytearray(), bytearray()
    before = 0
    try:
        for token in tokens:
            gap, length = token.start - before, token.end - token.start
            if not (0 <= gap <= 3 and 0 <= length <= 63) or _LEMMA_END in token.lemma:
                return None
            before = token.end
            places.append(gap << 6 | length)
            pairs.append(_PAIR_ID[token.pos, token.tag])
            deps.append(_DEP_ID[token.dep])
            heads.append(token.head)
        ends = [(entity.start, entity.end, _ENTITY_ID[entity.label]) for entity in annotation.entities]
        spans = bytearray()
        for start, end in chain(((a, b) for a, b, _ in ends), ((p.start, p.end) for p in annotation.noun_phrases)):
            spans += start.to_bytes(2, "little") + end.to_bytes(2, "little")
        lemmas = _LEMMA_END.join(token.lemma for token in tokens).encode()
        head = bytes((_COMPACT, len(tokens), annotation.root, len(ends), len(annotation.noun_phrases)))
    except (KeyError, ValueError, OverflowError, UnicodeEncodeError):
        return None
    return b"".join((head, places, pairs, deps, heads, bytes(label for _, _, label in ends), spans, lemmas))


def _read_compact(data: bytes) -> Annotation:
    _, count, root, entities, phrases = data[:5]
    at = 5 + count
    places = data[5:at]
    edges = tuple(accumulate(chain.from_iterable(zip(places.translate(_GAP), places.translate(_LENGTH)))))  # noqa: B905
    pairs = data[at : at + count]
    deps = data[at + count : at + 2 * count]
    heads = data[at + 2 * count : at + 3 * count]
    at += 3 * count
    labels = data[at : at + entities]
    at += entities
    spans = entities + phrases
    numbers = unpack_from(f"<{2 * spans}H", data, at)
    starts, stops = numbers[::2], numbers[1::2]
    # Slots are set through their descriptors, column by column: a third of the time of the constructor of a frozen
    # dataclass, and making the records is most of what decoding costs.
    tokens = tuple(map(_new, repeat(Token, count)))
    _each(map(_token_start, tokens, edges[::2]))
    _each(map(_token_end, tokens, edges[1::2]))
    _each(map(_token_pos, tokens, map(_POS_OF, pairs)))
    _each(map(_token_tag, tokens, map(_TAG_OF, pairs)))
    _each(map(_token_dep, tokens, map(_DEP_OF, deps)))
    _each(map(_token_head, tokens, heads))
    _each(map(_token_lemma, tokens, data[at + 4 * spans :].decode().split(_LEMMA_END)))
    named = tuple(map(_new, repeat(Entity, entities)))
    _each(map(_entity_start, named, starts))
    _each(map(_entity_end, named, stops))
    _each(map(_entity_label, named, map(_LABEL_OF, labels)))
    nouns = tuple(map(_new, repeat(Span, phrases)))
    _each(map(_span_start, nouns, starts[entities:]))
    _each(map(_span_end, nouns, stops[entities:]))
    return Annotation(tokens=tokens, entities=named, noun_phrases=nouns, root=root)


def _general(annotation: Annotation) -> bytes:
    parts = (
        [[t.start, t.end, t.pos, t.tag, t.dep, t.head, t.lemma] for t in annotation.tokens],
        [[e.start, e.end, e.label] for e in annotation.entities],
        [[p.start, p.end] for p in annotation.noun_phrases],
        annotation.root,
    )
    return bytes((_GENERAL,)) + json.dumps(parts, separators=(",", ":")).encode()


def _read_general(data: bytes) -> Annotation:
    tokens, entities, phrases, root = json.loads(data[1:])
    return Annotation(
        tokens=tuple(
            Token(start=start, end=end, pos=pos, tag=tag, dep=dep, head=head, lemma=lemma)
            for start, end, pos, tag, dep, head, lemma in tokens
        ),
        entities=tuple(Entity(start=start, end=end, label=label) for start, end, label in entities),
        noun_phrases=tuple(Span(start=start, end=end) for start, end in phrases),
        root=root,
    )
