"""Articles cut into sentences by hand, for the tests of the record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.store.schema import create_tables
from retrieval.types import (
    AnalysedSentence,
    AnalysedVersion,
    Annotation,
    Entity,
    Level,
    Mention,
    MentionKind,
    Precision,
    RawArticle,
    SentenceKind,
    Span,
    Token,
)
from tests.postgres import place

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PUBLISHED = datetime(2026, 2, 28, 8, 30, tzinfo=UTC)


def open_record(folder: Path) -> Record:
    """An empty record in a new file."""
    engine = connect(place(folder / "record.db"))
    create_tables(engine)
    record = Record(engine)
    record.ensure_collection("news")
    return record


def article(key: str = "a", text: str = "Mara Lind spoke. She left.", **details: object) -> RawArticle:
    """An article with everything known of it."""
    known = RawArticle(
        key=key,
        title="Lind leaves",
        text=text,
        source="The Harbour Post",
        url=f"https://news.example/{key}",
        published_at=PUBLISHED,
        precision=Precision.MINUTE,
        authors=("A. Writer",),
    )
    return replace(known, **details)  # type: ignore[arg-type]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Sentences by full stops, trimmed: good enough for what is stored here."""
    start = 0
    while start < len(text):
        stop = text.find(".", start)
        end = len(text) if stop < 0 else stop + 1
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        start = end


def analyse(raw: RawArticle, level: Level = Level.FULL) -> AnalysedVersion:
    """An analysis of a text: sentences by full stops; full ones with an annotation, "She" standing for "Mara Lind"."""
    sentences = []
    for position, (start, end) in enumerate(spans(raw.text)):
        text = raw.text[start:end]
        full = level is Level.FULL
        named = raw.text.find("Mara Lind")
        resolved = full and text.startswith("She") and named >= 0
        mention = Mention(
            start=0,
            end=3,
            refers_to="Mara Lind",
            named_start=named,
            named_end=named + 9,
            kind=MentionKind.PRONOUN,
            label="PERSON",
            confidence=0.875,
        )
        sentences.append(
            AnalysedSentence(
                position=position,
                paragraph=0,
                start=start,
                end=end,
                kind=SentenceKind.BODY,
                tokens=tuple(text.lower().replace(".", "").split()) or ("none",),
                mention_tokens=("mara", "lind") if resolved else (),
                names=("mara lind",) if "Mara Lind" in text else (),
                mentions=(mention,) if resolved else (),
                annotation=annotation(text) if full else None,
                noise=0.25,
            )
        )
    return AnalysedVersion(
        level=level, sentences=tuple(sentences), title_tokens=tuple(raw.title.lower().split()), noise=0.125
    )


def annotation(text: str) -> Annotation:
    """An annotation of a sentence's first word."""
    end = max(len(text.split()[0]), 1)
    return Annotation(
        tokens=(Token(start=0, end=end, pos="PROPN", tag="NNP", dep="ROOT", head=0, lemma=text[:end].lower()),),
        entities=(Entity(start=0, end=end, label="PERSON"),),
        noun_phrases=(Span(start=0, end=end),),
        root=0,
    )
