"""Verbs that report speech, and what they make of it."""

from retrieval.speech.quotation import Polarity


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# With a clause ("said that ...") or with quoted words.
SAYING = _set(
    "say tell add ask reply argue insist admit deny tweet write explain recall warn concede note continue state "
    "declare announce claim conclude stress remark joke respond observe quip exclaim shout reiterate repeat "
    "acknowledge affirm agree allege answer assert assure boast caution complain confess confide confirm contend "
    "counter disclose emphasize emphasise estimate predict promise pledge propose reason remind report reveal "
    "speculate suggest swear testify threaten underscore underline vow whisper maintain mention lament muse "
    "interject retort inform clarify rule reckon point indicate signal hint believe stipulate order opine demand "
)
# Only with quoted words: "called it 'a farce in three acts'".
QUOTING = _set(
    "call describe post share blast slam begin urge praise hail label brand dub criticize criticise condemn message "
    "text sing scream yell comment chant thank congratulate apologize apologise plead implore speak describe cite vow "
    "recommend question wonder laugh accuse object protest think find"
)
# What they call something may be a word or two: "described it as 'reckless'", "accused him of 'playing with fire'".
LABELLING = _set(
    "call describe blast slam praise hail label brand dub criticize criticise condemn accuse blame dismiss denounce "
    "reject decry deride lambast characterize characterise mock liken compare portray refer"
)
# Of a clause alone these are thought or shown, not said.
_SILENT = _set("believe find think rule indicate order")

# What facts do as well as people: "falling prices, suggesting that ...".
SHOWING = _set("suggest indicate signal hint reveal mention demand mean")

CONFIRMING = _set("confirm acknowledge admit concede affirm")
DENYING = _set("deny")
REFUSING = _set("refuse decline")
_COMMENTING = _set(
    "comment say answer respond discuss elaborate confirm speak disclose specify reveal give address reply"
)
_SILENCE = _set("comment say answer respond elaborate specify reply tell")


def reports_clause(lemma: str) -> bool:
    return lemma in SAYING and lemma not in _SILENT


def reports_quote(lemma: str) -> bool:
    return lemma in SAYING or lemma in QUOTING or lemma in LABELLING


def is_comment(lemma: str) -> bool:
    """Whether refusing to do it is refusing to speak."""
    return lemma in _COMMENTING


def polarity_of(lemma: str, *, negated: bool) -> Polarity | None:
    """None for what is neither said nor refused ("did not deny")."""
    if lemma in DENYING:
        return None if negated else Polarity.DENIED
    if negated:
        return Polarity.REFUSED if lemma in _SILENCE else None
    return Polarity.CONFIRMED if lemma in CONFIRMING else Polarity.SAID
