"""The text of an article: trafilatura's, with the paragraphs it passed over and without the page's own lines."""

import re
import warnings
from functools import cache
from importlib.metadata import version
from typing import Any

from retrieval.pages.chrome import article_lines
from retrieval.pages.paragraphs import blocks, completed, without_teasers


@cache
def extractor() -> str:
    """The extractor and its version: a later one may draw another text from the same page."""
    return f"trafilatura/{version('trafilatura')}"


@cache
def trafilatura() -> tuple[Any, Any]:
    """Imported when a page comes: it takes half a second, and warns of proxies it shall never use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction, load_html
    return bare_extraction, load_html


def drawn(html: str) -> str:
    """The text trafilatura draws from a page, paragraphs parted by line breaks; "" when it finds none."""
    bare_extraction, _ = trafilatura()
    document = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=False)
    text = document.text if document is not None and not isinstance(document, dict) else None
    return tidy(text or "")


def tidy(text: str) -> str:
    """``text`` without empty lines and what cannot be stored."""
    storable = text.replace("\0", "").encode("utf-8", "ignore").decode()
    lines = (line.strip() for line in storable.splitlines())
    return "\n".join(re.sub(r"[^\S\n]+", " ", line) for line in lines if line)


def body(html: str, tree: Any, title: str) -> str:
    """The text of the article in a page, paragraphs parted by line breaks; "" when there is none."""
    lines = drawn(html).splitlines()
    found = blocks(tree) if lines else []
    return "\n".join(article_lines(without_teasers(completed(lines, found), found), title))
