"""Questions of every kind, written as people type them when the rules were there: each is told by its form."""

from bot.intents import classify, name_of

# the kind, others that are right too, and the question
WRITTEN = """
quote: what's Macron's line on the pension reform?
quote: what has the Pope said lately?
quote: Sunak's comments on small boats
quote: what was Lula quoted as saying about Ukraine?
quote: who was it that called the deal a betrayal?
quote: who described the strike as "economic suicide"?
quote: what did the IMF say on growth
quote: How did Beijing respond to the balloon being shot down?
quote: what's the Kremlin saying about grain
quote: has Musk said anything about layoffs
quote: statement by Boeing on the door plug
quote: what were Powell's words on inflation?
quote: give me a quote from Thunberg on coal
quote/fact: who claimed responsibility for the attack?
quote: what does Netanyahu say about a ceasefire?
quote: what did officials tell reporters about the crash?
quote: how has NATO reacted to the drone strike
quote: reaction of the White House to the coup?
quote: what was Scholz's response to the tank request
who_is: who is Yevgeny Prigozhin
who_is: who's mike johnson
who_is: tell me about Claudia Sheinbaum
who_is: what is AUKUS?
who_is: what is the Wagner group
who_is: who exactly is George Santos?
who_is: Ketanji Brown Jackson - who is she
who_is: what's BRICS
who_is: who was Qassem Soleimani?
who_is: explain what Hezbollah is
who_is: who are the Houthis?
who_is: what does Ursula von der Leyen do?
who_is/fact: what is Rishi Sunak's job?
who_is: background on Javier Milei
who_is: profile of Volodymyr Zelensky
latest: any updates on the Titan sub
latest: what's new with the writers' strike?
latest: where do things stand with the ceasefire talks?
latest: latest Gaza
latest: news on FTX?
latest/how: how is the search for the missing hikers going
latest: what's going on in Sudan
latest: anything new about Evan Gershkovich?
latest: current state of the debt ceiling talks
latest: catch me up on the UAW strike
latest: bring me up to speed on Niger
latest: what's the status of the Nord Stream probe?
latest: most recent developments in the Trump trial
latest: has anything happened with the Alec Baldwin case?
latest: update me on Maui
latest/what_happened: what do we know about the Lewiston shooting so far
what_happened: what happened in Kyiv on 10 October?
what_happened: what happened on Tuesday
what_happened: what were the top stories last week?
what_happened: main events of 24 February 2022
what_happened: what did I miss over the weekend?
what_happened: what happened overnight?
what_happened: recap of yesterday
what_happened: biggest news of June 2023
what_happened: what was in the news on July 4?
what_happened: what went on in Paris last Friday
what_happened: what happened during the week of 6 November?
timeline: timeline of the Silicon Valley Bank collapse
timeline/how: how did the Sri Lanka crisis unfold?
timeline: chronology of the Twitter takeover
timeline: walk me through the Idaho murders case step by step
timeline: history of the dispute between Serbia and Kosovo
timeline: key dates in the Murdaugh trial
timeline: sequence of events leading to the Wagner mutiny
timeline: give me the milestones of the Artemis programme
timeline: what happened when in the Nashville shooting?
timeline: Brexit deal, in chronological order
compare: what do different outlets say about the hospital blast?
compare: how do the BBC and CNN differ on the strike
compare: compare coverage of the protests in Iran
compare: do sources disagree about the death toll in Derna?
compare: CNN vs Fox on the indictment
compare: how is the story being reported across outlets
compare/list: which papers contradict each other on the casualty count?
compare: where do reports conflict on the pipeline leak
compare: how did the Guardian and the Telegraph cover the budget?
list: which countries have banned TikTok on official phones?
list: name the candidates in the Argentine election
list: what conditions did Turkey set for Sweden's bid?
list: which banks failed in 2023?
list: what are the main points of the deal?
list: list all states that restricted abortion
list: which companies have left Russia
list: who else was charged?
list: what demands are the strikers making
list: give me the names of the victims
list: what films won at the Oscars?
list: what measures did the Fed announce
yes_no: did the Senate pass the bill?
yes_no: is Navalny still alive
yes_no: has Sweden joined NATO yet?
yes_no: was anyone hurt in the derailment?
yes_no: will the strike go ahead on Monday?
yes_no: are schools closed in New York
yes_no: so Germany is sending tanks, right?
yes_no: is it true that Ukraine hit the Crimean bridge?
yes_no: any chance the talks resume this week?
yes_no: can Trump run from prison?
yes_no: do nurses get a pay rise under the deal
yes_no: hasn't the mayor resigned already?
yes_no: confirm whether Wagner left Belarus
yes_no: Did Disney fire 7000 people or not
why: why did SVB collapse?
why: how come the vote was delayed
why/fact: what caused the Surfside collapse?
why: what's the reason for the egg shortage
why: reason behind the Netflix password crackdown?
why: what led Finland to apply?
why: why's the pound falling
why: for what reason was the launch scrubbed
why/fact: what drove the rise in rents?
why: what explains the drop in turnout
why: the ferry sank, why?
why: on what grounds was the case dismissed?
how: how did the gunman get in?
how: how was the spy balloon detected
how: in what way did Twitter change verification?
how: how do the new tariffs work?
how: how are the miners being rescued
how: by what means were the drones smuggled?
how: how can Ukraine join the EU
how: how will the ban be enforced?
how: how exactly did the fraud work
trend: how often was Bakhmut mentioned last month?
trend: coverage of ChatGPT over time
trend: how many articles on Gaza per week
trend: is interest in crypto declining?
trend: chart mentions of Prigozhin since June
trend: did coverage of Ukraine drop in 2023?
trend: how much press did Barbie get
trend: when did reports about monkeypox peak?
trend: graph news about bird flu by month
search: find articles about deepfakes
search: search for wildfire
search/latest: show me stories mentioning Kakhovka
search: articles on quantum computing
search: sentences with "golden visa"
search: look up "Havana syndrome"
fact: when did the Titan submersible disappear?
fact: who won the Wisconsin supreme court race?
fact: what percent tariffs did Washington set?
fact: how many people died in Morocco's earthquake
fact: where was the balloon shot down?
fact: which company bought Credit Suisse?
fact: how much did Musk pay for Twitter?
fact: what is the capital gains threshold in the new law?
fact: who replaced Liz Truss
fact: how old is Mitch McConnell
fact: what time did the quake strike
fact: whose painting sold for $139m
fact: what did Apple unveil in June?
fact: who does Messi play for?
fact: what caused the fire
fact: how long will the strike last?
fact/list: what charges does Trump face in Georgia?
fact: name of the Titan's CEO
quote: what's Erdogan saying about Sweden?
quote: what are republicans saying on the debt ceiling
quote: whats the pentagon saying about the drone
quote: Zuckerberg on layoffs - what did he say?
quote: what did Xi tell Blinken?
quote: what remarks did Biden make on Taiwan?
quote/yes_no: did anyone from the Fed comment on the collapse?
quote/fact: who condemned the coup?
quote: what words did the judge use to describe him?
quote: what did the victim's family say?
quote: how did Moscow react to the sanctions
quote: what is China's stance on the war?
quote: any comment from Tesla on the recall?
quote: who said "we will fight on the beaches"
quote: "a stain on our democracy" - who said that?
quote: what was the reaction in Washington?
quote: what did Ardern say when she resigned?
quote: read me what Bezos said about the yacht
quote: what does the UN say about famine in Somalia
who_is: Who's Giorgia Meloni and what does she stand for?
who_is: Lina Khan, who's that?
who_is/fact: what does OPEC stand for?
who_is/fact: who is the new Twitter CEO?
who_is: remind me who Sam Bankman-Fried is
who_is/fact: what's a SPAC
who_is: can you tell me who Anthony Albanese is
who_is: info on Alexei Kudrin
who_is: give me a bio of Kevin McCarthy
who_is: i keep hearing about Vivek Ramaswamy, who is he?
who_is: who are the Proud Boys
who_is/fact: what kind of organisation is the Azov regiment?
who_is: identify Steve Bannon
latest: where are we on the Artemis launch?
latest: give me the newest on the bank crisis
latest: recent news about Myanmar
latest: anything on Lebanon today?
latest: latest from Bakhmut
latest: whats happening with the rail strike
latest/yes_no: is there any news of the missing plane?
latest: what is the situation in Khartoum now?
latest: fill me in on the OceanGate story
latest: tell me the latest about inflation
latest: new developments Credit Suisse
latest: updates: Morocco quake
latest: what's the current situation at Zaporizhzhia
latest/yes_no: did anything new come out about the Nashville shooter
what_happened: what happened earlier today?
what_happened: what happened last night in Tel Aviv?
what_happened: what's in today's news?
what_happened: summarise the news of 12 March
what_happened: what happened in the world this week?
what_happened: news of the day
what_happened: what big things happened in April 2023
what_happened: yesterday's headlines
what_happened: what happened between Monday and Wednesday?
what_happened: give me a summary of last week
what_happened: what took place in Minsk on 6 July
what_happened/latest: anything big this morning?
timeline: how did events unfold in the Titan search
timeline: give me a timeline: Hong Kong protests
timeline: day by day, what happened in the Maui fires?
timeline: chain of events at Uvalde
timeline: what is the history of the Nord Stream leaks
timeline: how did we get here with the debt ceiling?
timeline: trace the development of the mpox outbreak
timeline: list the events of the coup in Niger in order
timeline: timeline for Boris Johnson's resignation
compare: what does each paper say about the leak?
compare: differences between Reuters and AP on the death toll
compare: how do newspapers see the verdict?
compare: contrast how Fox and MSNBC covered the hearing
compare: side by side: Guardian and Daily Mail on migration
compare: who reports what about the explosion
compare: do the reports agree on the number of dead?
compare: what do other sources say about the poisoning?
list: what countries recognise Taiwan?
list: which senators voted against it
list: who were the guests at the coronation?
list: what are Iran's conditions for the deal?
list: what sanctions were imposed on Belarus
list: which US states have legal cannabis
list: what are the names of the astronauts
list: what weapons has Germany sent?
list: all teams that qualified for the quarter-finals
list: which of the suspects were arrested?
list: who were the winners at the Baftas
list: which airlines cancelled flights
list: what injuries did he suffer?
yes_no: did he plead guilty
yes_no: Are there any survivors?
yes_no: is the airport open again?
yes_no: Ukraine joined the EU, correct?
yes_no: was the letter genuine
yes_no: could interest rates go up again in March?
yes_no: have they found the black box
yes_no: does the law ban all abortions?
yes_no: would Finland allow nukes on its soil
yes_no: is there a ceasefire in place?
yes_no: Sunak has apologised, hasn't he?
yes_no: true or false: the Pope resigned
yes_no/fact: any survivors?
why: why is Sri Lanka bankrupt
why: what were the motives of the attacker
why: why was Chris Licht fired from CNN?
why: Whats behind the shortage of Adderall
why: why did they do it
why: for what reason did the UK leave the treaty
why: can you explain why gas prices are up?
why: what made the Fed pause?
why/fact: what triggered the protests in France?
why: why not ban it outright?
why: the reasons for the walkout
why: give me the reason Liz Cheney lost
how: how did they rescue the boys?
how: how is the money being spent
how: how was he killed?
how: how does the price cap work
how/why: how come up with the money
how: how did inflation fall so fast
how: how would a windfall tax work
how: how are sanctions evaded?
how: tell me how the hackers got in
how: how do you apply for the grant?
trend: number of reports on monkeypox per week
trend: how many times did Truss come up in March
trend: has Ukraine fallen out of the headlines?
trend: plot stories about Trump by day
trend: frequency of stories about AI
trend: are there more stories on crypto than in May?
trend: when were the protests most covered?
trend: how often has "recession" been mentioned this year
trend: show how coverage of Sudan changed
search: show all articles that mention Gazprom
search: search "carbon border tax"
search: articles about lab-grown meat
search: find: Evergrande liquidation
search/latest: anything mentioning the Darien Gap?
search: stories with the word "polycrisis"
fact/who_is: Who is the prime minister of Pakistan?
fact: when does the ban take effect
fact: how far did the rocket fly?
fact: how many seats did Labour win
fact: where is the G20 summit being held?
fact: who leads the inquiry into the leak
fact: what was the magnitude of the quake?
fact: in which city was the shooter arrested
fact: whom did Biden pick as Fed vice chair?
fact: what percentage of voters turned out
fact: what did the court rule?
fact: which party won the most seats
fact: how many were arrested at the march?
fact: what sentence did Elizabeth Holmes get
fact: who died?
fact: which film won best picture
"""


def test_questions_as_people_type_them() -> None:
    misread = []
    for line in WRITTEN.strip().splitlines():
        kinds, question = line.split(": ", 1)
        if name_of(classify(question)) not in kinds.replace(",", "/").split("/"):
            misread.append((name_of(classify(question)), line))
    assert misread == []
