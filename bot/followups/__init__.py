"""A message in a thread, understood in the light of the turns before it.

`turns` is what is kept of an answered question, `asks` whether a message asks anything, `pronouns` whom "he" means,
`fragments` and `bare` what "and in Turkey?" and "why?" ask, `corrections` what "no, I meant July" puts right, `parts`
which words are the time and the source, `phrases` what a noun phrase takes the place of, `cased` and `slips` how it
was typed, `telegram` and `onward` what leaves out whom it asks of, `calling` what only points to the question above;
`standalone` puts them in order. What only the record knows comes in `Known`.
"""

from bot.followups.asks import is_question, is_whole
from bot.followups.calling import looks_back, question_above
from bot.followups.kept import read_turn, turn_json
from bot.followups.known import Known
from bot.followups.names import Name
from bot.followups.standing import standalone, understood
from bot.followups.turns import Turn, turn_of

__all__ = [
    "Known",
    "Name",
    "Turn",
    "is_question",
    "is_whole",
    "looks_back",
    "question_above",
    "read_turn",
    "standalone",
    "turn_json",
    "turn_of",
    "understood",
]
