"""What a person wrote, freed of Slack's markup: the question alone."""

import re

from bot.intents.several import listed
from bot.links import links_to_read

_ADD = re.compile(r"sources (?:add|pause|resume|remove) ", re.IGNORECASE)
_TYPED = re.compile(r"^/news\b\s*", re.IGNORECASE)  # what is typed to the bot may begin with its command
_OTHERS = re.compile(r"<@|<!(?!date\^)")
_MARKUP = re.compile(r"<([^<>]*)>")
_EMOJI = re.compile(r"(?<![\w:])(?::[a-z0-9_+-]+:)+(?![\w:])")  # :+1::skin-tone-2:
_PICTURE = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")
_HELD = "\ue000"  # for private use: no person writes it
_LEFT_OVER = ",;: \t\n-–—"  # what stands between a mention and the question: "@bot, who ..."


def only_emoji(text: str) -> bool:
    """Whether a message says nothing but :thumbsup:, which asks nothing."""
    words = _MARKUP.sub("", text)
    rest = _EMOJI.sub("", words)
    return (rest != words or _PICTURE.search(rest) is not None) and re.search(r"\w", rest) is None


def mentions(text: str, user: str) -> bool:
    """Whether the user is mentioned in the text as Slack sends it."""
    return re.search(rf"<@{re.escape(user)}(\|[^<>]*)?>", text) is not None


def mentions_others(text: str, user: str) -> bool:
    """Whether the text is for somebody else: it mentions people, a group or everybody, and not this user."""
    return _OTHERS.search(text) is not None and not mentions(text, user)


def words_in(text: str, *, bot: str | None) -> str:
    """The question; or, where the bot is given an address, that with the address as it is."""
    exact, seen = (_TYPED.sub("", question_in(text, bot=bot, addresses=kept)) for kept in (True, False))
    return exact if links_to_read(exact) or _ADD.match(exact) else seen


def question_in(text: str, *, bot: str | None, addresses: bool = False) -> str:
    """The words: mentions of the bot and of groups go, other markup becomes what the person saw.

    ``addresses``: of a link its address stays, whatever the person saw.
    """
    markup = _MARKUP.findall(text)
    kept = _MARKUP.sub(_HELD, text.replace(_HELD, ""))  # what is dressed may hold markup: *<@bot> who* ...
    seen = iter(markup)
    freed = re.sub(_HELD, lambda _: _seen(next(seen), bot, addresses), plain_words(kept))
    freed = freed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join((" ".join(listed(freed)) or freed).strip(_LEFT_OVER).split())


def plain_words(text: str) -> str:
    """Words without what Slack dresses them with: *bold*, _it_, ~struck~, `code`, quoted lines, :emoji:."""
    text = re.sub(r"^(?:&gt;)+ ?", "", text, flags=re.M)
    text = re.sub(r"```\s?(.*?)\s?```|`([^`\n]+)`", lambda found: found[1] or found[2] or "", text, flags=re.S)
    for mark in ("*", "_", "~"):
        some, sign = rf"[^{mark}\s](?:[^{mark}\n]*[^{mark}\s])?", re.escape(mark)
        text = re.sub(rf"(?<![\w{mark}]){sign}({some}){sign}(?![\w{mark}])", r"\1", text)
    return _EMOJI.sub("", text)


def _seen(inside: str, bot: str | None, addresses: bool) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "" if target == f"@{bot}" else label
    if target.startswith("!"):
        return label if target.startswith("!date^") else ""
    if target.startswith("#"):
        return label
    if addresses and target.startswith(("http://", "https://")):
        return target
    return label or target.removeprefix("mailto:")
