"""What threads allocate and free is given back, unless the environment says how memory is kept."""

import subprocess
import sys

import pytest

THREADS = 12
PROGRAM = f"""
import ctypes, sys, threading
from config.memory import give_back
if len(sys.argv) > 1:
    print(give_back(), flush=True)
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.fopen.restype = ctypes.c_void_p, ctypes.c_void_p
together = threading.Barrier({THREADS})
def work():
    together.wait()
    libc.malloc(10_000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range({THREADS})]
for thread in threads: thread.start()
for thread in threads: thread.join()
out = ctypes.c_void_p(libc.fopen(b"/dev/stdout", b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def ran(*arguments: str, **environment: str) -> tuple[str, int]:
    """What it said, and how many arenas there were in the end."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    path = {"PYTHONPATH": ":".join(sys.path), **environment}
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=path).stdout
    return out.split("\n", 1)[0], out.count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_threads_share_two_arenas():
    said, arenas = ran("keep low")
    assert (said, arenas <= 2) == ("True", True)
    assert ran()[1] > 2
    assert ran("keep low", MALLOC_ARENA_MAX="5")[0] == "False"


def test_what_is_set_aside_is_not_looked_at_again():
    program = """
import gc
from config.memory import set_aside
kept = [[] for _ in range(50_000)]
gone = []
gone.append(gone)
del gone
set_aside()
print(gc.get_freeze_count() > 50_000, len(gc.get_objects()) < 1_000, any(each is kept[0] for each in gc.get_objects()))
after = []
after.append(after)
del after
print(gc.collect())
"""
    path = {"PYTHONPATH": ":".join(sys.path)}
    out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=path).stdout
    assert out.split() == ["True", "True", "False", "1"]
