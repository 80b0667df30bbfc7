"""Which post a question asks for the holder of, and the posts that words name."""

import re
from dataclasses import dataclass

from retrieval.language.lexicon import role_of
from retrieval.text.tokens import content_terms

_NOW = (
    r"(?:the\s+)?(?:(?P<other>former|previous|old|outgoing|departing|ex|deputy|acting|interim|vice|lieutenant|shadow"
    r"|assistant)[\s-]+|(?P<new>current|new|next|incoming|present)\s+)?"
)
_WHO = r"^\W*(?:so\s+|and\s+)?who(?:['’]?s|\s+is|\s+was|\s+are)\s+(?:now\s+)?"
_OWNED = re.compile(_WHO + r"(?P<owner>[\w.’'& -]+?)(?:['’]s|(?<=s)['’])\s+" + _NOW + r"(?P<post>[\w -]+?)\W*$", re.I)
_OF = re.compile(_WHO + _NOW + r"(?P<post>[\w -]+?)\s+(?:of|for|to)\s+(?P<owner>[\w.’'& -]+?)\W*$", re.I)
_CHANGED = re.compile(  # whoever's post it is: "the new president?"
    r"^\W*(?:so\s+|and\s+)?(?:who(?:['’]?s|\s+is|\s+was)\s+)?the\s+"
    r"(?:(?P<other>former|previous|old|outgoing|departing)|(?P<new>new|next|incoming))\s+(?P<post>[\w -]+?)\W*$",
    re.I,
)
_BY_DEED = re.compile(  # "who coaches the Rovers?" asks for their coach
    r"^\W*(?:so\s+|and\s+)?who\s+(?P<deed>coaches|captains|chairs)\s+(?P<owner>[\w.’'& -]+?)\W*$", re.I
)
_DEEDS = {"coaches": "coach", "captains": "captain", "chairs": "chair"}
_GONE = dict.fromkeys(("previous", "outgoing", "departing", "ex"), "former")
_OTHERS = frozenset({"former", "deputy", "acting", "interim", "vice", "then", "late", "lieutenant", "shadow",
                     "assistant"})  # fmt: skip
_SHORT = {"lt": "lieutenant", "dep": "deputy", "asst": "assistant"}
_SAME = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
         "chairperson": "chair", "adviser": "advisor"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post asked for: "spokesman" and the terms beside it, of whom, and whether a former or deputy one."""

    owner: str  # "" where only a new or former holder is asked for, whoever's the post is
    held: str
    beside: frozenset[str]
    other: str | None
    words: tuple[str, ...]  # as they are asked by
    to_come: bool = False  # whoever is to hold it will do


def asked_post(question: str) -> Post | None:
    """The post whose holder a question asks for; None where it asks for something else."""
    found = _OWNED.match(question) or _OF.match(question) or _CHANGED.match(question)
    if found is None:
        return _by_deed(question)
    owner = found.groupdict().get("owner")
    words = found["post"].split()
    held = next((role for word in words if (role := role_of(word.casefold()))), None)
    if held is None or not (owner is None or content_terms(owner)):
        return None
    beside = frozenset(content_terms(" ".join(word for word in words if role_of(word.casefold()) is None)))
    return Post(
        owner=owner or "",
        held=plain(held),
        beside=beside,
        other=_asked_standing((found["other"] or "").casefold()),
        to_come=(found["new"] or "").casefold() in ("new", "next", "incoming"),
        words=tuple(word.casefold() for word in re.split(r"[\s-]+", found["post"])),
    )


def _by_deed(question: str) -> Post | None:
    """Whose deed a post is named by: who "captains the side" is its captain."""
    found = _BY_DEED.match(question)
    if found is None or not content_terms(found["owner"]):
        return None
    held = _DEEDS[found["deed"].casefold()]
    return Post(owner=found["owner"], held=held, beside=frozenset(), other=None, words=(held,))


def _asked_standing(word: str) -> str | None:
    return "former" if word == "old" else next(iter(standings(word)), None)


def other_words(post: Post) -> tuple[str, ...]:
    """The index terms of the other words for a post: "spokesman" and "spokeswoman" for "spokesperson"."""
    return tuple(term for word in (*_SAME, post.held) if plain(word) == post.held for term in content_terms(word))


def posts_in(words: str) -> set[str]:
    """The posts that the words of a role name."""
    spoken = (word.removesuffix("'s").removesuffix("’s") for word in spoken_words(words))
    return {plain(each) for word in spoken if (each := role_of(word))}


def standings(words: str) -> frozenset[str]:
    """What words make of a holder, if not the very one: "former", "deputy". "The 60-year-old mayor" is the mayor."""
    return _OTHERS.intersection(_GONE.get(word, word) for word in spoken_words(words))


def spoken_words(words: str) -> list[str]:
    """Words as they are compared: small, without marks, short titles in full."""
    bare = (word.casefold().strip(".,'’") for word in re.split(r"[\s-]+", words))
    return [_SHORT.get(word, word) for word in bare]


def plain(role: str) -> str:
    """One word for a post that has several: "spokesperson" of "spokesman"."""
    return _SAME.get(role, role)
