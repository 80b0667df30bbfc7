"""Made-up articles of several outlets on one matter, a question, and what is told unasked: a conflict, an update, nothing.

`DEVELOPED` was worked on with the rules; `SET_ASIDE` was written with it, before the rules were changed, and only counted.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``articles``: outlet, publication (UTC), title, text. ``values`` are told side by side; none where nothing is."""

    name: str
    question: str
    articles: tuple[tuple[str, str, str, str], ...]
    told: str = "nothing"
    values: tuple[str, ...] = ()


DEVELOPED = (
    Case(
        name="deaths-conflict",
        question="how many people died in the Belmar hotel fire?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Hotel fire in Belmar",
             "A fire at a hotel in Belmar killed 14 people early on Monday, the fire service said. "
             "Guests climbed down bed sheets from the upper floors."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Belmar hotel burns",
             "At least 19 people died when fire swept through the Belmar hotel, doctors said on Monday. "
             "The owner could not be reached."),
        ),
        told="conflict", values=("14", "19"),
    ),
    Case(
        name="deaths-update",
        question="how many people were killed in the Garrow earthquake?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Earthquake hits Garrow",
             "An earthquake killed 31 people in Garrow on Sunday night, rescuers said. Roads are blocked."),
            ("Coast Echo", "2026-03-04T08:00:00Z", "Garrow digs on",
             "The number of people killed in the Garrow earthquake has risen to 58, rescuers said on Wednesday. "
             "Tents were flown in."),
        ),
        told="update", values=("58", "31"),
    ),
    Case(
        name="cost-conflict",
        question="how much will the Tessel tunnel cost?",
        articles=(
            ("Harbour Wire", "2026-03-03T08:00:00Z", "Tunnel approved",
             "The Tessel tunnel will cost 4.2 billion euros, the transport ministry said on Tuesday. Work begins in May."),
            ("Quay Times", "2026-03-03T15:00:00Z", "Auditors look at the tunnel",
             "Building the Tessel tunnel will cost 5.1 billion euros, according to the auditors. They warn of delays."),
        ),
        told="conflict", values=("4.2 billion", "5.1 billion"),
    ),
    Case(
        name="office-conflict",
        question="who is the new head of the Orland central bank?",
        articles=(
            ("Harbour Wire", "2026-03-05T08:00:00Z", "A new banker",
             "Per Holm was named as the new head of the Orland central bank on Thursday. He is 51."),
            ("Quay Times", "2026-03-05T12:00:00Z", "Bank gets a chief",
             "Parliament has chosen Mara Voss as head of the Orland central bank. Voss taught in Norwick."),
        ),
        told="conflict", values=("Per Holm", "Mara Voss"),
    ),
    Case(
        name="start-conflict",
        question="when will the peace talks in Tessel begin?",
        articles=(
            ("Harbour Wire", "2026-03-05T08:00:00Z", "Talks are set",
             "Peace talks between Orland and Sudmark will begin in Tessel on 12 March, the foreign ministry said."),
            ("Quay Times", "2026-03-05T12:00:00Z", "Envoy speaks",
             "The peace talks in Tessel will begin on 16 March, Sudmark's envoy said. He hopes for a truce."),
        ),
        told="conflict", values=("12 March", "16 March"),
    ),
    Case(
        name="venue-conflict",
        question="where will Orland and Sudmark hold talks?",
        articles=(
            ("Harbour Wire", "2026-03-05T08:00:00Z", "Talks are set",
             "Orland and Sudmark will hold talks in Tessel next week, the foreign ministry said."),
            ("Quay Times", "2026-03-05T12:00:00Z", "Envoy speaks",
             "Orland and Sudmark will hold talks in Norwick next week, Sudmark's envoy said."),
        ),
        told="conflict", values=("Tessel", "Norwick"),
    ),
    Case(
        name="prison-conflict",
        question="how long must Odo Brack go to prison?",
        articles=(
            ("Harbour Wire", "2026-03-05T08:00:00Z", "Brack guilty",
             "A court sentenced the banker Odo Brack to 12 years in prison for fraud on Thursday."),
            ("Quay Times", "2026-03-05T12:00:00Z", "Banker convicted",
             "Odo Brack was sentenced to 15 years in prison on Thursday. The banker's lawyers will appeal."),
        ),
        told="conflict", values=("12 years", "15 years"),
    ),
    Case(
        name="votes-of-three",
        question="how many votes did Ida Lund get?",
        articles=(
            ("Harbour Wire", "2026-03-05T08:00:00Z", "Lund elected",
             "Ida Lund got 212 votes in the Orland parliament on Thursday. Her rival got 140."),
            ("Quay Times", "2026-03-05T09:00:00Z", "Orland has a leader",
             "With 212 votes Ida Lund was elected leader of Orland on Thursday."),
            ("Coast Echo", "2026-03-05T10:00:00Z", "A narrow majority",
             "Ida Lund got 221 votes in the Orland parliament, more than expected."),
        ),
        told="conflict", values=("212", "221"),
    ),
    Case(
        name="date-update",
        question="when will the Aldmoor bridge reopen?",
        articles=(
            ("Harbour Wire", "2026-03-01T08:00:00Z", "Bridge repairs",
             "The Aldmoor bridge will reopen on 9 March, the council said. Lorries have to take the ferry."),
            ("Coast Echo", "2026-03-06T08:00:00Z", "Bridge delay",
             "The Aldmoor bridge will reopen on 23 March, two weeks later than planned, the council said on Friday."),
        ),
        told="update", values=("23 March", "9 March"),
    ),
    Case(
        name="control-injured",
        question="how many people were killed in the Norwick train crash?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Train crash",
             "Seven people were killed in a train crash near Norwick on Monday."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Train crash hurts dozens",
             "The Norwick train crash injured 43 people on Monday, hospitals said."),
        ),
    ),
    Case(
        name="control-more-than",
        question="how many people were arrested at the Aldmoor march?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "March in Aldmoor",
             "More than 50 people were arrested at a march in Aldmoor on Monday."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Police hold marchers",
             "Police arrested 53 people at the Aldmoor march, the interior ministry said."),
        ),
    ),
    Case(
        name="control-weekday-and-date",
        question="when did the Pell Point reactor shut down?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Reactor halts",
             "The Pell Point reactor shut down on Tuesday after a leak."),
            ("Quay Times", "2026-03-05T08:00:00Z", "Leak at Pell Point",
             "The Pell Point reactor shut down on 3 March because of a leak, its operator said."),
        ),
    ),
    Case(
        name="control-rounded",
        question="how much did Marrow Oil pay for Sea Lamp Energy?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Oil firm buys rival",
             "Marrow Oil paid about 4 billion dollars for Sea Lamp Energy."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Marrow Oil grows",
             "Marrow Oil paid 3.96 billion dollars for Sea Lamp Energy, a filing shows."),
        ),
    ),
    Case(
        name="control-part-of-the-whole",
        question="how many people died in the Belmar flood?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Flood in Belmar",
             "Fifteen people died in the flood in Belmar on Monday, among them four people from one family."),
            ("Quay Times", "2026-03-02T11:00:00Z", "A family mourns",
             "Four people of one family died in the Belmar flood when their car was swept away."),
        ),
    ),
    Case(
        name="control-other-event",
        question="how many people died in the mine explosion?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Mine explosion at Garrow",
             "An explosion at a mine in Garrow killed 12 people on Monday."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Blast in Sudmark mine",
             "Six people died in an explosion at a mine near Tessel in Sudmark on Monday."),
        ),
    ),
    Case(
        name="control-fuller-name",
        question="who is the mayor of Aldmoor?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Mayor visits port",
             "Aldmoor's mayor, Anna Lindqvist, visited the port on Monday."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Port welcomes mayor",
             "The mayor of Aldmoor, Anna Maria Lindqvist-Brack, visited the port on Monday."),
        ),
    ),
    Case(
        name="control-city-in-its-country",
        question="where will the two presidents meet?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Presidents to meet",
             "The two presidents will meet in Switzerland next week, an aide said."),
            ("Quay Times", "2026-03-02T11:00:00Z", "Summit planned",
             "The two presidents will meet in Geneva next week, diplomats said."),
        ),
    ),
    Case(
        name="control-copies",
        question="how many ships did the Orland navy lose?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Navy loses ships",
             "The Orland navy lost 3 ships in a storm off Pell Point on Sunday night. The crews were saved by helicopter. "
             "Admiral Ines Calder said the ships had been old and slow, and that nobody could have foreseen the wind. "
             "The navy has asked parliament for money to replace them before the summer exercises begin."),
            ("Quay Times", "2026-03-02T09:00:00Z", "Navy loses ships",
             "The Orland navy lost 4 ships in a storm off Pell Point on Sunday night. The crews were saved by helicopter. "
             "Admiral Ines Calder said the ships had been old and slow, and that nobody could have foreseen the wind. "
             "The navy has asked parliament for money to replace them before the summer exercises begin."),
        ),
    ),
    Case(
        name="control-other-month",
        question="how high is inflation in Orland?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Prices rise",
             "Inflation in Orland rose to 6.1 percent in February, the statistics office said."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Prices in detail",
             "Inflation in Orland was 5.4 percent in January, and bread was a fifth dearer."),
        ),
    ),
    Case(
        name="control-both-criticised",
        question="who criticised the harbour plan?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Plan under fire",
             "Odo Brack criticised the harbour plan on Wednesday."),
            ("Quay Times", "2026-03-04T12:00:00Z", "More doubts",
             "Mara Lind criticised the harbour plan, calling it a waste."),
        ),
    ),
)  # fmt: skip

SET_ASIDE = (
    Case(
        name="deaths-conflict-2",
        question="how many people were killed in the Kestrel mine collapse?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Mine collapses",
             "The collapse of the Kestrel mine killed 22 people on Monday night, the owner said."),
            ("Vale Gazette", "2026-03-03T10:00:00Z", "Families wait at Kestrel",
             "Twenty-seven people were killed when the Kestrel mine collapsed, the union said on Tuesday. "
             "Families are waiting at the gate."),
        ),
        told="conflict", values=("22", "Twenty-seven"),
    ),
    Case(
        name="injured-update",
        question="how many people were injured in the Port Vale explosion?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Blast in Port Vale",
             "At least 40 people were injured in an explosion in Port Vale on Monday, the mayor said."),
            ("Hill Courier", "2026-03-05T07:00:00Z", "After the blast",
             "The explosion in Port Vale injured 112 people, the health ministry said on Thursday."),
        ),
        told="update", values=("112", "40"),
    ),
    Case(
        name="price-conflict",
        question="how much did Calder Media pay for the Vale Gazette?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Paper sold",
             "Calder Media paid $30 million for the Vale Gazette, people close to the deal said."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Newspaper changes hands",
             "Calder Media has paid $45 million for the Vale Gazette, a filing showed on Tuesday."),
        ),
        told="conflict", values=("$30 million", "$45 million"),
    ),
    Case(
        name="office-update",
        question="who is the coach of Kestrel United?",
        articles=(
            ("North Star", "2026-02-01T07:00:00Z", "Kestrel lose again",
             "Tom Harlow, the coach of Kestrel United, blamed the frozen pitch for the defeat."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "New coach",
             "Bruno Sale was appointed coach of Kestrel United on Tuesday. He signed until 2028."),
        ),
        told="update", values=("Bruno Sale", "Tom Harlow"),
    ),
    Case(
        name="launch-conflict",
        question="when will the Heron probe launch?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Probe ready",
             "The Heron probe will launch on 20 March, the space agency said."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Waiting for Heron",
             "Engineers said the Heron probe would launch on 27 March. Fuel is being loaded."),
        ),
        told="conflict", values=("20 March", "27 March"),
    ),
    Case(
        name="wedding-conflict",
        question="where did the summit of the river states take place?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "River states meet",
             "The summit of the river states took place in Kestrel on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "A deal on water",
             "The river states' summit took place in Port Vale on Monday and ended with a deal on water."),
        ),
        told="conflict", values=("Kestrel", "Port Vale"),
    ),
    Case(
        name="sentence-conflict",
        question="how many years in prison did Ines Calder get?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Editor jailed",
             "The editor Ines Calder got six years in prison on Monday for slander."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Press freedom",
             "Ines Calder, an editor, got eight years in prison, her lawyer said."),
        ),
        told="conflict", values=("six", "eight"),
    ),
    Case(
        name="election-conflict",
        question="who won the mayoral election in Port Vale?",
        articles=(
            ("North Star", "2026-03-02T07:00:00Z", "Election night",
             "Bruno Sale won the mayoral election in Port Vale on Sunday."),
            ("Hill Courier", "2026-03-02T09:00:00Z", "Count is over",
             "Rhea Stone won the mayoral election in Port Vale by 200 votes, her party said."),
            ("Vale Gazette", "2026-03-02T10:00:00Z", "Sale wins",
             "Sale won the mayoral election in Port Vale, the commission said."),
        ),
        told="conflict", values=("Bruno Sale", "Rhea Stone"),
    ),
    Case(
        name="troops-update",
        question="how many soldiers will Norland send to the border?",
        articles=(
            ("North Star", "2026-03-01T07:00:00Z", "Troops to the border",
             "Norland will send 2,000 soldiers to the border, the defence minister said."),
            ("Hill Courier", "2026-03-05T09:00:00Z", "More troops",
             "Norland will send 3,500 soldiers to the border, the prime minister said on Thursday."),
        ),
        told="update", values=("3,500", "2,000"),
    ),
    Case(
        name="control-missing",
        question="how many people died when the ferry sank off Port Vale?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Ferry sinks",
             "Eleven people died when a ferry sank off Port Vale on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Search goes on",
             "Thirty people are missing after the ferry sank off Port Vale."),
        ),
    ),
    Case(
        name="control-at-least",
        question="how many houses burnt down in Kestrel?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Wildfire",
             "At least 200 houses burnt down in Kestrel on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Homes lost",
             "In Kestrel 240 houses burnt down, firefighters said."),
        ),
    ),
    Case(
        name="control-tomorrow",
        question="when does the Heron museum open?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "New museum",
             "The Heron museum opens on Friday with a concert."),
            ("Hill Courier", "2026-03-05T09:00:00Z", "Museum is ready",
             "The Heron museum opens tomorrow, and entry is free."),
        ),
    ),
    Case(
        name="control-month-and-day",
        question="when did Tom Harlow resign?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Looking back",
             "Tom Harlow resigned as coach in February."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Without a coach",
             "Tom Harlow resigned on 11 February after a defeat."),
        ),
    ),
    Case(
        name="control-other-currency",
        question="how much will the Vale stadium cost?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Stadium plan",
             "The Vale stadium will cost 90 million euros, the club said."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Stadium bill",
             "The Vale stadium will cost 104 million dollars, the builders said."),
        ),
    ),
    Case(
        name="control-weeks-and-days",
        question="how long did the Kestrel strike last?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Strike over",
             "The Kestrel strike lasted two weeks and ended on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Back to work",
             "The Kestrel strike lasted 14 days, the union said."),
        ),
    ),
    Case(
        name="control-fear-in-a-quotation",
        question="how many people were killed in the attack on Kestrel?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Attack on Kestrel",
             "Nine people were killed in the attack on Kestrel on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Fear in Kestrel",
             "“It felt as if 500 people were killed in the attack on Kestrel,” said Rhea Stone, a baker."),
        ),
    ),
    Case(
        name="control-another-year",
        question="how many people visited the Port Vale festival?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Festival ends",
             "The Port Vale festival was visited by 40,000 people this year."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Festival memories",
             "Some 65,000 people visited the Port Vale festival in 2019."),
        ),
    ),
    Case(
        name="control-deputy",
        question="who is the finance minister of Norland?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Budget",
             "Norland's finance minister, Rhea Stone, presented the budget on Monday."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Budget debate",
             "Bruno Sale, Norland's shadow finance minister, called the budget a trick."),
        ),
    ),
    Case(
        name="control-places-of-protest",
        question="where did farmers protest on Monday?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Farmers protest",
             "Farmers protested in Kestrel on Monday against the price of milk."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Tractors everywhere",
             "Farmers protested in Port Vale on Monday with two hundred tractors."),
        ),
    ),
    Case(
        name="control-forecast",
        question="by how much did the Norland economy grow?",
        articles=(
            ("North Star", "2026-03-03T07:00:00Z", "Growth",
             "The Norland economy grew by 1.2 percent last year, the statistics office said."),
            ("Hill Courier", "2026-03-03T09:00:00Z", "Outlook",
             "The Norland economy could grow by 2 percent this year, the central bank said."),
        ),
    ),
)  # fmt: skip
