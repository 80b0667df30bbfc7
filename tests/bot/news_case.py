"""A small record of invented news over a week, for the kinds of question that tell stories."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from retrieval.types import Level
from tests.bot.kind_case import app_over

NOW = datetime(2026, 2, 6, 18, 0, tzinfo=UTC)
QUAY = (
    "The harbour quay at Aldmoor collapsed on Monday morning and three dock workers were hurt."
    " Engineer Mara Lind said the quay wall had cracked in January."
)
NEWS = (
    ("quay0", "Harbour Wire", "2026-02-02T09:00:00Z", "Aldmoor quay collapses, three hurt", QUAY),
    ("quay1", "The Harbour Post", "2026-02-02T10:00:00Z", "Aldmoor quay collapses", QUAY),
    (
        "quay2",
        "Coast Echo",
        "2026-02-02T15:00:00Z",
        "Workers hurt in Aldmoor quay collapse",
        "Three dock workers hurt when the quay at Aldmoor collapsed are recovering, the hospital said."
        " The quay wall had been inspected by Mara Lind in spring.",
    ),
    (
        "quay3",
        "Coast Echo",
        "2026-02-04T08:00:00Z",
        "Inquiry into Aldmoor quay collapse",
        "Aldmoor council ordered an inquiry into the collapse of the harbour quay and its cracked wall."
        " Mara Lind will tell the inquiry about the quay on Friday.",
    ),
    (
        "tin0",
        "Harbour Wire",
        "2026-02-03T09:00:00Z",
        "Corvane Foods cuts forecast",
        "Corvane Foods cut its profit forecast because of the price of tin. Its canned fish costs more each month.",
    ),
    (
        "tin1",
        "Coast Echo",
        "2026-02-05T09:00:00Z",
        "Cannery workers vote to strike",
        "Workers at the Corvane cannery in Marrow Bay voted to strike from Monday. Police expect no trouble there.",
    ),
    (
        "cup0",
        "Harbour Wire",
        "2026-02-02T20:00:00Z",
        "Rovers win coast cup final",
        "Pell Point Rovers won the coast cup on Monday, beating Norwick Town by two goals to one."
        " Striker Odo Brack scored both goals in the final.",
    ),
    (
        "ferry0",
        "Aldmoor Times",
        "2026-02-05T07:00:00Z",
        "Norwick ferry stops sailing",
        "The ferry to Norwick stops sailing on Thursday because its engine failed in a storm."
        " Captain Ida Voss hopes to sail again next week.",
    ),
)


def open_news(folder: Path) -> App:
    """The app over these articles."""
    return app_over(folder, NEWS, now=NOW, level=Level.LIGHT)
