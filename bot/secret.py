"""A secret that one installation keeps for itself, where the settings give none."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from retrieval.errors import StorageError

SHORTEST = 32  # characters


def keys_of(given: str) -> tuple[str, ...]:
    """The keys of ONRECORD_SECRET_KEY, the one in use first: while keys change it is ``new,old``.

    Before keys could change, one might have held a comma: the whole is always among them, alone where a part is too
    short to be a key.
    """
    keys = tuple(part.strip() for part in given.split(","))
    if len(keys) == 1 or min(map(len, keys)) < SHORTEST:
        return (given,)
    return (*keys, given)


def kept_secret(path: Path) -> str:
    """The secret in the file, which only its owner can read; made at the first call, the same ever after."""
    try:
        if not path.exists():
            made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
            with suppress(FileExistsError):  # whoever comes first: two processes end with the same
                os.link(made, path)
            made.unlink()
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StorageError(
            f"the secret {path}", error.strerror or "it cannot be kept", "set ONRECORD_SECRET_KEY instead"
        ) from error
