"""`onrecord work` in a hurry: shorter pauses, and an analyser that is loaded at once.

``python -m tests.bot.polling_worker GAP``: seconds between two connections to a host.
"""

import sys
from datetime import timedelta
from functools import partial

import bot.app
import bot.newsdesk
from bot.cli import main
from tests.retrieval.newsroom.world import Stops

if __name__ == "__main__":
    gap = timedelta(seconds=float(sys.argv.pop()))
    bot.app.Newsroom = partial(bot.app.Newsroom, gap=gap)  # type: ignore[assignment, misc]
    bot.app.Analyser = Stops  # type: ignore[assignment, misc]
    bot.newsdesk.Newsdesk = partial(bot.newsdesk.Newsdesk, tick=0.05)  # type: ignore[assignment, misc]
    sys.argv.append("work")
    main()
