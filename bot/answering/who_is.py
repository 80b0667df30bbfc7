"""Who somebody is: the roles that sentences give them, newest first, each as its outlet has it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import messages
from bot.answering.fact import fact
from bot.answering.ledger import day_of
from bot.answering.posts import SURE
from bot.answering.readings import asked_back
from bot.answering.shape import Told
from bot.answering.spoken import folded
from bot.answering.tools import Tools
from bot.answers import Answer, Citation, Entry, Status
from bot.intents.fact import recognise as as_fact
from bot.intents.who_is import WhoIs
from bot.questions import Question
from retrieval.language.lexicon import role_of
from retrieval.speech import Role, roles
from retrieval.text.tokens import content_terms, tokenise
from retrieval.types import Hit

HITS = 150  # sentences the index is asked for
READ = 120  # of them are read
BEARERS = 20  # of them tell whether the name is several people's
LISTED = 8
_AGAIN = 0.06  # more for every further article with the role, up to three
_FORMER = frozenset(("former", "ex", "then", "late", "outgoing"))
_RECENT = 400.0  # days: among the roles of that time the one most articles give answers


def who_is(tools: Tools, question: Question, text: str, intent: WhoIs, as_of: datetime) -> Told:
    """The roles of a name; the fact path when no sentence gives it one."""
    query = tools.query(question, intent.name, as_of, (intent.since, intent.until))
    query = replace(query, sources=question.sources or tools.outlet(question, intent.source))
    if not query.terms:
        return fact(tools, question, text, as_fact(text), as_of)
    hits = tools.once(tools.search.sentences(query, limit=HITS), query)
    wanted = folded(intent.name)
    having = [hit for hit in hits if wanted[-1:] and wanted[-1] in folded(_written(hit))][:READ]
    read = tools.search.annotated(having)
    named, sure = replace(query, names=(intent.name,)), tools.reader.threshold
    several = asked_back(named, text, read[:BEARERS], tuple, (), threshold=sure, as_of=as_of)
    if several is not None:
        return tools.told(several, query, hits)
    found = _one_bearer(_known(roles([hit.sentence for hit in read], intent.name), intent))
    if not found:
        return fact(tools, question, text, as_fact(text), as_of)
    best = _best(found)
    listed = _newest_first(_once(found, best))[:LISTED]
    citations, entries = _ledger(best, listed, read, tools.zone)
    answer = Answer(
        question=text,
        intent="who_is",
        status=Status.ANSWERED,
        as_of=as_of,
        answer=best.words,
        confidence=_confidence(best, found),
        citations=citations,
        entries=entries,
        remark=messages.ROLES_DIFFER if _differ(listed) else None,
    )
    return tools.told(answer, query, hits)


def _written(hit: Hit) -> str:
    return " ".join((hit.sentence.text, *(mention.refers_to for mention in hit.sentence.mentions)))


def _known(found: Sequence[Role], intent: WhoIs) -> list[Role]:
    """The roles that say something without the sentence around them, of a person or a thing as the question has it."""
    return [role for role in found if content_terms(role.words) and not (intent.thing and role.person)]


def _one_bearer(found: Sequence[Role]) -> list[Role]:
    """The roles of one of those who bear the name: whom most articles speak of, the newest among equals."""
    bearers: dict[tuple[str, ...], list[Role]] = {}
    for role in found:
        bearers.setdefault(folded(role.whose)[-2:], []).append(role)
    whole = {key: list(group) for key, group in bearers.items() if len(key) > 1}
    if not whole:
        return list(found)
    for key, group in bearers.items():
        fitting = [full for full in whole if len(key) == 1 and full[-1] == key[0]]
        if len(fitting) == 1:
            whole[fitting[0]] += group
    return max(
        whole.values(), key=lambda group: (len({r.sentence.article.key for r in group}), max(map(_published, group)))
    )


def _key(role: Role) -> str:
    """One key for one role: "the Kremlin spokesman", "Kremlin Spokesman"."""
    return " ".join(content_terms(role.words))


def _published(role: Role) -> float:
    published = role.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()


def _best(found: Sequence[Role]) -> Role:
    """The role most articles give at the end of the time they tell of, the fullest and newest of its wordings."""
    newest = max(_published(role) for role in found)
    late = [role for role in found if _published(role) >= newest - _RECENT * 86_400]
    articles = _articles(late)

    def rank(role: Role) -> tuple[float, ...]:
        words = role.words.split()
        former = any(word.casefold() in _FORMER for word in words)
        full = min(len(content_terms(role.words)), 5)
        seen = min(articles[_key(role)], 4)
        alone = len(words) == 1
        named = any(role_of(word.casefold().strip(",.")) for word in words)
        sure = (SURE[role.shape] - 0.6) * 8
        return (-alone, seen - 1.5 * former + 0.5 * full + 2.0 * named + sure, _published(role), -role.said.start)

    return max(late, key=rank)


def _articles(found: Sequence[Role]) -> Counter[str]:
    """In how many articles each role stands."""
    pairs = {(_key(role), role.sentence.article.collection, role.sentence.article.key) for role in found}
    return Counter(key for key, _, _ in pairs)


def _once(found: Sequence[Role], best: Role) -> list[Role]:
    """Each role once, as told last; the answer itself is one of them."""
    unique: dict[str, Role] = {_key(best): best}
    for role in sorted(found, key=lambda r: (-_published(r), r.sentence.sentence_id, r.said.start)):
        unique.setdefault(_key(role), role)
    told = list(unique.values())
    return [r for r in told if r is best or not any(_within(r, other) for other in told if other is not r)]


def _within(role: Role, other: Role) -> bool:
    """Whether another says the same and more: "president" beside "US President"."""
    mine, theirs = set(content_terms(role.words)), set(content_terms(other.words))
    return mine < theirs


def _newest_first(found: Sequence[Role]) -> list[Role]:
    return sorted(found, key=lambda r: (-_published(r), r.sentence.sentence_id.rpartition(":")[0], -r.sentence.start))


def _differ(listed: Sequence[Role]) -> bool:
    """Whether an article has two roles at one body: secretary and president of one council, neither as a former one."""
    told = [role for role in listed if not _FORMER & set(tokenise(role.words))]
    for at, one in enumerate(told):
        for other in told[at + 1 :]:
            mine, theirs = _parts(one), _parts(other)
            same = one.sentence.article.key == other.sentence.article.key
            if same and mine[0] and theirs[0] and mine[0] != theirs[0] and len(mine[1] & theirs[1]) > 1:
                return True
    return False


def _parts(role: Role) -> tuple[str | None, set[str]]:
    """What is held (secretary), and the terms of where."""
    held = next((found for word in role.words.split() if (found := role_of(word.casefold().strip(",.")))), None)
    return held, set(content_terms(role.words)) - set(tokenise(held or ""))


def _ledger(
    best: Role, listed: Sequence[Role], read: Sequence[Hit], zone: ZoneInfo
) -> tuple[tuple[Citation, ...], tuple[Entry, ...]]:
    scores = {hit.sentence.sentence_id: hit.score for hit in read}
    numbered: dict[str, Citation] = {}

    def cite(role: Role) -> int:
        sentence = role.sentence
        if sentence.sentence_id not in numbered:
            numbered[sentence.sentence_id] = Citation(
                n=len(numbered) + 1,
                sentence=sentence,
                answer_span=role.said,
                score=scores.get(sentence.sentence_id, 0.0),
            )
        return numbered[sentence.sentence_id].n

    cite(best)
    entries = tuple(
        Entry(
            label=role.sentence.article.source or messages.UNNAMED_SOURCE,
            value=role.words,
            when=day_of(role.sentence, zone),
            citations=(cite(role),),
        )
        for role in listed
    )
    return tuple(numbered.values()), entries


def _confidence(best: Role, found: Sequence[Role]) -> float:
    """Set by hand, on the careful side: by the shape, and more when further articles say the same."""
    again = min(_articles(found)[_key(best)] - 1, 3)
    return round(SURE[best.shape] + _AGAIN * again, 4)
