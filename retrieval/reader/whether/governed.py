"""What a word that governs a predicate makes of it: who refuses to do it does not, who may do it may not have."""

from retrieval.reader.tree import Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.helpers import Way, by_helpers, negated
from retrieval.reader.whether.stances import (
    ALLOWS,
    BROUGHT,
    COUNTS,
    DENIES,
    FALSE,
    FUTURE,
    HOLDS,
    MODALS,
    NEWS,
    PLANS,
    PROPOSED,
    RANKED,
    SURE,
    TALK,
    UNFOUNDED,
)
from retrieval.reader.whether.subjects import subject_of


def governed(claim: Claim, tree: Tree, current: int, head: int, way: Way) -> Way:
    """What a governing word makes of what is under it."""
    dep, lemma = tree.dep[current], tree.lemmas[head]
    if dep == "prep" and lemma in DENIES and tree.words[current] in ("out", "from"):
        return Way.NO if way is Way.YES and not negated(tree, head) else Way.UNCLEAR
    if dep == "prep" and lemma == "be" and tree.words[current] == "under":
        return Way.UNCLEAR if claim.exists and negated(tree, head) else by_helpers(claim, tree, head, way)
    if tree.pos[head] == "ADP" or dep == "pobj":
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if lemma in ("without", "against") else way
    if tree.lemmas[head] == "be" and any(
        tree.lemmas[c] in ("unlikely", "likely", "possible") for c in tree.children[head]
    ):
        return Way.UNCLEAR
    if tree.pos[head] in ("NOUN", "PROPN") and not claim.linking:
        if claim.exists and dep == "prep" and lemma in PROPOSED and tree.dep[head] == "dobj":
            refused = tree.lemmas[tree.heads[head]] in DENIES and not negated(tree, tree.heads[head])
            return way if refused else Way.UNCLEAR  # what the refusal makes of it, the next step says
        if lemma in PLANS and any(tree.words[child] == "no" for child in tree.children[head]):
            holds = claim.about_future and way is Way.YES and tree.lemmas[tree.heads[head]] in ("have", "be")
            return Way.NO if holds else Way.UNCLEAR
        if lemma in TALK:
            over = tree.lemmas[tree.heads[head]]
            false = over in ("deny", "reject", "dismiss", "refute") or any(
                tree.words[child] in UNFOUNDED for child in tree.children[head]
            )
            return Way.NO if false and way is Way.YES else Way.UNCLEAR
        return Way.UNCLEAR if dep in ("acl", "pcomp", "prep") and lemma not in (*NEWS, *RANKED) else way
    if tree.pos[head] == "ADJ" and dep in ("xcomp", "ccomp", "csubj", "acl", "advcl"):
        if lemma in FALSE:
            return Way.NO if way is Way.YES else Way.UNCLEAR
        return way if lemma in SURE else Way.UNCLEAR
    if dep == "advcl":  # its own mark has been looked at; "ruled out running" is parsed as one
        ruled = lemma in DENIES and tree.tag[current] == "VBG" and tree.left[current] == current > head
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if ruled and tree.words[current - 1] != "," else way
    if dep == "conj":
        if any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[current]) or subject_of(tree, current):
            return way
        joined = any(tree.words[child] in ("or", "nor") for child in tree.children[head])
        helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
        if joined or helpers & (MODALS | FUTURE):
            return by_helpers(claim, tree, head, way)
        return way
    if claim.exists and dep in ("dobj", "nsubjpass", "nsubj"):
        made = Way.NO if lemma in DENIES else Way.YES if lemma in BROUGHT or lemma == "be" else Way.UNCLEAR
        if way is Way.NO:
            return Way.NO if made is Way.YES or lemma in COUNTS else Way.UNCLEAR
        return by_helpers(claim, tree, head, made) if made is Way.YES else made
    if claim.exists and dep == "attr":
        return way if way is Way.NO else by_helpers(claim, tree, head, way)
    if dep in ("acomp", "attr", "oprd") or (claim.linking and lemma == "be"):
        return by_helpers(claim, tree, head, way)
    if dep in ("xcomp", "ccomp", "pcomp", "csubj"):
        if lemma in DENIES:
            flipped = Way.NO if way is Way.YES else Way.UNCLEAR
            return Way.UNCLEAR if negated(tree, head) else by_helpers(claim, tree, head, flipped)
        if lemma in ALLOWS and claim.ability and dep == "xcomp":  # who is allowed to can
            return by_helpers(claim, tree, head, way)
        if lemma not in HOLDS:
            return Way.UNCLEAR
        if lemma in ("have", "be") and dep == "xcomp":  # "has yet to", "still has to", "has to", "is to"
            yet = any(
                tree.words[child] in ("yet", "still") for child in (*tree.children[head], *tree.children[current])
            )
            return Way.NO if yet and way is Way.YES else Way.UNCLEAR
        if lemma == "go" and not claim.about_future:
            return Way.UNCLEAR
        if negated(tree, head):  # "did not agree to go" is a no; "did not say that he went" is none
            return Way.NO if dep == "xcomp" and way is Way.YES else Way.UNCLEAR
        return by_helpers(claim, tree, head, way) if dep == "xcomp" else _reported(tree, head, way)
    return way


def _reported(tree: Tree, head: int, way: Way) -> Way:
    """What is said is taken as said; what somebody may say is not."""
    helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
    return Way.UNCLEAR if helpers & (MODALS | FUTURE) else way
