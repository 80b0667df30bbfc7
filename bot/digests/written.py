"""An edition as it is kept with its run, so that buttons show and others post what was rendered: ids and numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.digests.records import Edition, Ground, Told
from bot.store.runs_table import Item
from retrieval.novelty import Fact
from retrieval.types import Sentence, Span

Payload = Mapping[str, Any]


def payload_of(edition: Edition) -> dict[str, Any]:
    """As JSON."""
    return {
        "name": edition.name,
        "day": edition.day.isoformat(),
        "since": edition.since.isoformat(),
        "at": edition.at.isoformat(),
        "zone": edition.zone,
        "topics": list(edition.topics),
        "stories": [_line(told) for told in edition.stories],
        "more": [_line(told) for told in edition.more],
    }


def sentences_in(payload: Payload) -> tuple[str, ...]:
    """The ids of the sentences that it quotes."""
    return tuple(line["id"] for line in (*payload["stories"], *payload["more"]))


def edition_of(payload: Payload, sentences: Mapping[str, Sentence]) -> Edition:
    """The edition back; stories whose sentence is no longer on record are left out."""
    return Edition(
        name=payload["name"],
        day=date.fromisoformat(payload["day"]),
        since=datetime.fromisoformat(payload["since"]),
        at=datetime.fromisoformat(payload["at"]),
        zone=payload["zone"],
        topics=tuple(payload["topics"]),
        stories=tuple(_told(line, sentences) for line in payload["stories"] if line["id"] in sentences),
        more=tuple(_told(line, sentences) for line in payload["more"] if line["id"] in sentences),
    )


def items_of(edition: Edition) -> tuple[Item, ...]:
    """What the channel has seen once the edition stands there."""
    fronts = [(told, True) for told in edition.stories] + [(told, False) for told in edition.more]
    return tuple(
        Item(
            story=told.story,
            front=front,
            articles=told.articles,
            collection=told.sentence.article.collection,
            key=told.sentence.article.key,
            version=told.sentence.article.version,
            start=told.sentence.start,
            end=told.sentence.end,
            sentence=told.sentence.text,
            seen_at=edition.at,
        )
        for told, front in fronts
    )


def _line(told: Told) -> dict[str, Any]:
    return {
        "story": told.story,
        "headline": told.headline,
        "id": told.sentence.sentence_id,
        "ground": told.ground.value,
        "supporters": told.supporters,
        "texts": told.texts,
        "outlets": told.outlets,
        "update": told.update,
        "new": [[fact.kind, fact.value, fact.span.start, fact.span.end] for fact in told.new],
        "articles": list(told.articles),
    }


def _told(line: Payload, sentences: Mapping[str, Sentence]) -> Told:
    return Told(
        story=line["story"],
        headline=line["headline"],
        sentence=sentences[line["id"]],
        ground=Ground(line["ground"]),
        supporters=line["supporters"],
        texts=line["texts"],
        outlets=line["outlets"],
        update=line["update"],
        new=tuple(Fact(kind=k, value=v, span=Span(start=s, end=e)) for k, v, s, e in line["new"]),
        articles=tuple(line["articles"]),
    )
