"""What is new on something: its stories, the newest first."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.cues import GIVE
from bot.intents.names import names_in
from bot.intents.nouns import is_noun
from bot.intents.slots import polite_off, slots
from bot.intents.words import FUNCTION, word_set

_NEWS = (
    r"(?:news|updates?|developments?|word|headlines?|reports?|information|info|progress|movement|change|changes"
    r"|story|stories|coverage|status)"
)
_ASKS = (
    r"(?:what(?:['’]?s|\s+is|\s+are)\s+|whats\s+|(?:is|are)\s+there\s+|has\s+there\s+been\s+|have\s+there\s+been\s+"
    r"|(?:do\s+)?you\s+have\s+"
    rf"|have\s+you\s+got\s+|have\s+you\s+(?:seen|heard)\s+|got\s+|{GIVE})"
)
_ON = r"(?:on|about|with|from|in|regarding|concerning|around|surrounding|for|re|as\s+regards|out\s+of)"
_NOW = (
    r"(?:\s+(?:now|right\s+now|at\s+the\s+moment|currently|so\s+far|today|these\s+days|as\s+of\s+now|at\s+present"
    r"|lately|recently|yet|since))?"
)
_FRESH = r"(?:very\s+|most\s+)?(?:latest|newest|recent|new|fresh|current|breaking|up\s+to\s+date|freshest|last)"
_LATEST = re.compile(
    rf"(?:{_ASKS}(?:the\s+|an?\s+|any\s+|some\s+|your\s+)?{_FRESH}(?:\s+{_NEWS})?\s+{_ON}\s+"
    rf"|{_ASKS}(?:any|anything)\s+(?:{_FRESH}\s+|more\s+|further\s+|else\s+)*(?:{_NEWS}\s+(?:{_ON}|of)|{_ON})\s+"
    rf"|(?:is|are)\s+there\s+(?:an?\s+|some\s+)?(?:{_FRESH}\s+|more\s+|further\s+)*(?:news|updates?|developments?"
    rf"|word|progress|movement)\s+(?:{_ON}|of)\s+"
    rf"|any\s+(?:{_FRESH}\s+|more\s+|further\s+)?{_NEWS}\s+(?:{_ON}|of|to)\s+"
    rf"|what(?:['’]?s|\s+is)\s+(?:the\s+)?(?:{_NEWS}|new|going\s+on|happening|up|cooking)\s+(?:{_ON}|of|to|at)\s+"
    rf"|(?:news|updates?|developments?|headlines?|latest|newest)\s+(?:on|about|from|regarding|re|in|around)\s+"
    rf"|{GIVE}(?:an?\s+|the\s+|any\s+|some\s+|my\s+)?(?:quick\s+|short\s+|brief\s+|{_FRESH}\s+)*(?:updates?|news"
    rf"|headlines|developments?|state\s+of\s+play|status\s+(?:update|report)|brief(?:ing)?"
    r"|situation\s+report|sitrep|latest|newest|where\s+(?:things|we)\s+(?:stand|are))\s+(?:on|about|regarding|for|in"
    r"|from|with|of|re|around)\s+"
    rf"|{_ASKS}(?:the\s+)?(?:current\s+|latest\s+|present\s+)?(?:state\s+of\s+(?:play|affairs|things)"
    rf"|state\s+(?=of\s)|status\s+(?:quo\s+)?|situation)\s*(?:on|in|with|of|around|at|regarding|for|over)\s+"
    rf"|(?:can\s+you\s+)?(?:please\s+)?(?:catch|bring|get|keep)\s+(?:me|us)\s+(?:up(?:\s+to\s+(?:date|speed))?"
    rf"|posted|updated|informed)\s+(?:on|about|with|regarding)\s+"
    r"|(?:update|brief|fill)\s+(?:me|us)(?:\s+in)?\s+(?:on|about|with|regarding)\s+"
    r"|(?:what\s+(?:did|have|['’]ve)\s+(?:i|we)\s+miss(?:ed)?|what['’]d\s+i\s+miss|(?:did|have)\s+(?:i"
    r"|we)\s+miss(?:ed)?\s+(?:anything|something))\s+(?:on|about|with|regarding)\s+"
    r"|(?:has|have|did)\s+(?:anything|something|much|things?)\s+(?:new\s+)?(?:changed?|happen(?:ed)?|moved?"
    r"|developed?|progressed?|come\s+(?:up|out)|emerged?)\s+(?:on|with|about|in|around|regarding|over)\s+"
    r"|(?:what|how\s+much)(?:['’]?s|\s+has|\s+have)?\s+(?:changed|moved|progressed|developed|been\s+happening"
    r"|been\s+going\s+on)\s+(?:on|with|about|regarding|around|over|in)\s+"
    r"|(?:is|are)\s+(?:there\s+)?(?:anything|something|things)\s+(?:new\s+|happening\s+|going\s+on\s+"
    r"|moving\s+)+(?:on|with|about|in|around|at)\s+"
    r"|where\s+(?:are\s+(?:we|things)|do\s+(?:we|things)\s+stand|(?:is|are)\s+everything)\s+(?:on|with|at\s+with|in"
    r"|regarding)\s+"
    r"|(?:how\s+do\s+)?(?:things\s+stand\s+|(?:how\s+are\s+)?things\s+going\s+)(?:on|with|in)\s+"
    r"|(?:the\s+)?(?:today|yesterday|this\s+week|this\s+morning)['’]?s\s+(?:news|headlines|updates?)\s+(?:on|about"
    r"|from|regarding)\s+"
    r"|news\s+updates?\s+(?:on|about|from|for)\s+|(?:have\s+you\s+)?heard\s+(?:anything"
    r"|something)(?:\s+new)?\s+(?:about|on|from)\s+"
    r"|(?:do\s+|have\s+)?you\s+(?:have|got|heard|seen)\s+(?:any\s+|some\s+)?(?:fresh\s+|new\s+)?(?:news"
    r"|updates?)\s+(?:on|about|from|of)\s+"
    r"|how\s+(?:are|is)\s+(?:things|everything|it\s+(?:going|looking))\s+(?:(?:going|looking|standing)\s+)?(?:with"
    r"|in|on|at)\s+|how\s+(?:does\s+it|do\s+things)\s+(?:look|stand)\s+(?:with|in|on)\s+"
    rf"|(?:what|which)\s+(?:{_FRESH}\s+)?(?:news|updates?|developments?|headlines?)\s+(?:is\s+there\s+"
    rf"|are\s+there\s+|do\s+(?:you|we)\s+have\s+|have\s+(?:you|we)\s+(?:got\s+)?)?(?:{_ON}|of)\s+"
    rf"|what(?:['’]?s|\s+is)\s+(?:currently\s+|now\s+)?(?:happening|going\s+on)\s+(?:right\s+now\s+|now\s+"
    rf"|currently\s+|at\s+the\s+moment\s+)?(?:{_ON}|at|to)\s+"
    r"|where\s+are\s+(?:we|things|they)\s+at\s+(?:with|on|in)\s+|(?:what(?:['’]?s|\s+is)\s+)?(?:the\s+)?(?:latest"
    r"|most\s+recent|newest)\s+(?:word|info|reporting|report|story|twist|turn|step|move|on\s+the\s+ground)\s+(?:on"
    r"|in|about|from)\s+"
    rf"|{GIVE}(?:everything|anything|all)\s+(?:that['’]?s\s+)?(?:new|recent|the\s+latest)\s+(?:on|about|with)\s+"
    r"|(?:i\s+(?:want|need)\s+to\s+)?(?:catch|get)(?:ing)?\s+up(?:\s+to\s+speed)?\s+(?:on|with)\s+"
    r"|keep\s+me\s+in\s+the\s+loop\s+(?:on|about)\s+"
    r"|(?:what|how\s+much|any)\s+(?:progress|movement|headway|breakthroughs?)\s+(?:(?:is|was|are|has\s+been"
    r"|have\s+been)\s+)?(?:there\s+(?:been\s+)?|made\s+|being\s+made\s+)?(?:on|in|with|at|towards)\s+"
    r"|what\s+are\s+the\s+(?:news|updates?|developments?|headlines?)\s+(?:on|about|in|from|with|around)\s+"
    r"|(?:is\s+there\s+)?something\s+new\s+(?:on|about|with|in|from)\s+|what['’]?s\s+(?:new|up|going\s+on"
    r"|happening)\s+w/\s*"
    r"|(?:at\s+)?what\s+stage\s+(?:is|are)\s+"
    r"|what\s+just\s+happened\s+(?:with|in|to|at)\s+|what\s+(?:has\s+)?changed\s+in\s+"
    r"|what\s+(?:do\s+)?(?:we|you)\s+know\s+(?:so\s+far|now|at\s+this\s+point)\s+(?:about|on|of)\s+"
    rf")(?P<topic>\S.*?){_NOW}\W*",
    re.I | re.S,
)
_ABOUT_IT = re.compile(  # the topic stands inside
    r"where\s+(?:does|do|is|are)\s+(?P<a>(?!(?:you|i|we|he|she|they)\b)\S.*?)\s+(?:stand|standing)(?:\s+(?:now"
    r"|right\s+now|at\s+the\s+moment|today|currently|at\s+present|these\s+days|so\s+far))?"
    rf"|(?:how(?:\s+is|\s+are|['’]?s)\s+)(?P<b>(?!(?:you|i|we|he|she|they|it|things)\b)\S.*?)\s+(?:going|progressing"
    rf"|coming\s+along|developing|shaping\s+up|unfolding|evolving){_NOW}"
    r"|where\s+(?:have|has)\s+(?P<e>\S.*?)\s+(?:got|gotten|come)\s+to|how\s+(?:have"
    r"|has)\s+(?P<f>\S.*?)\s+(?:moved\s+on|moved\s+forward|progressed|advanced|come\s+along)"
    r"|what(?:\s+is|\s+are|['’]?s|\s+has|\s+have)\s+(?P<k>(?!(?:you|i|we|he|she|they|it|this"
    r"|that)\b)\S.*?)\s+(?:been\s+)?up\s+to(?:\s+(?:now|lately|these\s+days|recently|today))?"
    r"|how\s+(?:do|does)\s+(?P<h>(?!(?:things|it)\b)\S.*?)\s+(?:stand|look)(?:\s+(?:now|right\s+now"
    r"|at\s+the\s+moment|today|currently|at\s+present))?"
    r"|where\s+(?:is|are)\s+(?P<i>(?!(?:you|i|we|he|she|they|things)\b)\S.*?\b(?:talks?|case|deal|trial"
    r"|investigation|inquiry|negotiations|bill|war|process|probe|merger|strike|plan|project|agreement"
    r"|treaty))\s+(?:at|up\s+to|now|at\s+now|right\s+now)"
    r"|how\s+far\s+(?:have|has|along\s+are|along\s+is|are|is)\s+(?P<j>\S.*?\b(?:talks?|case|deal|trial|investigation"
    r"|inquiry|negotiations|bill|process|probe|merger|plan|project|search|rollout))(?:\s+(?:got|gotten|come"
    r"|progressed|along|gone))?(?:\s+(?:now|so\s+far|yet))?"
    r"|what\s+(?:do|does)\s+(?:we|anyone)\s+know\s+(?:about|of)\s+(?P<g>\S.*?)\s+(?:so\s+far|now|at\s+this\s+point"
    r"|right\s+now|today|at\s+the\s+moment)"
    rf"|what\s+(?:do\s+we|is)\s+know[n]?\s+(?:so\s+far\s+)?(?:about|of)\s+(?P<c>\S.*?)\s+so\s+far"
    rf"|what\s+(?:is|are|['’]s)\s+(?P<d>\S.*?)['’]s?\s+(?:latest|current\s+status|status){_NOW}",
    re.I,
)
_CLIPPED = re.compile(
    r"(?P<a>\S.*?)(?:['’]s)?(?:\s*[,:–—-]+)?\s+(?:(?:what['’]?s\s+|what\s+is\s+|the\s+)*latest(?:\s+news"
    r"|\s+updates?)?|latest\?|news(?:\s+updates?)?|updates?|developments|newest|what(?:['’]?s|\s+is)\s+new"
    r"|anything\s+new|any\s+(?:news|updates?|developments|change|progress|movement)|where\s+(?:does\s+it"
    r"|do\s+(?:things|we))\s+stand|status|state\s+of\s+play)"
    rf"|(?:the\s+)?(?:{_FRESH})\s+(?P<b>\S.*?)\s+(?:news|updates?|developments?|headlines|stories)"
    r"|(?:the\s+)?(?:latest|newest|most\s+recent|recent|fresh|new)\s+(?:news|updates?|developments?"
    r"|headlines?)\s*[:,–-]?\s+(?P<d>\S.*?)"
    r"|(?:the\s+)?(?:latest|newest|breaking|updates?|news|developments|status)\s*[:,–-]?\s+(?P<c>\S.*?)",
    re.I,
)
_WHOLE_WORDS = re.compile(  # ask for something else
    r"(?:who|what|which|when|where|why|how|whose|is|was|are|were|do|does|did|has|have|can|will|should"
    r"|the\s+(?:latest|last)|fox|bbc|cbs|abc|nbc|sky|cnn|itv|usa"
    r"|channel|google|yahoo|apple|fake|good|bad|big|breaking|top|main|any|some|no|todays?|yesterdays?|software"
    r"|today['’]s|yesterday['’]s|local|world|morning|more|other"
    r"|i|we|they|he|she|it|my|your|find|search|show|give|list|get|hi|hello|ok|the)\b",
    re.I,
)
_MEASURE = word_set(
    "toll price prices deadline count figure figures number numbers poll polls film movie album song single book"
    " score offer result results date version model rate rates "
    "phone show series season episode update news study report trial deal rule law record victim ranking rankings"
)
_LONGEST = 4  # words of a topic that only stands beside "latest" or "news"
# "any of the ministers", "what's new in the treaty that they signed?" ask for something else.
_NOT_TOPICS = re.compile(r"^(?:these|those|them|us|you|it|that|which|who|what|how|why|when|where)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestQuestion:
    """Someone wants what is new on a topic."""

    NAME: ClassVar[str] = "latest"

    topic: str  # window and source taken out
    names: tuple[str, ...] = ()
    since: str | None = None  # as written; see `window`
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> LatestQuestion | None:
    """A wish for news when the message opens like one: "what's the latest on X", "any news about X", "X latest"."""
    asked = polite_off(question).strip()
    topic = _topic(asked.rstrip(" ?!.…"))
    if topic is None or _NOT_TOPICS.match(topic):
        return None
    taken = slots(topic)
    words = taken.asks.rstrip("?!. ")
    if not any(character.isalnum() for character in words):
        return None
    return LatestQuestion(topic=words, names=names_in(words), since=taken.since, until=taken.until, source=taken.source)


def _topic(asked: str) -> str | None:
    if (found := _LATEST.fullmatch(asked)) is not None:
        return found["topic"]
    if (found := _ABOUT_IT.fullmatch(asked)) is not None:
        topic: str = next(group for group in found.groups() if group)
        return topic if len(topic.split()) <= 2 * _LONGEST else None
    if (found := _CLIPPED.fullmatch(asked)) is None:
        return None
    topic = next(group for group in found.groups() if group)
    left = slots(topic).asks
    said = left.lower().split()
    if not said or len(said) > _LONGEST or _WHOLE_WORDS.match(left):
        return None
    return None if found["c"] and not _may_be_news(left) else topic


def _may_be_news(topic: str) -> bool:
    """Whether "latest" before it asks for news: "Gaza", "peace talks"; not "deadline", "death toll", "film of his"."""
    said = topic.lower().split()
    if said[-1] in _MEASURE or any(word in FUNCTION for word in said):
        return False
    return len(said) > 1 or not is_noun(said[0]) or topic[0].isupper()
