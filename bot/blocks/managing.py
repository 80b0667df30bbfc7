"""What managers change: the settings of the whole workspace, and its sources. Modals, and lines of the Home tab."""

from collections.abc import Sequence
from typing import Any

from bot import messages
from bot.blocks import escape, parts
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.feeds import feed_line
from bot.blocks.fields import field, option
from bot.blocks.modals import modal
from bot.blocks.records import Block, FeedLine, Managed, View

MANAGE_CALLBACK = "onrecord:workspace-settings"
KEEP_BLOCK, KEEP_INPUT = "keep", "keep"  # selected_option.value: days
MANAGERS_BLOCK, MANAGERS_INPUT = "managers", "managers"  # selected_users
SHARED_BLOCK, SHARED_INPUT = "shared", "shared"  # selected_options: names
ADD_CALLBACK = "onrecord:add-source"
ADDRESS_BLOCK, ADDRESS_INPUT = "address", "address"  # value
SHELF_BLOCK, SHELF_INPUT = "shelf", "shelf"  # selected_option.value: a collection
SOURCE_CALLBACK = "onrecord:source"
WISH_BLOCK, WISH_INPUT = "wish", "wish"  # selected_option.value: one of messages.WISHES
DAYS = (7, 30, 90, 180, 365)
_MOST = 100  # options of a select
_LONGEST_VALUE = 150


def manage_modal(managed: Managed) -> View:
    """Retention, managers and shared collections of a workspace."""
    days = [option(str(n), messages.counted(n, "day")) for n in sorted({*DAYS, managed.keep_days})]
    keep: dict[str, Any] = {"type": "static_select", "action_id": KEEP_INPUT, "options": days}
    keep["initial_option"] = next(one for one in days if one["value"] == str(managed.keep_days))
    people: dict[str, Any] = {"type": "multi_users_select", "action_id": MANAGERS_INPUT}
    if known := [person for person in managed.managers if parts.user(person)]:
        people["initial_users"] = known
    blocks = [
        field(KEEP_BLOCK, messages.KEEP_LABEL, keep, hint=messages.KEEP_HINT),
        field(MANAGERS_BLOCK, messages.MANAGERS_LABEL, people, hint=messages.MANAGERS_HINT, optional=True),
        *_shared(managed),
    ]
    return modal(messages.MANAGE_TITLE, blocks, callback_id=MANAGE_CALLBACK, submit=messages.SAVE)


def _shared(managed: Managed) -> list[Block]:
    names = _choosable(managed.shared)
    if not names:
        return [parts.small(messages.NO_SHARED)]
    options = [option(name, name) for name in names]
    select: dict[str, Any] = {"type": "multi_static_select", "action_id": SHARED_INPUT, "options": options}
    if on := [one for one in options if one["value"] in managed.on]:
        select["initial_options"] = on
    return [field(SHARED_BLOCK, messages.SHARED_LABEL, select, hint=messages.SHARED_HINT, optional=True)]


def add_source_modal(collections: Sequence[str], *, own: str) -> View:
    """A field for the address of a feed or page; and one for the collection, where there is a choice."""
    address = {
        "type": "plain_text_input",
        "action_id": ADDRESS_INPUT,
        "max_length": 2_000,
        "placeholder": parts.plain_text(messages.ADDRESS_EXAMPLE, 150),
        "focus_on_load": True,
    }
    blocks = [field(ADDRESS_BLOCK, messages.ADDRESS_LABEL, address, hint=messages.ADDRESS_HINT)]
    options = [option(name, name) for name in _choosable(collections)]
    if len(options) > 1:
        select: dict[str, Any] = {"type": "static_select", "action_id": SHELF_INPUT, "options": options}
        select["initial_option"] = next((one for one in options if one["value"] == own), options[0])
        blocks.append(field(SHELF_BLOCK, messages.SHELF_LABEL, select))
    return modal(messages.ADD_TITLE, blocks, callback_id=ADD_CALLBACK, submit=messages.ADD)


def source_modal(feed: FeedLine) -> View:
    """One source, and what may be done with it."""
    wishes = ("resume" if feed.paused else "pause", "remove")
    options = [option(wish, messages.WISHES[wish]) for wish in wishes]
    choice = {"type": "radio_buttons", "action_id": WISH_INPUT, "options": options, "initial_option": options[0]}
    blocks = [parts.rich(parts.bulleted([feed_line(feed)])), field(WISH_BLOCK, messages.WISH_LABEL, choice)]
    return modal(
        messages.SOURCE_TITLE,
        blocks,
        callback_id=SOURCE_CALLBACK,
        submit=messages.SAVE,
        metadata=str(feed.id),
    )


def managing_blocks(managed: Managed, *, most: int = 15) -> list[Block]:
    """What the Home tab offers a manager: the settings in words, each feed with a button, and adding one."""
    value = ButtonValue(answer_id="home")
    on = ", ".join(escape.plain(name, 80) for name in managed.on) or messages.NONE
    said = [
        [parts.text(f"{messages.KEEP_LABEL}: {messages.counted(managed.keep_days, 'day')}")],
        [parts.text(f"{messages.SHARED_LABEL}: {escape.shortened(on, 500)}")],
    ]
    settings = button(messages.SETTINGS, Action.MANAGE, value)
    add = button(messages.ADD_SOURCE, Action.ADD_SOURCE, value)
    feeds: list[Block] = []
    for feed in managed.feeds[:most]:
        words = f"{feed.name or messages.UNNAMED_SOURCE} \u2013 {feed.said}"
        change = button(messages.CHANGE, Action.SOURCE, ButtonValue(answer_id=str(feed.id)))
        feeds.append({"type": "section", "text": parts.plain_text(words, 300), "accessory": change})
    if len(managed.feeds) > most:
        feeds.append(parts.small(messages.further(len(managed.feeds) - most, "source") + messages.FURTHER_FEEDS))
    return [parts.rich(parts.bulleted(said)), *feeds, {"type": "actions", "elements": [settings, add]}]


def _choosable(names: Sequence[str]) -> list[str]:
    """Those that Slack gives back as they are."""
    return [name for name in names if len(name) <= _LONGEST_VALUE and escape.sendable(name) == name][:_MOST]
