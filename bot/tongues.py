"""Whether a question is in English, the only language that is read."""


def is_english(text: str) -> bool:
    """False only when another language or script is sure: a short question full of foreign names is English."""
    raise NotImplementedError
