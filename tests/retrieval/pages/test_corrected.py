"""What a page says in JSON-LD that was corrected in its article."""

import pytest

from tests.retrieval.pages.page_html import URL, linked, read

SAID = "An earlier version misstated how many talks were held."
OTHER = "Another article had the wrong name."


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        (({"correction": SAID},), SAID),
        (({"correction": [SAID, "The headline was wrong."]},), f"{SAID} The headline was wrong."),
        (({"correction": {"@type": "CorrectionComment", "text": SAID, "datePublished": "2026-11-20"}},), SAID),
        (({"correction": [{"@type": "CorrectionComment", "description": f"{SAID}\n"}]},), SAID),
        (({"correction": {"@id": "#c1"}}, {"@id": "#c1", "@type": "CorrectionComment", "text": SAID}), SAID),
        (({"comment": [{"@type": "Comment", "text": "First!"}, {"@type": "CorrectionComment", "text": SAID}]},), SAID),
        (({"headline": "Talks"}, {"@type": "CorrectionComment", "text": SAID}), SAID),
        (({"url": URL, "name": "Talks"}, {"@type": "CorrectionComment", "text": SAID, "about": {"@id": URL}}), SAID),
        (({"correction": "https://www.alder.example/corrections"},), None),
        (({"comment": [{"@type": "Comment", "text": "Correction: you are wrong"}]},), None),
        (({"correction": {"@type": "CorrectionComment"}},), None),
        (({"correction": 7},), None),
        (({"headline": "Talks"}, {"@type": "CorrectionComment", "text": OTHER, "about": {"@id": "#else"}}), None),
    ],
)
def test_a_correction_is_read_however_it_is_given(nodes: tuple[dict[str, object], ...], said: str | None) -> None:
    page = read("".join(linked(**{"datePublished": "2026-11-20", **node}) for node in nodes))
    assert page.correction == said


def test_of_many_articles_only_the_own_one_s_counts() -> None:
    own = linked(headline="Talks end in Alder", mainEntityOfPage=URL, datePublished="2026-11-20")
    other = linked(headline="Another", url="https://www.alder.example/other", correction=OTHER)
    loose = linked(**{"@type": "CorrectionComment", "text": OTHER})
    assert read(own + other + loose).correction is None
    assert read(other + linked(headline="Talks", mainEntityOfPage=URL, correction=SAID)).correction == SAID
