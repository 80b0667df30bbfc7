"""Half questions: "what about Russia?", "and in Turkey?", "and yesterday?", "according to Reuters?"."""

import re
from dataclasses import dataclass

from bot.followups.known import NOTHING, Known
from bot.followups.parts import half, source_words
from bot.intents.cues import FAMOUS
from bot.intents.names import names_in
from bot.intents.words import AUXILIARIES, PREPOSITIONS, WH, word_set, words

_ABOUT = re.compile(
    r"^(?:what|how) about (?P<what>.+)$|^(?:and |the )?same (?:question )?(?:for|with|about) (?P<same>.+)$", re.I
)
_OUTLET_SAYS = re.compile(
    r"^(?:(?:and |but )?what (?:does|did|do|has|have) )?(?!who|what|why|how|where|when)(?P<outlet>.+?) "
    r"(?:says?|said|reports?|reported|writes?|wrote|written)(?: (?:about|on|of) (?:it|this|that))?$",
    re.I,
)
_PREPOSITIONS = PREPOSITIONS | word_set("inside outside")
_OF_OUTLETS = word_set("in on from by per")
_LONGEST = 6  # words of a fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What somebody asks about instead; ``preposition`` is how it stands in the question, "" when not said."""

    what: str = ""
    preposition: str = ""
    about: bool = False  # said with "what about"
    when: str = ""  # another time, as written
    source: str = ""  # another source: "according to Reuters"


def fragment(body: str, *, led: bool, known: Known = NOTHING) -> Fragment | None:
    """The half question a message is; None when it is a whole one. ``led``: it began with "and" or the like."""
    if says := _OUTLET_SAYS.match(body):
        outlet = known.outlet(says["outlet"], says=True)
        if outlet is not None or re.fullmatch(FAMOUS, says["outlet"], re.I):
            return Fragment(source=source_words(outlet or says["outlet"]))
    found = _ABOUT.match(body)
    said = (found["what"] or found["same"]) if found else body
    parts = half(said)
    what = parts.asks
    spoken = [word for word in words(what) if word.is_word]
    if len(spoken) > _LONGEST or any(word.lower in WH | AUXILIARIES and word.text != "May" for word in spoken):
        return None
    if not spoken:
        return Fragment(when=parts.when, source=parts.source) if parts.when or parts.source else None
    about = found is not None
    first = spoken[0].lower
    if first in _PREPOSITIONS and len(spoken) > 1:
        rest = what[spoken[1].start :].strip()
        if first in _OF_OUTLETS and (outlet := known.outlet(rest)) is not None:
            return Fragment(when=parts.when, source=source_words(outlet))
        return Fragment(what=rest, preposition=first, about=about, when=parts.when, source=parts.source)
    single = is_bare_name(what)
    if (outlet := known.outlet(what)) is not None:
        return Fragment(when=parts.when, source=source_words(outlet))
    if not about and not led and not single:
        return None
    return Fragment(what=what, about=about, when=parts.when, source=parts.source)


def is_bare_name(what: str) -> bool:
    """Whether it is a name and nothing else: "Russia", "the United States"."""
    names = names_in(f"and {what}")
    return len(names) == 1 and what.removeprefix("the ").removeprefix("The ").strip() in (names[0], f"{names[0]}'s")
