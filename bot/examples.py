"""Questions that the current record answers: for the hello in a channel and the prompts of a new conversation."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bot.answers import Answer, Status
from retrieval.store.record import Record
from retrieval.types import Sentence

WANTED = 3
_ARTICLES = 12  # the newest ones
_SENTENCES = 8  # of each, from its beginning
_TRIED = 12  # questions, at most: each is answered to see whether it can be
_LONGEST = 40  # characters of a name
_FORMS = {
    "PERSON": ("What did {} say?", "Who is {}?"),
    "ORG": ("What did {} say?",),
    "GPE": ("What happened in {}?",),
}


def examples(record: Record, collections: Sequence[str], answer: Callable[[str], Answer]) -> tuple[str, ...]:
    """Up to three questions about different names of the newest articles, each answered by ``answer`` with a span."""
    found: list[str] = []
    asked: set[str] = set()
    for tried, (name, question) in enumerate(_questions(_opening(record, collections))):
        if len(found) == WANTED or tried == _TRIED:
            break
        if name in asked:
            continue
        said = answer(question)
        if said.status is Status.ANSWERED and said.answer:
            found.append(question)
            asked.add(name)
    return tuple(found)


def _opening(record: Record, collections: Sequence[str]) -> Iterator[Sentence]:
    articles = record.articles(record.newest(collections, _ARTICLES)) if collections else {}
    for article in articles.values():
        first = record.sentence_at(article.collection, article.key, article.version, 0)
        if first is not None:
            yield from (first, *record.neighbours(first, 0, _SENTENCES))


def _questions(sentences: Iterator[Sentence]) -> list[tuple[str, str]]:
    """Questions about the names that come up most, each with its name; ties as they come up."""
    names: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        for entity in sentence.annotation.entities if sentence.annotation else ():
            name = " ".join(sentence.text[entity.start : entity.end].split())
            whole = entity.label != "PERSON" or " " in name
            if entity.label in _FORMS and whole and name[:1].isupper() and len(name) <= _LONGEST:
                names[name, entity.label] += 1
    return [(name, form.format(name)) for (name, label), _ in names.most_common() for form in _FORMS[label]]
