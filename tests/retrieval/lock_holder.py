"""A process that holds a lock of the index in a database until it is killed: ``python -m … DATABASE NAME``."""

import sys
import time

from retrieval.store.database import connect, held


def main(database: str, name: str) -> None:
    with held(connect(database), name):
        print("held", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
