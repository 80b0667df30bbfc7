"""All words of the bot, each ending in the next step; tests assert them verbatim.

Every name is importable from here: `said` has what answers say, `slack` what people meet only in Slack.
"""

# ruff: noqa: F403
from bot.messages.said import *
from bot.messages.slack import *
