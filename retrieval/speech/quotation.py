"""What somebody is reported to have said."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.types import Sentence, Span


class Form(StrEnum):
    """How speech is reported."""

    DIRECT = "direct"  # in quotation marks
    INDIRECT = "indirect"  # "said that ..."
    MIXED = "mixed"  # indirect, with four quoted words or more in it
    ACCORDING = "according"  # "according to X"


class Polarity(StrEnum):
    """What the word of saying makes of what is said."""

    SAID = "said"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    REFUSED = "refused"  # "declined to comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Reported speech in one sentence; spans are relative to it.

    ``speaker`` is a name as the version has it: the words of ``speaker_span``, or what a mention there stands for; None
    when nobody is named. ``speaker_span`` is None in a sentence that only carries a quotation on, whose speaker an
    ``attributed`` sentence names. ``outlet`` is who reported it, when the sentence says so, and never the speaker.
    """

    sentence: Sentence
    said: Span
    speaker: str | None
    speaker_span: Span | None
    cue: str  # as written: "denied", "according to"; "" when carried on
    polarity: Polarity
    form: Form
    outlet: str | None = None
    attributed: Sentence | None = None

    @property
    def words(self) -> str:
        """What is said, verbatim."""
        return self.sentence.text[self.said.start : self.said.end]
