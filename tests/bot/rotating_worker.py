"""A process that asks for a workspace's token on several threads at once; run by test_rotating.py."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from slack_sdk import WebClient
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.slack.rotating import Rotating
from bot.store.installations import Installations
from retrieval.index.locks import file_locks
from retrieval.store.database import connect, held

SECRET = "a secret of at least thirty-two characters"
THREADS = 3


def rotating(database: str, locks: Path, api_url: str, client_id: str, client_secret: str) -> Rotating:
    """As `serve` and `work` make it."""
    engine = connect(database)
    client = WebClient(base_url=api_url, timeout=10)
    return Rotating(
        Installations(engine, client_id=client_id, secrets=(SECRET,)),
        TokenRotator(client_id=client_id, client_secret=client_secret, client=client),
        lock=partial(held, engine) if engine.dialect.name == "postgresql" else file_locks(locks),
    )


if __name__ == "__main__":
    database, locks, api_url, client_id, client_secret, team = sys.argv[1:]
    made = rotating(database, Path(locks), api_url, client_id, client_secret)
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(THREADS) as pool:
        bots = list(pool.map(made.bot, [team] * THREADS))
    print(json.dumps([bot.bot_token if bot else None for bot in bots]))
