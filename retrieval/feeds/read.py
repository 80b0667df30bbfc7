"""From the bytes of a feed to its entries, mended: what a feed gets wrong is put right here, and said."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import quote, urljoin, urlsplit

from retrieval.errors import BadRecord
from retrieval.feeds.dates import Moment, read_time
from retrieval.feeds.draft import Draft, DraftEntry, Written
from retrieval.feeds.jsonfeed import read_json
from retrieval.feeds.origin import region_of, shown, stated_language
from retrieval.feeds.plain import clean, one_line
from retrieval.feeds.records import Entry, Feed
from retrieval.feeds.syndication import read_xml
from retrieval.feeds.tame import LARGEST, tame
from retrieval.types import Precision

_LONGEST_HTML = 1_000_000  # characters of one entry
_LONGEST_ADDRESS = 2_000
_SKEW = timedelta(minutes=15)  # by which clocks differ
_LONGEST_WISH = timedelta(days=7)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_BEFORE_ROOT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_WHOLE_DAY = re.compile(r"\d{5}|\d\D+\d+\D+\d|\d{4}-\d{3}|[^\W\d]{3}.*\d.*\d")


def read_feed(body: bytes, *, url: str, content_type: str = "", now: datetime) -> Feed:
    """The feed that ``body`` is; ``url`` is where it was fetched (after redirects), ``now`` when.

    Raises BadRecord when it is no feed. An entry with nothing in it is left out; one may lack title, address or text.
    """
    if len(body) > LARGEST:
        raise BadRecord(
            shown(url), f"it has {len(body):,} bytes, more than a feed has", "give the address of a smaller feed"
        )
    draft = _draft(body, content_type)
    if draft is None:
        what = "it is a web page, not a feed" if _is_page(body) else "it is not a feed"
        raise BadRecord(shown(url), what, "give the address of an RSS, Atom or JSON feed")
    return _Mending(draft, url, now).feed()


def _draft(body: bytes, content_type: str) -> Draft | None:
    start = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return read_json(body)
    if _is_page(body):
        return None
    return read_xml(tame(body), content_type=content_type)


def _is_page(body: bytes) -> bool:
    """Whether the first element is <html>."""
    position = 3 if body.startswith(b"\xef\xbb\xbf") else 0
    while (before := _BEFORE_ROOT.match(body, position)) is not None:
        position = before.end()
    root = _ROOT.search(body, position, position + 8192)
    declared = body[position : position + 100].lstrip()[:14].lower() == b"<!doctype html"
    return root[1].lower() == b"html" if root else declared


class _Mending:
    """One feed on its way from draft to record; counts what it mends."""

    def __init__(self, draft: Draft, url: str, now: datetime) -> None:
        self._draft = draft
        self._url = url
        self._now = now
        self._mended: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._home = self._address(draft.links)
        self._language = stated_language(draft.language)
        self._region = region_of(self._language, self._home or url)

    def feed(self) -> Feed:
        draft = self._draft
        entries = [entry for one in draft.entries if (entry := self._entry(one)) is not None]
        return Feed(
            kind=draft.kind,
            title=one_line(draft.title, literal=draft.literal_title),
            home=self._home,
            language=self._language,
            ttl=min(draft.ttl, _LONGEST_WISH) if draft.ttl else None,
            entries=tuple(entries),
            repairs=(*draft.repairs, *(_counted(what, times) for what, times in self._mended.items())),
        )

    def _entry(self, draft: DraftEntry) -> Entry | None:
        title = one_line(draft.title, literal=draft.literal_title)
        url = self._address(draft.links)
        markup = clean(draft.html[:_LONGEST_HTML])
        times = "|".join(one.text for one in (*draft.published, *draft.updated))
        if not (draft.title or url or markup.strip() or times or draft.id):
            self._mended["had nothing in it and was left out"] += 1
            return None
        identity = self._identity(
            clean(draft.id) or url or title or _digest(markup or times or draft.title), url, title
        )
        if identity is None:
            self._mended["stood in the feed twice"] += 1
            return None
        updated = self._time(draft.updated)
        published = self._time(draft.published) or updated
        return Entry(
            id=identity,
            title=title,
            url=url,
            html=markup,
            published_at=published.at if published else None,
            precision=published.precision if published else None,
            updated_at=updated.at if updated else None,
            authors=_names(draft.authors),
        )

    def _identity(self, wanted: str, url: str | None, title: str) -> str | None:
        """The entry's id; one that another entry has is told apart by address, then title. None: the same entry."""
        apart = (wanted, f"{wanted}|{url or title}", f"{wanted}|{url or ''}|{title}")
        for tried, identity in enumerate(apart):
            short = identity if len(identity) <= _LONGEST_ADDRESS else _digest(identity)
            if short not in self._seen:
                self._seen.update({short, *((f"{wanted}|{url or title}",) if not tried else ())})
                self._seen.add(f"{wanted}|{url or ''}|{title}")
                if tried:
                    self._mended["had the id of another"] += 1
                return short
        return None

    def _address(self, candidates: Iterable[str]) -> str | None:
        for candidate in candidates:
            written = "".join(clean(candidate).split("\n")).strip()
            if not written or len(written) > _LONGEST_ADDRESS:
                continue
            try:
                if urlsplit(written).scheme and not urlsplit(written).netloc:
                    continue  # "https://", "javascript:"
                absolute = urljoin(
                    self._url, quote(written, safe="%/:=&?~#+!$,;'@()*[]|") if " " in written else written
                )
                parts = urlsplit(absolute)
                if parts.scheme in {"http", "https"} and parts.hostname:
                    return absolute
            except ValueError:
                continue
        return None

    def _time(self, written: tuple[Written, ...]) -> Moment | None:
        for one in written:
            moment = read_time(one.text, region=self._region) or _fallback(one)
            if moment is None:
                self._mended["had a time that cannot be read"] += 1
                continue
            if moment.note:
                self._mended[moment.note] += 1
            return self._not_after_now(moment)
        return None

    def _not_after_now(self, moment: Moment) -> Moment:
        if moment.at <= self._now:
            return moment
        if moment.at <= self._now + _SKEW:
            return Moment(at=self._now, precision=moment.precision)
        if moment.precision is Precision.MINUTE or moment.at > self._now + timedelta(days=1):
            self._mended["had a time in the future, and was dated by when it was fetched"] += 1
        return Moment(at=self._now, precision=Precision.DAY)


def _fallback(written: Written) -> Moment | None:
    """What feedparser makes of a time, where we make nothing of it."""
    if written.parsed is None or written.parsed.year < 1971 or not _WHOLE_DAY.search(written.text):
        return None
    timed = ":" in written.text
    return Moment(at=written.parsed, precision=Precision.MINUTE if timed else Precision.DAY)


def _counted(what: str, times: int) -> str:
    return f"{times:,} {'entry' if times == 1 else 'entries'}: {what}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    names = (one_line(author).removeprefix("By ").removeprefix("by ") for author in authors[:20])
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))
