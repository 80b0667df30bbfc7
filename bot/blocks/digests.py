"""Setting up digests: the form, the list of a channel's, and how each did."""

from collections.abc import Sequence
from typing import Any

from bot import messages
from bot.blocks import escape, parts
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.fields import field, option
from bot.blocks.modals import modal
from bot.blocks.records import Block, DigestLine, View
from bot.store.digests_table import LENGTHS, LONGEST_NAME, Digest

DIGEST_CALLBACK = "onrecord:digest"
NAME_BLOCK, NAME_INPUT = "name", "name"  # value
ACTIVE_BLOCK, ACTIVE_INPUT = "active", "active"  # selected_options: one when it is on
TIME_BLOCK, TIME_INPUT = "time", "time"  # selected_time: "08:30"
DAYS_BLOCK, DAYS_INPUT = "days", "days"  # selected_options: "0" is Monday
ZONE_BLOCK, ZONE_INPUT = "zone", "zone"  # value
TOPICS_BLOCK, TOPICS_INPUT = "topics", "topics"  # value: one a line
SOURCES_BLOCK, SOURCES_INPUT = "sources", "sources"  # selected_options
LENGTH_BLOCK, LENGTH_INPUT = "length", "length"  # selected_option
LONGEST_TOPIC, MOST_TOPICS = 200, 10
_MOST_SOURCES, _LONGEST_SOURCE = 100, 75
_LONGEST_LINE = 400


def digest_modal(digest: Digest, *, sources: Sequence[str], metadata: str) -> View:
    """The form of one digest; one without an id is a new one. ``metadata`` comes back as ``private_metadata``."""
    new = not digest.id
    value = ButtonValue(answer_id=digest.id or "new")
    buttons = [button(messages.PREVIEW, Action.PREVIEW, value)]
    if not new:
        buttons.append(button(messages.POST_NOW, Action.POST_NOW, value))
        sure = {
            "title": parts.plain_text(messages.REMOVE_DIGEST_SURE, 100),
            "text": parts.plain_text(messages.REMOVE_DIGEST_WHAT, 300),
            "confirm": parts.plain_text(messages.REMOVE_DIGEST, 30),
            "deny": parts.plain_text(messages.KEEP, 30),
            "style": "danger",
        }
        buttons.append(button(messages.REMOVE_DIGEST, Action.REMOVE_DIGEST, value, confirm=sure))
    blocks: list[Block] = [
        _where(digest),
        field(NAME_BLOCK, messages.NAME_LABEL, _typed(NAME_INPUT, digest.name, LONGEST_NAME)),
        field(
            ACTIVE_BLOCK,
            messages.ACTIVE_LABEL,
            _checks(ACTIVE_INPUT, [("on", messages.ACTIVE_OPTION)], ["on"] if digest.active else []),
            hint=messages.ACTIVE_HINT,
            optional=True,
        ),
        field(
            TIME_BLOCK,
            messages.TIME_LABEL,
            {"type": "timepicker", "action_id": TIME_INPUT, "initial_time": f"{digest.at:%H:%M}"},
        ),
        field(
            DAYS_BLOCK,
            messages.DAYS_LABEL,
            _checks(DAYS_INPUT, [(str(n), day) for n, day in messages.DAYS.items()], [str(day) for day in digest.days]),
            hint=messages.DAYS_HINT,
        ),
        field(
            ZONE_BLOCK,
            messages.ZONE_LABEL,
            {
                **_typed(ZONE_INPUT, digest.zone, 64),
                "placeholder": parts.plain_text(messages.ZONE_EXAMPLE, 150),
            },
        ),
        field(
            TOPICS_BLOCK,
            messages.TOPICS_LABEL,
            {
                **_typed(TOPICS_INPUT, "\n".join(digest.topics), MOST_TOPICS * (LONGEST_TOPIC + 1)),
                "multiline": True,
            },
            hint=messages.TOPICS_HINT,
            optional=True,
        ),
        *_sources(digest, sources),
        field(
            LENGTH_BLOCK,
            messages.LENGTH_LABEL,
            _choice(LENGTH_INPUT, [(str(n), messages.LENGTH_LABELS[n]) for n in LENGTHS], str(digest.length)),
            hint=messages.LENGTH_HINT,
        ),
        {"type": "actions", "elements": buttons},
    ]
    return modal(messages.DIGEST_TITLE, blocks, callback_id=DIGEST_CALLBACK, submit=messages.SAVE, metadata=metadata)


def digests_modal(lines: Sequence[DigestLine], *, target: str) -> View:
    """The digests of one channel or person, each with a button that opens it; and one that adds another."""
    add = button(messages.ADD_DIGEST, Action.ADD_DIGEST, ButtonValue(answer_id=target))
    return modal(messages.DIGESTS_TITLE, [*digest_blocks(lines), {"type": "actions", "elements": [add]}])


def digest_blocks(lines: Sequence[DigestLine], *, named: bool = False) -> list[Block]:
    """A line a digest with a button that opens it. ``named``: with the channel it is in."""
    blocks: list[Block] = []
    for line in lines:
        where = f"<#{line.target}> " if named and parts.channel(line.target) and line.target[0] in "CG" else ""
        change = button(messages.CHANGE, Action.DIGEST, ButtonValue(answer_id=line.id))
        text = parts.ready(f"{where}{escape.mrkdwn(escape.shortened(said(line), _LONGEST_LINE))}")
        blocks.append({"type": "section", "text": text, "accessory": change})
    return blocks


def said(line: DigestLine) -> str:
    """ "Morning news: weekdays 08:30 Europe/Kyiv; last run 08:30, nothing new; next Friday 08:30"."""
    upcoming = messages.DIGEST_OFF if line.next is None else f"{messages.NEXT_EDITION} {line.next}"
    return f"{escape.plain(line.name, LONGEST_NAME)}: {line.when}; {line.last}; {upcoming}"


def _where(digest: Digest) -> Block:
    channel = None if digest.personal else parts.channel(digest.target)
    if channel is None:
        return parts.says(messages.FOR_YOU)
    return parts.rich(parts.section(parts.text(f"{messages.FOR_CHANNEL} "), channel))


def _sources(digest: Digest, sources: Sequence[str]) -> list[Block]:
    known = dict.fromkeys((*digest.sources, *sources))
    names = [name for name in known if len(name) <= _LONGEST_SOURCE and escape.sendable(name) == name][:_MOST_SOURCES]
    if not names:
        return []
    options = [option(name, name) for name in names]
    select: dict[str, Any] = {"type": "multi_static_select", "action_id": SOURCES_INPUT, "options": options}
    if chosen := [one for one in options if one["value"] in digest.sources]:
        select["initial_options"] = chosen
    return [field(SOURCES_BLOCK, messages.SOURCES_LABEL, select, hint=messages.SOURCES_HINT, optional=True)]


def _typed(action: str, value: str, most: int) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": action, "max_length": most}
    shown = escape.sendable(value)[:most]
    return {**element, "initial_value": shown} if shown.strip() else element


def _checks(action: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str]) -> dict[str, Any]:
    options = [option(value, label) for value, label in choices]
    element: dict[str, Any] = {"type": "checkboxes", "action_id": action, "options": options}
    initial = [one for one in options if one["value"] in chosen]
    return {**element, "initial_options": initial} if initial else element


def _choice(action: str, choices: Sequence[tuple[str, str]], chosen: str) -> dict[str, Any]:
    options = [option(value, label) for value, label in choices]
    initial = next((one for one in options if one["value"] == chosen), options[-1])
    return {"type": "static_select", "action_id": action, "options": options, "initial_option": initial}
