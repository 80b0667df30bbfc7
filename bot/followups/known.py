"""What the record knows that helps to understand a message: its outlets, and who shares a surname."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


def _none(_name: str = "") -> tuple[str, ...]:
    return ()


def _nobody(_articles: Sequence[str], _gender: str) -> tuple[str, ...]:
    return ()


def _as_it_is(word: str) -> str:
    return word


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Asked only when a message needs it. ``namesakes`` gives full names for a surname, the most named first;
    ``written`` a word as the record has it, "Amadi" of "amadi"; ``people`` the men ("m") or women ("f") whom articles
    (keys) tell of, the most told of first."""

    outlets: Callable[[], Sequence[str]] = _none
    namesakes: Callable[[str], Sequence[str]] = _none
    written: Callable[[str], str] = _as_it_is
    people: Callable[[Sequence[str], str], Sequence[str]] = _nobody

    def outlet(self, name: str, *, says: bool = False) -> str | None:
        """The outlet of that name, as it was written, or in full of "the Courier"; None when no article is from it.

        With ``says`` something was asked to be said by it, so that "courier" is enough. Initials always are: "BBC" of
        "BBC News".
        """
        wanted, outlets = _plain(name), self.outlets()
        if any(_plain(outlet) == wanted for outlet in outlets):
            return name.strip()
        initials = [outlet for outlet in outlets if (first := outlet.split()[0]).isupper() and _plain(first) == wanted]
        if len(initials) == 1 and len(wanted) > 1:
            return initials[0]
        ends = [outlet for outlet in outlets if _plain(outlet).endswith(f" {wanted}")]
        return ends[0] if len(ends) == 1 and (says or name.strip().lower().startswith("the ")) else None


NOTHING = Known()


def _plain(outlet: str) -> str:
    return outlet.casefold().strip().removeprefix("the ")
