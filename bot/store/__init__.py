"""What the bot keeps of its own, one file a matter: answers, the inbox, its turns, channels, settings, feedback.

`bot.store.installations` is not imported here: it alone needs slack_sdk, and only where the bot can be installed.
"""

from bot.store.answers import Answers
from bot.store.answers_table import AnswerRow, Broken, CitationRow, KeptAnswer, Verification
from bot.store.channels import Channel, Channels, Mode
from bot.store.claiming import Hold
from bot.store.corrections import Corrections
from bot.store.digests import Digests
from bot.store.digests_table import Digest
from bot.store.feedback import Feedback
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.inbox_table import Outcome
from bot.store.installation_tables import SLACK_BOTS
from bot.store.notices import Notices
from bot.store.runs import Runs
from bot.store.runs_table import Item, Run, RunState
from bot.store.turns import KeptTurn, Turns
from bot.store.workspaces import Workspaces, WorkspaceSettings
from retrieval.store import news_tables  # noqa: F401  its tables join the METADATA
from retrieval.store.schema import METADATA
from retrieval.stories import tables  # noqa: F401  likewise

__all__ = [
    "METADATA",
    "SLACK_BOTS",
    "AnswerRow",
    "Answers",
    "Broken",
    "Channel",
    "Channels",
    "CitationRow",
    "Corrections",
    "Digest",
    "Digests",
    "Feedback",
    "Follows",
    "Hold",
    "Inbox",
    "Item",
    "KeptAnswer",
    "KeptTurn",
    "Mode",
    "Notices",
    "Outcome",
    "Run",
    "RunState",
    "Runs",
    "Turns",
    "Verification",
    "WorkspaceSettings",
    "Workspaces",
]
