"""From the form of a digest, as Slack sends it, to what is kept: pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from difflib import get_close_matches
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot import messages
from bot.blocks.digests import (
    ACTIVE_BLOCK,
    ACTIVE_INPUT,
    DAYS_BLOCK,
    DAYS_INPUT,
    LENGTH_BLOCK,
    LENGTH_INPUT,
    LONGEST_TOPIC,
    MOST_TOPICS,
    NAME_BLOCK,
    NAME_INPUT,
    SOURCES_BLOCK,
    SOURCES_INPUT,
    TIME_BLOCK,
    TIME_INPUT,
    TOPICS_BLOCK,
    TOPICS_INPUT,
    ZONE_BLOCK,
    ZONE_INPUT,
)
from bot.listeners.forms import OutOfDate, metadata
from bot.store.digests_table import LENGTHS, LONGEST_NAME, USUAL_TIME, Digest

_WEEK = {str(day): day for day in range(7)}  # the days as the form's options have them
_NEAR = 2  # zones that are offered for one that there is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a form is about: a channel or person, and the digest's id, empty for a new one."""

    target: str
    digest: str


def read_target(view: Mapping[str, Any]) -> Target:
    """From the form's ``private_metadata``, which we wrote. Raises OutOfDate for another's."""
    told = metadata(view)
    if not told.get("t"):
        raise OutOfDate
    return Target(target=str(told.get("t") or ""), digest=str(told.get("d") or ""))


def read_form(values: Mapping[str, Any], before: Digest) -> Digest | dict[str, str]:
    """The digest with what was filled in; or what is wrong, by block. Raises OutOfDate for what we never offered."""
    wrong: dict[str, str] = {}
    name = " ".join(str(_of(values, NAME_BLOCK, NAME_INPUT).get("value") or "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        wrong[NAME_BLOCK] = messages.NO_NAME
    days = tuple(sorted(_WEEK.get(day, -1) for day in _chosen(values, DAYS_BLOCK, DAYS_INPUT)))
    if days and days[0] < 0:
        raise OutOfDate
    if not days:
        wrong[DAYS_BLOCK] = messages.NO_DAYS
    typed = str(_of(values, ZONE_BLOCK, ZONE_INPUT).get("value") or "").strip()
    zone = zone_named(typed)
    if zone is None:
        wrong[ZONE_BLOCK] = messages.no_zone(typed, near_zones(typed))
    lines = str(_of(values, TOPICS_BLOCK, TOPICS_INPUT).get("value") or "").splitlines()
    topics = tuple(dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines))))
    if len(topics) > MOST_TOPICS or any(len(topic) > LONGEST_TOPIC for topic in topics):
        wrong[TOPICS_BLOCK] = messages.MANY_TOPICS
    if wrong or zone is None:
        return wrong
    length = (_of(values, LENGTH_BLOCK, LENGTH_INPUT).get("selected_option") or {}).get("value")
    return replace(
        before,
        name=name,
        active=bool(_chosen(values, ACTIVE_BLOCK, ACTIVE_INPUT)),
        at=_time(_of(values, TIME_BLOCK, TIME_INPUT).get("selected_time")),
        days=days,
        zone=zone,
        topics=topics,
        sources=_chosen(values, SOURCES_BLOCK, SOURCES_INPUT),
        length=int(length) if length in {str(n) for n in LENGTHS} else LENGTHS[-1],
    )


def zone_named(typed: str) -> str | None:
    """The time zone's own name, however its case or spaces are typed."""
    return _zones().get(typed.replace(" ", "_").casefold())


def near_zones(typed: str) -> tuple[str, ...]:
    """Zones that may be meant: by the city alone, or nearly spelled so."""
    zones, wanted = _zones(), typed.replace(" ", "_").casefold()
    cities = [name for key, name in sorted(zones.items()) if wanted and key.rpartition("/")[2] == wanted]
    close = [zones[key] for key in get_close_matches(wanted, sorted(zones), n=_NEAR, cutoff=0.6)]
    return tuple(dict.fromkeys((*cities, *close)))[:_NEAR]


@cache
def _zones() -> dict[str, str]:
    """Those that may be named, by their names in small letters."""
    return {name.casefold(): name for name in available_timezones() if name != "localtime"}


def _of(values: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    return (values.get(block) or {}).get(action) or {}


def _chosen(values: Mapping[str, Any], block: str, action: str) -> tuple[str, ...]:
    return tuple(str(option["value"]) for option in _of(values, block, action).get("selected_options") or ())


def _time(typed: str | None) -> time:
    try:
        return time.fromisoformat(str(typed)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return USUAL_TIME
