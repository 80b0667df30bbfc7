"""When the event a sentence tells happened, and when it was reported: two axes that are kept apart.

`phrases.py` finds words of time, `clauses.py` says which of them date the event and whether it lies behind or ahead,
`calendar.py` places them, seen from the article's own publication; `dating.py` puts the three together.
"""

from retrieval.dating.clauses import SAYS
from retrieval.dating.dating import date_of, dated_by, may_be_dated, tells_of_old
from retrieval.dating.records import Basis, Dating, Days, Grain

__all__ = ["SAYS", "Basis", "Dating", "Days", "Grain", "date_of", "dated_by", "may_be_dated", "tells_of_old"]
