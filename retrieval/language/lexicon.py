"""Words that say that a name is a person's, and which kind of person."""

from retrieval.text.listed import word_set

_MAN = """
spokesman chairman businessman congressman assemblyman councilman policeman fireman statesman sportsman frontman
gunman nobleman clergyman salesman king prince duke earl baron lord sir emperor sultan sheikh emir father son brother
husband uncle nephew grandfather grandson stepfather stepson boyfriend widower boy man gentleman monk pope father-in-law
son-in-law brother-in-law dad mr
"""
_WOMAN = """
spokeswoman chairwoman businesswoman congresswoman assemblywoman councilwoman policewoman sportswoman queen princess
duchess countess baroness lady dame empress actress mother daughter sister wife aunt niece grandmother granddaughter
stepmother stepdaughter girlfriend widow girl woman heiress waitress nun first-lady mother-in-law daughter-in-law
sister-in-law mum mom mrs ms miss
"""
_EITHER = """
president premier chancellor minister secretary governor mayor senator representative lawmaker legislator mp deputy
leader chief head director chair chairperson commissioner ambassador envoy diplomat adviser advisor aide official
officer spokesperson judge justice prosecutor lawyer attorney barrister solicitor sheriff detective sergeant captain
colonel general admiral lieutenant commander marshal inspector superintendent constable corporal brigadier professor
doctor scientist researcher physicist chemist biologist epidemiologist virologist psychologist economist analyst
strategist historian author writer novelist poet playwright journalist reporter editor correspondent columnist presenter
host broadcaster commentator actor comedian singer rapper musician guitarist drummer pianist songwriter composer
producer filmmaker artist painter sculptor designer architect chef model dancer athlete footballer player striker
goalkeeper midfielder defender winger quarterback pitcher batsman bowler coach manager golfer swimmer sprinter runner
cyclist boxer racer driver jockey skier skater gymnast founder co-founder entrepreneur investor billionaire millionaire
executive ceo cfo cmo coo cto boss owner banker publisher activist campaigner candidate nominee politician backbencher
whip dictator ruler monarch bishop archbishop cardinal priest rabbi imam pastor reverend astronaut cosmonaut engineer
teacher pilot soldier suspect defendant treasurer comptroller registrar dean principal provost teenager tycoon
magnate youtuber influencer blogger whistleblower surgeon nurse physician midwife paramedic vicar curator archivist
coroner undersecretary speaker chairperson co-chair chieftain warlord oligarch
"""
_ABBREVIATED = {
    "dr": "doctor", "prof": "professor", "sen": "senator", "sens": "senator", "rep": "representative",
    "reps": "representative", "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant",
    "sgt": "sergeant", "capt": "captain", "maj": "major", "adm": "admiral", "rev": "reverend", "pm": "premier",
    "supt": "superintendent", "det": "detective", "cmdr": "commander", "hon": "honourable",
}  # fmt: skip

MAN = frozenset(_MAN.split())
WOMAN = frozenset(_WOMAN.split())
KIN = word_set(
    """father son brother husband uncle nephew grandfather grandson stepfather stepson boyfriend widower dad mother
    daughter sister wife aunt niece grandmother granddaughter stepmother stepdaughter girlfriend widow mum mom friend
    partner fiance fiancee boy girl man woman gentleman"""
)
# People who are seldom named, and stand between a name and a later pronoun.
ANYONE = word_set(
    """member student worker person passenger protester customer fan employee patient citizen resident voter migrant
    refugee user tourist traveller traveler farmer fighter hostage inmate prisoner neighbour neighbor tenant colleague
    participant volunteer graduate pupil child baby kid adult individual someone somebody anyone anybody everyone
    everybody nobody source insider survivor witness victim killer attacker gunman shooter"""
)
ROLES = MAN | WOMAN | frozenset(_EITHER.split())

# What stands in a title, or under an article, and is no name.
HEADINGS = word_set(
    """ministry department government council committee office agency police breaking update updated exclusive watch
    live photo photos video videos read news opinion analysis more note advertisement world related article share
    sign newsletter subscribe comment comments editor story stories latest"""
)

# A name with one of these in it is not a person's.
NOT_PERSON = word_set(
    """inc corp ltd llc plc co company corporation university college school institute ministry department council
    committee commission party bank group association agency court parliament congress senate house union league club
    united city fc team force forces army navy police service services hospital museum church foundation fund trust
    network times post journal news tv radio magazine press media office administration authority board bureau centre
    center society federation alliance organization organisation studios pictures records entertainment airlines
    airways street avenue road square park island islands county state states republic kingdom river lake mountain
    bridge stadium arena airport station tower building prize award awards cup act treaty festival championship
    games championships olympics summit day week investments capital holdings partners ventures industries motors
    securities energy story show podcast app website storm hurricane typhoon"""
)

# Verbs whose subject is a person more often than not.
PERSONAL = word_set(
    """say tell add ask reply argue insist admit deny tweet write think believe know want feel hope explain recall
    joke warn concede marry resign die bear retire apologise apologize laugh smile weep cry grin nod shrug quip
    tweet retweet confess remember testify"""
)


def role_of(word: str) -> str | None:
    """The role a word in small letters names: "president"; "sen." is a senator."""
    bare = word.rstrip(".")
    if bare in _ABBREVIATED:
        return _ABBREVIATED[bare]
    return bare if bare in ROLES else None
