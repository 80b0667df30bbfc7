"""A person of an article, and a place in it."""

from dataclasses import dataclass, field

from retrieval.language.titles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words ``first`` to ``last`` of the sentence at ``position``."""

    position: int
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody in the article; nobody's name is known (``named`` None) of "a police officer"."""

    key: tuple[str, ...] = ()
    named: Place | None = None  # where the fullest name stands
    places: list[tuple[Place, float]] = field(default_factory=list)  # names and how sure they are this person's
    roles: list[tuple[Role, int]] = field(default_factory=list)  # and the sentence that says so
    male: float = 0.0
    female: float = 0.0
    country: str | None = None
    country_sure: float = 0.95

    def gender(self) -> str | None:
        """ "m", "f", or None when the article and the name do not tell."""
        if abs(self.male - self.female) < 1.0:
            return None
        return "m" if self.male > self.female else "f"
