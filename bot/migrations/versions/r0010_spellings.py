"""What sentences are found by is written anew, for British and American spellings share a term now."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
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
_FOLLOWS = sa.table("follows", sa.column("id"), sa.column("terms", sa.JSON), sa.column("names", sa.JSON))


def upgrade() -> None:
    bind = op.get_bind()
    numbers = list(bind.execute(sa.select(_VERSIONS.c.id).order_by(_VERSIONS.c.id)).scalars())
    for at in range(0, len(numbers), AT_ONCE):
        _again(bind, numbers[at : at + AT_ONCE])
    for follow in bind.execute(sa.select(_FOLLOWS)).all():
        terms, names = _spelt(follow.terms), [_spelt(name) for name in follow.names]
        if (terms, names) != (follow.terms, follow.names):
            bind.execute(sa.update(_FOLLOWS).where(_FOLLOWS.c.id == follow.id).values(terms=terms, names=names))


def _again(bind: sa.Connection, numbers: Sequence[int]) -> None:
    """The terms of some versions, of their sentences and of the names that mentions in these stand for."""
    v, s = _VERSIONS.c, _SENTENCES.c
    versions = {row.id: row for row in bind.execute(sa.select(_VERSIONS).where(v.id.in_(numbers)))}
    named: dict[tuple[int, int], list[str]] = {}
    m = _MENTIONS.c
    for row in bind.execute(sa.select(_MENTIONS).where(m.version_id.in_(numbers)).order_by(*m)):
        text = versions[row.version_id].text[row.named_start : row.named_end]
        named.setdefault((row.version_id, row.sentence_start), []).append(text)
    for row in versions.values():
        title = " ".join(tokenise(clean(row.title).text))
        if title != row.title_tokens:
            bind.execute(sa.update(_VERSIONS).where(v.id == row.id).values(title_tokens=title))
    changed = list(_changed(bind, versions, numbers, named))
    if changed:
        here = (s.version_id == sa.bindparam("version"), s.start == sa.bindparam("at"))
        new = {"tokens": sa.bindparam("own"), "mention_tokens": sa.bindparam("others")}
        bind.execute(sa.update(_SENTENCES).where(*here).values(new), changed)


def _changed(
    bind: sa.Connection, versions: dict[int, Any], numbers: Sequence[int], named: dict[tuple[int, int], list[str]]
) -> Iterator[dict[str, Any]]:
    for row in bind.execute(sa.select(_SENTENCES).where(_SENTENCES.c.version_id.in_(numbers))):
        tokens = tokenise(clean(versions[row.version_id].text[row.start : row.end]).text)
        found = (term for name in named.get((row.version_id, row.start), ()) for term in tokenise(name))
        own, others = " ".join(tokens), " ".join(dict.fromkeys(term for term in found if term not in set(tokens)))
        if (own, others) != (row.tokens, row.mention_tokens):
            yield {"version": row.version_id, "at": row.start, "own": own, "others": others}


def _spelt(terms: Sequence[str]) -> list[str]:
    """Stems as they are of the other spelling: "defenc" of "defence" becomes that of "defense"."""
    return [
        next((tokenise(word)[0] for word in (term, f"{term}e") if one_spelling(word) != word), term) for term in terms
    ]
