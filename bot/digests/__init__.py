"""Digests: when an edition is due, and what stands in it.

`schedule` decides when, `choosing` which stories, `supporting` which sentence of each, `edition` puts them together:
all pure. `gathering` reads the record for them; `written` is an edition as it is kept; `view` in a terminal.
"""

from bot.digests.gathering import Gathering
from bot.digests.records import Edition, Ground, Told
from bot.digests.written import edition_of, items_of, payload_of, sentences_in

__all__ = ["Edition", "Gathering", "Ground", "Told", "edition_of", "items_of", "payload_of", "sentences_in"]
