"""Lines of a drawn text that are the page's and not the article's."""

import re
from collections.abc import Iterable

_LONGEST = 60  # words; nothing longer is an invitation
_INVITES = re.compile(
    r"^(?:read|see|find out|learn|click|discover)(?: (?:more|also|next|now|here))+\s*[:|–—-]|"
    r"^(?:related|recommended|also read|read also|don.t miss|more on this|more from|you may also like|trending|"
    r"most read|watch|listen|sign up|subscribe|advertisement|article content|story continues|share this|follow us|"
    r"read the full story|keep reading|join the conversation|comments?|loading)\s*(?:[:|…–—-]|\.{3}|$)|"
    r"\b(?:sign up (?:for|to) (?:our|the|receive)|subscribe to (?:our|the .{0,40}newsletter)|"
    r"log in or create an account|create an account or sign in|have a story to tell\?|"
    r"(?:get|contact) (?:in touch|our news team)|follow us on|bookmark \S+ and sign up|"
    r"download (?:our|the) (?:free )?app|browser version with limited support|enable javascript|"
    r"story continues below|this advertisement has not loaded|enjoying our latest content|accept (?:all )?cookies|"
    r"turn off compatibility mode|and javascript\.$|click here to (?:sign|subscribe|read|get|join)|join our whatsapp)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^\[\d+/\d+\]")
_LABEL = re.compile(r"\w.*\s\[[A-Z][A-Z ]{2,20}\]\|?$")  # "Hong Kong protest jibe [VIDEO]"


def key_of(text: str) -> str:
    """``text`` as lines are compared: its letters and digits alone."""
    return "".join(re.findall(r"\w+", text)).casefold()


def is_chrome(line: str) -> bool:
    """Whether a line invites to something else, or is about the page."""
    if len(line.split()) > _LONGEST:
        return False
    return any(pattern.search(line) for pattern in (_INVITES, _CAPTION, _LABEL))


def article_lines(lines: Iterable[str], title: str) -> list[str]:
    """The lines that are the article's: no invitations, and not its title over again at the start."""
    kept = [line for line in lines if not is_chrome(line)]
    named = key_of(title)
    while kept and named and key_of(kept[0]) == named:
        kept.pop(0)
    return kept
