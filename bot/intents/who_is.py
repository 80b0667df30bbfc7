"""Questions that ask who somebody is, or what something is."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.answer_type import judge
from bot.intents.cues import GIVE, could_be_a_name, named
from bot.intents.nouns import is_noun
from bot.intents.slots import slots
from bot.intents.words import FUNCTION, word_set, words
from retrieval.types import AnswerType

_NAME = r"(?P<name>[\w.'’&-]+(?: [\w.'’&-]+){0,5}?)"
_AND_MORE = (
    r"(?:,? (?:and|&) (?:what|why|where|how)(?:['’]?s| is| was| are| were| does| did| do| has) (?:he|she|they|it"
    r"|his|her|their|its)\b.*)?"
)
_AGAIN = r"(?:,? (?:again|exactly|anyway|really|actually|though|please|by the way|btw))?"
_PERSON = (
    r"(?:man|woman|person|guy|lady|boy|girl|politician|official|fellow|chap|bloke|character|individual|minister"
    r"|general|activist|businessman|journalist|one)"
)
_LED_IN = r"(?:so |and |but )?"
_WHO = re.compile(
    rf"{_LED_IN}who,?(?: exactly,?| even| the hell| the heck| on earth| in the world| actually| or what)?(?: is"
    rf"|['’]s| was| are| were)"
    rf"(?: (?:the|this|that|a) {_PERSON} (?:called|named|known as|by the name of)| (?:this |that )| (?:a |an"
    rf" )?(?:certain )?(?=[A-Z])|) ?{_NAME}(?: (?:guy|fellow|person|chap|bloke|dude|character))?"
    rf"{_AGAIN}{_AND_MORE}\W*",
    re.I,
)
_WHO_LAST = re.compile(
    rf"(?:explain |describe |say |know |about )?who(?: exactly)? {_NAME} (?:is|was|are|were){_AGAIN}{_AND_MORE}\W*",
    re.I,
)
_WHO_IS_THAT = re.compile(
    rf"(?:i(?:['’]ve| have)? (?:keep|kept|just|been)? ?(?:hearing|reading|seeing|heard|read|saw|seen) (?:about"
    rf"|of) )?{_NAME}(?:[,:]| ?[–—-]+)? ?(?:who|what)(?: is|['’]?s| was)(?: (?:that|he|she|it|this))?\W*",
    re.I,
)
_WHAT_KIND = re.compile(
    rf"what (?:kind|sort|type) of (?:a )?(?:\w+ )?(?:organi[sz]ation|company|group|person|thing|body|party|agency"
    rf"|place|institution|business|movement|outfit|firm|politician) (?:is|was|are) (?:the )?{_NAME}\W*",
    re.I,
)
_WHO_ARE = re.compile(rf"{_LED_IN}who(?: exactly)? (?:are|were) the {_NAME}{_AGAIN}\W*", re.I)
_WHAT = re.compile(
    rf"{_LED_IN}what(?: exactly| on earth| the hell)?(?: is|['’]s| was| are| were)(?: meant by)? (?:this |that"
    rf" )?(?P<the>the |an? )?{_NAME}{_AGAIN}{_AND_MORE}\W*",
    re.I,
)
_WHAT_LAST = re.compile(rf"(?:explain |describe )?what(?: exactly)? (?:the )?{_NAME} (?:is|was|are){_AGAIN}\W*", re.I)
_POST = (
    r"(?:jobs?|roles?|post|position|title|occupation|job title|profession|background|career|day job|line of work"
    r"|office|function|biography|bio|rank|current (?:job|role|post|position))"
)
_OTHER = re.compile(
    rf"(?:(?:who|what)(?: is| was|['’]?s) )?{_NAME}(?:['’]s?|s['’]) {_POST}\W*"
    rf"|what(?: is| was|['’]?s) the {_POST} of {_NAME.replace('name', 'of')}\W*"
    rf"|what (?:does|did) {_NAME.replace('name', 'does')} do(?: for a living| for work| professionally)?\W*"
    rf"|(?:what|which) (?:{_POST}|job) (?:does|did|has) {_NAME.replace('name', 'post')} (?:have|hold|held|had|do"
    rf"|occupy)\W*"
    rf"|what (?:is|was) {_NAME.replace('name', 'known')} (?:known|famous|notable|best known) for\W*",
    re.I,
)
_ABOUT = re.compile(
    r"(?:(?:tell me|tell us)? ?(?:something |more |a (?:little|bit) (?:more )?|a little |all |everything )?about"
    r"|(?:what|everything) (?:do|can|could) you (?:know|have|tell me|say)(?: to say)?(?: about| on)"
    rf"|(?:{GIVE})?(?:an? |the |some |more |your )?(?:short |quick |brief |little )*(?:background|bio|biography"
    rf"|profile|info|information|details|facts|introduction|primer|portrait|cv|who's who)(?: (?:on|about|of|to|for))"
    rf"|(?:{GIVE})?more (?:on|about)|introduce(?: me to)?|profile|explain|identify|who's who:?) (?P<the>the"
    rf" )?{_NAME}\W*",
    re.I,
)
_PARTICLE = re.compile(r" (?:von|van|de|der|den|del|della|bin|ibn|al|el|da|di|du|la|le|dos)(?: (?:der|la|den))? ")
_SORTS = word_set(  # of things with a name of their own: the Rafah crossing
    "bloc group crossing party movement agency organisation organization treaty agreement accord accords pact"
    " protocol doctrine memorandum initiative scheme plant pipeline dam strait canal company bank "
    "foundation institute court tribunal commission committee council alliance militia brigade battalion army corps"
    " club network scandal affair convention declaration corridor bridge port base camp "
    "prison island islands sea river region peninsula coalition union league forum festival prize programme program"
    " project system wall zone area border site virus strain variant disease missile tank "
    "drone ship vessel satellite telescope mission probe app platform currency index formula principle act amendment"
    " clause backstop framework plan faction sect cult church mosque temple cartel "
    "gang tribe people dynasty family firm regiment squadron unit force forces service office fund trust charity"
    " society association federation fleet triangle line belt strip heights valley desert "
    "archive museum palace square tower stadium reactor laboratory lab university college school newspaper magazine"
    " channel website method test trial massacre uprising revolution coup incident crisis"
)
_NO_NAMES = word_set(
    "first last second next there dead alive responsible right wrong here involved present absent guilty missing"
)
_LINKS = word_set("of and for the de la del der den von van bin al du di da")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIs:
    """Someone asks who a person is, or what a named thing is."""

    NAME: ClassVar[str] = "who_is"

    name: str  # as written
    thing: bool = False  # "what is", not "who is"
    since: str | None = None  # as written
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> WhoIs | None:
    """ "Who is Umerov?", "what is the IAEA?", "tell me about Lind"; "who is the president of X?" asks for a name."""
    taken = slots(question)
    asks = re.sub(r"\s+", " ", taken.asks).strip()
    found = _name(asks)
    if found is None:
        return None
    name, thing = found
    return WhoIs(name=name, thing=thing, since=taken.since, until=taken.until, source=taken.source)


def _name(asks: str) -> tuple[str, bool] | None:
    """The name asked about, and whether it is asked what it is; the first form that fits decides."""
    if (found := _WHO.fullmatch(asks)) is not None:
        name = found["name"]
        if _is_name(name) and _PARTICLE.search(name) and could_be_a_name(_PARTICLE.sub(" ", name)):
            return name, False
        if _is_name(name) and judge(f"who is {name}").answer_type is AnswerType.DEFINITION:
            return None if name in _NO_NAMES else (name, False)
    if (found := _OTHER.fullmatch(asks)) is not None:
        name = next(found[group] for group in ("name", "of", "does", "post", "known") if found[group])
        return (name, False) if name[:1].isupper() and named(name) and _is_name(name) else None
    if (found := _WHO_LAST.fullmatch(asks)) is not None:
        name = found["name"]
        fits = _is_name(name) and (named(name) or could_be_a_name(name))
        return (name, False) if fits and judge(f"who is {name}").answer_type is AnswerType.DEFINITION else None
    if (found := _WHO_IS_THAT.fullmatch(asks)) is not None:
        name = found["name"]
        return (name, False) if _is_name(name) and (named(name) or could_be_a_name(name)) else None
    if (found := _WHAT_KIND.fullmatch(asks)) is not None:
        return (found["name"], True) if _is_thing(found["name"]) else None
    if (found := _WHO_ARE.fullmatch(asks)) is not None:
        return (found["name"], True) if named(found["name"]) and _is_name(found["name"]) else None
    if (found := _WHAT.fullmatch(asks) or _WHAT_LAST.fullmatch(asks)) is not None:
        return (found["name"], True) if _is_thing(found["name"]) else None
    if (found := _ABOUT.fullmatch(asks)) is not None:
        name, the = found["name"], found["the"]
        if _is_name(name) and not the and (named(name) or could_be_a_name(name)) and not _plain_noun(name):
            return name, False
        return (name, True) if the and _is_thing(name) else None
    return None


def _is_thing(name: str) -> bool:
    """Whether capitals tell a name ("IAEA", "Wagner group") from what a word means ("deadline")."""
    said = name.split()
    if len(said) > 1 and said[-1] in _SORTS and said[0][:1].isupper():
        said = said[:-1]
    capitals = " ".join(said)
    return named(capitals) and _is_name(capitals) and not _plain_noun(name)


def _is_name(name: str) -> bool:
    """Whether no word of it shows that somebody else's name is asked for."""
    spoken = words(name)
    return bool(spoken) and all(
        word.text in _LINKS or word.lower not in FUNCTION or word.text.isupper() for word in spoken
    )


def _plain_noun(name: str) -> bool:
    """Whether one word with a capital is an ordinary noun ("What is Inflation?")."""
    return " " not in name and not name.isupper() and is_noun(name.casefold())
