"""Editions of digests among the posts that are corrected."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.blocks import Corrected
from bot.blocks.edition import edition_message
from bot.corrections.mending import Standing
from bot.digests import edition_of, sentences_in
from bot.links import Links
from bot.poster.publisher import edition_mark
from bot.store.digests import Digests
from bot.store.runs import Runs
from retrieval.store.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionShelf:
    """The editions that stand in Slack; the number of a correction is that of the story."""

    runs: Runs
    digests: Digests
    record: Record
    links: Links

    def standing(self, subject: str, workspace: str, corrections: Mapping[int, Corrected]) -> Standing | None:
        run = self.runs.get(subject)
        if run is None or run.posted is None or run.payload is None:
            return None
        if self.digests.get(run.digest_id, workspace=workspace) is None:
            return None
        edition = edition_of(run.payload, self.record.sentences(sentences_in(run.payload), annotated=False))
        message = edition_message(edition, run=run.id, links=self.links, corrections=corrections)
        return Standing(posted=run.posted, thread_ts=run.posted.ts, mark=edition_mark(run.id), message=message)
