"""Which names are outlets: they report what others say, and are kept apart from who says it."""

import re

from retrieval.text.listed import word_set

_KNOWN = word_set(
    """bbc cnn nbc abc cbs npr pbs afp ap reuters bloomberg politico axios itv itn tass interfax ria xinhua kyodo
    yonhap msnbc cnbc espn vox slate variety forbes fortune wired wsj nyt ft dpa ansa efe anadolu sputnik rt rte lbc
    c-span newsweek time billboard deadline buzzfeed huffpost vice unian ukrinform meduza kommersant haaretz spiegel
    bild vogue tatler elle gq hello cosmopolitan eurosport nikkei ndtv afr kcna cctv nhk gb telegram al-jazeera
    aljazeera usatoday politicshome hbo showtime nature science"""
)
_PHRASES = re.compile(
    r"al jazeera|sky news|fox news|usa today|associated press|press association|new yorker|business insider|le monde|"
    r"der spiegel|el pa[ií]s|rolling stone|vanity fair|good morning america|kyiv independent|ukrainska pravda|"
    r"marie claire|harper['’]s bazaar|us weekly|hello! magazine|yahoo finance|yahoo news|new atlas|popular science|"
    r"new scientist|sunday times|rodong sinmun|global times|"
    r"the (?:hill|sun|week|economist|atlantic|athletic|independent|verge|intercept|spectator|cut|observer|conversation|"
    r"information|new yorker|i|scotsman|onion|ringer)",
    re.I,
)
_WORDS = re.compile(
    r"\b(?:times|post|news|journal|telegraph|guardian|herald|tribune|gazette|magazine|chronicle|dispatch|inquirer|"
    r"mirror|express|mail|standard|observer|examiner|bulletin|courier|sentinel|globe|press|pravda|tv|radio|"
    r"newspaper|broadcaster|podcast|review)\b",
    re.I,
)
_AGENCY = re.compile(r"\b(?:news|press) agency\b", re.I)


def is_outlet(name: str, source: str | None = None) -> bool:
    """Whether a name is an outlet's, by a short list and by its words; the article's own source always is."""
    plain = re.sub(r"['’]s?$", "", name.strip())
    bare = re.sub(r"^the\s+", "", plain, flags=re.I).casefold()
    if source and bare == re.sub(r"^the\s+", "", source, flags=re.I).casefold():
        return True
    if bare in _KNOWN or bare.split(" ")[0] in ("cnn", "bbc", "nbc", "abc", "cbs", "fox", "bloomberg", "msnbc"):
        return True
    return bool(_PHRASES.fullmatch(plain) or _WORDS.search(plain) or _AGENCY.search(plain))
