"""A message in a thread, understood in the light of the turns before it.

`turns` is what is kept of an answered question, `asks` whether a message asks anything, `pronouns` whom "he" means,
`fragments` and `bare` what "and in Turkey?" and "why?" ask; `standalone` puts them in order.
"""

from bot.followups.asks import is_question
from bot.followups.standing import standalone
from bot.followups.turns import Name, Turn, read_turn, turn_json, turn_of

__all__ = ["Name", "Turn", "is_question", "read_turn", "standalone", "turn_json", "turn_of"]
