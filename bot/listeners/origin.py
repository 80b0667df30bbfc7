"""Which workspace a payload is from, as Bolt's authorisation found it."""

from dataclasses import dataclass

from slack_bolt import BoltContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which workspace a payload is from, and who the bot is there."""

    workspace: str
    bot: str


def origin_of(context: BoltContext) -> Origin:
    """From what Bolt's authorisation found."""
    found = context.authorize_result
    if found is None:
        raise LookupError("no workspace is known for this request")
    return Origin(workspace=str(found.team_id), bot=str(found.bot_user_id))
