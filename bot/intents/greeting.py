"""Greetings and thanks."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal

_HELLO = re.compile(
    r"(?:hi|hiya|hello|hey|yo|howdy|greetings|welcome|good (?:morning|afternoon|evening|day|night)|morning|"
    r"how are you(?: doing)?(?: today)?|how's it going|what's up|sup)",
    re.I,
)
_THANKS = re.compile(
    r"(?:(?:many )?thanks?(?: a lot| so much| very much)?(?: you)?(?: a lot| so much| very much)?|thank (?:you|u)|thx|"
    r"ty|cheers|(?:that['’]?s |that is |this is )?(?:great|cool|nice|perfect|awesome|helpful|very helpful)|"
    r"(?:nice|good|great) (?:one|job|work|stuff)|"
    r"lol|lmao|rofl|(?:ha){2,}h?|hehe|wow|ouch|yikes|oof|damn|omg|wtf|hm+|huh|interesting|"
    r"(?:how )?(?:sad|awful|terrible|crazy|insane|funny)|that['’]?s (?:all|it)|"
    r"all good|tx|tks|tnx|really|seriously|oh(?: no| dear| ok| well| wow)?|good to know|makes sense|fair enough|"
    r"i see|noted|never ?mind|nvm|good|love it|cc|fyi|\+\s*1|me too|same here|agreed|exactly|indeed|"
    r"good bot|well done|got it|ok(?:ay)?|bye|goodbye|see you|you're welcome)",
    re.I,
)
_TAIL = r"(?:[\s,!.…]+(?:there|all|everyone|team|bot|you|again|for (?:that|this|your help|the help)|@?on the record))*"
_OPENING = re.compile(rf"\W*(?:(?:{_HELLO.pattern}|{_THANKS.pattern})\b{_TAIL}\s*[,;:!.…–—-]+\s*)+(?=[\w\"“‘'])", re.I)
_WHOLE = re.compile(rf"\W*(?:(?:(?P<hello>{_HELLO.pattern})|{_THANKS.pattern}){_TAIL}\W*)+", re.I)
_DOUBT = re.compile(r"\W*(?:really|seriously|exactly|indeed)\s*\?+\W*", re.I)  # asks whether it is so


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """Someone says hello, or thanks."""

    NAME: ClassVar[str] = "greeting"

    tone: Literal["hello", "thanks"]


def recognise(question: str) -> Greeting | None:
    """A greeting when the whole message is one; "hi, who is Umerov?" is a question."""
    if len(question) > 80 or _DOUBT.fullmatch(question):
        return None
    found = _WHOLE.fullmatch(question)
    if found is None:
        return None
    return Greeting(tone="hello" if found["hello"] else "thanks")


def behind(message: str) -> str:
    """What follows a greeting or thanks that opens a message: "thanks! and when?" asks "and when?"."""
    found = _OPENING.match(message)
    return message if found is None else message[found.end() :]
