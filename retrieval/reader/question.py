"""What a question asks for, read from its parse: the wh-phrase, the noun it is about, and the role the answer plays."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.reader.initialisms import spellings
from retrieval.reader.phrase import wh_phrase, wh_word
from retrieval.reader.tree import OBJECT, OTHER, POSSESSOR, SUBJECT, Tree, lay_out
from retrieval.reader.words import keys, small, word_set
from retrieval.types import Annotation, AnswerType, Query

Annotate = Callable[[Sequence[str]], Sequence[Annotation]]

_PIECE = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])")
_LIGHT = word_set(
    """
    be do have will can may would could should must get make take go come say happen call name accord this that it
    they he she we you i one many much there which who what when where why how week month today recent recently
    new following first last not follow
    """
)
_DEGREES = word_set("tall high deep wide far long old hot cold warm fast heavy big large many much")
_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A content word of the question: what it matches by, how much it counts, whether it is part of a name."""

    word: str
    keys: frozenset[str]
    weight: float
    name: bool
    verb: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``kind`` is the wh-word ("how" joined with its adjective), "polar" or "none"; ``focus`` the keys of its noun."""

    text: str
    tree: Tree
    kind: str
    type: AnswerType
    role: str
    anchor: frozenset[str]  # keys of the word that governs the wh-phrase
    anchor_is_copula: bool
    focus: frozenset[str]
    focus_word: str
    frame: tuple[tuple[str, frozenset[str]], ...]  # role and keys of the anchor's other arguments
    terms: tuple[Term, ...]
    names: tuple[tuple[frozenset[str], ...], ...]  # each name as the keys of its words
    essential: tuple[frozenset[str], ...]  # names that do it, that it is done to, or whose it is
    year: int  # in which it is asked
    past: bool | None  # whether it asks about what was (True) or will be (False)
    vocabulary: frozenset[str]  # every key a word of a sentence may meet
    spelt: tuple[tuple[frozenset[str], frozenset[str]], ...]  # keys of initials, and of the words that spell them


def pieces(text: str) -> list[str]:
    """The sentences of a question; one that is not a question is context."""
    return [piece for piece in (part.strip() for part in _PIECE.split(text)) if piece] or [text]


def understand(query: Query, annotate: Annotate) -> Asked:
    parts = pieces(query.text)
    trees = [lay_out(part, parse) for part, parse in zip(parts, annotate(parts), strict=True)]
    return from_trees(query, trees)


def from_trees(query: Query, trees: Sequence[Tree]) -> Asked:
    chosen = max(range(len(trees)), key=lambda at: (_asks(trees[at]), at))
    tree = trees[chosen]
    wh = wh_word(tree)
    kind, role, anchor, phrase, focus = "none", OTHER, None, frozenset[int](), None
    if wh is not None:
        kind, role, anchor, phrase, focus = wh_phrase(tree, wh)
    elif len(tree) and tree.pos[0] in ("AUX", "VERB") and tree.text.rstrip().endswith("?"):
        kind, anchor = "polar", tree.root
    answer_type = _corrected(query.answer_type, kind, tree, anchor, focus)
    focus_word = tree.lemmas[focus] if focus is not None else (query.focus or "").lower()
    focus_keys = tree.keys[focus] if focus is not None else frozenset[str]()
    if query.focus:
        for word in query.focus.lower().split():
            focus_keys = focus_keys | keys(word, word)
    names = tuple(tuple(_joined(word) for word in _words(name)) for name in query.names)
    anchor_keys = tree.keys[anchor] if anchor is not None else frozenset[str]()
    terms = _terms(trees, chosen, phrase if kind not in ("none", "polar") else frozenset(), query)
    return Asked(
        text=query.text,
        tree=tree,
        kind=kind,
        type=answer_type,
        role=role,
        anchor=anchor_keys,
        anchor_is_copula=anchor is not None and tree.lemmas[anchor] == "be",
        focus=focus_keys,
        focus_word=focus_word,
        frame=_frame(tree, anchor, phrase),
        terms=terms,
        names=tuple(name for name in names if name),
        essential=_essential(tree, anchor, phrase),
        year=query.as_of.year,
        past=_past(tree, anchor),
        vocabulary=anchor_keys.union(focus_keys, *(term.keys for term in terms)),
        spelt=tuple((_keys_of((letters,)), _keys_of(words)) for letters, words in spellings(query.text)),
    )


def _keys_of(words: Sequence[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in keys(word.lower(), word.lower()))


def _corrected(given: AnswerType, kind: str, tree: Tree, anchor: int | None, focus: int | None) -> AnswerType:
    """The type, where the parse knows better: "how tall" asks for a number, "who is the minister" for a person."""
    if given is AnswerType.MANNER and kind.startswith("how ") and kind.removeprefix("how ") in _DEGREES:
        return AnswerType.AMOUNT
    copula = anchor is not None and tree.lemmas[anchor] == "be"
    if given is AnswerType.DEFINITION and kind == "who" and copula and focus is not None and tree.pos[focus] == "NOUN":
        return AnswerType.PERSON
    return given


def _past(tree: Tree, anchor: int | None) -> bool | None:
    if tree.words[:2] == ("when", "did"):
        return True  # whatever the parse takes for its verb
    if anchor is None:
        return None
    verbs = [child for child in tree.children[anchor] if tree.dep[child] in ("aux", "auxpass")] + [anchor]
    if any(tree.lemmas[verb] in ("will", "would", "shall") or tree.words[verb] in ("'ll", "’ll") for verb in verbs):
        return False
    return True if any(tree.tag[verb] == "VBD" for verb in verbs) else None


def _joined(word: str) -> frozenset[str]:
    """What a word of a name matches by; a joined one also by its parts: "Mar-a-Lago", "US-Mexico"."""
    return keys(word, word).union(*(keys(part, part) for part in word.split("-") if len(part) > 1))


def _words(name: str) -> list[str]:
    cleaned = small(re.sub(r"['’]s\b", "", name))
    return [word for word in re.findall(r"[\w.\-&]+", cleaned) if word not in ("the", "of", "and", "for")]


def _asks(tree: Tree) -> int:
    return 2 * tree.text.rstrip("”\"’' ").endswith("?") + (wh_word(tree) is not None)


def _frame(tree: Tree, anchor: int | None, phrase: frozenset[int]) -> tuple[tuple[str, frozenset[str]], ...]:
    if anchor is None:
        return ()
    return tuple(
        (role, tree.keys[index])
        for index, (role, head) in enumerate(tree.roles)
        if head == anchor and index not in phrase and index != anchor and tree.pos[index] in ("NOUN", "PROPN", "NUM")
    )


def _essential(tree: Tree, anchor: int | None, phrase: frozenset[int]) -> tuple[frozenset[str], ...]:
    """Names without which a sentence is about something else."""
    found = []
    for index, (role, governor) in enumerate(tree.roles):
        if tree.pos[index] != "PROPN" or index in phrase or tree.dep[index] == "compound":
            continue
        if tree.labels[index] in ("DATE", "TIME") or len(tree.words[index]) < 2:  # "Biden's July speech", "id cards"
            continue
        acts = governor == anchor and role in (SUBJECT, OBJECT)
        if acts or role == POSSESSOR:
            found.append(tree.keys[index])
    return tuple(found)


def _terms(trees: Sequence[Tree], chosen: int, phrase: frozenset[int], query: Query) -> tuple[Term, ...]:
    """Content words, those of the asking sentence in full, those of its context at half weight; each once."""
    named = {key for name in query.names for word in _words(name) for key in keys(word, word)}
    found: dict[str, Term] = {}
    for at, tree in enumerate(trees):
        for index, word in enumerate(tree.words):
            if tree.pos[index] not in _CONTENT_POS or tree.lemmas[index] in _LIGHT or len(word) < 2:
                continue
            if at == chosen and index in phrase and tree.pos[index] not in ("PROPN",):
                continue
            name = bool(tree.keys[index] & named) or tree.pos[index] == "PROPN"
            verb = tree.pos[index] == "VERB"
            weight = (2.0 if name else 1.0 if tree.pos[index] in ("NOUN", "VERB", "NUM") else 0.6) * (
                1.0 if at == chosen else 0.5
            )
            kept = found.get(tree.lemmas[index])
            if kept is None or kept.weight < weight:
                found[tree.lemmas[index]] = Term(word=word, keys=tree.keys[index], weight=weight, name=name, verb=verb)
    return tuple(found.values())
