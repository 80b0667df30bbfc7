"""What ids are called, and what time it is, for the person who looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """People and channels by id, and the viewer's zone and now."""

    people: Mapping[str, str]
    channels: Mapping[str, str]
    zone: ZoneInfo
    now: datetime
    home: str  # our own address: links to it stay in the tab

    def person(self, identity: str) -> str:
        return "@" + self.people.get(identity, identity)

    def channel(self, identity: str) -> str:
        return "#" + self.channels.get(identity, identity)

    def local(self, timestamp: float) -> datetime:
        return datetime.fromtimestamp(timestamp, UTC).astimezone(self.zone)

    def clock(self, timestamp: float) -> str:
        """ "14:05" today, "20 July 14:05" on other days."""
        moment, now = self.local(timestamp), self.now.astimezone(self.zone)
        time = f"{moment:%H:%M}"
        return time if moment.date() == now.date() else f"{_day(moment, now, year=moment.year != now.year)}, {time}"

    def dated(self, timestamp: float, form: str) -> str:
        """Slack's date format, such as "{date_short_pretty} at {time}", filled in."""
        moment, now = self.local(timestamp), self.now.astimezone(self.zone)
        near = _near(moment, now)
        values = {
            "date_num": f"{moment:%Y-%m-%d}",
            "date": _day(moment, now),
            "date_short": f"{moment.day} {moment:%b} {moment.year}",
            "date_long": f"{moment:%A}, {_day(moment, now)}",
            "date_slash": f"{moment:%d/%m/%Y}",
            "date_pretty": near or _day(moment, now),
            "date_short_pretty": near or f"{moment.day} {moment:%b} {moment.year}",
            "date_long_pretty": near or f"{moment:%A}, {_day(moment, now)}",
            "time": f"{moment:%H:%M}",
            "time_secs": f"{moment:%H:%M:%S}",
            "ago": _ago(now - moment),
        }
        for name, value in values.items():
            form = form.replace("{" + name + "}", value)
        return form


def _day(moment: datetime, _now: datetime, *, year: bool = True) -> str:
    return f"{moment.day} {moment:%B}" + (f" {moment.year}" if year else "")


def _near(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    return {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get(days, "")


def _ago(passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    if seconds < 60:
        return "just now"
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
    return ""
