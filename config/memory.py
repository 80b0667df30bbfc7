"""Memory that is freed is given back to the system, and what stays for good is not looked at again.

glibc keeps an arena for every thread that ever asked, and takes ever larger pieces from its heaps: a process that
indexes in threads that come and go, as tantivy's do, would grow with every batch.
"""

import ctypes
import gc
import os
from contextlib import suppress

ARENAS = 2
LARGE = 128 * 1024  # bytes: a piece of its own, given back at once; glibc's own limit rises as such pieces are freed
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # of malloc.h


def set_aside() -> None:
    """What is loaded by now stays until the end: Python's collector passes it over, instead of walking it in an answer.

    For one call, when everything that takes long to load is loaded.
    """
    gc.collect()
    gc.freeze()


def give_back() -> bool:
    """Whether it was arranged: not where there is no glibc, or where the environment says how memory is kept."""
    if any(name.startswith("MALLOC_") or name == "GLIBC_TUNABLES" for name in os.environ):
        return False
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL("libc.so.6").mallopt
        return bool(mallopt(_ARENA_MAX, ARENAS)) and bool(mallopt(_MMAP_THRESHOLD, LARGE))
    return False
