"""Where a citation leads: the sentence on the publisher's page, else on the bot's own article page, else nowhere."""

from collections.abc import Callable
from dataclasses import dataclass

from retrieval.types import Sentence

ArticlePage = Callable[[Sentence], str]  # the signed, expiring address of the bot's page that shows this sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to click and the host it really leads to, which is all a label may show."""

    url: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """How this installation links. ``page`` is None without a public address: then the Context modal is the way."""

    page: ArticlePage | None = None

    def to(self, sentence: Sentence) -> Link | None:
        """The best link to a sentence; None when there is none that can be trusted to be http(s)."""
        raise NotImplementedError
