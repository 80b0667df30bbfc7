"""Many versions analysed in several processes.

The workers are plain subprocesses that speak pickles over their pipes, not multiprocessing's: nothing of the calling
script is imported again in them, so it needs no ``if __name__ == "__main__"``. They end when their input closes,
however the parent ends.
"""

import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeVar

from retrieval.errors import StorageError
from retrieval.language.analyser import Analyser, Text
from retrieval.language.wire import Packed, pack, unpack
from retrieval.types import AnalysedVersion, Level

K = TypeVar("K")

_BATCH = {Level.FULL: 30_000, Level.LIGHT: 300_000}  # characters that go to a worker at a time
_AHEAD = 2  # batches a worker has waiting, so that it never waits
_SIZE = struct.Struct("<Q")
_START = "from retrieval.language.workers import work; work()"

# Every matrix here is small: more threads than one only wait for each other, and for the other workers.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def analyse_many(
    items: Iterable[tuple[K, str, str]], *, level: Level, processes: int
) -> Iterator[tuple[K, AnalysedVersion]]:
    """Each key with its analysed version, from (key, title, text), in no fixed order.

    ``items`` is read in the calling thread, a few batches ahead at most. With ``processes`` up to 1 the work is done
    in this process. Raises StorageError when a worker dies, and what a worker raised.
    """
    batches = _batches(items, _BATCH[level])
    if processes <= 1:
        analyser = Analyser()
        for keys, texts in batches:
            yield from zip(keys, _analysed(analyser, level, texts), strict=True)
        return
    pool = _Pool(processes, level)
    try:
        waiting: dict[int, list[K]] = {}
        for number, (keys, texts) in enumerate(batches):
            waiting[number] = keys
            pool.put(number, texts)
            while len(waiting) >= processes * _AHEAD:
                done, packed = pool.get()
                yield from zip(waiting.pop(done), map(unpack, packed), strict=True)
        while waiting:
            done, packed = pool.get()
            yield from zip(waiting.pop(done), map(unpack, packed), strict=True)
    finally:
        pool.close()


def _batches(items: Iterable[tuple[K, str, str]], size: int) -> Iterator[tuple[list[K], list[Text]]]:
    keys: list[K] = []
    texts: list[Text] = []
    length = 0
    for key, title, text in items:
        keys.append(key)
        texts.append((title, text))
        length += len(text)
        if length >= size:
            yield keys, texts
            keys, texts, length = [], [], 0
    if keys:
        yield keys, texts


def _analysed(analyser: Analyser, level: Level, texts: Sequence[Text]) -> list[AnalysedVersion]:
    if level is Level.FULL:
        return analyser.full_many(texts)
    return [analyser.light(title, text) for title, text in texts]


class _Pool:
    """Worker processes, each with a thread here that hands it one batch after the other."""

    def __init__(self, processes: int, level: Level) -> None:
        self._tasks: queue.SimpleQueue[tuple[int, list[Text]] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, list[Packed]] | Exception] = queue.SimpleQueue()
        self._workers = [_worker() for _ in range(processes)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker, level), daemon=True) for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def put(self, number: int, texts: list[Text]) -> None:
        self._tasks.put((number, texts))

    def get(self) -> tuple[int, list[Packed]]:
        done = self._done.get()
        if isinstance(done, Exception):
            raise done
        return done

    def close(self) -> None:
        """Ends the workers, in the middle of a batch if need be."""
        for worker in self._workers:
            worker.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _serve(self, worker: "subprocess.Popen[bytes]", level: Level) -> None:
        while (task := self._tasks.get()) is not None:
            number, texts = task
            try:
                _send(worker.stdin, (level.value, texts))
                answer = _receive(worker.stdout)
            except (OSError, EOFError):
                answer = StorageError(
                    "a worker process of the analysis",
                    f"ended with status {worker.wait()}",
                    "run the command again, with fewer processes if memory is short",
                )
            self._done.put(answer if isinstance(answer, Exception) else (number, answer))


def _worker() -> "subprocess.Popen[bytes]":
    # The worker imports what this process would, from the same places and nowhere else (-P: not from its folder).
    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": paths}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )


def work() -> None:
    """The life of a worker process: batches from standard input, results to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C too, and ends its workers itself
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not garble the results
    analyser = Analyser()
    while True:
        try:
            level, texts = _receive(sys.stdin.buffer)
        except EOFError:
            return
        answer: list[Packed] | Exception
        try:
            answer = [pack(version) for version in _analysed(analyser, Level(level), texts)]
        except Exception as error:
            answer = error
        _send(results, answer)


def _send(pipe: IO[bytes] | None, thing: object) -> None:
    assert pipe is not None
    data = pickle.dumps(thing, protocol=5)
    pipe.write(_SIZE.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> Any:
    assert pipe is not None
    return pickle.loads(_exactly(pipe, _SIZE.unpack(_exactly(pipe, _SIZE.size))[0]))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
