"""The headline of a plain-text file, and where its site tail starts."""

import re

_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Guardian|Reuters|BBC|CNN|AP|AFP|NPR|NBC|CBS|ABC|Fox|Sky|Herald|Journal|Tribune|Gazette|"
    r"Telegraph|Daily|Today|Al Jazeera|Independent|Mail|Standard|Observer|Chronicle|Mirror|Press|TV|Radio|Online|"
    r"Magazine|Politico|Bloomberg|Axios|Vox|Euronews|Yahoo)\b|\.(?:com|org|net|co\.uk)\b"
)
_BAR = re.compile(r"\s*(?:\s[|·»]|\|)\s*(?=\S)")
_DASH = re.compile(r"\s+[-–—]\s+(?=\S)")
_LONGEST_TAIL = 45


def tail_start(line: str) -> int:
    """Where the site tail of a headline starts ("| World News", " - BBC News"); its length when it has none."""
    end = len(line.rstrip())
    found = end
    bars = [match for match in _BAR.finditer(line, 0, end) if match.start() > 0]
    if bars and end - bars[-1].end() <= _LONGEST_TAIL:
        found = bars[-1].start()
        for bar, after in zip(reversed(bars[:-1]), reversed(bars[1:]), strict=True):  # "Title | Sport | The Times"
            if after.start() - bar.end() > _LONGEST_TAIL or bar.start() < 20:
                break
            found = bar.start()
    else:
        dashes = list(_DASH.finditer(line, 0, end))
        if dashes and dashes[-1].start() > 0:
            tail = line[dashes[-1].end() : end]
            if len(tail) <= _LONGEST_TAIL and tail[0].isupper() and _OUTLET.search(tail):
                found = dashes[-1].start()
    return found if found < end else len(line)


def title_of(text: str) -> str:
    """The first line of ``text`` with words on it, without its site tail; at most 300 characters, cut at a space."""
    for line in text.lstrip("\ufeff").splitlines():
        words = " ".join(line.replace("\0", " ").split())
        if any(c.isalnum() for c in words):
            title = words[: tail_start(words)].strip()
            return title if len(title) <= 300 else title[:300].rsplit(" ", 1)[0].rstrip() + "…"
    return ""
