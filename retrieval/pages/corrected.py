"""What a page says in JSON-LD that was corrected in its article (schema.org: `correction`, `CorrectionComment`)."""

import re
from collections.abc import Iterator, Sequence

from retrieval.pages.linked import Node, address_of, is_story, types_of, words

_COMMENT = "CorrectionComment"
_LONGEST = 2_000  # characters
_ADDRESS = re.compile(r"https?://\S+")


def correction_of(story: Node | None, found: Sequence[Node]) -> str | None:
    """The words of every correction of the page's own article, in the order of the page, on one line."""
    if story is None:
        return None
    by_id = {str(node["@id"]): node for node in found if "@id" in node and node is not story}
    said = [text for given in (story.get("correction"), *_comments(story)) for text in _texts(given, by_id)]
    said += [text for node in found if _is_of(node, story, found) for text in _texts(node, by_id)]
    whole = " ".join(dict.fromkeys(said))
    return whole[:_LONGEST].strip() or None


def _comments(story: Node) -> Iterator[Node]:
    """Corrections among the comments on an article."""
    given = story.get("comment")
    for comment in (given if isinstance(given, list) else [given])[:100]:
        if isinstance(comment, dict) and _COMMENT in types_of(comment):
            yield comment


def _is_of(node: Node, story: Node, found: Sequence[Node]) -> bool:
    """Whether a correction that stands beside the article is of it: it says so, or there is no other."""
    if _COMMENT not in types_of(node):
        return False
    about = node.get("about") or node.get("parentItem")
    if about is None:
        return sum(is_story(each) for each in found) == 1
    named = about.get("@id") or about.get("url") if isinstance(about, dict) else about
    return named is not None and named in (story.get("@id"), *address_of(story))


def _texts(given: object, by_id: dict[str, Node], deep: int = 0) -> Iterator[str]:
    """The words of a correction, however it is given: text, node, the id of one, or a list; an address says nothing."""
    if isinstance(given, list) and not deep:
        for each in given[:20]:
            yield from _texts(each, by_id, 1)
    elif isinstance(given, dict):
        named = by_id.get(str(given.get("@id"))) if set(given) <= {"@id", "@type"} else None
        whole = given if named is None else named
        text = next((words(whole[name]) for name in ("text", "description", "name") if words(whole.get(name))), "")
        if text:
            yield text
    elif isinstance(given, str) and (text := words(given)) and not _ADDRESS.fullmatch(text):
        yield text
