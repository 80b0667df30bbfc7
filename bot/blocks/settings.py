"""The settings of one channel, as a modal."""

from bot.blocks.records import View

SETTINGS_CALLBACK = "onrecord:channel-settings"
MODE_BLOCK, MODE_INPUT = "mode", "mode"  # view.state.values[MODE_BLOCK][MODE_INPUT].selected_option.value


def settings_modal(*, channel: str, mode: str, metadata: str) -> View:
    """How the bot listens in a channel (Slack's id): "mentions", "followups" or "questions" is chosen.

    ``metadata`` comes back as ``private_metadata``.
    """
    raise NotImplementedError
