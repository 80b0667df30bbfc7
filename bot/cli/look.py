"""`onrecord search`, `article` and `verify`: look at the record itself."""

import time
from typing import Annotated

import typer

from bot import messages
from bot.answers import iso
from bot.cli.common import ANSWERED, DECLINED, UNEXPECTED, opened, print_json, progress, stderr, stdout
from bot.questions import checked
from bot.terminal import hits_view, plain
from retrieval.errors import Unknown
from retrieval.text.tokens import content_terms
from retrieval.types import Hit, Query


def add_to(app: typer.Typer) -> None:
    for command in (search, article, verify):
        app.command(name=command.__name__)(command)


def search(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show each term's share of the score.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many sentences.")] = 10,
) -> int:
    """Rank sentences by BM25."""
    text = checked(words)
    app = opened()
    with progress("sample articles") as bar:
        app.fill_sample(bar)
    started = time.perf_counter()
    query = Query(text=text, terms=content_terms(text), collections=app.collections(), as_of=app.clock())
    hits = app.search.sentences(query, limit=limit) if query.terms else ()
    took_ms = round((time.perf_counter() - started) * 1000, 2)
    if as_json:
        print_json({"query": text, "hits": [_hit_json(hit) for hit in hits], "took_ms": took_ms})
    elif hits:
        stdout().print(hits_view(hits, explain=explain, zone=app.settings.zone))
    else:
        stderr().print(messages.NOTHING_NEAR if query.terms else messages.NOTHING_TO_LOOK_FOR)
    return ANSWERED if hits else DECLINED


def _hit_json(hit: Hit) -> dict[str, object]:
    sentence, about = hit.sentence, hit.sentence.article
    return {
        "rank": hit.rank,
        "score": hit.score,
        "sentence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "article_id": about.key,
        "version": about.version,
        "title": about.title,
        "source": about.source,
        "published_at": iso(about.published_at),
        "terms": [{"term": t.term, "from": t.origin.value, "share": t.share} for t in hit.terms],
    }


def article(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The id citations carry.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Show an article and its versions."""
    app = opened()
    found = app.record.find_article(article_id)
    if found is None:
        raise Unknown(f"article {article_id!r}", "there is none by that id", "take an id from a citation")
    versions = app.record.versions(found.collection, found.key)
    if as_json:
        print_json(
            {
                "article_id": found.key,
                "url": found.url,
                "title": found.title,
                "source": found.source,
                "published_at": iso(found.published_at),
                "versions": [
                    {"version": v.version, "fetched_at": iso(v.fetched_at), "sha256": v.sha256, "text": v.text}
                    for v in versions
                ],
            }
        )
        return ANSWERED
    out = stdout()
    out.print(plain(found.title), style="bold", markup=False)
    out.print(
        plain(f"{found.source or messages.UNNAMED_SOURCE} · {iso(found.published_at) or messages.UNDATED}"),
        style="cyan",
        markup=False,
    )
    newest = versions[-1]
    out.print(f"version {newest.version} of {len(versions)}, sha256 {newest.sha256[:12]}", style="dim")
    out.print()
    out.print(plain(newest.text), markup=False)
    return ANSWERED


def verify() -> int:
    """Check that every stored citation still equals its version's text."""
    from bot.corrections import outdated  # with it come Slack's libraries, for which no question waits

    app = opened()
    verified = app.verify()
    for problem in verified.broken:
        stderr().print(plain(str(problem)))
    gone = f", {verified.gone} of articles deleted since" if verified.gone else ""
    stdout().print(f"{verified.checked} citations checked, {len(verified.broken)} broken{gone}")
    if private := outdated(app.record):
        stdout().print(messages.uncorrected(private))
    return UNEXPECTED if verified.broken else ANSWERED
