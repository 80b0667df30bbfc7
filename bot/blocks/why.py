"""Why these sentences: the words, where they matched, and what was held against what."""

from typing import Any

from bot import messages
from bot.blocks import dates, escape, limits, parts, quotes
from bot.blocks.modals import asked, modal
from bot.blocks.records import Block, Matched, View, Why
from retrieval.text.tokens import token_spans, tokenise
from retrieval.types import Sentence, TermOrigin, TermShare

_TERMS = 20


def why_modal(why: Why) -> View:
    """Terms and where they matched, with shares; filters and dates; the confidence and the bar it was held against."""
    terms = [parts.text(_as_written(term, why.question), code=True) for term in why.terms[:_TERMS]]
    spaced = [element for term in terms for element in (term, parts.text(" "))][:-1]
    searched = messages.held(why.held.articles, why.held.sources, dates.days(why.held, now=why.as_of))
    lines = [
        _labelled(messages.WHY_TERMS, *(spaced or [parts.text(messages.WHY_NO_TERMS)])),
        _labelled(messages.WHY_FILTERS, parts.text(_filters(why))),
        _labelled(messages.WHY_AS_OF, parts.date(why.as_of)),
        _labelled(messages.WHY_SEARCHED, parts.text(searched)),
    ]
    if why.confidence is not None:
        sure = messages.confidence(why.confidence, why.threshold, answered=why.answered)
        lines.append(_labelled(messages.WHY_CONFIDENCE, parts.text(sure)))
    head = [asked(why.question), parts.rich(parts.bulleted(lines))]
    if why.matched:
        head += [parts.divider(), parts.says(messages.WHY_MATCHED)]
    blocks = limits.in_view(head, [_matched(matched) for matched in why.matched])
    return modal(messages.WHY_TITLE, blocks)


def _labelled(label: str, *elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [parts.text(f"{label}: ", bold=True), *elements]


def _filters(why: Why) -> str:
    limited = [", ".join(escape.plain(source, 100) for source in why.sources[:10])] if why.sources else []
    if why.since is not None:
        limited.append(messages.since(dates.clock(why.since)))
    if why.until is not None:
        limited.append(messages.until(dates.clock(why.until)))
    return "; ".join(limited) or messages.WHY_NO_FILTERS


def _matched(matched: Matched) -> list[Block]:
    """A sentence and the terms that found it, the weightiest first."""
    citation, total = matched.citation, sum(term.share for term in matched.terms)
    heaviest = sorted(matched.terms, key=lambda term: (-term.share, term.term))[:_TERMS]
    lines = [_share(term, citation.sentence, total) for term in heaviest if total > 0]
    quote = quotes.quote(citation.sentence, span=citation.answer_span)
    listed = parts.bulleted(lines or [[parts.text(messages.WHY_NO_MATCH)]])
    block = parts.rich(parts.numbered(citation.n, quote), {**listed, "indent": 1})
    return [block, quotes.origin(citation.sentence, None)]


def _share(term: TermShare, sentence: Sentence, total: float) -> list[dict[str, Any]]:
    """ "`Umerov` via “He”: 40%"."""
    texts = (sentence.text, sentence.article.title, *(mention.refers_to for mention in sentence.mentions))
    where = messages.ORIGINS[term.origin.value]
    if term.origin is TermOrigin.MENTION:
        named = [mention for mention in sentence.mentions if term.term in tokenise(mention.refers_to)]
        where = messages.via(sentence.text[named[0].start : named[0].end]) if named else where
        texts = texts[::-1]
    word = parts.text(_as_written(term.term, *texts), code=True)
    return [word, parts.text(f" {escape.plain(where, 150)}: {term.share / total:.0%}")]


def _as_written(term: str, *texts: str) -> str:
    """The word that a term is the stem of, from the first text that has it."""
    for text in texts:
        for found, start, end in token_spans(text):
            if found == term:
                return escape.plain(text[start:end], 60)
    return escape.plain(term, 60)
