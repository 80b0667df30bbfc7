"""Whether a message asks about the news. The bot speaks unasked only when it does, so: rather no than yes."""

import re

from bot.intents import greeting, usage
from bot.intents.words import AUXILIARIES, BE, WH, word_set, words
from retrieval.text.tokens import content_terms

_LONGEST = 300  # characters of a question that people put in a thread
_TO_SOMEBODY = re.compile(r"<@|<!|<#|(?:^|\s)@\w")
_CODE_OR_LINK = re.compile(r"```|https?://", re.I)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LEAD = re.compile(r"^(?:\W*\b(?:and|but|so|ok|okay|oh|well|then|also|hm+|u+m+|wait|yes|no|yeah)\b[\s,:;–—-]*)+", re.I)
_KNOWS = re.compile(r"^(?:does|do|did) (?:any|some)(?:one|body) (?:here )?know (?=wh|how)", re.I)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about \w", re.I)
_SOURCE = re.compile(r"^according to (?:the )?(?-i:[A-Z])[\w&.' -]*\W*$", re.I)
_BARE = re.compile(
    r"(?:why|when|where|who|how (?:many|much|long|often)|since when|until when|by whom|how come)(?: exactly)?\W*", re.I
)
# What people ask each other
_US = word_set(
    "you your yours you're we we're our ours us i i'm i'd i've i'll my me mine let's y'all u ya "
    "anyone anybody someone somebody everyone everybody guys folks lol lmao haha pls please"
)
_RHETORICAL = re.compile(
    r"(?:who (?:cares?|knows?|knew|asked|said that|would have thought)|so what|why not|what(?:'s| is) (?:up|new|next)|"
    r"what (?:now|else|the \w+)|how come|right|really|seriously|ok|okay|huh|no|yes|is (?:it|that) (?:so|ok|true)|"
    r"isn'?t it|what(?:'s| is) (?:this|that)(?: about)?|how(?:'s| is) (?:it|that|this|everything)\b.*|what|how|"
    r"what a .*|how (?:nice|sad|funny|awful|great|weird|cool)\b.*)\W*",
    re.I,
)
_PREPOSITIONS = word_set("in on at for with from to by since until before after about against near")


def is_question(text: str) -> bool:
    """Whether a message asks something, so that the bot may speak without being addressed. Rather no than yes."""
    if len(text) > _LONGEST or _TO_SOMEBODY.search(text) or _CODE_OR_LINK.search(text):
        return False
    if usage.recognise(text) or greeting.recognise(text):
        return False
    sentences = [found.group().strip() for found in _SENTENCE.finditer(text.replace("’", "'"))]
    sentences = [said for said in sentences if any(c.isalnum() for c in said) and not greeting.recognise(said)]
    return bool(sentences) and _asks(sentences[-1])


def is_whole(text: str) -> bool:
    """Whether a question has something to look for besides its pronouns: "who opened it?", not "who said that?"."""
    body = _LEAD.sub("", text).strip()
    first = _lower(body)[:1]
    opens = bool(first) and (first[0] in WH or first[0] in AUXILIARIES)
    return opens and not _RHETORICAL.fullmatch(body) and bool(content_terms(body))


def _asks(sentence: str) -> bool:
    led = _LEAD.match(sentence) is not None
    body = _LEAD.sub("", sentence).strip()
    marked = body.endswith("?")
    if marked and _KNOWS.match(body):
        body = _KNOWS.sub("", body)
        return _US.isdisjoint(_lower(body))
    plain = _lower(body)
    if not plain or not _US.isdisjoint(plain) or _RHETORICAL.fullmatch(body):
        return False
    if _WHAT_ABOUT.match(body) or (marked and _SOURCE.match(body)):
        return True
    if _BARE.fullmatch(body):
        return marked
    first, second = plain[0], plain[1] if len(plain) > 1 else ""
    if first in WH or (first in _PREPOSITIONS and second in WH):
        return marked or _inverted(plain)
    if not marked:
        return False
    if first in AUXILIARIES:
        return len(plain) > 2
    if any(word in WH for word in plain):  # "Umerov was appointed when?", "on which day ...?"
        return plain[-1] in WH or "which" in plain or "what" in plain
    return (led or first in _PREPOSITIONS) and len(plain) <= 5 and (_named(body) or led)


def _inverted(plain: list[str]) -> bool:
    """Whether it is put like a question also without its mark: "when was he ...", "how many have ..."."""
    second = plain[1] if len(plain) > 1 else ""
    if plain[0] in ("what", "who") and second in BE:
        return len(plain) > 2
    if plain[0] == "how" and second in ("many", "much", "long", "often", "old", "far"):
        return len(plain) > 3
    return second in AUXILIARIES and len(plain) > 3


def _named(body: str) -> bool:
    return any(word.capital for word in words(body) if word.is_word)


def _lower(body: str) -> list[str]:
    return [word.lower.replace("’", "'") for word in words(body) if word.is_word or word.lower == "'s"]
