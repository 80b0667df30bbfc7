"""The words by which people show what kind of answer they want, and their slips in them."""

import re
from functools import lru_cache

from bot.intents.nouns import is_noun
from bot.intents.words import word_set

_LIKELY = word_set(
    "timeline chronology latest newest update updates headlines coverage mentions outlets newspapers recap happened "
    "happening developments compare statement reaction history summary articles overview unfolded"
)
_RIGHT = word_set("fattest mention outlet update headline article latent happen happens reactions statements compared")
_APOSTROPHES = {"whats": "what's", "whos": "who's", "wheres": "where's", "hows": "how's", "wats": "what's"}
_LETTERS = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w-])")
_FEWEST = 5  # letters of a word that is read as another

# "show me", "can I have a", "give us the"
GIVE = (
    r"(?:(?:i(?:'d| would) (?:like|love)|i (?:need|want)|can i (?:get|have|see)|let'?s (?:see|have)|(?:give|show|get"
    r"|send|draw|make|write"
    r"|build|create|print|list|produce|compile|construct|provide|pull up|bring|display|prepare|do|share|offer|put"
    r" together|work up|write up|draw up|set out)(?: (?:me|us))?"
    r"(?: with)?)(?: (?:to (?:see|know|have|get)))? )?"
)
ARTICLE = r"(?:(?:an?|the|some|any|all|every|your) )?"
END = r"[\s?.!…]*"
ABOUT = r"(?:about|on|regarding|concerning|over|around|surrounding|with regards? to|as regards)"
KINDS_OF_OUTLETS = (
    r"(?:news ?|media |print )?(?:outlets?|papers|newspapers|media|press|news ?sites|organi[sz]ations|agencies"
    r"|publications|publishers"
    r"|broadcasters|tabloids|broadsheets|newsrooms|wires|news channels|news sources|(?<=media )houses)"
)
_OWN = r"(?!social\b)[\w'’-]+"
OUTLETS = (
    rf"(?:(?:(?:all|most|some|any|many|both|each|every|either|various|several|different|other|the|your|our|these|those)"
    rf" )*(?:{_OWN} (?:(?:and|vs\.?|versus|or|&) {_OWN} )?)?"
    rf"{KINDS_OF_OUTLETS}|(?:the |what )?(?:different|various|several|all|your|our|other) sources"
    r"|(?:each|every|either) (?:news ?)?(?:paper|newspaper|outlet|publication|broadcaster|channel|source|site))"
)
FAMOUS = (
    r"(?:(?:the )?(?:reuters|bbc(?: news)?|cnn|ap|associated press|afp|guardian|new york times|nyt|washington post"
    r"|wapo|wall street journal|wsj"
    r"|financial times|ft|economist|bloomberg|al[ -]jazeera|fox(?: news)?|sky(?: news)?|cbs(?: news)?|nbc(?: news)?"
    r"|abc(?: news)?|msnbc|npr|pbs"
    r"|telegraph|times|independent|daily mail|mirror|usa today|politico|axios|tass|ria(?: novosti)?|rt|xinhua|global"
    r" times|le monde|der spiegel|spiegel"
    r"|dw|deutsche welle|france ?24|el pa[ií]s|haaretz|times of israel|kyiv independent|moscow times|japan times"
    r"|nikkei|scmp|los angeles times|la times"
    r"|breitbart|huffpost|vox|time|newsweek|buzzfeed|the hill|interfax|ukrinform|anadolu)(?:['’]s)?)"
)


@lru_cache(maxsize=512)
def mended(question: str) -> str:
    """The question with a cue word that is one letter off as it should be: "tmeline", "lastest", "whats".

    Nouns and words with a capital inside the question are what they are. Topics keep their spelling.
    """
    return _LETTERS.sub(_mended, question)


def _mended(found: re.Match[str]) -> str:
    word = found.group()
    lower = word.lower()
    if lower in _APOSTROPHES:
        return _APOSTROPHES[lower]
    if (
        len(word) < _FEWEST
        or lower in _LIKELY
        or lower in _RIGHT
        or (word != lower and found.start() > 0)
        or is_noun(lower)
    ):
        return word
    near = [cue for cue in _LIKELY if cue[0] == lower[0] and _one_off(lower, cue)]
    return near[0] if len(near) == 1 else word


def _one_off(word: str, cue: str) -> bool:
    """Whether one letter is dropped, added, changed, or swapped with its neighbour."""
    if abs(len(word) - len(cue)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, cue, strict=False)) if a != b), min(len(word), len(cue)))
    rest, want = word[at:], cue[at:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == want[1:] or rest == want[1:] or rest[1:] == want or swapped == want


def named(words: str) -> bool:
    """Whether every word but links has a capital: "Ursula von der Leyen", "the Sea Lamp Trust"."""
    links = word_set("of and for the de la del der den von van bin al du di da")
    said = words.split()
    return (
        bool(said)
        and all(word[0].isupper() or word[0].isdigit() or word in links for word in said)
        and said[-1] not in links
    )


def could_be_a_name(words: str) -> bool:
    """Whether words in small letters hold none that is surely something else."""
    said = words.split()
    return 0 < len(said) <= 4 and all(not is_noun(word.lower()) and word.isalpha() for word in said)
