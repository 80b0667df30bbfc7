"""The settings of one channel, as a modal."""

from typing import Any

from bot import messages
from bot.blocks import parts
from bot.blocks.fields import field, option
from bot.blocks.modals import modal
from bot.blocks.records import View

SETTINGS_CALLBACK = "onrecord:channel-settings"
MODE_BLOCK, MODE_INPUT = "mode", "mode"  # view.state.values[MODE_BLOCK][MODE_INPUT].selected_option.value
OUTSIDE_BLOCK, OUTSIDE_INPUT = "outside", "outside"  # there selected_options holds one option when it is allowed
_USUAL = "followups"


def settings_modal(*, channel: str, mode: str, metadata: str, outside: bool | None = None) -> View:
    """How the bot listens in a channel (Slack's id): "mentions", "followups" or "questions" is chosen.

    ``outside``: whether people of other organisations may ask here; None for those who cannot change that.
    ``metadata`` comes back as ``private_metadata``.
    """
    options = [_mode(value) for value in messages.MODES]
    chosen = _mode(mode if mode in messages.MODES else _USUAL)
    where = parts.channel(channel)
    blocks = [
        *([parts.rich(parts.section(where))] if where else []),
        {
            "type": "input",
            "block_id": MODE_BLOCK,
            "label": parts.plain_text(messages.MODE_LABEL, 200),
            "element": {
                "type": "radio_buttons",
                "action_id": MODE_INPUT,
                "options": options,
                "initial_option": chosen,
            },
        },
        *([] if outside is None else [_outside(outside)]),
        parts.small(messages.SETTINGS_NOTE),
    ]
    return modal(
        messages.SETTINGS_TITLE, blocks, callback_id=SETTINGS_CALLBACK, submit=messages.SAVE, metadata=metadata
    )


def _mode(value: str) -> dict[str, Any]:
    hint = parts.plain_text(messages.MODE_HINTS[value], parts.LABEL_LIMIT)
    return {**option(value, messages.MODES[value]), "description": hint}


def _outside(allowed: bool) -> dict[str, Any]:
    options = [option("allowed", messages.OUTSIDE_OPTION)]
    element: dict[str, Any] = {"type": "checkboxes", "action_id": OUTSIDE_INPUT, "options": options}
    if allowed:
        element["initial_options"] = options
    return field(OUTSIDE_BLOCK, messages.OUTSIDE_LABEL, element, optional=True)
