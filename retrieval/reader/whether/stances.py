"""Closed lists of words that say how far what is told is so, and who is meant by it."""

from retrieval.reader.words import word_set

# what is under it is not so
DENIES = word_set(
    "refuse decline fail reject deny avoid stop prevent forbid ban block oppose resist neglect abandon rebuff dismiss "
    "refute cancel halt rule scrap shelve stall forgo"
)
# what is under it is so
HOLDS = word_set(
    "agree manage confirm announce say report admit acknowledge begin start continue decide know show reveal force "
    "help vote state declare add tell note write find prove insist explain concede learn disclose verify remember "
    "be have do get keep go see make boast recall emphasise emphasize stress reiterate proceed choose move"
)
# what makes a deal or a plan be there
BROUGHT = word_set("reach sign agree strike clinch announce make seal conclude secure hold take get find launch")
# of what there is none where they have none: "police reported no arrests"
COUNTS = word_set("report record register see find count")
# what is only talked of
TALK = word_set("report claim rumour rumor allegation suggestion accusation speculation idea notion")
# what others want of somebody: "rejected calls to resign"
WISHES = word_set("call demand plea request appeal order pressure")
# what somebody who has none of does not mean to do
PLANS = word_set("plan intention intent desire")
# of what they are for there is none where they are rejected
PROPOSED = word_set("plan proposal call demand request bid")
# what is told as so
NEWS = word_set("word news confirmation announcement fact evidence proof statement conclusion decision")
SURE = word_set("able clear true sure certain aware happy glad sorry proud right")
FALSE = word_set("unable false untrue wrong incorrect impossible unwilling reluctant")
UNFOUNDED = FALSE | word_set("baseless unfounded debunked fake bogus fabricated discredited groundless")
HYPOTHETICAL = word_set("if unless whether until till before when once should could lest")
# "the first bank to raise rates" raised them
RANKED = word_set("country bank company nation state city person man woman president leader one team")
DOUBTFUL = word_set("almost nearly reportedly allegedly perhaps possibly maybe probably likely")
NEGATIVES = word_set("no not n't n’t never neither nor nobody none nothing hardly scarcely barely cannot")
MODALS = word_set("may might could would should must can ca shall ought")
FUTURE = word_set("will 'll ’ll wo shall")
# what will still be so is so
PERSISTS = word_set("remain stay continue keep")
ALLOWS = word_set("allow permit authorise authorize clear let")
# reports in the past put what will be so as what "would"
SAYS = word_set("say tell announce add confirm insist promise vow declare state deny write stress pledge claim")
ANYBODY = frozenset({"anyone", "anybody", "someone", "somebody", "anything", "something"})
# "none of the hostages": the hostages
PARTS = frozenset({"none", "all", "some", "most", "many", "one", "two", "both", "half", "several"})
# "people", where nothing says which
PEOPLE = word_set(
    "people person resident inhabitant villager citizen local townspeople evacuee householder homeowner family "
    "household islander"
)
# "the Russian side", "Russia's government": the country itself
STANDS = word_set(
    "side government official authority president leader minister ministry delegation force army troop military "
    "parliament spokesman spokeswoman spokesperson cabinet administration leadership premier city state county town "
    "republic kingdom province region"
)
