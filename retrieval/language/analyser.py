"""An article's version, analysed: sentences with terms, names, annotations and mentions."""

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property

from retrieval.language.entities import repair
from retrieval.language.labels import NAMES
from retrieval.language.mentions import resolve
from retrieval.language.parse import Piece, parse
from retrieval.language.parsed import Parsed, annotation
from retrieval.language.pipeline import Pipeline, load
from retrieval.language.shapes import names_by_shape
from retrieval.text.clean import CleanText, clean
from retrieval.text.split import SentenceSpan, split
from retrieval.text.tokens import tokenise
from retrieval.types import (
    AnalysedSentence,
    AnalysedVersion,
    Annotation,
    Level,
    Mention,
    SentenceKind,
)

Text = tuple[str, str]  # title and text of a version

# The first words an analyser meets are kept, since most come again; then a memory zone gives back each batch's words,
# so that a process that lives long does not grow.
_LEARNT = 40_000  # words, about 15 MB
_LEARNT_FROM = 200_000  # characters: no single text may fill the memory


class Analyser:
    """Analyses titles and texts. The pipeline is loaded when it is first needed; safe to share between threads."""

    def __init__(self, pipeline: Pipeline | None = None) -> None:
        self._given = pipeline
        self._lock = threading.Lock()  # a memory zone belongs to one caller at a time

    @cached_property
    def _pipeline(self) -> Pipeline:
        return self._given or load()

    def full(self, title: str, text: str) -> AnalysedVersion:
        """Everything that answering needs of one version."""
        return self.full_many([(title, text)])[0]

    def full_many(self, versions: Sequence[Text]) -> list[AnalysedVersion]:
        """The same of several versions, parsed together, which is faster."""
        spans = [split(text) for _, text in versions]
        cleaned = [
            [clean(text[span.start : span.end]) for span in found]
            for (_, text), found in zip(versions, spans, strict=True)
        ]
        pieces = [
            Piece(
                group=group,
                position=position,
                paragraph=span.paragraph,
                start=span.start,
                kind=span.kind,
                raw=versions[group][1][span.start : span.end],
                clean=cleaned[group][position],
            )
            for group, found in enumerate(spans)
            for position, span in enumerate(found)
        ]
        parsed = iter(self._parse(pieces))
        analysed = []
        for (title, text), found, texts in zip(versions, spans, cleaned, strict=True):
            sentences = [next(parsed) for _ in found]
            analysed.append(_full(title, text, found, texts, sentences))
        return analysed

    def light(self, title: str, text: str) -> AnalysedVersion:
        """Index terms, and names by shape: for archives, caught up later by `full`."""
        spans = split(text)
        cleaned = [clean(text[span.start : span.end]) for span in spans]
        names = names_by_shape([sentence.text for sentence in cleaned])
        sentences = [
            AnalysedSentence(
                position=position,
                paragraph=span.paragraph,
                start=span.start,
                end=span.end,
                kind=span.kind,
                tokens=tokenise(tidy.text),
                names=found,
                noise=tidy.noise,
            )
            for position, (span, tidy, found) in enumerate(zip(spans, cleaned, names, strict=True))
        ]
        return AnalysedVersion(
            level=Level.LIGHT,
            sentences=tuple(sentences),
            title_tokens=tokenise(clean(title).text),
            noise=_noise(sentences),
        )

    def annotate(self, texts: Sequence[str]) -> tuple[Annotation, ...]:
        """Annotations of single sentences, each for itself: nothing is repaired or resolved across them."""
        pieces = [
            Piece(group=i, position=0, paragraph=0, start=0, kind=SentenceKind.BODY, raw=text, clean=clean(text))
            for i, text in enumerate(texts)
        ]
        return tuple(annotation(sentence) for sentence in self._parse(pieces))

    def _parse(self, pieces: Sequence[Piece]) -> list[Parsed]:
        with self._lock:
            nlp = self._pipeline.nlp
            short = sum(len(piece.raw) for piece in pieces) <= _LEARNT_FROM
            if short and len(nlp.vocab) < _LEARNT:
                return parse(self._pipeline, pieces)
            with nlp.memory_zone():
                return parse(self._pipeline, pieces)


def _full(
    title: str, text: str, spans: Sequence[SentenceSpan], cleaned: Sequence[CleanText], parsed: Sequence[Parsed]
) -> AnalysedVersion:
    repair(parsed)
    mentions = resolve(text, parsed)
    sentences = [
        _sentence(span, tidy, sentence, found)
        for span, tidy, sentence, found in zip(spans, cleaned, parsed, mentions, strict=True)
    ]
    return AnalysedVersion(
        level=Level.FULL,
        sentences=tuple(sentences),
        title_tokens=tokenise(clean(title).text),
        noise=_noise(sentences),
    )


def _sentence(
    span: SentenceSpan, cleaned: CleanText, parsed: Parsed, mentions: tuple[Mention, ...]
) -> AnalysedSentence:
    tokens = tokenise(cleaned.text)
    own = set(tokens)
    named = (term for mention in mentions for term in tokenise(mention.refers_to))
    return AnalysedSentence(
        position=parsed.position,
        paragraph=span.paragraph,
        start=span.start,
        end=span.end,
        kind=span.kind,
        tokens=tokens,
        mention_tokens=tuple(dict.fromkeys(term for term in named if term not in own)),
        names=tuple(
            dict.fromkeys(parsed.text(name.first, name.last).lower() for name in parsed.names if name.label in NAMES)
        ),
        mentions=mentions,
        annotation=annotation(parsed),
        noise=cleaned.noise,
    )


def _noise(sentences: Iterable[AnalysedSentence]) -> float:
    """The share of edits in the characters of all sentences."""
    total = edited = 0.0
    for sentence in sentences:
        length = sentence.end - sentence.start
        total += length
        edited += sentence.noise * length
    return edited / total if total else 0.0
