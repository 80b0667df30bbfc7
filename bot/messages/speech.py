"""What the bot says about who said what, and who is who."""

SAID = {"said": "said", "confirmed": "confirmed", "denied": "denied", "refused": "did not say"}
VIA = "{label}, via {outlet}"
CHANGED = "{label}, unlike before"
ROLES_DIFFER = "One article gives more than one role for the same place; the newest comes first."


def no_quote(speaker: str, topic: str) -> str:
    """Nobody of that name is quoted on it."""
    about = f" on {topic}" if topic else ""
    return f"No article I have quotes {speaker}{about}. The nearest sentences:"


def said_by(polarity: str, *, outlet: str | None, changed: bool) -> str:
    """The word before a quotation: what was done, by whose report, and whether it is a change."""
    label = SAID[polarity]
    if changed:
        label = CHANGED.format(label=label)
    return VIA.format(label=label, outlet=outlet) if outlet else label
