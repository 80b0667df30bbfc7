"""The App Home: what the bot knows, the settings, the person's own questions, help."""

from bot.blocks.records import Home, View


def home_view(home: Home) -> View:
    """The whole tab for one person."""
    raise NotImplementedError
