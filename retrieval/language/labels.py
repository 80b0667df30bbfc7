"""The labels our spaCy pipeline gives, in the order the codec numbers them: append only, never reorder."""

TAG_POS: dict[str, tuple[str, ...]] = {  # Penn tag -> universal parts of speech it can stand for, the usual one first
    "$": ("SYM",),
    "''": ("PUNCT",),
    ",": ("PUNCT",),
    "-LRB-": ("PUNCT",),
    "-RRB-": ("PUNCT",),
    ".": ("PUNCT",),
    ":": ("PUNCT",),
    "ADD": ("X",),
    "AFX": ("ADJ",),
    "CC": ("CCONJ",),
    "CD": ("NUM",),
    "DT": ("DET", "PRON"),
    "EX": ("PRON",),
    "FW": ("X",),
    "HYPH": ("PUNCT",),
    "IN": ("ADP", "SCONJ"),
    "JJ": ("ADJ",),
    "JJR": ("ADJ",),
    "JJS": ("ADJ",),
    "LS": ("X",),
    "MD": ("AUX",),
    "NFP": ("PUNCT",),
    "NN": ("NOUN", "PRON"),
    "NNP": ("PROPN",),
    "NNPS": ("PROPN",),
    "NNS": ("NOUN",),
    "PDT": ("DET",),
    "POS": ("PART",),
    "PRP": ("PRON",),
    "PRP$": ("PRON",),
    "RB": ("ADV", "PART"),
    "RBR": ("ADV",),
    "RBS": ("ADV",),
    "RP": ("ADP",),
    "SYM": ("SYM",),
    "TO": ("PART",),
    "UH": ("INTJ",),
    "VB": ("VERB", "AUX"),
    "VBD": ("VERB", "AUX"),
    "VBG": ("VERB", "AUX"),
    "VBN": ("VERB", "AUX"),
    "VBP": ("VERB", "AUX"),
    "VBZ": ("VERB", "AUX"),
    "WDT": ("PRON",),
    "WP": ("PRON",),
    "WP$": ("DET",),
    "WRB": ("SCONJ",),
    "XX": ("X",),
    "_SP": ("SPACE",),
    "``": ("PUNCT",),
    "": ("X",),
}

POS_TAGS: tuple[tuple[str, str], ...] = tuple((pos, tag) for tag, parts in TAG_POS.items() for pos in parts)

DEPS: tuple[str, ...] = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta",
    "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp", "",
)  # fmt: skip

ENTITY_LABELS: tuple[str, ...] = (
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)  # fmt: skip

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART"})

_BE = frozenset(("am", "is", "are", "was", "were", "be", "been", "being", "'m", "'re", "'s", "’m", "’re", "’s"))
_INDEFINITE = frozenset(
    start + end
    for start in ("some", "any", "every", "no")
    for end in ("thing", "body", "one")
    if start + end != "noone"
)


def part_of_speech(tag: str, dep: str, lower: str) -> str:
    """The universal part of speech of a word, from its Penn tag, its dependency label and its form in small letters."""
    parts = TAG_POS.get(tag, ("X",))
    if len(parts) == 1:
        return parts[0]
    if tag[0] == "V":
        return "AUX" if lower in _BE or dep in ("aux", "auxpass") else "VERB"
    if tag == "DT":
        return "DET" if dep in ("det", "predet", "preconj", "nmod", "amod", "quantmod") else "PRON"
    if tag == "IN":
        return "SCONJ" if dep == "mark" else "ADP"
    if tag == "RB":
        return "PART" if dep == "neg" else "ADV"
    return "PRON" if lower in _INDEFINITE else "NOUN"
