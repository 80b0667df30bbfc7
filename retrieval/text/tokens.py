"""The one analyser: text to index terms, the same for every engine, for sentences, titles and questions.

A term is a word or number in NFKC, case-folded, without accents and possessive 's, stemmed (Snowball English).
Forms that mean the same share a term: "U.S.", "US" and "USA"; "1,000" and "1000"; "100%" and "100 percent";
"$3bn" and "3 billion dollars"; "4th" and "4"; "three" and "3" ("one" stays a word: it is mostly a pronoun);
"defence" and "defense" (spelling.py).
"US" and "WHO" in capitals are not the pronouns.
"""

import re
import threading
import unicodedata
from functools import cache, lru_cache

import Stemmer

from retrieval.text.spelling import one_spelling

ANALYSER = "2"  # the version of what follows: another one means that an index is built anew
LONGEST_TERM = 64  # characters; what is longer is no word, and would only bloat the index

# Combining marks (Latin, Cyrillic, Hebrew, Arabic, Indic, Thai, ...), joiners, soft hyphen: they stay inside a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060"
)
_LETTER = r"[^\W\d_]"
_REST = rf"[^\W_]*+(?:[{_MARKS}]++[^\W_]*+)*+"  # of a word, after its first letter
_WORD_END = rf"(?![^\W_]|[{_MARKS}])"
_TERM = re.compile(
    rf"""
      per[ ]cent{_WORD_END}
    | {_LETTER}(?!\.{_LETTER}\.){_REST}(?:['’ʼ＇]{_LETTER}{_REST})*+(?:&[A-Z]{{1,2}}{_WORD_END})?  # country’s  AT&T
    | (?:{_LETTER}\.){{2,}}(?:{_LETTER}{_WORD_END})?                          # U.S.  D.C  a.m.
    | \d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?                                 # 1,000,000.5
    | \d+(?:\.\d+)*(?:(?:st|nd|rd|th|ST|ND|RD|TH|s){_WORD_END})?             # 12.3  4th  1990s
    | [$€£¥](?=\s?\d)
    | %
    """,
    re.VERBOSE,
)

_CONTRACTION = re.compile(r"'(?:s|ll|re|ve|d|m)$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

_SAME = {
    "us.": "usa", "usa.": "usa", "usa": "usa", "uk.": "uk", "who.": "who.org",
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent", "per cent": "percent", "pct": "percent",
    "bn": "billion", "tn": "trillion",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_CAPITALS = {"US": "usa", "WHO": "who.org"}  # only in text that is not all capitals

_FUNCTION = """
a an the this that these those such
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
herself it its itself they them their theirs themselves one oneself
who whom whose which what when where why how whoever whatever whichever whether
and or but nor so yet if because as until while although though unless than then
of at by for with about against between into through during before after above below to from up down in out on off
over under upon onto within without toward towards via per since
am is are was were be been being have has had having do does did doing done
can could will would shall should might must ought cannot
dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt cant couldnt shouldnt mustnt aint
not no there here again further once just also too very only own same both each any all some few more most other
now ever s t
"""
_QUESTION = "many much please"
_AFTER_HOW = "long old far often tall big high fast large deep heavy wide soon"


@cache
def _local() -> threading.local:
    return threading.local()


def _stem(word: str) -> str:
    local = _local()
    stemmer = getattr(local, "stemmer", None)
    if stemmer is None:  # one per thread: a Stemmer must not be shared
        stemmer = local.stemmer = Stemmer.Stemmer("english", 0)
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    """The index term of one match of `_TERM`; empty when nothing of it is left."""
    if word[-1] == "s" and word[:-2] in _CAPITALS:  # "US's": the small s shows that this is no shouting
        return _CAPITALS[word[:-2]]
    folded = unicodedata.normalize("NFKC", word).casefold()
    if not folded.isascii():
        folded = folded.translate(_UNDECOMPOSED).replace("’", "'").replace("ʼ", "'")
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if c.isalnum() or c in "'.,$%€£¥ ")
    if folded and folded[0].isdigit():
        return _ORDINAL.sub("", folded.replace(",", ""))[:LONGEST_TERM]
    if "." in folded:
        folded = folded.replace(".", "")
        return _SAME.get(folded + ".") or _stem(folded)
    folded = _CONTRACTION.sub("", folded).replace("'", "")
    same = _SAME.get(folded)
    if same is not None:
        return same
    return _stem(one_spelling("".join(c for c in folded if c.isalnum())[:LONGEST_TERM]))


def _in_capitals(text: str) -> bool:
    return text.count(" ") > 1 and text.upper() == text


def token_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """The index terms of ``text`` in order, each with its start and end in it."""
    spans = []
    for match in _TERM.finditer(text):
        word = match.group()
        if word in _CAPITALS and not _in_capitals(text):
            spans.append((_CAPITALS[word], match.start(), match.end()))
        elif term := _term(word):
            spans.append((term, match.start(), match.end()))
    return tuple(spans)


def tokenise(text: str) -> tuple[str, ...]:
    """The index terms of ``text`` in order, function words included."""
    words = _TERM.findall(text)
    if ("US" in words or "WHO" in words) and not _in_capitals(text):
        return tuple(term for word in words if (term := _CAPITALS.get(word) or _term(word)))
    return tuple(filter(None, map(_term, words)))


FUNCTION_WORDS: frozenset[str] = frozenset(tokenise(_FUNCTION))
_QUESTION_WORDS = frozenset(tokenise(_QUESTION))
_DEGREES = frozenset(tokenise(_AFTER_HOW))
_SAY_NOTHING = FUNCTION_WORDS | _QUESTION_WORDS


def content_terms(text: str) -> tuple[str, ...]:
    """The distinct terms of a question that say what it is about, in order; empty when it has none.

    Function words, question words, and the adjective of "how long", "how old" ... are left out.
    """
    terms = tokenise(text)
    if "how" in terms:
        pairs = zip(("", *terms), terms, strict=False)
        terms = tuple(term for before, term in pairs if not (before == "how" and term in _DEGREES))
    return tuple(dict.fromkeys(term for term in terms if term not in _SAY_NOTHING))
