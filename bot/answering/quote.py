"""Who said what: a ledger of quotations, newest first, or the name of who said it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.fact import fact
from bot.answering.ledger import ledger, newest_first, published
from bot.answering.shape import CITED, Told, declined
from bot.answering.spoken import HITS, Spoken, around, folded, is_carried, is_speaker, names, spoken, weights
from bot.answering.tools import Tools
from bot.answering.whether import whether
from bot.answers import Answer, Status
from bot.intents.fact import of_kind
from bot.intents.fact import recognise as as_fact
from bot.intents.quote import Quote
from bot.intents.yes_no import YesNoQuestion
from bot.questions import Question
from retrieval.speech import Form, Polarity
from retrieval.text.tokens import content_terms, tokenise
from retrieval.types import Hit, Query, Sentence

LISTED = 8  # quotations in a ledger
MOST_CITED = 12
ON_TOPIC = 0.5  # coverage of the topic from which a quotation is on it
SAID_SO = 0.75  # share of the claim in somebody's own words from which they said that
FEWEST = 3  # words of a quotation that says something by itself
NEAR_BEST = 0.25  # of the best worth, within which the newest answers
BEST_ARTICLES = 12  # searched once more, for all that the speaker says in them
_NONE = re.compile(r"no\b", re.I)
# What somebody does in saying it: only what a sentence calls so is a promise.
_ACTED = re.compile(
    r"\bwhat\b.*\b(?P<stem>promis|threat|pledg|vow|demand|predict|propos|warn|den(?=[iy])|admi(?=t)|conce)\w*\W*\Z",
    re.I,
)
ALIKE = 0.4  # share of terms from which two quotations are about one thing


def quote(tools: Tools, question: Question, text: str, intent: Quote, as_of: datetime) -> Told:
    """The quotations asked for; the fact path where there are none and a sentence still answers."""
    if intent.said is not None and intent.speaker is None:
        return _who_said(tools, question, text, intent, as_of)
    return _what_said(tools, question, text, intent, as_of)


def _what_said(tools: Tools, question: Question, text: str, intent: Quote, as_of: datetime) -> Told:
    who = intent.speaker or ""
    if (
        not intent.topic
        and (act := _ACTED.search(text))
        and (called := _called(tools, question, text, who, act["stem"], as_of))
    ):
        return called
    query = _query(tools, question, f"{who} {intent.topic}", intent, as_of)
    hits = tools.once(tools.search.sentences(query, limit=HITS), query)
    theirs = _of_speaker(tools, query, who, hits) if who else hits[:40]
    found = spoken(around(tools, theirs), weights(tools, query, intent.topic), theirs)
    by_them = [
        each for each in found if (is_speaker(who, each.quotation) if who else each.quotation.speaker) and _tells(each)
    ]
    if intent.said is not None:  # in these words, whoever it was where nobody of that name has them
        words = [each for each in found if each.quotation.speaker and each.inside >= SAID_SO]
        by_them = [each for each in words if each in by_them] or words
    on_topic = _once([each for each in by_them if each.coverage >= ON_TOPIC])
    if who.islower() and any(hit.sentence.article.key in question.thread for hit in theirs):
        # of several ministers the thread's own, whether or not it is quoted
        on_topic = [each for each in on_topic if each.quotation.sentence.article.key in question.thread]
    if not on_topic:
        return _nothing(tools, question, text, intent, as_of, query, theirs or hits)
    best = _best(on_topic)
    listed = newest_first(on_topic[:LISTED] if best in on_topic[:LISTED] else [best, *on_topic[: LISTED - 1]])
    citations, entries = ledger(best, listed, tools.zone)
    answer = Answer(
        question=text,
        intent="quote",
        status=Status.ANSWERED,
        as_of=as_of,
        answer=_bare(best.quotation.words),
        confidence=_confidence(best),
        citations=citations,
        entries=entries,
    )
    return tools.told(answer, query, hits)


def _called(tools: Tools, question: Question, text: str, who: str, stem: str, as_of: datetime) -> Told | None:
    """What the fact path reads where a sentence of the speaker has the very verb: "promised to stay"."""
    known = fact(tools, question, text, as_fact(text), as_of)
    if known.answer.status is not Status.ANSWERED or known.answer.answer is None:
        return None
    sentence = known.answer.citations[0].sentence
    by_them = who and _has(sentence, folded(who))
    return known if by_them and re.search(rf"\b{stem}", sentence.text, re.I) else None


def _who_said(tools: Tools, question: Question, text: str, intent: Quote, as_of: datetime) -> Told:
    if intent.act:  # who says the words of an accusation need not be who accuses
        return fact(tools, question, text, as_fact(text), as_of)
    query = _query(tools, question, intent.topic, intent, as_of)
    hits = tools.once(tools.search.sentences(query, limit=HITS), query)
    found = spoken(around(tools, hits[:40]), weights(tools, query, intent.topic), hits)
    said = [e for e in found if e.quotation.speaker and e.inside >= ON_TOPIC and _fits(e, intent) and _tells(e)]
    said.sort(key=lambda e: (-(e.inside + e.coverage), -e.score, e.quotation.sentence.sentence_id))
    best = said[0] if said else None
    if best is None or best.inside < SAID_SO:
        return fact(tools, question, text, as_fact(text), as_of)
    listed = _once([e for e in said if is_speaker(best.quotation.speaker or "", e.quotation)])[:CITED]
    citations, entries = ledger(best, newest_first(listed), tools.zone, speaker=True)
    answer = Answer(
        question=text,
        intent="quote",
        status=Status.ANSWERED,
        as_of=as_of,
        answer=best.quotation.speaker,
        confidence=_confidence(best),
        citations=citations,
        entries=entries,
    )
    return tools.told(answer, query, hits)


def _query(tools: Tools, question: Question, words: str, intent: Quote, as_of: datetime) -> Query:
    outlet = tools.outlet(question, intent.source)
    query = tools.query(question, words, as_of, (intent.since, intent.until))
    return replace(query, sources=question.sources or outlet)


def _of_speaker(tools: Tools, query: Query, who: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that have the speaker, and what else the best articles on the topic have of them."""
    terms = content_terms(who)
    if not terms:
        return ()
    keys = list(dict.fromkeys(hit.sentence.article.key for hit in sorted(hits, key=lambda h: -h.article_score)))
    inside = replace(query, text=who, terms=terms, articles=tuple(keys[:BEST_ARTICLES]))
    more = tools.search.sentences(inside, limit=HITS) if keys else ()
    want = folded(who)
    have = [hit for hit in (*hits, *more) if _has(hit.sentence, want)]
    unique = {hit.sentence.sentence_id: hit for hit in reversed(have)}
    promise = {key: hit.score + 0.4 * hit.article_score for key, hit in unique.items()}
    return tuple(sorted(unique.values(), key=lambda h: (-promise[h.sentence.sentence_id], h.sentence.sentence_id)))


def _has(sentence: Sentence, want: tuple[str, ...]) -> bool:
    """Whether a sentence has the last word of a name, itself or by what its mentions stand for."""
    if not want:
        return False
    said = " ".join((sentence.text, *(mention.refers_to for mention in sentence.mentions)))
    return want[-1] in folded(said)


def _tells(each: Spoken) -> bool:
    """Whether the words are more than a "No.", unless somebody denies or refuses to say something."""
    quiet = each.quotation.polarity in (Polarity.DENIED, Polarity.REFUSED)
    return quiet or len(each.quotation.words.split()) >= FEWEST


def _fits(each: Spoken, intent: Quote) -> bool:
    denied = each.quotation.polarity in (Polarity.DENIED, Polarity.REFUSED)
    return denied == intent.denied


def _best(found: Sequence[Spoken]) -> Spoken:
    """The newest of those that hold nearly as much of the topic as any, words of one's own before hints."""
    top = max(each.worth for each in found)
    near = [each for each in found if each.worth >= top - NEAR_BEST]
    return min(near, key=lambda e: (_short(e), -published(e), -e.worth, e.quotation.sentence.sentence_id))


def _bare(words: str) -> str:
    """What is said without the marks around it, and without one that nothing closes."""
    inner = words.strip('“”„«»" ,')
    return inner if not any(mark in inner for mark in '“”„«»"') else words


def _short(each: Spoken) -> bool:
    return len(each.quotation.words.split()) < 5 or is_carried(each)


def _once(found: Sequence[Spoken]) -> list[Spoken]:
    """Every quotation once, however many outlets have it."""
    unique: dict[str, Spoken] = {}
    for each in found:
        unique.setdefault(" ".join(tokenise(each.quotation.words)), each)
    return list(unique.values())


def _confidence(each: Spoken) -> float:
    """Set by hand, on the careful side: much of the topic in the words themselves, a speaker named in the sentence."""
    quotation = each.quotation
    sure = 0.3 + 0.28 * each.coverage + 0.2 * each.inside
    sure += 0.08 if quotation.speaker is not None and names(quotation.speaker, quotation.sentence.text) else 0.0
    return round(sure - (0.1 if is_carried(each) else 0.0) - (0.05 if quotation.form is Form.ACCORDING else 0.0), 4)


def _nothing(
    tools: Tools, question: Question, text: str, intent: Quote, as_of: datetime, query: Query, hits: Sequence[Hit]
) -> Told:
    """The fact path's answer when its sentence is about the speaker; whether there was a reply; else that nobody quotes
    them, and what is near.
    """
    known = fact(tools, question, text, as_fact(text), as_of)
    if not intent.speaker:
        return known
    cited = known.answer.citations
    about = known.answer.status is Status.ANSWERED and cited and _has(cited[0].sentence, folded(intent.speaker))
    told = known.answer.answer or ""
    if about and told and not _NONE.match(told):
        return known
    if intent.claim is not None:  # that there was no reply is true of what was told before it
        asks = of_kind(YesNoQuestion, text, claim=intent.claim)
        if (replied := whether(tools, question, text, asks, as_of)).answer.status is Status.ANSWERED:
            return known if about and told else replied
    elif about:
        return known
    words = messages.no_quote(intent.speaker, intent.topic) if hits else messages.NOTHING_NEAR
    near = known.answer.nearest or tuple(replace(each, answer_span=None) for each in cited[:CITED])
    answer = replace(declined(text, as_of, (), words, intent="quote"), nearest=near, confidence=0.0)
    return tools.told(answer, query, known.hits or tuple(hits))
