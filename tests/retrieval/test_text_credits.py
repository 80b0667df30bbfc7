"""Whom a text credits, as outlets write it."""

import pytest

from retrieval.text.credits import credits_of, is_credited


@pytest.mark.parametrize(
    ("said", "outlet"),
    [
        ("KYIV, July 20 (Reuters) - The minister left.", "Reuters"),
        ("KYIV (Reuters) — The minister left.", "reuters.com"),
        ("ALDMOOR, Harbour Wire - The ferry left.", "Harbour Wire"),
        ("The ferry left.\n\nSource: Agence France-Presse", "AFP"),
        ("The ferry left, he said. (AFP)", "AFP"),
        ("The ferry left. This article was first published by The Harbour Post.", "The Harbour Post"),
        ("The ferry left. With reporting by Associated Press.", "apnews.com"),
        ("According to Al Jazeera, the ferry left.", "Al Jazeera"),
    ],
)
def test_a_credit_names_the_outlet(said, outlet):
    assert is_credited(outlet, credits_of(said))


@pytest.mark.parametrize("outlet", ["", "The Aldmoor Times", "Wire", "post.example"])
def test_nobody_else_is_credited(outlet):
    said = "KYIV (Reuters) - The minister left. Source: The Harbour Post"
    assert not is_credited(outlet, credits_of(said))


def test_a_name_in_the_middle_of_a_text_is_no_credit():
    padding = "The ferry left the quay. " * 40
    assert not is_credited("Reuters", credits_of(f"{padding}(Reuters) - {padding}"))
    assert credits_of("") == ()
