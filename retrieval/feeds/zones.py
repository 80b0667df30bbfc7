"""What the name of a time zone in a feed means, in hours from UTC.

RFC 822 knows ten names, and feeds write a hundred. One name can mean several zones (IST is India, Israel and
Ireland): the country of the feed decides, and where it says nothing, the meaning that far the most people live by.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NAMES = """
0 UT UTC GMT Z WET
1 CET MET WAT BST WEST
2 CEST MEST EET SAST CAT
3 EEST MSK МСК FET TRT EAT IDT
3:30 IRST
4 MSD SAMT AZT GET GST
4:30 AFT IRDT
5 YEKT PKT UZT
5:30 IST
5:45 NPT
6 OMST BDT ALMT
6:30 MMT
7 KRAT NOVT ICT WIB
8 IRKT HKT SGT MYT PHT WITA AWST
9 YAKT JST KST WIT
9:30 ACST
10 VLAT AEST CHST
10:30 ACDT
11 MAGT AEDT
12 PETT NZST FJT
13 NZDT
-2 BRST
-2:30 NDT
-3 BRT ART UYT CLST ADT
-3:30 NST
-4 EDT AST VET BOT CLT GYT
-5 EST CDT COT PET ECT
-6 CST MDT
-7 MST PDT
-8 PST AKDT
-9 AKST HDT
-10 HST
"""
_ABROAD = """
il 2 IST
ie 1 IST
cn 8 CST
tw 8 CST
cu -5 CST
cu -4 CDT
au 10 EST
au 11 EDT
au 9:30 CST
au 10:30 CDT
au 8 WST
bd 6 BST
sa 3 AST
iq 3 AST
kw 3 AST
qa 3 AST
bh 3 AST
ph 8 PST
my 8 MST
mm 6:30 MST
sg 8 SST
as -11 SST
am 4 AMT
br -4 AMT
"""
_SEASONAL = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage",
}
_OFFSET = re.compile(r"(?:(?:GMT|UTC?|Z)\s*)?([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_FARTHEST = timedelta(hours=14)


def _hours(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    hours, _, minutes = text.lstrip("-").partition(":")
    return sign * timedelta(hours=int(hours), minutes=int(minutes or 0))


_FIXED = {name: _hours(row.split()[0]) for row in _NAMES.strip().splitlines() for name in row.split()[1:]}
_LOCAL = {(row.split()[0], row.split()[2]): _hours(row.split()[1]) for row in _ABROAD.strip().splitlines()}


def offset(zone: str, local: datetime, country: str | None) -> timedelta | None:
    """How far ``zone`` (a name, an offset, or a name of the tz database) is ahead of UTC at that local time.

    ``country`` is the two-letter code of the feed's country, when known. None when nobody can say.
    """
    numeric = _OFFSET.fullmatch(zone)
    if numeric:
        ahead = timedelta(hours=int(numeric[2]), minutes=int(numeric[3] or 0))
        return None if ahead > _FARTHEST else ahead if numeric[1] == "+" else -ahead
    name = zone.strip(".").upper()
    if country and (country, name) in _LOCAL:
        return _LOCAL[country, name]
    if name in _FIXED:
        return _FIXED[name]
    place = _SEASONAL.get(name) or (zone.removeprefix("Etc/") if "/" in zone else None)
    if place is None:
        return None
    if place.upper() in _FIXED:
        return _FIXED[place.upper()]
    try:
        return local.replace(tzinfo=ZoneInfo(place)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_standard(zone: str) -> bool:
    """Whether any parser of feeds knows it: an offset, or one of the names of RFC 822."""
    return bool(_OFFSET.fullmatch(zone)) or zone.upper() in {
        *("UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")
    }
