"""Analysed versions as plain tuples, for the way between processes.

Pickling frozen slotted records calls Python code for each of them; tuples and bytes do not.
"""

from typing import Any

from retrieval.language import codec
from retrieval.types import AnalysedSentence, AnalysedVersion, Level, Mention, MentionKind, SentenceKind

Packed = tuple[Any, ...]


def pack(version: AnalysedVersion) -> Packed:
    """What `unpack` makes the same version of."""
    return (
        version.level.value,
        version.title_tokens,
        version.noise,
        [_pack_sentence(sentence) for sentence in version.sentences],
    )


def unpack(packed: Packed) -> AnalysedVersion:
    level, title_tokens, noise, sentences = packed
    return AnalysedVersion(
        level=Level(level),
        title_tokens=title_tokens,
        noise=noise,
        sentences=tuple(_unpack_sentence(sentence) for sentence in sentences),
    )


def _pack_sentence(sentence: AnalysedSentence) -> Packed:
    return (
        sentence.position,
        sentence.paragraph,
        sentence.start,
        sentence.end,
        sentence.kind.value,
        sentence.tokens,
        sentence.mention_tokens,
        sentence.names,
        tuple(
            (m.start, m.end, m.refers_to, m.named_start, m.named_end, m.kind.value, m.label, m.confidence)
            for m in sentence.mentions
        ),
        None if sentence.annotation is None else codec.encode(sentence.annotation),
        sentence.noise,
    )


def _unpack_sentence(packed: Packed) -> AnalysedSentence:
    position, paragraph, start, end, kind, tokens, mention_tokens, names, mentions, annotation, noise = packed
    return AnalysedSentence(
        position=position,
        paragraph=paragraph,
        start=start,
        end=end,
        kind=SentenceKind(kind),
        tokens=tokens,
        mention_tokens=mention_tokens,
        names=names,
        mentions=tuple(_unpack_mention(mention) for mention in mentions),
        annotation=None if annotation is None else codec.decode(annotation),
        noise=noise,
    )


def _unpack_mention(packed: Packed) -> Mention:
    start, end, refers_to, named_start, named_end, kind, label, confidence = packed
    return Mention(
        start=start,
        end=end,
        refers_to=refers_to,
        named_start=named_start,
        named_end=named_end,
        kind=MentionKind(kind),
        label=label,
        confidence=confidence,
    )
