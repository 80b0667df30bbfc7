"""What the scorer sees of each token: its label, part of speech and place in the parse, and what matches around it."""

import numpy as np

from retrieval.reader.match import Match
from retrieval.reader.question import Asked
from retrieval.reader.scorer import Floats
from retrieval.reader.tree import Tree, role_class

ROLES = ("subject", "object", "attribute", "recipient", "possessor", "adverb", "clause", "prep", "other")
_LABELS = (
    ("PERSON",), ("ORG",), ("GPE", "LOC", "FAC"), ("NORP",), ("DATE",), ("TIME",), ("MONEY", "PERCENT", "QUANTITY"),
    ("CARDINAL",), ("ORDINAL",), ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"),
)  # fmt: skip
_POS = ("NOUN", "PROPN", "NUM", "VERB", "ADJ", "ADP", "PRON", "ADV", "AUX")
_DEPS = (
    "nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "conj", "compound", "amod", "nummod", "poss", "advcl",
    "ccomp", "xcomp", "prep", "advmod", "relcl", "ROOT", "acl", "npadvmod", "acomp",
)  # fmt: skip

_LABEL_INDEX = {label: index for index, group in enumerate(_LABELS) for label in group}
_POS_INDEX = {pos: index for index, pos in enumerate(_POS)}
_DEP_INDEX = {dep: index for index, dep in enumerate(_DEPS)}
ROLE_INDEX = {role: index for index, role in enumerate(ROLES)}
TOKEN_WIDTH = len(_LABELS) + len(_POS) + len(_DEPS) + len(ROLES) + 16


def token_features(asked: Asked, tree: Tree, met: Match, matched: Floats) -> Floats:
    """One row per token; ``matched`` is how well each matches any term of the question."""
    count = len(tree)
    out = np.zeros((count, TOKEN_WIDTH), dtype=np.float32)
    at = 0
    kinds = [role_class(role) for role, _ in tree.roles]
    for names, places, width in (
        (tree.labels, _LABEL_INDEX, len(_LABELS)),
        (tree.pos, _POS_INDEX, len(_POS)),
        (tree.dep, _DEP_INDEX, len(_DEPS)),
        (kinds, ROLE_INDEX, len(ROLES)),
    ):
        for index, name in enumerate(names):
            place = places.get(name)
            if place is not None:
                out[index, at + place] = 1.0
        at += width
    strong, focus, anchor = matched.tolist(), met.focus.tolist(), met.anchor.tolist()
    framed = _frames(asked, tree)
    wanted = role_class(asked.role)
    rows = []
    for index, (role, governor) in enumerate(tree.roles):
        same, kin = float(role == asked.role), float(kinds[index] == wanted)
        parent, below = tree.heads[index], tree.children[index]
        apart = governor != index
        governed = anchor[governor] if apart else 0.0
        rows.append(
            (
                governed,
                governed * same,
                governed * kin * (1.0 - same),
                governed * (1.0 - kin),
                same,
                framed[governor] if apart else 0.0,
                strong[parent] if parent != index else 0.0,
                strong[governor] if apart else 0.0,
                focus[parent] if parent != index else 0.0,
                max([focus[child] for child in below]) if below else 0.0,
                max([strong[child] for child in below]) if below else 0.0,
                focus[index],
                strong[index],
                anchor[index],
                float(tree.tag[index] in ("NNS", "NNPS")),
            )
        )
    out[:, at : at + 15] = rows
    out[:, at + 15] = tree.distance[:, tree.root]
    return out


def _frames(asked: Asked, tree: Tree) -> list[float]:
    """Per token: how many of the question's other arguments stand in the same role below it."""
    found = [0.0] * len(tree)
    for index, (role, governor) in enumerate(tree.roles):
        for wanted, keys in asked.frame:
            if not keys.isdisjoint(tree.keys[index]):
                found[governor] += 1.0 if role == wanted else 0.4
    return found
