"""Slack's mrkdwn as HTML. Everything is escaped; only what Slack itself marks up becomes a tag."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bot.workspace.pages.names import Names
from bot.workspace.payloads import plain

_PARTS = re.compile(r"```(?P<pre>.+?)```|`(?P<code>[^`\n]+)`|<(?P<token>[^<>\n]+)>|(?P<url>https?://[^\s<>|]+)", re.S)
_STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]*[^{mark}\s]){mark}(?![\w{mark}])"), tag)
    for mark, tag in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)
_EMOJI = {
    "wave": "👋", "newspaper": "📰", "mag": "🔍", "white_check_mark": "✅", "warning": "⚠️", "x": "❌",
    "lock": "🔒", "bell": "🔔", "no_bell": "🔕", "eyes": "👀", "bulb": "💡", "hourglass": "⌛", "gear": "⚙️",
    "speech_balloon": "💬", "question": "❓", "arrow_right": "➡️", "thumbsup": "👍", "thumbsdown": "👎",
}  # fmt: skip
_SHIELD = ("\ue000", "\ue001")  # private-use: stand around the number of a part while styles are looked for


def mrkdwn(text: str, names: Names) -> Markup:
    """The text as Slack would show it, quotes and line breaks included."""
    kept: list[Markup] = []

    def keep(html: Markup) -> str:
        kept.append(html)
        return f"{_SHIELD[0]}{len(kept) - 1}{_SHIELD[1]}"

    for mark in _SHIELD:
        text = text.replace(mark, "")
    shielded = _PARTS.sub(lambda found: keep(_part(found, names)), text)
    html = str(escape(plain(shielded)))
    for pattern, tag in _STYLES:
        html = pattern.sub(rf"<{tag}>\1</{tag}>", html)
    html = re.sub(r":([a-z_]+):", lambda found: _EMOJI.get(found.group(1), found.group(0)), html)
    html = _quotes(html).replace("\n", "<br>")
    return Markup(re.sub(f"{_SHIELD[0]}(\\d+){_SHIELD[1]}", lambda found: str(kept[int(found.group(1))]), html))


def emoji(name: str) -> str:
    return _EMOJI.get(name, f":{name}:")


def link(url: str, label: str | Markup | None, names: Names) -> Markup:
    """A link to a web or mail address; anything else stays text."""
    shown = escape(url if label is None else label)
    if not is_safe(url):
        return shown
    if url.startswith(f"{names.home}/"):
        return Markup('<a href="{}">{}</a>').format(url, shown)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, shown)


def is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (parts.scheme in {"http", "https"} and bool(parts.netloc)) or parts.scheme == "mailto"


def date(timestamp: str, form: str, url: str | None, fallback: str, names: Names) -> Markup:
    try:
        shown = names.dated(float(timestamp), form)
        stamp = names.local(float(timestamp)).isoformat()
    except (ValueError, OverflowError, OSError):
        return escape(fallback)
    element = Markup('<time datetime="{}">{}</time>').format(stamp, shown)
    return link(url, element, names) if url else element


def pill(text: str) -> Markup:
    return Markup('<span class="pill">{}</span>').format(text)


def _part(found: "re.Match[str]", names: Names) -> Markup:
    if (pre := found.group("pre")) is not None:
        return Markup("<pre>{}</pre>").format(plain(pre.strip("\n")))
    if (code := found.group("code")) is not None:
        return Markup("<code>{}</code>").format(plain(code))
    if (url := found.group("url")) is not None:
        return link(plain(url), None, names)
    return _token(found.group("token"), names)


def _token(token: str, names: Names) -> Markup:
    """What stands between angle brackets: a mention, a channel, a date, a call to all, or a link."""
    target, _, label = token.partition("|")
    kinds: dict[str, Callable[[], Markup]] = {
        "@": lambda: pill(names.person(target[1:])),
        "#": lambda: pill(names.channel(target[1:])),
    }
    if target[:1] in kinds:
        return kinds[target[0]]()
    if target.startswith("!date^"):
        stamp, form, *rest = [*target.removeprefix("!date^").split("^"), ""][:3]
        return date(stamp, form, rest[0] if rest and rest[0] else None, plain(label), names)
    if target.startswith("!"):
        return Markup('<span class="pill loud">{}</span>').format("@" + target[1:].split("^")[0])
    return link(plain(target), plain(label) if label else None, names)


def _quotes(html: str) -> str:
    """Lines that begin with > as a quotation."""
    out: list[str] = []
    quoted: list[str] = []

    def flush() -> None:
        if quoted:
            out.append(f"<blockquote>{'<br>'.join(quoted)}</blockquote>")
            quoted.clear()

    for line in html.split("\n"):
        if line.startswith("&gt;"):
            quoted.append(line.removeprefix("&gt;").lstrip())
        else:
            flush()
            out.append(line)
    flush()
    return "\n".join(out).replace("</blockquote>\n", "</blockquote>").replace("\n<blockquote>", "<blockquote>")
