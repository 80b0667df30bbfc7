"""A version as rows, made before any transaction begins: the slow part of saving, and every check of what is saved."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from retrieval.errors import BadRecord
from retrieval.language.codec import encode
from retrieval.types import AnalysedSentence, AnalysedVersion, Level, RawArticle

NAME_MARK = "\x1f"  # between names in one column


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A version as rows, wanting only the version's row number."""

    level: Level
    noise: float
    title_tokens: str
    sentences: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def check(collection: str, raw: RawArticle) -> None:
    """Raises BadRecord for what no database keeps as it is: NUL, half surrogate pairs, times without a zone."""
    said = {"key": raw.key, "title": raw.title, "text": raw.text, "url": raw.url or "", "source": raw.source or ""}
    said["correction"] = raw.correction or ""
    for field, value in said.items():
        if "\0" in value:
            raise BadRecord(f"{collection}/{raw.key!r}", f"its {field} holds a NUL character", "save it as plain text")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            cause = f"its {field} holds half a character (a lone surrogate) at {error.start}"
            raise BadRecord(f"{collection}/{raw.key!r}", cause, "save it as UTF-8") from error
    if raw.published_at is not None and raw.published_at.tzinfo is None:
        raise BadRecord(f"{collection}/{raw.key!r}", "its time of publication has no zone", "add one: +00:00")


def prepare(text: str, analysis: AnalysedVersion) -> Prepared:
    """The rows of a version. Raises ValueError when the analysis does not fit the text it claims to be of."""
    sentences, mentions = [], []
    last = 0
    for sentence in analysis.sentences:
        if not last <= sentence.start < sentence.end <= len(text):
            raise ValueError(f"sentence {sentence.start}:{sentence.end} overlaps the one before, is empty or outside")
        last = sentence.end
        sentences.append(_sentence_row(sentence))
        mentions.extend(_mention_rows(text, sentence))
    return Prepared(
        level=analysis.level,
        noise=analysis.noise,
        title_tokens=_join(analysis.title_tokens, " "),
        sentences=tuple(sentences),
        mentions=tuple(mentions),
    )


def _sentence_row(sentence: AnalysedSentence) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "position": sentence.position,
        "paragraph": sentence.paragraph,
        "kind": sentence.kind.value,
        "noise": sentence.noise,
        "tokens": _join(sentence.tokens, " "),
        "mention_tokens": _join(sentence.mention_tokens, " "),
        "names": _join(sentence.names, NAME_MARK),
        "annotation": None if sentence.annotation is None else encode(sentence.annotation),
    }


def _mention_rows(text: str, sentence: AnalysedSentence) -> list[dict[str, Any]]:
    rows = []
    for n, mention in enumerate(sentence.mentions):
        if text[mention.named_start : mention.named_end] != mention.refers_to:
            raise ValueError(f"mention of {mention.refers_to!r}: the text does not say that where it points")
        if not 0 <= mention.start < mention.end <= sentence.end - sentence.start:
            raise ValueError(f"mention {mention.start}:{mention.end} is outside its sentence")
        rows.append(
            {
                "sentence_start": sentence.start,
                "n": n,
                "start": mention.start,
                "end": mention.end,
                "named_start": mention.named_start,
                "named_end": mention.named_end,
                "kind": mention.kind.value,
                "label": mention.label,
                "confidence": mention.confidence,
            }
        )
    return rows


def _join(parts: tuple[str, ...], mark: str) -> str:
    joined = mark.join(parts)
    if (parts and joined.count(mark) != len(parts) - 1) or parts == ("",):
        raise ValueError(f"{parts!r} cannot be kept in one column: an entry is empty or holds the mark between entries")
    return joined


def split(joined: str, mark: str = " ") -> tuple[str, ...]:
    """What `_join` put together."""
    return tuple(joined.split(mark)) if joined else ()
