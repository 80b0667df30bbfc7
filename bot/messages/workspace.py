"""The words of `onrecord workspace` in the terminal."""


def workspace_open(address: str) -> str:
    return f"the local workspace is open at {address}; stop it with Ctrl-C"


WORKSPACE_LOADING = "loading what answering needs (a few seconds); questions asked meanwhile are answered then"
WORKSPACE_READY = "ready: mention the bot in #newsroom, write to it, or type /news help"


def workspace_work(api_url: str, token: str) -> str:
    return f"nobody answers yet; in another terminal: SLACK_API_URL={api_url} SLACK_BOT_TOKEN={token} onrecord work"
