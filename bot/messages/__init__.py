"""All words of the bot, each ending in the next step; tests assert them verbatim. Every name is importable from here.

`said` has what every surface says, `sides` what goes with timelines, comparisons and outlets that disagree, `stories`
what goes with stories; `slack` what goes with an answer there, `refusals` what is refused, `modals` and `home` the
rest, `sources` what the command line says of sources, `web` the pages outside Slack. Words between backticks are shown
as code.
"""

# ruff: noqa: F403
from bot.messages.counting import *
from bot.messages.digests import *
from bot.messages.follows import *
from bot.messages.home import *
from bot.messages.keeping import *
from bot.messages.managing import *
from bot.messages.modals import *
from bot.messages.reading import *
from bot.messages.refusals import *
from bot.messages.said import *
from bot.messages.sides import *
from bot.messages.slack import *
from bot.messages.sources import *
from bot.messages.speech import *
from bot.messages.stories import *
from bot.messages.web import *
from bot.messages.workspace import *
