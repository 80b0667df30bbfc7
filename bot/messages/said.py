"""What the bot says with an answer, wherever it is asked."""

HELP = (
    "Ask about the news in plain words, for example: what deadline did Trump set? "
    "Every answer quotes its sentence; when no article says so, I say that."
)
NOTED = "Noted. Ask me about the news whenever you like."
GREETING = "Hello. Ask me about the news, and I will quote the sentence that answers."
NOTHING_TO_LOOK_FOR = "There is no word in this question to look for; name a person, a place or a thing."
NO_ARTICLES = "There are no articles yet; add some with: onrecord ingest PATH"
NOTHING_NEAR = "No article I have says anything near this; ask with other words, or add articles: onrecord ingest PATH"
NEAREST = "No article I have says so. The nearest sentences:"
BEARS = "These sentences bear on it; none holds a short answer I am sure of."
SPEAKS_FOR = "The record speaks for yes:"
SPEAKS_AGAINST = "The record speaks against it:"
SPEAKS_BOTH = "The record speaks both ways:"
SPEAKS_OPEN = "The record leaves it open; what bears on it:"
SAMPLE = "sample"
UNDATED = "undated"
UNNAMED_SOURCE = "source unknown"


def sample_notice(articles: int) -> str:
    return f"No articles of your own yet: answering from {articles} sample articles. Add yours: onrecord ingest PATH"


def bad_records(count: int) -> str:
    return f"{count} bad {'record' if count == 1 else 'records'} left out; the rest is in the record"
