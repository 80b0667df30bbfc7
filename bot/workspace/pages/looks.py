"""The template environment: autoescaping, and the filters that Block Kit needs."""

from collections.abc import Iterable

from jinja2 import ChainableUndefined, Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.workspace import elements
from bot.workspace.pages.mrkdwn import is_safe, mrkdwn
from bot.workspace.pages.rich import rich
from bot.workspace.payloads import plain
from bot.workspace.records import JSON


def environment() -> Environment:
    """Blocks have many optional parts, so that what is missing counts as false; everything printed is escaped."""
    found = Environment(
        loader=PackageLoader("bot.workspace.pages"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "mrkdwn": _mrkdwn,
        "rich": _rich,
        "plain": plain_text,
        "is_safe": is_safe,
        "initial": elements.initial,
        "choices": _choices,
        "nth": _nth,
    }
    return found


def plain_text(text: object) -> str:
    """Slack undoes its three entities in plain text too."""
    return plain(str(text))


@pass_context
def _mrkdwn(context: Context, text: object) -> Markup:
    return mrkdwn(str(text), context["names"])


@pass_context
def _rich(context: Context, block: JSON) -> Markup:
    return rich(block, context["names"])


@pass_context
def _choices(context: Context, element: JSON) -> list[tuple[str, str]]:
    """Value and label of everything a select offers."""
    names = context["names"]
    kind = str(element["type"])
    if "users" in kind:
        return sorted(names.people.items(), key=lambda item: item[1])
    if "conversations" in kind or "channels" in kind:
        return [(key, f"#{name}") for key, name in names.channels.items() if name]
    return [(str(option["value"]), plain(option["text"]["text"])) for option in elements.options(element)]


def _nth(blocks: Iterable[JSON], block: JSON, element: JSON) -> int:
    """Which of the elements with its action id it is: what `press` needs to find it again."""
    same = [(there, one) for there, one in elements.elements(blocks) if one["action_id"] == element.get("action_id")]
    return next((number for number, pair in enumerate(same) if pair[0] is block and pair[1] is element), 0)
