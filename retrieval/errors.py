"""Every error On the Record raises on purpose, on one screen.

Each carries its ``subject`` (which thing), its ``cause`` (what happened to it) and a ``remedy`` (what to do next);
``str(error)`` is the one line a person reads.

    OnRecordError
    ├── BadInput            what was given cannot be used: a question, a file, an option
    │   ├── BadRecord       one record of a file; the rest of the file is fine
    │   └── Unknown         a name nothing goes by: an article, a source, a collection
    ├── StorageError        the data folder or the database cannot be read or written
    │   ├── Collided        the database undid a write in favour of another's: it may be tried again
    │   └── Overtaken       another process writes the index: what this one began there came to nothing
    └── IndexDamaged        the index on disk cannot be used; it is rebuilt from the database
"""


class OnRecordError(Exception):
    """The root of the tree."""

    def __init__(self, subject: str, cause: str, remedy: str) -> None:
        super().__init__(subject, cause, remedy)
        self.subject = subject
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.subject}: {self.cause}; {self.remedy}"


class BadInput(OnRecordError):
    """What was given cannot be used."""


class BadRecord(BadInput):
    """One record of a file cannot be used; ``subject`` names file and line."""


class Unknown(BadInput):
    """A name that nothing in the record goes by."""


class StorageError(OnRecordError):
    """The data folder or the database cannot be read or written."""


class Collided(StorageError):
    """The database undid a write because it and another waited for each other; a second try may do."""


class Overtaken(StorageError):
    """Another writer of the index has come in the middle of this one's turn, and nothing more of it was let in."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "another process has taken over writing it", "nothing is lost: that one goes on")


class IndexDamaged(OnRecordError):
    """The index on disk cannot be used; the database still has everything."""
