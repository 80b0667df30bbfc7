"""How digests and editions look, from the same pieces of foreign text as everything else."""

from datetime import date, timedelta
from typing import Any

from bot.blocks import ButtonValue, Corrected, Message, View
from bot.blocks.digests import digest_modal, digests_modal
from bot.blocks.edition import edition_message, more_stories_modal, preview_modal
from bot.blocks.records import DigestLine
from bot.blocks.stories import ask_about_modal, part_modal, why_story_modal
from bot.digests import Edition, Ground, Told
from bot.links import Links
from retrieval.novelty import Fact
from retrieval.stories import Story
from retrieval.types import Sentence, Span
from tests.bot.cited import NOW
from tests.bot.digest_cases import digest


def digest_looks(
    sentences: tuple[Sentence, Sentence, Sentence], *, title: str, name: str, channel: str, links: Links
) -> dict[str, Message | View]:
    """All of them by name."""
    first, second, third = sentences
    middle = len(second.text) // 2
    told = Told(
        story=7,
        headline=title,
        sentence=first,
        ground=Ground.MOST,
        supporters=2,
        texts=2,
        outlets=4,
        articles=(first.article.key,),
    )
    span = Span(start=0, end=min(middle, 12) or 1)
    new = Told(
        story=8,
        headline=name,
        sentence=second,
        ground=Ground.NEW,
        supporters=1,
        texts=1,
        outlets=1,
        update=True,
        new=(Fact(kind="number", value="50 day", span=span), Fact(kind="quote", value="x", span=span)),
    )
    alone = Told(story=9, headline=title, sentence=third, ground=Ground.FIRST, supporters=1, texts=1, outlets=1)
    given: dict[str, Any] = {
        "name": name,
        "day": date(2025, 7, 21),
        "since": NOW - timedelta(days=3),
        "at": NOW,
        "zone": "Europe/Kyiv",
        "topics": (title,),
    }
    edition = Edition(**given, stories=(told, new), more=(alone,))
    line = DigestLine(id="d1", name=name, target=channel, when="weekdays 08:30", last=title, next="Tuesday 08:30")
    articles = (first.article, second.article, third.article)
    story = Story(id=7, collection="news", title=title, articles=articles, groups=(1, 1, 2), first_at=NOW, last_at=NOW)
    made = digest(id="d1", name=name[:60] or "x", topics=(title,), sources=(title, name))
    return {
        "edition": edition_message(edition, run="0a1b2c", links=links),
        "edition_corrected": edition_message(
            edition, run="0a1b2c", links=links, corrections={1: Corrected(at=NOW, sentence=second, notice=title)}
        ),
        "edition_more": more_stories_modal(edition, run="0a1b2c", links=links),
        "edition_preview": preview_modal(edition, links=links),
        "edition_quiet": preview_modal(Edition(**given), links=links),
        "digest": digest_modal(made, sources=(title, name), metadata="m"),
        "digest_new": digest_modal(digest(id="", target="U01ABC", active=False), sources=(), metadata="m"),
        "digests": digests_modal([line, line], target="C01ABC"),
        "story_ask": ask_about_modal(told, metadata="m"),
        "story_why": why_story_modal(new, story),
        "story_manager": why_story_modal(told, story, manager=ButtonValue(answer_id="0a1b2c", n=1)),
        "story_part": part_modal("Two stories", "Which", title, [("a", title), ("b", name)], metadata="m"),
    }
