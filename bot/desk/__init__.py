"""Where questions are answered: `pool` takes them from the inbox, `settling` brings each to its end, `presence` tells
which desks of this machine are alive.
"""

from bot.desk.pool import Desk
from bot.desk.settling import Clerk, Reply

__all__ = ["Clerk", "Desk", "Reply"]
