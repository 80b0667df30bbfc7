"""What the bot says in Slack: labels, refusals, errors, settings and the Home tab."""

# Buttons
CONTEXT = "Context"
MORE = "More"
WHY = "Why"
DELETE = "Delete"
SHARE = "Share to channel"
QUIET = "Quiet in this thread"
