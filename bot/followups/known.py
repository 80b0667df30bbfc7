"""What the record knows that helps to understand a message: its outlets, and who shares a surname."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


def _none(_name: str = "") -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Asked only when a message needs it. ``namesakes`` gives full names for a surname, the most named first."""

    outlets: Callable[[], Sequence[str]] = _none
    namesakes: Callable[[str], Sequence[str]] = _none

    def outlet(self, name: str) -> str | None:
        """The outlet of that name, as it was written; None when no article is from it."""
        wanted = _plain(name)
        return name.strip() if any(_plain(outlet) == wanted for outlet in self.outlets()) else None


NOTHING = Known()


def _plain(outlet: str) -> str:
    return outlet.casefold().strip().removeprefix("the ")
