"""A process that is told to stop hears of it, whichever of its threads the system gives the signal to."""

import subprocess
import sys

PROGRAM = """
import signal, threading
from bot.web.server import until_told, wait_for

waiting = threading.Event()

class Told(threading.Event):
    def wait(self, timeout=None):
        waiting.set()
        return super().wait(timeout)

def taken_here():
    waiting.wait()
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    threading.Event().wait()

told = Told()
threading.Thread(target=taken_here, daemon=True).start()
with until_told(told.set):
    wait_for(told)
print("stopped")
"""


def test_a_signal_that_another_thread_takes_is_heard():
    path = {"PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=path, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "stopped\n"), ran.stderr


TWICE = """
import os, signal
from bot.web.server import until_told

with until_told(lambda: print("told", flush=True)):
    os.kill(os.getpid(), signal.SIGTERM)
os.kill(os.getpid(), signal.SIGTERM)
print("ended well")
"""


def test_one_that_is_told_again_while_it_ends_still_ends_well():
    path = {"PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", TWICE], capture_output=True, text=True, env=path, timeout=60)
    assert (ran.returncode, ran.stdout) == (0, "told\nended well\n"), ran.stderr
