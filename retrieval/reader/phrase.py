"""The wh-phrase of a question: the word that asks, the noun it asks for, and what that is to the verb."""

from retrieval.reader.tree import ADVERB, OTHER, Tree

_WH_TAGS = frozenset({"WP", "WP$", "WDT", "WRB"})
_WH_WORDS = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_SORTS = frozenset({"kind", "type", "sort", "name", "title", "number", "amount", "part", "form", "percentage", "of"})


def wh_word(tree: Tree) -> int | None:
    """The token that asks."""
    found = [
        index
        for index, (word, tag) in enumerate(zip(tree.words, tree.tag, strict=True))
        if word in _WH_WORDS and (tag in _WH_TAGS or index == 0)
    ]
    if not found:
        return None
    return min(found, key=lambda index: (_relative(tree, index), index))


def _relative(tree: Tree, index: int) -> bool:
    """Whether a wh-word opens a relative or adverbial clause instead of asking."""
    if index == 0:
        return False
    at = index
    for _ in range(4):
        at = tree.heads[at]
        if tree.dep[at] in ("relcl", "advcl", "acl") and tree.left[at] <= index:
            before = tree.words[index - 1]
            return tree.left[at] >= index - 1 and before not in (",",)
        if tree.heads[at] == at:
            break
    return False


def wh_phrase(tree: Tree, wh: int) -> tuple[str, str, int | None, frozenset[int], int | None]:
    """Kind, role, governing token, tokens of the wh-phrase, and the token of the noun asked for."""
    kind, at, focus = tree.words[wh], wh, None
    if kind == "how" and wh + 1 < len(tree):
        following = tree.words[wh + 1]
        if tree.pos[wh + 1] in ("ADJ", "ADV"):
            kind, at = f"how {following}", wh + 1
    for _ in range(4):  # climb from "which" or "many" to the noun of the phrase
        head = tree.heads[at]
        if head == at or tree.pos[head] not in ("NOUN", "PROPN", "ADJ", "NUM"):
            break
        if tree.dep[at] not in ("det", "amod", "advmod", "poss", "nummod", "compound", "nsubj", "predet", "quantmod"):
            break
        if head < at or tree.dep[at] == "nsubj":
            break
        at = head
    phrase = set(range(min(wh, tree.left[at]), at + 1)) if at != wh else {wh}
    if at != wh and tree.pos[at] in ("NOUN", "PROPN"):
        focus = at
        inner = _of(tree, at)
        if inner is not None and tree.lemmas[at] in _SORTS:
            focus = inner
            phrase |= set(range(at, inner + 1))
    role, anchor = tree.roles[at]
    if anchor == at:
        return kind, OTHER, None, frozenset(phrase), focus
    if role == OTHER and kind in ("when", "where", "why", "how"):
        role = ADVERB
    if focus is None and tree.lemmas[anchor] == "be":
        others = [
            child for child in tree.children[anchor] if child not in phrase and tree.dep[child] in ("nsubj", "attr")
        ]
        if others:
            focus = others[0]
            inner = _of(tree, focus)
            if inner is not None and tree.lemmas[focus] in _SORTS:
                focus = inner
    return kind, role, anchor, frozenset(phrase), focus


def _of(tree: Tree, at: int) -> int | None:
    for child in tree.children[at]:
        if tree.words[child] == "of":
            for inner in tree.children[child]:
                if tree.dep[inner] == "pobj":
                    return inner
    return None
