"""Made-up articles of several outlets on one matter, a question, and what is told unasked.

`DEVELOPED` was worked on with the rules; `SET_ASIDE` was written with it, before the rules were changed, and counted.
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
    gap: str = ""  # why this one is not told yet


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
             "The Tessel tunnel will cost 4.2 billion euros, the transport ministry said on Tuesday. "
             "Work begins in May."),
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
             "The Orland navy lost 3 ships in a storm off Pell Point on Sunday night. The crews were saved. "
             "Admiral Ines Calder said the ships had been old and slow, and that nobody could have foreseen the wind. "
             "The navy has asked parliament for money to replace them before the summer exercises begin."),
            ("Quay Times", "2026-03-02T09:00:00Z", "Navy loses ships",
             "The Orland navy lost 4 ships in a storm off Pell Point on Sunday night. The crews were saved. "
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
    Case(
        name="control-percent-of-some",
        question="how many percent of voters back the toll plan?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Poll",
             "In a poll 62 percent of voters back the toll plan, the institute said."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Poll in detail",
             "The toll plan is backed by 48 percent of voters under 30."),
        ),
    ),
    Case(
        name="control-second-attack",
        question="how many people were killed in the attack on Garrow?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Attack",
             "An attack on Garrow killed five people, the army said."),
            ("Quay Times", "2026-03-04T22:00:00Z", "Attacked again",
             "A second attack on Garrow killed eight people in the evening, the army said."),
        ),
    ),
    Case(
        name="control-this-year",
        question="how many people were killed in Garrow?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Blast",
             "Nine people were killed in Garrow when a bomb went off at a market."),
            ("Quay Times", "2026-03-04T22:00:00Z", "Violence",
             "Since January 64 people have been killed in Garrow, the hospital said."),
        ),
    ),
    Case(
        name="control-presidents-of-two-countries",
        question="who is the president?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Visit",
             "President Ida Lund landed in Tessel on Wednesday."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Host",
             "President Odo Brack welcomed his guest at the airport."),
        ),
    ),
    Case(
        name="control-feared",
        question="how many people died in the Tessel landslide?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Landslide",
             "A landslide in Tessel killed six people on Tuesday, rescuers said."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Search in the mud",
             "As many as 70 people may have died in the Tessel landslide, the mayor fears."),
        ),
    ),
    Case(
        name="control-first-round",
        question="who won the Norwick open?",
        articles=(
            ("Harbour Wire", "2026-03-04T08:00:00Z", "Final",
             "Mara Voss won the Norwick open on Tuesday, her first title."),
            ("Quay Times", "2026-03-04T12:00:00Z", "Doubles",
             "Per Holm won the doubles of the Norwick open on Tuesday."),
        ),
    ),
    Case(
        name="toll-told-as-rising",
        question="how many people have been killed by the cyclone in Orland?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Cyclone",
             "The cyclone has killed 18 people in Orland, officials said on Monday. Ferries are not running."),
            ("Coast Echo", "2026-03-05T08:00:00Z", "Cyclone toll",
             "The death toll from the cyclone climbed to 47 Thursday as soldiers reached the villages of Orland, "
             "where about 900 people are missing."),
        ),
        told="update", values=("47", "18"),
    ),
    Case(
        name="arrests-conflict",
        question="how many fans were arrested after the final?",
        articles=(
            ("Harbour Wire", "2026-03-02T08:00:00Z", "Fans arrested",
             "Police detained 34 fans after the final in Aldmoor on Sunday, a spokeswoman said."),
            ("Coast Echo", "2026-03-02T12:00:00Z", "Quiet final",
             "Only 11 fans were arrested after the final in Aldmoor, according to the club."),
        ),
        told="conflict", values=("34", "11"),
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
        told="conflict", values=("Sale", "Rhea Stone"),
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

# Written after the rules; their first run is what is reported.
AFTERWARDS = (
    Case(
        name="bus-crash",
        question="how many passengers were hurt in the Dunmere bus crash?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Bus crash near Dunmere",
             "A bus left the road near Dunmere before dawn on Thursday. The Dunmere bus crash injured 17 passengers, "
             "the ambulance service said."),
            ("Moor Observer", "2026-03-05T13:00:00Z", "Bus plunges into ditch",
             "Twenty-three passengers were hurt in the bus crash in Dunmere, a hospital spokesman said."),
        ),
        told="conflict", values=("17", "Twenty-three"),
    ),
    Case(
        name="avalanche-toll",
        question="how many skiers died in the Calder Peak avalanche?",
        articles=(
            ("Daily Lantern", "2026-03-01T06:00:00Z", "Avalanche",
             "Four skiers died in an avalanche on Calder Peak on Saturday, the mountain rescue said."),
            ("Moor Observer", "2026-03-04T13:00:00Z", "Two bodies found",
             "Six skiers have now died in the avalanche on Calder Peak, police confirmed on Wednesday."),
        ),
        told="update", values=("Six", "Four"),
    ),
    Case(
        name="fine",
        question="how much was Fenwick Bank fined?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Bank fined",
             "Fenwick Bank was fined $120 million on Wednesday for hiding losses."),
            ("Moor Observer", "2026-03-05T07:00:00Z", "Penalty for bank",
             "Regulators have fined Fenwick Bank $210 million, two people with knowledge of the matter said."),
        ),
        told="conflict", values=("120", "210"),
    ),
    Case(
        name="chief-of-police",
        question="who is the police chief of Dunmere?",
        articles=(
            ("Daily Lantern", "2026-01-05T06:00:00Z", "Thefts",
             "The police chief of Dunmere, Olaf Rask, warned of thieves."),
            ("Moor Observer", "2026-03-05T07:00:00Z", "New chief",
             "Mina Castell has been named as police chief of Dunmere. She starts at once."),
        ),
        told="update", values=("Mina Castell", "Olaf Rask"),
    ),
    Case(
        name="final-moved",
        question="where will the cup final be played?",
        articles=(
            ("Daily Lantern", "2026-03-01T06:00:00Z", "Cup final",
             "The cup final will be played in Dunmere on 4 April, the league said."),
            ("Moor Observer", "2026-03-06T07:00:00Z", "Final moves",
             "The cup final will be played in Fenwick on 4 April, the league said on Friday."),
        ),
        told="update", values=("Fenwick", "Dunmere"),
        gap="the town Fenwick is taken for a building, and a building may stand in a town",
    ),
    Case(
        name="hearing",
        question="when will Olaf Rask appear in court?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Rask charged",
             "Olaf Rask will appear in court on 17 March, prosecutors said."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Rask hearing",
             "The former chief Olaf Rask will appear in court on 19 March, his lawyer said."),
        ),
        told="conflict", values=("17 March", "19 March"),
    ),
    Case(
        name="control-crew-and-passengers",
        question="how many people were rescued from the Petrel?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Rescue at sea",
             "The coastguard rescued 31 people from the Petrel on Wednesday night."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Crew safe",
             "Nine crew members were rescued from the Petrel, the shipping line said."),
        ),
    ),
    Case(
        name="control-dozen",
        question="how many shops closed in Dunmere?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Shops close",
             "Some 120 shops closed in Dunmere last year."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Empty windows",
             "In Dunmere 118 shops closed last year, the chamber of trade said."),
        ),
    ),
    Case(
        name="control-denial",
        question="how much did Fenwick pay for the striker?",
        articles=(
            ("Daily Lantern", "2026-03-05T06:00:00Z", "Transfer",
             "Fenwick paid 8 million euros for the striker."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Club denies",
             "Fenwick did not pay 15 million euros for the striker, the club said."),
        ),
    ),
    Case(
        name="control-two-days",
        question="how many people were arrested in Dunmere?",
        articles=(
            ("Daily Lantern", "2026-03-04T20:00:00Z", "Arrests",
             "Police arrested 12 people in Dunmere on Tuesday."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "More arrests",
             "Police arrested 27 people in Dunmere on Wednesday."),
        ),
    ),
    Case(
        name="control-spelling",
        question="who is the mayor of Fenwick?",
        articles=(
            ("Daily Lantern", "2026-03-04T20:00:00Z", "Fair",
             "Yuriy Koval, the mayor of Fenwick, opened the fair."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Fair opens",
             "The mayor of Fenwick, Yuri Koval, opened the fair."),
        ),
    ),
    Case(
        name="control-next-match",
        question="when does Fenwick play Dunmere?",
        articles=(
            ("Daily Lantern", "2026-03-04T20:00:00Z", "Cup",
             "Fenwick plays Dunmere on Saturday in the cup."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "League",
             "In the league Fenwick plays Dunmere on 28 March."),
        ),
    ),
    Case(
        name="control-hours-and-minutes",
        question="how long did the Dunmere blackout last?",
        articles=(
            ("Daily Lantern", "2026-03-04T20:00:00Z", "Lights out",
             "The Dunmere blackout lasted two hours."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Power back",
             "The Dunmere blackout lasted 120 minutes, the grid operator said."),
        ),
    ),
    Case(
        name="control-parts-of-a-day",
        question="how many people died in the Dunmere heatwave?",
        articles=(
            ("Daily Lantern", "2026-03-04T20:00:00Z", "Heat",
             "Fourteen people died in the heatwave in Dunmere, among them two children."),
            ("Moor Observer", "2026-03-05T09:00:00Z", "Children die",
             "Two people died in the Dunmere heatwave in a locked car."),
        ),
    ),
)  # fmt: skip
