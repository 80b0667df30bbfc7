"""What sentences are found by is written anew, for British and American spellings share a term now."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
import Stemmer
from alembic import op

from retrieval.text.clean import clean
from retrieval.text.spelling import one_spelling
from retrieval.text.tokens import tokenise

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

AT_ONCE = 200  # versions

_VERSIONS = sa.table("versions", *map(sa.column, ("id", "title", "text", "title_tokens")))
_SENTENCES = sa.table("sentences", *map(sa.column, ("version_id", "start", "end", "tokens", "mention_tokens")))
_MENTIONS = sa.table("mentions", *map(sa.column, ("version_id", "sentence_start", "n", "named_start", "named_end")))
_FOLLOWS = sa.table(
    "follows", sa.column("id"), sa.column("question"), sa.column("terms", sa.JSON), sa.column("names", sa.JSON)
)


def upgrade() -> None:
    bind = op.get_bind()
    numbers = list(bind.execute(sa.select(_VERSIONS.c.id).order_by(_VERSIONS.c.id)).scalars())
    for at in range(0, len(numbers), AT_ONCE):
        _again(bind, numbers[at : at + AT_ONCE])
    for follow in bind.execute(sa.select(_FOLLOWS)).all():
        spelt = _stems(follow.question)
        terms = [spelt.get(term, term) for term in follow.terms]
        names = [[spelt.get(term, term) for term in name] for name in follow.names]
        if (terms, names) != (follow.terms, follow.names):
            bind.execute(sa.update(_FOLLOWS).where(_FOLLOWS.c.id == follow.id).values(terms=terms, names=names))


def _again(bind: sa.Connection, numbers: Sequence[int]) -> None:
    """The terms of some versions, of their sentences and of the names that mentions in these stand for."""
    v, s = _VERSIONS.c, _SENTENCES.c
    for row in bind.execute(sa.select(v.id, v.title, v.title_tokens).where(v.id.in_(numbers))).all():
        if _is_old(row.title_tokens):
            title = " ".join(tokenise(clean(row.title).text))
            bind.execute(sa.update(_VERSIONS).where(v.id == row.id).values(title_tokens=title))
    stored = bind.execute(sa.select(_SENTENCES).where(s.version_id.in_(numbers)))
    old = [row for row in stored if _is_old(row.tokens) or _is_old(row.mention_tokens)]
    if old:
        here = (s.version_id == sa.bindparam("version"), s.start == sa.bindparam("at"))
        change = sa.update(_SENTENCES).where(*here)
        change = change.values(tokens=sa.bindparam("own"), mention_tokens=sa.bindparam("others"))
        bind.execute(change, list(_made_anew(bind, old)))


def _made_anew(bind: sa.Connection, old: Sequence[Any]) -> Iterator[dict[str, Any]]:
    v, m, numbers = _VERSIONS.c, _MENTIONS.c, {row.version_id for row in old}
    texts = {row.id: row.text for row in bind.execute(sa.select(v.id, v.text).where(v.id.in_(numbers)))}
    named: dict[tuple[int, int], list[str]] = {}
    for row in bind.execute(sa.select(_MENTIONS).where(m.version_id.in_(numbers)).order_by(*m)):
        text = texts[row.version_id][row.named_start : row.named_end]
        named.setdefault((row.version_id, row.sentence_start), []).append(text)
    for row in old:
        tokens = tokenise(clean(texts[row.version_id][row.start : row.end]).text)
        found = (term for name in named.get((row.version_id, row.start), ()) for term in tokenise(name))
        others = dict.fromkeys(term for term in found if term not in set(tokens))
        yield {"version": row.version_id, "at": row.start, "own": " ".join(tokens), "others": " ".join(others)}


def _stems(question: str) -> dict[str, str]:
    """What the words of a question gave until now, and what they give."""
    stemmer = Stemmer.Stemmer("english", 0)
    words = set(re.findall(r"[^\W\d_]+", question.lower()))
    return {
        str(stemmer.stemWord(word)): term for word in words for term in tokenise(word) if one_spelling(word) != word
    }


def _is_old(terms: str) -> bool:
    return any(_may_be_old(term) for term in terms.split(" "))


@lru_cache(maxsize=1 << 18)
def _may_be_old(term: str) -> bool:
    """Whether some word of this stem is spelt otherwise now."""
    words = (term, f"{term}e", f"{term}ing", f"{term[:-1]}y")
    return any(one_spelling(word) != word for word in words)
