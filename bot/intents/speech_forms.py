"""How people ask what somebody said, and who said something, as patterns."""

import re

from bot.intents.cues import ABOUT, FAMOUS, GIVE, OUTLETS

_ABOUT = (
    r"(?:about|on|regarding|concerning|over|of|to|in response to|in reaction to|with regards? to|as to|after|following|"
    r"when asked about|when|while|before|during)"
)
_X = r"(?P<speaker>(?!(?:you|i|we|it|this|that|there|he|she|they|people|everyone|anyone|someone)\b(?! from))[^,?]+?)"
_Y = r"(?P<topic>\S.*?)"
_DONE = (
    r"(?:say|comment|speak|speak out|talk|respond|react|(?:make|issue|release|give|put out) (?:a |any"
    r" )?(?:statements?|comments?|remarks?)"
    r"|tell (?:reporters|the press|journalists))"
)
_SAID = (
    r"(?:said|commented|spoken(?! (?:to|with)\b)|spoken out|talked(?! (?:to|with)\b)|responded|reacted|weighed in"
    r"|opined"
    r"|(?:made|issued|released|given|put out) (?:a |any )?(?:statements?|comments?|remarks?))"
)
# what else is done with words; without an "about" it may be any deed
_CLAIM = (
    r"(?:claim|argue|insist|allege|warn|promise|announce|declare|admit|concede|suggest|demand|propose|tweet|post"
    r"|write|remark|state|add|reply"
    r"|answer|tell|threaten|predict|complain|reveal|disclose|confirm|deny|hint|pledge|vow|urge|stress|reiterate"
    r"|signal|explain|believe)"
)
_CLAIMED = (
    r"(?:claimed|argued|insisted|alleged|warned|promised|announced|declared|admitted|conceded|suggested|demanded"
    r"|proposed|tweeted|posted"
    r"|written|wrote|remarked|stated|added|replied|answered|told|threatened|predicted|complained|revealed|disclosed"
    r"|confirmed|denied|hinted"
    r"|pledged|vowed|urged|stressed|reiterated|signalled|explained)"
)
_LATELY = r"(?: (?:recently|lately|publicly|officially|so far|yet|today|already|now|exactly|ever|since))?"
_ANYTHING = r"(?: (?:anything|something|a word|much))?"
_WORDS = (
    r"(?:quotes?|quotations?|statements?|remarks?|comments?|words|reactions?|responses?|repl(?:y|ies)|soundbites?"
    r"|utterances|sayings)"
)
_TAKE = (
    r"(?:reactions?|responses?|comments?|remarks?|statements?|views?|opinions?|position|stance|take|thoughts|"
    r"words|quotes?|answer|repl(?:y|ies)|line|message|verdict|argument|claims?|warnings?|criticism|denial|attitude"
    r"|feelings|stand)"
)
_END = r"\s*[?.!]*"

ABOUT_WHAT = tuple(
    re.compile(pattern + _END, re.I)
    for pattern in (
        # what did Peskov say about the talks? what has Biden said? what is Musk saying about Twitter?
        rf"(?:and )?what (?:else |exactly |all )?(?:did|does|do) {_X} (?:have to )?{_DONE}{_LATELY}(?: (?:{_ABOUT}"
        rf"|in|at|during) {_Y})?",
        rf"what (?:else |exactly )?(?:has|have|had) {_X}{_LATELY} (?:had to say|been saying|{_SAID}){_LATELY}(?:"
        rf" (?:{_ABOUT}|at|during) {_Y})?",
        rf"what(?: is| are| was| were|['’]?s|['’]re) {_X} (?:saying|quoted as saying|telling (?:people"
        rf"|reporters)){_LATELY}(?:"
        rf" {_ABOUT} {_Y})?",
        rf"what (?:did|does|do) {_X} (?:think|make|thinks) (?:of|about) {_Y}",
        rf"what {_WORDS} (?:did|does|has|have) {_X} (?:make|made|give|given|issue|issued|offer|offered|publish"
        rf"|published|put out|have)(?: {_ABOUT} {_Y})?",
        rf"{_X} on {_Y}[,:;.–—-]+ *what (?:did|does|has|is) (?:he|she|they|it) (?:say|said|saying)(?: about (?:it"
        rf"|that))?",
        rf"{_X}[,:;.–—-]+ *what (?:did|does|has) (?:he|she|they|it) (?:say|said) {ABOUT} {_Y}",
        rf"what words (?:did|does|has|have) {_X} (?:use|used|choose|chosen) to (?:describe|characteri[sz]e) {_Y}",
        rf"how (?:did|does|do|has|have) {_X} (?:respond(?:ed)?|react(?:ed)?|repl(?:y|ied)) {_ABOUT} {_Y}",
        rf"how (?:does|do|did) {_X} (?:feel about|describe|characteri[sz]e) {_Y}",
        rf"what (?:did|does|do) {_X} {_CLAIM}{_LATELY} {ABOUT} {_Y}",
        rf"what (?:has|have|had) {_X}{_LATELY} {_CLAIMED}{_LATELY} {ABOUT} {_Y}",
        rf"what (?:did|does|do) {_X} tell (?!.*\bto\b)[\w'’.-]+(?: (?!about\b|on\b)[\w'’.-]+){{0,4}}(?: {ABOUT} {_Y})?",
        rf"what (?:was|is|has been) (?:being )?said by {_X}(?: {_ABOUT} {_Y})?",
        # what Macron said about the army; everything Macron has said on it
        rf"(?:read (?:me |us )?(?:out )?|{GIVE})(?:what|whatever|everything|anything|all(?: that)?) (?!did\b"
        rf"|does\b|do\b|has\b|have\b|is\b"
        rf"|was\b){_X} (?:(?:has|have|had) )?(?:ever )?(?:said|says|told reporters"
        rf"|commented|{_CLAIMED}(?= {ABOUT})){_LATELY}(?: {_ABOUT} {_Y})?",
        rf"(?:please )?(?:quote|cite) {_X} {ABOUT} {_Y}",
        rf"what (?:did|does|do|has|have) {_X} (?:repl(?:y|ied)|answer(?:ed)?|write|written|wrote|tweet(?:ed)?"
        rf"|post(?:ed)?) (?:to|on|in) {_Y}",
        rf"what (?:has|have|had) {_X} told (?!.*\bto\b)[\w'’.-]+(?: (?!about\b|on\b)[\w'’.-]+){{0,4}}(?: {ABOUT}"
        rf" {_Y})?",
        rf"what (?:exact )?(?:words|reasons?|terms|phrases?) (?:did|does|has|have) {_X} (?:use|used|give|given"
        rf"|choose)(?: {ABOUT} {_Y})",
        rf"how (?:did|does|do|has|have) {_X} comment(?:ed)? {_ABOUT} {_Y}",
        rf"did {_X} mention {_Y} in (?:his|her|their|its|the) (?:speech|statement|interview|remarks|address|talk"
        rf"|press conference)",
        rf"what (?:was|were|is|are) {_X}(?:['’]s|s['’]) (?:speech|statements?|remarks|comments?|interview|address"
        rf"|press conference|words) about",
        rf"in (?:his|her|their) own words,? (?:what|how) (?:did|does|do|has|have|is) {_X} (?:say|said|saying|think"
        rf"|describe)(?: {_ABOUT})? {_Y}",
        # has Zelenskyy commented on tariffs? did Peskov say anything about the talks?
        rf"(?:has|have|had|hasn['’]t) {_X}{_LATELY} (?:ever )?{_SAID}{_ANYTHING}{_LATELY}(?: {_ABOUT} {_Y})?",
        rf"(?:did|does|do|didn['’]t) (?:anyone from |anybody from |someone from )?{_X} (?:ever )?(?:say{_ANYTHING}"
        rf"|{_DONE}){_LATELY}(?: {_ABOUT} {_Y})",
        # what is Peskov's position on the talks? Merkel's reaction to the vote
        rf"(?:what(?:'s|’s| is| was| are| were) |{GIVE})(?P<of>{_X[:-1]})(?:['’]s|s['’]) (?:\w+ ){{0,2}}?{_TAKE}"
        rf" (?:{_ABOUT}|at|in|during) {_Y})",
        rf"(?:what(?:'s|’s| is| was| are| were) |{GIVE})(?:the )?(?:\w+ )?{_TAKE} (?:of|by|from) {_X} {_ABOUT} {_Y}",
        rf"where (?:does|did|do) {_X} stand on {_Y}",
        rf"what (?:position|stance|line|view) (?:did|does|do|has|have) {_X} (?:take|taken|have|hold|held) {ABOUT} {_Y}",
        # quotes by Peskov on the talks; any statement from Apple about iPhones?
        rf"(?:{GIVE}|is there |are there |(?:do you|have you|you) (?:have |got )|find )(?:any |all |an? |some |the "
        rf"|recent |latest |direct |official |public "
        rf"|of )*{_WORDS} (?:(?:made |given )?by|from) {_X}(?: {_ABOUT} {_Y})?",
        rf"(?:what|which) {_WORDS} (?:are there |do you have |is there )?(?:by|from) {_X}(?: {_ABOUT} {_Y})?",
        rf"any (?:word|answer) from {_X} {ABOUT} {_Y}",
        rf"what (?:did|does|do) {_X} (?:claim|argue|insist|allege|warn|reply|respond|answer|tweet|promise"
        rf"|threaten)(?: (?:of|against|about|in|at|during|after|before) {_Y})?",
        rf"what (?:did|does|do|has|have) {_X} warn(?:ed)? (?!.*\bto\b)\S+(?: \S+)?? (?:of|about|against) {_Y}",
        rf"(?:what(?:'s|’s| is| was| are| were) |{GIVE})(?P<by>{_X[:-1]})(?:['’]s|s['’]) (?:latest |exact |recent "
        rf"|full |own |last )*(?:statements?|remarks?|comments?|quotes?|words))",
        rf"{_X} (?:said|says|claimed) what {_ABOUT} {_Y}",
        # clipped: Lagarde quotes on rates; Macron on Ukraine, quotes
        rf"(?!(?:who|what|which|when|where|why|how|any|the|no|did|does|has|latest|new|search|find|look|google|show"
        rf"|list|give|get|an?|according|in|after|following|for|with|to|by|as|from)\b){_X}(?:['’]s|['’])? (?:quotes?"
        rf"|quotations?|remarks"
        rf"|comments|statements?|reactions?) {ABOUT} (?!.*\b(?:which|who|what|how)\b){_Y}",
        rf"(?!(?:who|what|which|when|where|why|how|did|does|has|is|are|search|find|look|google|show|list)\b){_X} on"
        rf" {_Y}[,:;]? (?:quotes?|in (?:his|her|their) own words)",
        rf"(?!(?:who|what|which|when|where|why|how|any|the|no|search|find|look|google|show|list|give|get|is"
        rf"|are)\b){_X}(?:['’]s|['’])? quotes",
    )
)
BY_ANYBODY = re.compile(
    rf"(?:what (?:has been|was|is|is being|was being|have been) said {ABOUT}|{GIVE}(?:what (?:are|were|was|is)"
    rf" )?(?:the |all |some |any )?(?:public |international |world |global |official |political )*"
    rf"(?:reactions?|responses?) (?:to|on|about|in|across|among)|what (?:reactions?|responses?|comments"
    rf"|statements) (?:were|are|have"
    rf"|was|is) (?:there |been )*(?:to|on|about|in|across|among)) (?P<topic>\S.*?)" + _END,
    re.I,
)
X_ON_Y = re.compile(  # Lavrov on the grain deal
    r"(?P<speaker>(?:(?:President|Senator|Minister|Chancellor|Prime Minister|Pope|King|Queen|Governor|Mayor|Sen\."
    r"|Gov\.) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) on (?P<topic>(?:the |his |her |its |their |[A-Z])\S*(?:"
    r" \S+){0,4}?)" + _END
)
_VERB = (
    r"(?P<verb>said|says|say|saying|claims|claimed|denied|denies|argued|argues|insisted|insists|stated|tweeted"
    r"|asserted|alleged|alleges"
    r"|maintained|maintains|suggested|suggests|predicted|complained|remarked|conceded|acknowledged|admitted|admits"
    r"|warned|warns|believes"
    r"|thinks|demanded|accused|accuses|blamed|blames|accusing|blaming|claiming|warning|denying|arguing|insisting"
    r"|urging|threatening|vowed|promised|pledged|threatened|urged|confirmed|announced|wrote|posted|declared|revealed"
    r"|complained"
    r"|told (?:reporters|journalists|the press)|told(?: [\w’'.-]+){1,4}?(?= that\b))"
)
_ASKED_WHO = (
    r"(?:and )?who (?:exactly |else |first |publicly )?(?:was it (?:that |who )?)?(?:(?:has|have|was|is|were)"
    r" )?(?:quoted as )?"
)
_WHO_SAID = re.compile(rf"{_ASKED_WHO}{_VERB}\s+(?:that\s+)?(?P<said>\S.*?)" + _END, re.I)
_WHO_CALLED = re.compile(
    rf"{_ASKED_WHO}(?P<verb>"
    r"(?:called|calls)(?= (?!for\b|on\b|off\b|up\b|in\b).*(?:[\"“‘']\w|\ban? ))|(?:described|dismissed|rejected"
    r"|characteri[sz]ed|denounced|hailed|slammed|criticised|criticized|praised|condemned|attacked|mocked)(?=.* as )"
    r"|(?:labell?ed|branded|dubbed)(?=.*(?:[\"“‘']\w| as | an? ))|(?:compared|likened)(?=.* (?:to|with) )"
    r"|(?:commented|spoke out|spoken out|weighed in)(?= (?:on|about|against)\b)"
    r"|(?:called|calls|calling)(?= (?:for|on)\b)|condemned|criticised|criticized|apologi[sz]ed(?= for\b)|praised"
    r"|(?:refused|declined)(?= to (?:comment|say|answer)\b)"
    r"|used(?= the (?:phrase|word|term|expression|words)\b)|coined|(?:spoke|talked)(?= (?:of|about)\b)|made(?= the"
    r" (?:remarks?|comments?|claim|statement|allegation|accusation)\b))\s+(?P<said>\S.*?)" + _END,
    re.I,
)
_SAID_BEFORE = re.compile(
    r"\W*[\"“‘'«](?P<said>.+)[\"”’'»][\s,.:;–-]*(?:who (?:said|says|wrote|tweeted)(?: (?:that|this|it|so))?|whose"
    r" (?:words|quote)(?: (?:is|are|was|were) "
    r"(?:that|this|these|those|it))?)" + _END,
    re.I,
)
_WHOSE = re.compile(
    r"whose (?:words|quote|statement) (?:is|are|was|were) (?:this|that|these|those|the words)?\W*(?P<said>\S.*?)"
    + _END,
    re.I,
)
OUTLET = re.compile(rf"(?:{OUTLETS}|{FAMOUS}(?:,? (?:and|or|vs\.?|&) {FAMOUS})+|(?:the )?sources|reports)", re.I)
WHO_SAID = (_WHO_SAID, _WHO_CALLED, _SAID_BEFORE, _WHOSE)
