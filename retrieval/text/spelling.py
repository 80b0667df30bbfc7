"""British and American spellings of one word as one: "organisation" and "organization", "defence" and "defense".

Only for what words match by, never for what is shown. Each rule holds for every form of a word, so that those forms
still have one stem afterwards; "advise" and "surprise", which nobody writes with a z, are left as they are.
"""

import re
from functools import lru_cache

_ISE = "e[ds]?|ers?|ing|ations?|able"  # behind the s
_ALWAYS_S = (  # before it
    r"(?:exerc|exc|prec|conc|inc|circumc|prom|comprom|prem|dem|surm|franch|parad|merchand|expert|advert|treat|mort"
    r"|chast|desp|ar|sunr|moonr|pract|.*[vw]|.*pr)"
)
_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|enam|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig"
    "|rum|sav|savi|splend|succ|tum|val|vap|vig"
)
_RE = "calib|cent|epicent|fib|lit|lust|meag|met|sab|scept|somb|spect|theat"
_RULES = tuple(
    (re.compile(pattern), spelt)
    for pattern, spelt in (
        (rf"^(?!{_ALWAYS_S}is(?:{_ISE})$)(.*[aeiouy].*[^aeiou])is({_ISE})$", r"\1iz\2"),
        (r"^(anal|catal|electrol|paral)ys(e[ds]?|ers?|ing)$", r"\1yz\2"),
        (rf"^((?:dis|mis|re|un|water)?(?:{_OUR}))our", r"\1or"),
        (rf"^((?:amphi|centi|kilo|milli|nano|micro)?(?:{_RE}))re(s?)$", r"\1er\2"),
        (rf"^((?:{_RE}))r(ed|ing)$", r"\1er\2"),
        (r"^(def|off|lic|pret)enc(e[ds]?|ing|eless)$", r"\1ens\2"),
        (r"^practis(e[ds]?|ing)$", r"practic\1"),
        (r"^((?:re)?(?:fuel|dial|duel|counsel))l(ed|ing|ors?|ers?)$", r"\1\2"),
        (r"^(ana|cata|dia|mono|pro)logue", r"\1log"),
        (r"^(program)me(s?)$", r"\1\2"),
        (r"^((?:mis)?(?:judg|acknowledg|lodg))ement", r"\1ment"),
        (r"(?<=sk)(?:yy|iy|yi|ij|ii|i)$", "y"),  # Zelenskyy, Zelenskiy, Zelenski
    )
)
# Beginnings of words, each as it is spelt in America.
_BEGINNINGS = {
    "aeroplane": "airplane", "aluminium": "aluminum", "anaem": "anem", "anaesth": "anesth", "archaeo": "archeo",
    "artefact": "artifact", "caesarean": "cesarean", "cosy": "cozy", "diarrhoea": "diarrhea", "draught": "draft",
    "encyclopaed": "encycloped", "enquir": "inquir", "faec": "fec", "foet": "fet", "gaol": "jail", "grey": "gray",
    "gynaec": "gynec", "haemo": "hemo", "kerb": "curb", "leukaem": "leukem", "manoeuvr": "maneuver", "mould": "mold",
    "moustache": "mustache", "oestr": "estr", "orthopaed": "orthoped", "paed": "ped", "plough": "plow",
    "pyjama": "pajama", "sceptic": "skeptic", "skilful": "skillful", "smoulder": "smolder", "sulph": "sulf",
    "tranquillity": "tranquility", "whisky": "whiskey", "wilful": "willful", "woollen": "woolen",
    "jeweller": "jeweler", "jewellery": "jewelry", "yoghurt": "yogurt", "doughnut": "donut",
}  # fmt: skip
_WORDS = {
    "advisor": "adviser", "advisors": "advisers", "protestor": "protester", "protestors": "protesters",
    "impostor": "imposter", "impostors": "imposters", "burnt": "burned", "dreamt": "dreamed", "leant": "leaned",
    "leapt": "leaped", "learnt": "learned", "spelt": "spelled", "spoilt": "spoiled", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "donbass": "donbas", "kharkov": "kharkiv", "kiev": "kyiv", "lvov": "lviv", "odessa": "odesa", "turkiye": "turkey",
}  # fmt: skip
_BEGINS = re.compile("|".join(sorted(_BEGINNINGS, key=len, reverse=True)))
SHORTEST = 4  # letters


@lru_cache(maxsize=1 << 16)
def one_spelling(word: str) -> str:
    """The word, in small letters, as it is spelt in America; as it is where both countries spell it alike."""
    if len(word) < SHORTEST:
        return word
    if (whole := _WORDS.get(word)) is not None:
        return whole
    if (found := _BEGINS.match(word)) is not None:
        word = _BEGINNINGS[found.group()] + word[found.end() :]
    for pattern, spelt in _RULES:
        changed, times = pattern.subn(spelt, word)
        if times:
            return changed
    return word
