"""What Slack's refusals mean, and the sentence that the person concerned reads."""

from enum import StrEnum

from bot import messages
from bot.poster.calls import Refused


class Meaning(StrEnum):
    """What is to be done about a refusal."""

    NOT_INSIDE = "not_inside"  # the bot cannot post there: the asker is told in a direct message
    TOO_MUCH = "too_much"  # Slack cannot show the message: a plain line is posted in its place
    UNCHANGEABLE = "unchangeable"  # the answer stands as it is: the asker is told
    GONE = "gone"  # the message is not there any more: nothing to do
    NO_SCOPE = "no_scope"  # a manager has to install again
    LOCKED_OUT = "locked_out"  # nobody can be told in Slack
    LATE = "late"  # Slack no longer takes the private answer
    OTHER = "other"


_MEANINGS = {
    **dict.fromkeys(
        (
            "not_in_channel",
            "channel_not_found",
            "is_archived",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_thread_locked",
            "restricted_action_non_threadable_channel",
            "posting_to_channel_denied",
            "cannot_reply_to_message",
            "ekm_access_denied",
            "no_permission",
            "method_not_supported_for_channel_type",
        ),
        Meaning.NOT_INSIDE,
    ),
    **dict.fromkeys(
        (
            "msg_too_long",
            "msg_blocks_too_long",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_attachments",
            "too_many_attachments",
            "no_text",
            "markdown_text_conflict",
        ),
        Meaning.TOO_MUCH,
    ),
    **dict.fromkeys(
        ("edit_window_closed", "cant_update_message", "cant_delete_message", "compliance_exports_prevent_deletion"),
        Meaning.UNCHANGEABLE,
    ),
    **dict.fromkeys(("message_not_found", "thread_not_found"), Meaning.GONE),
    **dict.fromkeys(("missing_scope", "not_allowed_token_type"), Meaning.NO_SCOPE),
    **dict.fromkeys(
        (
            "account_inactive",
            "token_revoked",
            "token_expired",
            "invalid_auth",
            "not_authed",
            "app_uninstalled",
            "team_access_not_granted",
            "org_login_required",
            "two_factor_setup_required",
            "access_denied",
        ),
        Meaning.LOCKED_OUT,
    ),
    **dict.fromkeys(("used_url", "expired_url", "expired_trigger_id", "no_active_hooks"), Meaning.LATE),
}


def meaning(refusal: Refused) -> Meaning:
    """What a refusal calls for."""
    return _MEANINGS.get(refusal.code, Meaning.OTHER)


def sentence(refusal: Refused, *, bot_name: str, reference: str) -> str:
    """What the person concerned reads. ``reference`` leads a manager to the lines of the log."""
    match refusal.code:
        case "not_in_channel":
            return messages.invite_me(bot_name)
        case "channel_not_found":
            return messages.NO_CHANNEL
        case "is_archived":
            return messages.ARCHIVED
    match meaning(refusal):
        case Meaning.NO_SCOPE:
            return messages.missing_scope(refusal.needed)
        case Meaning.NOT_INSIDE:
            return messages.MAY_NOT_POST
        case Meaning.UNCHANGEABLE:
            return messages.CANNOT_UPDATE
        case Meaning.TOO_MUCH:
            return messages.CANNOT_SHOW
        case Meaning.LATE:
            return messages.TOO_LATE
    return messages.failed(reference)
