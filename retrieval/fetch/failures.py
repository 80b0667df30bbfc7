"""The words for what went wrong: one line for each kind of trouble, naming the address without its secrets."""

from retrieval.fetch.addresses import shown
from retrieval.fetch.records import FetchFailed, Trouble

REMEDIES = {
    Trouble.ADDRESS: "give an http or https address on port 80 or 443, without a user name in it",
    Trouble.REFUSED: "only public addresses are fetched; ONRECORD_ALLOW_HOSTS opens an in-house one",
    Trouble.UNKNOWN_HOST: "check how it is spelled",
    Trouble.CONNECTION: "try again later, or look at it in a browser",
    Trouble.TIMEOUT: "try again later",
    Trouble.TOO_LARGE: "give the address of one page or of one feed",
    Trouble.CONTENT_TYPE: "give the address of a web page or of a feed",
    Trouble.REDIRECTS: "give the address at which it ends in a browser",
    Trouble.ROBOTS: "read it in a browser, or choose another source",
    Trouble.COOLING: "it is asked again when the time has come",
}


def failed(trouble: Trouble, url: str, cause: str, *, at: str | None = None) -> FetchFailed:
    """The failure of ``url``; ``at`` is where redirects had led by then."""
    subject = shown(url)
    if at is not None:
        subject = f"{subject} (sent on to {shown(at)})"
    return FetchFailed(trouble, subject, cause, REMEDIES[trouble])


class Stopped(Exception):
    """What ends a request, before it is known under which name the person gave the address."""

    def __init__(self, trouble: Trouble, cause: str) -> None:
        super().__init__(cause)
        self.trouble = trouble
        self.cause = cause
