"""Who and what is in the local workspace at the start."""

from bot.workspace.records import Channel, Installation, Person, Team
from config import manifest

TEAM = "T01LOCAL"
OTHER_TEAM = "T09OTHER"
APP = "A00RECORD"
BOT = "U00BOT"
BOT_ID = "B00BOT"
BOT_NAME = "On the Record"

MARA = "U01MARA"
TOM = "U02TOM"
GIL = "U03GIL"
STELLA = "U04STELLA"

GENERAL = "C01GENERAL"
NEWSROOM = "C02NEWSROOM"
LOBBY = "C03LOBBY"
DESK = "C04DESK"
VAULT = "C05VAULT"
PARTNERS = "C06PARTNERS"
ATTIC = "C07ATTIC"

SCOPES = frozenset(manifest.scopes())  # what the local workspace grants unless told otherwise

TEAMS = (
    Team(id=TEAM, name="The Local Paper", domain="local-paper"),
    Team(id=OTHER_TEAM, name="The Other Paper", domain="other-paper"),
)

PEOPLE = (
    Person(id=BOT, name=BOT_NAME, team=TEAM, is_bot=True),
    Person(
        id=MARA, name="Mara Lind", team=TEAM, title="Editor, manager", tz="Europe/Kyiv", is_owner=True, is_admin=True
    ),
    Person(id=TOM, name="Tom Reyes", team=TEAM, title="Reporter", tz="Europe/London"),
    Person(id=GIL, name="Gil Okoro", team=TEAM, title="Guest", tz="America/New_York", is_guest=True),
    Person(id=STELLA, name="Stella Voss", team=TEAM, title="Other paper", tz="Europe/Berlin", home=OTHER_TEAM),
)

_ALL = frozenset({MARA, TOM})
CHANNELS = (
    Channel(id=GENERAL, name="general", team=TEAM, members=_ALL | {GIL, BOT}, topic="Everybody is here"),
    Channel(id=NEWSROOM, name="newsroom", team=TEAM, members=_ALL | {GIL, BOT}, topic="On the record today"),
    Channel(id=LOBBY, name="lobby", team=TEAM, members=_ALL, topic="The bot has not been invited here"),
    Channel(id=DESK, name="desk", team=TEAM, members=frozenset({MARA, BOT}), is_private=True, topic="Editors"),
    Channel(id=VAULT, name="vault", team=TEAM, members=_ALL, is_private=True, topic="Private, without the bot"),
    Channel(
        id=PARTNERS,
        name="partners",
        team=TEAM,
        members=_ALL | {STELLA, BOT},
        is_ext_shared=True,
        topic="Shared with The Other Paper",
    ),
    Channel(id=ATTIC, name="attic", team=TEAM, members=_ALL | {BOT}, is_archived=True, topic="Archived"),
)


def installation(token: str) -> Installation:
    """The bot as it is installed in the local workspace."""
    return Installation(token=token, team=TEAM, bot_user=BOT, bot_id=BOT_ID, installer=MARA, scopes=SCOPES)


def dm_id(person: str) -> str:
    """The id of a person's DM with the bot."""
    return "D" + person[1:]
