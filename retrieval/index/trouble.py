"""What tantivy and the file system say of trouble, as errors of our own."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import IndexDamaged, StorageError

# the disk or the permissions are at fault, and what is on the disk is as it was
_STORAGE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EMFILE, errno.EIO}
_WRITER_GONE = "writer was killed"  # what tantivy says once its writing thread has met an error
_CODE = re.compile(r"os error (\d+)")


def damaged(folder: Path, cause: str) -> IndexDamaged:
    return IndexDamaged(f"the index in {folder}", cause, "it can be rebuilt from the database: onrecord index rebuild")


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """Raises StorageError for a full disk or a folder that may not be written, IndexDamaged for unreadable files.

    tantivy raises ValueError for either, with the system's error number in its text, and panics on some garbage.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise _judged(folder, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # pyo3's; it cannot be imported
            raise
        raise _judged(folder, error) from error


def _judged(folder: Path, error: BaseException) -> Exception:
    found = _CODE.search(str(error))
    code = error.errno if isinstance(error, OSError) else int(found[1]) if found else None
    if code in _STORAGE or _WRITER_GONE in str(error):
        cause = os.strerror(code).lower() if code else "it cannot be written (a full disk, most likely)"
        remedy = "make room or give this user the folder, then run it again; nothing is lost"
        return StorageError(f"the index in {folder}", cause, remedy)
    return damaged(folder, f"it cannot be read ({error})")
