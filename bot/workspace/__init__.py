"""A small Slack on loopback: what people try the bot in, and what the tests hold it against."""
