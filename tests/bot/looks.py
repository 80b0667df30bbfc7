"""Every look of the bot from the same few pieces of foreign text, so that one list of hostile strings reaches all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot import messages
from bot.answers import Choice, Citation, Entry, Status
from bot.blocks import (
    ChannelLine,
    Corrected,
    FeedLine,
    Health,
    Held,
    Home,
    Managed,
    Matched,
    Message,
    OwnQuestion,
    Passage,
    ReadLine,
    SourceLine,
    View,
    Why,
    answer_message,
    ask_modal,
    check_modal,
    context_modal,
    correction_message,
    feeds_message,
    following_message,
    follows_message,
    hello_message,
    help_message,
    home_view,
    line_message,
    more_modal,
    notice_modal,
    queue_message,
    read_message,
    repeated_message,
    settings_modal,
    shared_message,
    sources_message,
    status_message,
    why_modal,
    withdrawn_message,
)
from bot.blocks.managing import add_source_modal, manage_modal, source_modal
from bot.checking import check
from bot.links import Links
from retrieval.types import Annotation, MentionKind, Precision, TermOrigin, TermShare
from tests.bot.cited import HELD, NOW, answered, article, citation, mention
from tests.bot.digest_looks import digest_looks

HE = "He chaired his country's delegation in Pell Point."
DEADLINE = "This week the town has set a 50 -day deadline for the repair & its cost."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What articles, outlets and people write."""

    he: str = HE
    deadline: str = DEADLINE
    span: str = "50 -day"
    name: str = "Bram Oskell"
    title: str = "Talks in Pell Point"
    source: str | None = "Harbour Post"
    url: str | None = "https://post.example/talks?id=1&p=2"
    question: str = "Who leads the delegation?"
    answer: str = "Bram Oskell"
    term: str = "deleg"
    named: str = "oskel"
    person: str = "U01ABC"
    channel: str = "C01ABC"
    links: Links = field(default_factory=Links)


def everything(p: Pieces) -> dict[str, Message | View]:
    """All messages and views by name."""
    first, second, third = _citations(p)
    one = answered(first, second, answer=p.answer, question=p.question)
    sure: dict[str, Any] = {"answer_id": "0a1b2c", "links": p.links, "held": HELD}
    asked = {**sure, "asker": p.person}
    declined = replace(one, status=Status.DECLINED, answer=None, citations=(), nearest=(first, third))
    entries = (
        Entry(label=p.title, value=p.deadline, when=p.term, speaker=p.name, citations=(1, 2)),
        Entry(label=p.name, value=p.answer),
    )
    choices = (Choice(label=p.name, question=p.question), Choice(label=p.title, question=p.deadline))
    listing = replace(one, intent="search", answer=None, citations=(first, second, third))
    shares = (
        TermShare(term=p.term, origin=TermOrigin.SENTENCE, share=3.0),
        TermShare(term=p.named, origin=TermOrigin.MENTION, share=1.0),
    )
    why = Why(
        question=p.question,
        answered=True,
        confidence=0.93,
        threshold=0.55,
        as_of=NOW,
        held=HELD,
        matched=(Matched(citation=first, terms=shares), Matched(citation=third, terms=())),
        terms=(p.term, p.named),
        since=NOW,
        until=NOW,
        sources=(p.source or "unnamed",),
    )
    sources = (SourceLine(name=p.source or "unnamed", articles=400, latest=NOW), SourceLine(name=p.title, articles=12))
    own = (
        OwnQuestion(question=p.question, asked_at=NOW, answered=True, link=p.url),
        OwnQuestion(question=p.deadline, asked_at=NOW, answered=False),
    )
    home = Home(
        held=HELD,
        fetched_at=NOW,
        sources=sources,
        channels=(ChannelLine(channel=p.channel, mode="followups"), ChannelLine(channel="C02", mode=p.term)),
        questions=own,
        manager=True,
        managed=_managed(p),
    )
    passage = Passage(citation=first, before=(third.sentence,), after=(second.sentence, third.sentence))
    checked = check(f"{p.name} chaired 12 of it. {p.deadline}", lambda text: first if p.name in text else None)
    return {
        "answered": answer_message(one, **asked),
        "answered_by_span": answer_message(
            replace(one, answer=second.sentence.text[:40], citations=(second, third)), **asked
        ),
        "answered_unsure": answer_message(replace(one, answer=None, remark=p.question), **asked),
        "answered_private": answer_message(one, **sure, private=True, more=False),
        "answered_unasked": answer_message(one, **asked, unasked=True),
        "ambiguous": answer_message(
            replace(one, status=Status.AMBIGUOUS, answer=None, citations=(), choices=choices), **asked
        ),
        "entries": answer_message(replace(one, intent="timeline", answer=None, entries=entries), **asked),
        "declined": answer_message(declined, **asked),
        "declined_empty": answer_message(replace(declined, nearest=()), **asked),
        "search": answer_message(listing, **sure, private=True),
        "latest": answer_message(replace(listing, intent="latest"), **sure, private=True),
        "follow_news": answer_message(
            replace(one, question="", intent="follow", answer=None, remark=messages.FOLLOW_NEWS), **sure, follow=7
        ),
        "following": following_message(p.question, asker=p.person, until=NOW, follow=7),
        "follows": follows_message([(7, p.question), (8, p.title)], note=messages.MANY_FOLLOWED),
        "follows_none": follows_message([]),
        "corrected": answer_message(
            replace(one, citations=(first, second, third), entries=entries),
            **asked,
            corrections={
                1: Corrected(at=NOW, sentence=second.sentence, notice=p.deadline),
                2: Corrected(at=NOW, gone=True),
                3: Corrected(at=NOW, notice=p.title),
            },
        ),
        "correction": correction_message(messages.correction_note(2, 1, 1), marked=False),
        "shared": shared_message(one, **sure, sharer=p.person),
        "shared_fixed": shared_message(one, **sure, sharer=p.person, fixed=True),
        "withdrawn": withdrawn_message(),
        "help": help_message(),
        "help_noted": help_message(note=p.question),
        "hello": hello_message([p.question, p.deadline, p.name, p.title]),
        "hello_empty": hello_message([]),
        "line": line_message(f"{p.question}\n{p.title} `{p.name}`"),
        "queue": queue_message(7),
        "sources": sources_message(sources, held=HELD),
        "status": status_message(Health(held=HELD, sentences=9_000, fetched_at=NOW, waiting=2, index_behind=1)),
        "context": context_modal([passage, Passage(citation=second)], links=p.links),
        "more": more_modal(p.question, [second, third], links=p.links),
        "why": why_modal(why),
        "check": check_modal(checked, links=p.links),
        "ask": ask_modal(initial=p.question, metadata="m"),
        "notice": notice_modal(p.question),
        "settings": settings_modal(channel=p.channel, mode="questions", metadata="m", outside=True),
        "manage": manage_modal(_managed(p)),
        "add_source": add_source_modal(["main", p.title], own="main"),
        "source": source_modal(_feed(p)),
        "feeds": feeds_message([_feed(p), replace(_feed(p), id=8, paused=True, last=None, next=None)]),
        "feeds_empty": feeds_message([]),
        "read": read_message(
            [
                ReadLine(title=p.title, source=p.source, published="", at=NOW, link=p.url, notes=(messages.READ_NOTE,)),
                ReadLine(title=p.title, source=None, published=p.term, at=None, link=None),
                p.deadline,
            ]
        ),
        "repeated": repeated_message(answer_message(one, **sure, private=True)),
        "home": home_view(home),
        "home_empty": home_view(Home(held=Held(articles=0, sources=0))),
        **digest_looks(
            (first.sentence, second.sentence, third.sentence),
            title=p.title,
            name=p.name,
            channel=p.channel,
            links=p.links,
        ),
    }


def blocks_of(look: Message | Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(look.blocks if isinstance(look, Message) else look["blocks"])


def _feed(p: Pieces) -> FeedLine:
    return FeedLine(id=7, name=p.source or p.title, said=p.deadline, articles=12, paused=False, last=NOW, next=NOW)


def _managed(p: Pieces) -> Managed:
    shared = (p.title, p.name)
    return Managed(keep_days=90, managers=(p.person,), shared=shared, on=(p.title,), feeds=(_feed(p),))


def _citations(p: Pieces) -> tuple[Citation, Citation, Citation]:
    source = article(title=p.title, source=p.source, url=p.url)
    mentions = (
        (mention(p.he, "He", p.name), mention(p.he, "his", p.name, kind=MentionKind.POSSESSIVE)) if p.he == HE else ()
    )
    first = citation(p.he, n=1, answer="He" if p.he == HE else None, of=source, mentions=mentions)
    day = replace(source, precision=Precision.DAY, collection="sample")
    second = citation(p.deadline, n=2, answer=p.span if p.span in p.deadline else None, of=day)
    undated = replace(source, published_at=None, precision=None, source=None)
    third = citation(p.deadline, n=3, of=undated)
    assert isinstance(third.sentence.annotation, Annotation)
    return first, second, third
