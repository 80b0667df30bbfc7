"""`/articles/ID`: the passage that was cited, with its sentence marked, behind a signed and expiring address."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot import messages
from bot.web.signing import Expired, Place, read_address
from retrieval.store.record import Record
from retrieval.types import Sentence

AROUND = 3  # sentences on either side
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "private, max-age=300",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows: the sentence between what stands before and behind it, all verbatim."""

    sentence: Sentence
    before: str
    after: str
    cut_before: bool
    cut_after: bool


def articles(
    record: Record, *, key: bytes, now: Callable[[], datetime], whole: bool
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint. ``whole``: the article's whole text instead of the passage."""

    def answer(article: str, query: dict[str, str]) -> Response:
        place = read_address(article, query, key=key, now=now())
        if isinstance(place, Expired):
            return notice(messages.LINK_EXPIRED, status=410)
        page = None if place is None else passage(record, place, whole=whole)
        if page is None:
            return notice(messages.LINK_UNKNOWN, status=404)
        return _html(_TEMPLATES.get_template("article.html").render(page=page, words=messages), 200)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request.path_params["key"], dict(request.query_params))

    return endpoint


def passage(record: Record, place: Place, *, whole: bool) -> Page | None:
    """The sentence in its surroundings; None when its version is gone."""
    sentence = record.sentence_at(place.collection, place.key, place.version, place.start)
    text = record.texts([(place.collection, place.key, place.version)]).get(
        (place.collection, place.key, place.version)
    )
    if sentence is None or text is None or sentence.start != place.start:
        return None
    start, end = 0, len(text)
    if not whole:
        beside = (sentence, *record.neighbours(sentence, AROUND, AROUND))
        start, end = min(s.start for s in beside), max(s.end for s in beside)
    return Page(
        sentence=sentence,
        before=text[start : sentence.start],
        after=text[sentence.end : end],
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
    )


def notice(said: str, *, status: int) -> Response:
    """A page that says one thing."""
    return _html(_TEMPLATES.get_template("notice.html").render(said=said, words=messages), status)


def _html(text: str, status: int) -> Response:
    return HTMLResponse(text, status_code=status, headers=_HEADERS)


def _source(name: str) -> str | None:
    path = files("bot.web") / "templates" / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


_TEMPLATES = Environment(loader=FunctionLoader(_source), autoescape=select_autoescape(), trim_blocks=True)
